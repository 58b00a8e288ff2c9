//! Whom the reader goes to, in six words: for their own mirror, as a count.

use crate::recognise::{Experience, Reading};
use crate::settings::named;

named! {
    /// What somebody says of themselves, as coarsely as a count needs it.
    Kind {
        /// Nothing could be read.
        #[default]
        Unknown = "unknown",
        /// Works, studies or teaches in the field.
        Professional = "professional",
        /// Speaks for a group.
        Organisation = "organisation",
        /// Speaks from lived experience.
        Lived = "lived",
        /// Both professional and lived experience.
        Both = "both",
        /// None of these.
        Other = "other",
    }
}

/// What a reading comes to.
#[must_use]
pub fn kind(reading: &Reading) -> Kind {
    match (
        reading.experience == Experience::Stated,
        reading.professional,
    ) {
        (true, true) => Kind::Both,
        (true, false) => Kind::Lived,
        _ if reading.organisation => Kind::Organisation,
        (false, true) => Kind::Professional,
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reading_comes_to_one_kind() {
        let reading = |stated: bool, professional, organisation| Reading {
            experience: if stated {
                Experience::Stated
            } else {
                Experience::Hinted
            },
            professional,
            organisation,
            ..Reading::default()
        };
        for (read, expected) in [
            (reading(true, true, false), Kind::Both),
            (reading(true, false, false), Kind::Lived),
            (reading(false, true, false), Kind::Professional),
            (reading(false, true, true), Kind::Organisation),
            (reading(false, false, true), Kind::Organisation),
            (reading(false, false, false), Kind::Other),
        ] {
            assert_eq!(kind(&read), expected, "{read:?}");
        }
    }
}

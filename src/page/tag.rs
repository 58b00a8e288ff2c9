//! Hashtags that are a community's own space, see `tags.txt`.

use crate::letter::is_letter_or_digit;

/// One tag a line, without the remarks; case does not matter.
const TAGS: &str = include_str!(concat!(env!("OUT_DIR"), "/tags.txt"));

/// The first community tag in a post, as `#tag` in lower case.
#[must_use]
pub fn community_tag(post: &str) -> Option<String> {
    post.split('#').skip(1).find_map(|after| {
        let end = after
            .find(|c: char| !is_letter_or_digit(c) && c != '_')
            .unwrap_or(after.len());
        let tag = after.get(..end)?;
        tags()
            .any(|known| known.eq_ignore_ascii_case(tag))
            .then(|| "#".to_owned() + &tag.to_ascii_lowercase())
    })
}

fn tags() -> impl Iterator<Item = &'static str> {
    TAGS.split('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listed_tags_are_found_whatever_their_case() {
        assert_eq!(
            community_tag("Thinking of #madtwitter tonight.").as_deref(),
            Some("#madtwitter")
        );
        assert_eq!(
            community_tag("#WhyIDidntReport, because").as_deref(),
            Some("#whyididntreport")
        );
        assert_eq!(
            community_tag("#rain #MadTwitter").as_deref(),
            Some("#madtwitter")
        );
    }

    #[test]
    fn other_tags_and_longer_words_are_not() {
        for post in [
            "",
            "MadTwitter",
            "# MadTwitter",
            "#MadTwitterers",
            "#madtwitté",
            "#rain",
        ] {
            assert_eq!(community_tag(post), None, "{post:?}");
        }
    }

    #[test]
    fn the_list_holds_tags_alone() {
        for tag in tags() {
            assert!(
                tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'),
                "{tag:?}"
            );
        }
        assert!(tags().count() > 5);
    }
}

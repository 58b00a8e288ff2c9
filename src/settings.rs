//! What the reader has chosen.

/// What the reader does; some questions fit some roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Nurses, or cares at first hand in another profession.
    Nurse,
    /// Studies for it.
    Student,
    /// Teaches it.
    Lecturer,
    /// Researches it.
    Researcher,
    /// Something else, or not said.
    #[default]
    Other,
}

impl Role {
    /// Every role.
    pub const ALL: &[Role] = &[
        Role::Nurse,
        Role::Student,
        Role::Lecturer,
        Role::Researcher,
        Role::Other,
    ];

    /// The role that is stored by this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.name() == name)
    }

    /// The name it is stored by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Nurse => "nurse",
            Role::Student => "student",
            Role::Lecturer => "lecturer",
            Role::Researcher => "researcher",
            Role::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_found_by_its_name_and_nothing_else_is() {
        for role in Role::ALL {
            assert_eq!(Role::named(role.name()), Some(*role));
        }
        assert_eq!(Role::named("Nurse"), None);
        assert_eq!(Role::named(""), None);
    }
}

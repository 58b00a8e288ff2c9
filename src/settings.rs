//! What the reader has chosen, and what an organisation has chosen for them.
//!
//! A setting is kept under its [name](Setting::name) as a [`Value`]. What an
//! organisation sets comes before what the reader sets, which comes before the
//! default; a value that makes no sense is refused by itself, with a reason,
//! and the next in that order counts.

use crate::page::action::Action;
use crate::value::Value;

/// The version of what is kept. A later version may know more settings.
pub const VERSION: u32 = 1;

/// Most handles of the reader's own that are kept.
pub const MOST_ACCOUNTS: usize = 20;

/// Most full pauses in a day that can be chosen.
pub const LARGEST_RATION: u8 = 50;

/// How long tallies can be kept, in months.
pub const MONTHS: [u8; 3] = [0, 3, 12];

macro_rules! named {
    ($(#[$doc:meta])* $kind:ident { $($(#[$of:meta])* $name:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $kind { $($(#[$of])* $name,)* }

        impl $kind {
            /// Every one.
            pub const ALL: &[$kind] = &[$($kind::$name),*];

            /// The one that is kept by this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }

            /// The name it is kept by.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $($kind::$name => $text,)* }
            }
        }
    };
}

pub(crate) use named;

named! {
    /// What the reader does; some questions fit some roles.
    Role {
        /// Nurses, or cares at first hand in another profession.
        Nurse = "nurse",
        /// Studies for it.
        Student = "student",
        /// Teaches it.
        Lecturer = "lecturer",
        /// Researches it.
        Researcher = "researcher",
        /// Something else, or not said.
        #[default]
        Other = "other",
    }
}

named! {
    /// What a pause may rest on.
    Mode {
        /// Only what people ask for: nothing about anybody's health is inferred.
        Declared = "declared",
        /// Also how people describe themselves.
        #[default]
        Described = "described",
    }
}

named! {
    /// The language the reader is spoken to in.
    Language {
        /// The browser's.
        #[default]
        Browser = "browser",
        /// English.
        English = "en",
        /// Welsh.
        Welsh = "cy",
    }
}

named! {
    /// One setting.
    Setting {
        /// Whether the tool does anything.
        #[default]
        On = "on",
        /// What a pause may rest on.
        Mode = "mode",
        /// What is asked about.
        Actions = "actions",
        /// Full pauses a day; further ones are a single line.
        Ration = "ration",
        /// What the reader does.
        Role = "role",
        /// The language of the tool.
        Language = "language",
        /// The reader's own handles it works for; none named means all.
        Accounts = "accounts",
        /// Months that tallies are kept.
        KeepMonths = "keepMonths",
    }
}

/// Everything that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether the tool does anything.
    pub on: bool,
    /// What a pause may rest on.
    pub mode: Mode,
    /// What is asked about.
    pub actions: Vec<Action>,
    /// Full pauses a day; further ones are a single line. Requests to stay
    /// away are never rationed.
    pub ration: u8,
    /// What the reader does.
    pub role: Role,
    /// The language of the tool.
    pub language: Language,
    /// The reader's own handles it works for; none named means all.
    pub accounts: Vec<String>,
    /// Months that tallies are kept.
    pub keep_months: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            on: true,
            mode: Mode::default(),
            actions: Action::BY_DEFAULT.to_vec(),
            ration: 3,
            role: Role::default(),
            language: Language::default(),
            accounts: Vec::new(),
            keep_months: 12,
        }
    }
}

named! {
    /// Why a value was not taken.
    Refusal {
        /// No setting has this name.
        #[default]
        Unknown = "unknown",
        /// It was kept by a later version than this one.
        Newer = "newer",
        /// Yes or no was expected.
        NotTruth = "notTruth",
        /// A whole number from nought to the largest allowed was expected.
        NotWithin = "notWithin",
        /// One of a few names was expected.
        NotNamed = "notNamed",
        /// A list of actions was expected.
        NotActions = "notActions",
        /// A list of handles was expected, not too long.
        NotHandles = "notHandles",
        /// A short text was expected.
        NotText = "notText",
        /// An address that begins with `https://` was expected.
        NotLink = "notLink",
        /// A list of settings was expected.
        NotSettings = "notSettings",
        /// An organisation has set it.
        Locked = "locked",
        /// The file cannot be read from there on.
        NotJson = "notJson",
        /// The file is too long to be one of settings.
        TooLong = "tooLong",
    }
}

impl core::fmt::Display for Refusal {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Unknown => "no setting has this name",
            Self::Newer => "it was kept by a later version; what is understood of it counts",
            Self::NotTruth => "it should be true or false",
            Self::NotWithin => "it should be a whole number within the limits",
            Self::NotNamed => "it should be one of the names listed for it",
            Self::NotActions => "it should be a list of actions",
            Self::NotHandles => "it should be a list of at most twenty handles",
            Self::NotText => "it should be a short text",
            Self::NotLink => "it should be an address that begins with https://",
            Self::NotSettings => "it should be a list of settings",
            Self::Locked => "an organisation has set it",
            Self::NotJson => "the file cannot be read from there on",
            Self::TooLong => "the file is too long to be one of settings",
        })
    }
}

impl core::error::Error for Refusal {}

impl Settings {
    /// Takes one value.
    ///
    /// # Errors
    /// Says why the value makes no sense for the setting; it stays as it was.
    pub fn set(&mut self, setting: Setting, value: &Value) -> Result<(), Refusal> {
        let name = || value.text().ok_or(Refusal::NotNamed);
        match setting {
            Setting::On => self.on = value.truth().ok_or(Refusal::NotTruth)?,
            Setting::Mode => self.mode = Mode::named(name()?).ok_or(Refusal::NotNamed)?,
            Setting::Actions => {
                let named = value.texts().ok_or(Refusal::NotActions)?;
                let named = named.into_iter().map(Action::named);
                let mut actions = named
                    .collect::<Option<Vec<_>>>()
                    .ok_or(Refusal::NotActions)?;
                actions.sort_unstable();
                actions.dedup();
                self.actions = actions;
            }
            Setting::Ration => {
                let ration = value
                    .whole(LARGEST_RATION.into())
                    .ok_or(Refusal::NotWithin)?;
                self.ration = ration as u8;
            }
            Setting::Role => self.role = Role::named(name()?).ok_or(Refusal::NotNamed)?,
            Setting::Language => {
                self.language = Language::named(name()?).ok_or(Refusal::NotNamed)?;
            }
            Setting::Accounts => {
                let handles = value
                    .texts()
                    .filter(|handles| handles.len() <= MOST_ACCOUNTS);
                let handles = handles
                    .ok_or(Refusal::NotHandles)?
                    .into_iter()
                    .map(own_handle);
                self.accounts = handles.collect::<Option<_>>().ok_or(Refusal::NotHandles)?;
            }
            Setting::KeepMonths => {
                let is_offered =
                    |months: &&u8| value.whole(u8::MAX.into()) == Some((**months).into());
                self.keep_months = *MONTHS.iter().find(is_offered).ok_or(Refusal::NotWithin)?;
            }
        }
        Ok(())
    }

    /// One value, as it would be kept.
    #[must_use]
    pub fn get(&self, setting: Setting) -> Value {
        match setting {
            Setting::On => self.on.into(),
            Setting::Mode => self.mode.name().into(),
            Setting::Actions => self.actions.iter().map(|action| action.name()).collect(),
            Setting::Ration => u32::from(self.ration).into(),
            Setting::Role => self.role.name().into(),
            Setting::Language => self.language.name().into(),
            Setting::Accounts => self.accounts.iter().map(String::as_str).collect(),
            Setting::KeepMonths => u32::from(self.keep_months).into(),
        }
    }

    /// Takes all values that make sense, and says which do not, by name.
    pub fn take(&mut self, values: &[(String, Value)]) -> Vec<(String, Refusal)> {
        let mut refused = Vec::new();
        for (name, value) in values {
            let taken = match Setting::named(name) {
                Some(setting) => self.set(setting, value),
                None => Err(Refusal::Unknown),
            };
            if let Err(refusal) = taken {
                refused.push((name.clone(), refusal));
            }
        }
        refused
    }
}

/// A handle as it is kept: without `@`, in lower case.
fn own_handle(written: &str) -> Option<String> {
    let handle = crate::page::handle::handle(written)?;
    Some(handle.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Map;

    fn texts(texts: &[&str]) -> Value {
        texts.iter().copied().collect()
    }

    #[test]
    fn what_is_named_is_found_by_its_name_and_nothing_else_is() {
        for role in Role::ALL {
            assert_eq!(Role::named(role.name()), Some(*role));
        }
        assert_eq!(Role::named("Nurse"), None);
        assert_eq!(Mode::named(""), None);
        for action in Action::ALL {
            assert_eq!(Action::named(action.name()), Some(*action));
        }
    }

    #[test]
    fn every_refusal_says_something_of_its_own() {
        let said: std::collections::BTreeSet<String> =
            Refusal::ALL.iter().map(Refusal::to_string).collect();
        assert_eq!(said.len(), Refusal::ALL.len());
        assert!(said.iter().all(|words| words.contains(' ')));
    }

    #[test]
    fn every_value_that_is_got_can_be_set_again() {
        let chosen = Settings {
            on: false,
            mode: Mode::Declared,
            actions: vec![Action::Follow, Action::Bookmark],
            ration: 0,
            role: Role::Lecturer,
            language: Language::Welsh,
            accounts: vec!["fern_kf".into()],
            keep_months: 3,
        };
        let mut other = Settings::default();
        for setting in Setting::ALL {
            assert_ne!(other.get(*setting), chosen.get(*setting), "{setting:?}");
            other.set(*setting, &chosen.get(*setting)).unwrap();
        }
        assert_eq!(other, chosen);
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_refused_and_changes_nothing() {
        let nothing_else = |setting| match setting {
            Setting::On => Refusal::NotTruth,
            Setting::Mode | Setting::Role | Setting::Language => Refusal::NotNamed,
            Setting::Actions => Refusal::NotActions,
            Setting::Accounts => Refusal::NotHandles,
            Setting::Ration | Setting::KeepMonths => Refusal::NotWithin,
        };
        for setting in Setting::ALL {
            let mut settings = Settings::default();
            let wrong = match setting {
                Setting::On => Value::Text("true".into()),
                _ => Value::Truth(true),
            };
            assert_eq!(settings.set(*setting, &wrong), Err(nothing_else(*setting)));
            assert_eq!(settings, Settings::default());
        }
    }

    #[test]
    fn values_out_of_bounds_are_refused() {
        let mut settings = Settings::default();
        for number in [-1.0, 2.5, 51.0, f64::NAN, f64::INFINITY] {
            let refused = settings.set(Setting::Ration, &Value::Number(number));
            assert_eq!(refused, Err(Refusal::NotWithin), "{number}");
        }
        for (setting, value) in [
            (Setting::KeepMonths, Value::Number(6.0)),
            (Setting::Actions, texts(&["follow", "poke"])),
            (Setting::Accounts, texts(&["two words"])),
            (Setting::Accounts, texts(&["a"; MOST_ACCOUNTS + 1])),
            (Setting::Mode, Value::Text("strict".into())),
        ] {
            assert!(settings.set(setting, &value).is_err(), "{value:?}");
        }
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn handles_are_kept_in_one_form() {
        let mut settings = Settings::default();
        settings
            .set(Setting::Accounts, &texts(&["@Fern_KF", " moss "]))
            .unwrap();
        assert_eq!(settings.accounts, ["fern_kf", "moss"]);
    }

    #[test]
    fn each_value_is_taken_or_refused_by_itself() {
        let values: Map = [("mode", "declared"), ("ration", "many"), ("colour", "teal")]
            .map(|(name, value)| (name.to_owned(), value.into()))
            .into();
        let mut settings = Settings::default();
        assert_eq!(
            settings.take(&values),
            [
                ("ration".to_owned(), Refusal::NotWithin),
                ("colour".to_owned(), Refusal::Unknown)
            ]
        );
        assert_eq!(settings.mode, Mode::Declared);
        assert_eq!(settings.ration, Settings::default().ration);
    }
}

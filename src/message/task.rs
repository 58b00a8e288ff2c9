//! What a page asks of the background, and what comes of it. All writing goes
//! through the background, one task after the other, so that two tabs and the
//! popup cannot lose each other's changes.

use crate::settings::{Refusal, Setting, named};
use crate::value::{Value, json};

use super::Note;

named! {
    /// How long nothing is asked.
    Rest {
        /// An hour.
        #[default]
        Hour = "hour",
        /// Until the end of the day.
        Tomorrow = "tomorrow",
    }
}

/// One task.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// Nothing but what is due: a page has been opened, or policy has changed.
    Settle,
    /// The extension was installed or updated.
    Installed {
        /// For the first time.
        first: bool,
    },
    /// Keeps what the reader did.
    Note(Note),
    /// Changes a setting.
    Choose(Setting, Value),
    /// Takes settings from a file.
    Import(String),
    /// Puts all settings back to what they were at first.
    Reset,
    /// Asks nothing for a while.
    Rest(Rest),
    /// Asks again.
    Resume,
    /// Asks nothing for an hour, or asks again if nothing is asked now.
    Turn,
    /// Forgets all tallies.
    Erase,
    /// Forgets whom not to ask about again.
    Forget,
}

impl Task {
    /// As it is sent.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Task::Settle => "session".into(),
            Task::Installed { first: true } => "installed first".into(),
            Task::Installed { first: false } => "installed".into(),
            Task::Note(note) => note.written(),
            Task::Choose(setting, value) => {
                ["choose ", setting.name(), " ", &json::written_value(value)].concat()
            }
            Task::Import(text) => ["import ", text].concat(),
            Task::Reset => "reset".into(),
            Task::Rest(rest) => ["rest ", rest.name()].concat(),
            Task::Resume => "resume".into(),
            Task::Turn => "turn".into(),
            Task::Erase => "erase".into(),
            Task::Forget => "forget".into(),
        }
    }

    /// The task that is written so, if it is one.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        let (word, rest) = written.split_once(' ').unwrap_or((written, ""));
        Some(match (word, rest) {
            ("session", "") => Task::Settle,
            ("installed", _) => Task::Installed {
                first: rest == "first",
            },
            ("choose", _) => {
                let (setting, value) = rest.split_once(' ')?;
                Task::Choose(Setting::named(setting)?, json::read_value(value)?)
            }
            ("import", _) => Task::Import(rest.into()),
            ("reset", "") => Task::Reset,
            ("rest", _) => Task::Rest(Rest::named(rest)?),
            ("resume", "") => Task::Resume,
            ("turn", "") => Task::Turn,
            ("erase", "") => Task::Erase,
            ("forget", "") => Task::Forget,
            _ => Task::Note(Note::read(written)?),
        })
    }
}

/// A value that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// On which line of the file; nought if it was in none.
    pub line: u32,
    /// Under which name; empty if under none.
    pub name: String,
    /// Why.
    pub refusal: Refusal,
}

/// What came of a task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// It is done and kept.
    #[default]
    Done,
    /// It could not be kept: storage is full, or denied.
    Unkept,
    /// These were not taken; whatever else there was is kept.
    Refused(Vec<Fault>),
}

/// Most faults told, and longest name told of one: a file may be anything.
const MOST_FAULTS: usize = 20;
const LONGEST_NAME: usize = 40;

impl Outcome {
    /// As it is answered: a word, then a line for each fault.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Outcome::Done => "done".into(),
            Outcome::Unkept => "unkept".into(),
            Outcome::Refused(faults) => {
                let mut written = String::from("refused");
                for fault in faults.iter().take(MOST_FAULTS) {
                    let plain = |c: char| if c.is_control() { '\u{fffd}' } else { c };
                    let name: String = fault.name.chars().take(LONGEST_NAME).map(plain).collect();
                    let line = fault.line.to_string();
                    for part in ["\n", &line, " ", fault.refusal.name(), " ", &name] {
                        written.push_str(part);
                    }
                }
                written
            }
        }
    }

    /// The outcome that is answered so. No answer means that nobody could be
    /// asked, so that nothing was kept.
    #[must_use]
    pub fn read(written: &str) -> Self {
        let mut lines = written.split('\n');
        match lines.next() {
            Some("done") => Outcome::Done,
            Some("refused") => Outcome::Refused(lines.filter_map(fault).collect()),
            _ => Outcome::Unkept,
        }
    }
}

fn fault(written: &str) -> Option<Fault> {
    let mut words = written.splitn(3, ' ');
    Some(Fault {
        line: words.next()?.parse().ok()?,
        refusal: Refusal::named(words.next()?)?,
        name: words.next()?.into(),
    })
}

// What makes up cases is for native tests alone.
#[cfg(not(target_arch = "wasm32"))]
#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tasks_are_read_as_they_were_written() {
        for task in [
            Task::Settle,
            Task::Installed { first: true },
            Task::Installed { first: false },
            Task::Note(Note::Sight(vec![])),
            Task::Choose(Setting::On, false.into()),
            Task::Choose(Setting::Ration, 7.into()),
            Task::Choose(Setting::Actions, ["follow", "tag"].into_iter().collect()),
            Task::Choose(Setting::Accounts, Value::from("a \"b\"\n c")),
            Task::Import("{\n  \"on\": true\n}".into()),
            Task::Import(String::new()),
            Task::Reset,
            Task::Rest(Rest::Hour),
            Task::Rest(Rest::Tomorrow),
            Task::Resume,
            Task::Turn,
            Task::Erase,
            Task::Forget,
        ] {
            assert_eq!(Task::read(&task.written()), Some(task));
        }
    }

    #[test]
    fn what_is_no_task_is_none() {
        for written in [
            "",
            " ",
            "choose",
            "choose on",
            "choose colour \"teal\"",
            "choose on yes",
            "rest",
            "rest always",
            "reset all",
            "erase everything",
            "eraser",
        ] {
            assert_eq!(Task::read(written), None, "{written}");
        }
    }

    #[test]
    fn outcomes_are_read_as_they_were_written() {
        let faults = Refusal::ALL.iter().map(|refusal| Fault {
            line: 3,
            name: "two words".into(),
            refusal: *refusal,
        });
        for outcome in [
            Outcome::Done,
            Outcome::Unkept,
            Outcome::Refused(faults.collect()),
        ] {
            assert_eq!(Outcome::read(&outcome.written()), outcome);
        }
        assert_eq!(Outcome::read(""), Outcome::Unkept);
        assert_eq!(Outcome::read("hello"), Outcome::Unkept);
    }

    #[test]
    fn of_a_hostile_file_only_so_much_is_told() {
        let fault = Fault {
            line: u32::MAX,
            name: "x\n0 unknown y".repeat(1000),
            refusal: Refusal::Unknown,
        };
        let outcome = Outcome::Refused(vec![fault; 1000]);
        assert!(outcome.written().len() < 4000);
        let Outcome::Refused(told) = Outcome::read(&outcome.written()) else {
            panic!("it was refused");
        };
        assert_eq!(told.len(), MOST_FAULTS);
        assert!(
            told.iter()
                .all(|fault| fault.name.chars().count() == LONGEST_NAME)
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_fault(written in "(choose |import |rest |refused\n)?\\PC*") {
            let _ = Task::read(&written);
            let _ = Outcome::read(&written);
        }
    }
}

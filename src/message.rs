//! Every message between worlds.
//!
//! | from | to | message |
//! |---|---|---|
//! | core | page-world reader | an [`Ask`], as the detail of a `CustomEvent` |
//! | page-world reader | core | a [`Told`], as JSON likewise; untrusted, so every text is bounded and checked where it is used |
//! | content script, our own pages | background | `{task}`: a [`Task`], as words with a space between; answered once it is kept, with an [`Outcome`], what was asked in this browser session (see [`Standing`](crate::reflect::Standing)) and the words of a chosen language |
//! | popup | content script | the word `status`; answered with the name of a [`Status`] |
//! | popup | content script | the word `look`: see what of the page is still seen; answered once that is kept |
//! | content script | background | the word `options`: open the settings |
//! | content script | background | the word `refused`: this browser session's pages forbid WebAssembly |

pub mod task;

pub use task::{Outcome, Task};

use crate::page::action::Action;
use crate::page::sight::{Seen, Sign};
use crate::reflect::standing::{hexadecimal, push_hexadecimal};
use crate::reflect::{Aside, Kind, Purpose};

/// Longest answer read from the page-world reader, in UTF-16 units.
pub const LONGEST_ANSWER: u32 = 64 * 1024;

/// Which account the page-world reader should look for at the event's node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Numeric id, if the control carries one.
    pub id: Option<String>,
    /// Handle, if the page names one.
    pub handle: Option<String>,
}

impl Ask {
    /// Id and handle with a space between, either of them empty when unknown.
    /// Neither can hold a space itself.
    #[must_use]
    pub fn written(&self) -> String {
        let mut written = self.id.clone().unwrap_or_default();
        written.push(' ');
        written.push_str(self.handle.as_deref().unwrap_or_default());
        written
    }
}

/// The page-world reader's answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The account asked about, if it was found.
    pub user: Option<User>,
    /// The reader's own handle, if the page's store has it.
    pub own_handle: Option<String>,
    /// The reader's own account, likewise: its name and its bio.
    pub own: Option<User>,
}

/// One account as the page's own data has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct User {
    /// Numeric id.
    pub id: Option<String>,
    /// Handle without `@`.
    pub handle: Option<String>,
    /// Display name.
    pub name: Option<String>,
    /// Profile text as its owner wrote it.
    pub bio: Option<String>,
    /// Profile location.
    pub location: Option<String>,
    /// Whether they follow the reader.
    pub followed_by: Option<bool>,
    /// Whether the reader follows them.
    pub following: Option<bool>,
    /// Whether the reader is told of all their posts.
    pub notifications: Option<bool>,
}

/// What the background is to keep: never who, only what the reader did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A question is on the screen.
    Asked {
        /// Its number.
        question: u8,
        /// It is one of the day's full pauses.
        full: bool,
        /// The step it is about, as numbers under this install's key.
        step: Vec<u64>,
    },
    /// It was answered.
    Answered {
        /// What the reader was about to do.
        action: Action,
        /// Whether they went on.
        goes_on: bool,
        /// Why, if they said so.
        purpose: Option<Purpose>,
        /// To whom, as a count needs it.
        kind: Kind,
    },
    /// A step was let through unasked.
    Through {
        /// What the reader did.
        action: Action,
        /// To whom, as a count needs it.
        kind: Kind,
    },
    /// The reader said something about being asked.
    Said {
        /// What they said.
        aside: Aside,
        /// About whom or what, as numbers under this install's key.
        mark: Vec<u64>,
    },
    /// What of the page was seen and what was not.
    Sight(Vec<Seen>),
}

impl Note {
    /// As words with a space between.
    #[must_use]
    pub fn written(&self) -> String {
        let mut written = String::new();
        match self {
            Note::Asked {
                question,
                full,
                step,
            } => {
                written.push_str(if *full { "asked 1" } else { "asked 0" });
                push_numbers(&mut written, &[(*question).into()]);
                push_numbers(&mut written, step);
            }
            Note::Answered {
                action,
                goes_on,
                purpose,
                kind,
            } => {
                written.push_str(if *goes_on { "on " } else { "left " });
                let purpose = purpose.map_or("-", Purpose::name);
                for word in [action.name(), " ", purpose, " ", kind.name()] {
                    written.push_str(word);
                }
            }
            Note::Through { action, kind } => {
                for word in ["through ", action.name(), " ", kind.name()] {
                    written.push_str(word);
                }
            }
            Note::Said { aside, mark } => {
                written.push_str(aside.name());
                push_numbers(&mut written, mark);
            }
            Note::Sight(seen) => {
                written.push_str("sight");
                for (sign, is_seen) in seen {
                    for word in [" ", sign.name(), if *is_seen { "+" } else { "-" }] {
                        written.push_str(word);
                    }
                }
            }
        }
        written
    }

    /// The note that is written so, if it is one.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        let mut words = written.split(' ');
        let first = words.next()?;
        let goes_on = first == "on";
        Some(match first {
            "asked" => {
                let full = words.next()? == "1";
                let question = hexadecimal(words.next()?)?.try_into().ok()?;
                Note::Asked {
                    question,
                    full,
                    step: numbers(words)?,
                }
            }
            "on" | "left" => {
                let action = Action::named(words.next()?)?;
                let purpose = Purpose::named(words.next()?);
                Note::Answered {
                    action,
                    goes_on,
                    purpose,
                    kind: Kind::named(words.next()?)?,
                }
            }
            "through" => {
                let action = Action::named(words.next()?)?;
                Note::Through {
                    action,
                    kind: Kind::named(words.next()?)?,
                }
            }
            "sight" => Note::Sight(words.map(seen).collect::<Option<_>>()?),
            aside => Note::Said {
                aside: Aside::named(aside)?,
                mark: numbers(words)?,
            },
        })
    }
}

fn seen(word: &str) -> Option<Seen> {
    let is_seen = word.ends_with('+');
    let name = word.strip_suffix(['+', '-'])?;
    Some((Sign::named(name)?, is_seen))
}

fn push_numbers(written: &mut String, numbers: &[u64]) {
    for number in numbers {
        written.push(' ');
        push_hexadecimal(written, *number);
    }
}

fn numbers<'w>(words: impl Iterator<Item = &'w str>) -> Option<Vec<u64>> {
    words.map(hexadecimal).collect()
}

/// What the content script says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not started yet: it is being unpacked, or the translation is not there yet.
    Waiting,
    /// Working, as WebAssembly.
    Wasm,
    /// Working, as its translation to JavaScript.
    Translation,
    /// Could not start, or failed twice: the page is left alone.
    Failed,
    /// The extension was updated or removed while the page was open.
    Stopped,
}

impl Status {
    /// The status by the name the loader gives it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "waiting" => Self::Waiting,
            "wasm" => Self::Wasm,
            "translation" => Self::Translation,
            "failed" => Self::Failed,
            "stopped" => Self::Stopped,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_as_they_were_written() {
        for note in [
            Note::Asked {
                question: 200,
                full: true,
                step: vec![0, u64::MAX],
            },
            Note::Asked {
                question: 0,
                full: false,
                step: vec![],
            },
            Note::Answered {
                action: Action::Follow,
                goes_on: true,
                purpose: Some(Purpose::Learn),
                kind: Kind::Lived,
            },
            Note::Answered {
                action: Action::CopyLink,
                goes_on: false,
                purpose: None,
                kind: Kind::Unknown,
            },
            Note::Through {
                action: Action::Reply,
                kind: Kind::Organisation,
            },
            Note::Said {
                aside: Aside::DontAskAgain,
                mark: vec![1, 2],
            },
            Note::Said {
                aside: Aside::Wrong,
                mark: vec![3],
            },
            Note::Said {
                aside: Aside::NotNow,
                mark: vec![],
            },
            Note::Sight(vec![(Sign::Posts, true), (Sign::FollowInLists, false)]),
        ] {
            assert_eq!(Note::read(&note.written()), Some(note));
        }
    }

    #[test]
    fn what_is_no_note_is_none() {
        for written in [
            "",
            "asked",
            "asked 1",
            "asked 1 zz",
            "asked 1 fff",
            "on",
            "on poke - other",
            "left follow learn",
            "through follow nobody",
            "mark zz",
            "forget 1",
            "sight posts",
            "sight glimpse+",
        ] {
            assert_eq!(Note::read(written), None, "{written}");
        }
    }
}

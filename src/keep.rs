//! What is kept in the browser: settings and the reader's own tallies; of
//! others nothing but keyed numbers that run out. Pure: the background hands in
//! what it found in storage and stores what comes back.
//!
//! | where | key | holds |
//! |---|---|---|
//! | `local` | `settings` | what the reader chose, by name, with a version |
//! | `local` | `tallies` | counts by week, see [`tally`] |
//! | `local` | `marks` | whom or what not to ask about again: a keyed number, and the last day it holds |
//! | `local` | `today` | full pauses put today |
//! | `local` | `until` | no questions until then |
//! | `local` | `key` | the key of this install's numbers |
//! | `local` | `sight` | what of X's page is still seen: yes or no, and the day |
//! | `local` | `page` | all of the above that a page of X needs, as one text |
//! | `session` | `asked` | steps asked about, as keyed numbers; how often the reader went on in a row; the last question |
//!
//! Whatever is broken is replaced by its default, by itself.

pub mod tally;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::message::Note;
use crate::moment::{HOUR, Moment};
use crate::page::sight::Sign;
use crate::reflect::standing::hexadecimal;
use crate::reflect::{Aside, Standing};
use crate::settings::{Refusal, Setting, Settings, Strange, VERSION, Value, Values};
use tally::Tallies;

/// Days that "don't ask again" holds.
pub const MARK_DAYS: u32 = 90;

/// Most marks kept; the one that would run out first makes room.
const MOST_MARKS: usize = 500;

/// The name under which the version stands among the settings.
const VERSION_NAME: &str = "version";

/// Something in a list or a map that may not be what it should be.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Maybe<T> {
    Good(T),
    Bad(Strange),
}

impl<T> Maybe<T> {
    fn good(self) -> Option<T> {
        match self {
            Maybe::Good(good) => Some(good),
            Maybe::Bad(_) => None,
        }
    }
}

/// A map as it was found: what is not as it should be is left out.
#[derive(Clone, Debug, Deserialize)]
#[serde(bound = "T: Deserialize<'de>")]
pub struct Found<T>(BTreeMap<String, Maybe<T>>);

impl<T> Default for Found<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Found<T> {
    /// What is as it should be.
    pub fn good(self) -> BTreeMap<String, T> {
        let good = |(name, maybe): (String, Maybe<T>)| Some((name, maybe.good()?));
        self.0.into_iter().filter_map(good).collect()
    }
}

/// The day's full pauses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Today {
    /// Which day, counted from the first of January 1970.
    pub day: u32,
    /// How many.
    pub asked: u8,
}

/// Whether something of X's page was seen when it was last looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sight {
    /// It was.
    pub seen: bool,
    /// The day, as `2026-11-26`.
    pub on: String,
}

/// Everything kept for good.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// What the reader chose.
    pub settings: Values,
    /// Their own counts.
    pub tallies: Tallies,
    /// Whom or what not to ask about again, and the last day that holds.
    pub marks: BTreeMap<String, u32>,
    /// The day's full pauses.
    pub today: Today,
    /// No questions until then.
    pub until: Moment,
    /// The key of this install's numbers: two halves in hexadecimal.
    pub key: String,
    /// What of X's page is still seen, by the sign's name.
    pub sight: BTreeMap<String, Sight>,
}

/// Where a value that was not taken came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The reader's own settings.
    Reader,
    /// An organisation's policy.
    Organisation,
}

/// The settings in force, and how they came about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settled {
    /// The settings.
    pub settings: Settings,
    /// Those an organisation has set: the reader cannot change them.
    pub locked: Vec<Setting>,
    /// What was not taken, and why.
    pub refused: Vec<(Source, String, Refusal)>,
}

/// What an organisation sets comes before what the reader sets, which comes
/// before the default.
#[must_use]
pub fn settle(reader: &Values, organisation: &Values) -> Settled {
    let mut settled = Settled::default();
    let mut own = reader.clone();
    if let Some(version) = own.remove(VERSION_NAME)
        && !matches!(version, Value::Number(version) if version <= f64::from(VERSION))
    {
        settled
            .refused
            .push((Source::Reader, VERSION_NAME.into(), Refusal::Newer));
    }
    for (source, values) in [(Source::Reader, &own), (Source::Organisation, organisation)] {
        let refused = settled.settings.take(values);
        if source == Source::Organisation {
            let is_taken = |setting: &&Setting| {
                let name = setting.name();
                values.contains_key(name) && refused.iter().all(|(refused, _)| refused != name)
            };
            settled.locked = Setting::ALL.iter().filter(is_taken).copied().collect();
        }
        let refused = refused
            .into_iter()
            .map(|(name, refusal)| (source, name, refusal));
        settled.refused.extend(refused);
    }
    settled
}

impl Kept {
    /// Changes one of the reader's settings.
    pub fn choose(&mut self, setting: Setting, value: Value) {
        self.settings
            .insert(VERSION_NAME.into(), Value::Number(VERSION.into()));
        self.settings.insert(setting.name().into(), value);
    }

    /// Draws the key of this install's numbers, unless there is one.
    pub fn draw_key(&mut self, lot: [u8; 16]) {
        if self.halves().is_none() {
            let number = u128::from_le_bytes(lot);
            self.key = format!("{:x},{:x}", (number >> 64) as u64, number as u64);
            // Numbers under another key mean nobody any more.
            self.marks.clear();
        }
    }

    fn halves(&self) -> Option<[u64; 2]> {
        let (one, two) = self.key.split_once(',')?;
        Some([hexadecimal(one)?, hexadecimal(two)?])
    }

    /// How things stand, for the pages of X.
    #[must_use]
    pub fn standing(&self, settings: &Settings, now: Moment) -> Standing {
        let lasting = self.marks.iter().filter(|(_, last)| **last >= now.day());
        Standing {
            settings: settings.clone(),
            key: self.halves().unwrap_or_default(),
            marks: lasting
                .filter_map(|(number, _)| hexadecimal(number))
                .collect(),
            snoozed_until: self.until,
            day: self.today.day,
            asked_today: self.today.asked,
            ..Standing::default()
        }
    }

    /// Takes a note from a page of X; `session` is what lasts for this browser
    /// session.
    pub fn hear(&mut self, note: &Note, session: &mut Standing, keep_months: u8, now: Moment) {
        match note {
            Note::Asked {
                question,
                full,
                step,
            } => {
                session.day = self.today.day;
                session.asked_today = self.today.asked;
                session.asked(step, *full, *question, now);
                self.today = Today {
                    day: session.day,
                    asked: session.asked_today,
                };
            }
            Note::Answered {
                action,
                goes_on,
                purpose,
                kind,
            } => {
                session.answered(*goes_on);
                self.tallies
                    .answered(*action, *goes_on, *purpose, *kind, now);
            }
            Note::Through { action, kind } => self.tallies.through(*action, *kind, now),
            Note::Said { aside, mark } => self.said(*aside, mark, now),
            Note::Sight(seen) => {
                for (sign, seen) in seen {
                    let sight = Sight {
                        seen: *seen,
                        on: tally::date(now),
                    };
                    self.sight.insert(sign.name().into(), sight);
                }
            }
        }
        self.tidy(keep_months, now);
    }

    /// What of X's page is no longer seen.
    pub fn unseen(&self) -> impl Iterator<Item = Sign> {
        let unseen = |(name, sight): (&String, &Sight)| (!sight.seen).then(|| Sign::named(name))?;
        self.sight.iter().filter_map(unseen)
    }

    fn said(&mut self, aside: Aside, mark: &[u64], now: Moment) {
        match aside {
            Aside::NotNow => self.until = Moment(now.0 + HOUR),
            Aside::DontAskAgain => {}
            Aside::Wrong => self.tallies.wrong(now),
        }
        for number in mark {
            self.marks
                .insert(format!("{number:x}"), now.day() + MARK_DAYS);
        }
    }

    /// Lets go of what has run out.
    pub fn tidy(&mut self, keep_months: u8, now: Moment) {
        // A clock that was set back must not make a mark hold for ever.
        let lasts = |last: &u32| (now.day()..=now.day() + MARK_DAYS).contains(last);
        self.marks
            .retain(|number, last| hexadecimal(number).is_some() && lasts(last));
        while self.marks.len() > MOST_MARKS {
            let first = self.marks.iter().min_by_key(|(_, last)| **last);
            let Some(first) = first.map(|(number, _)| number.clone()) else {
                break;
            };
            self.marks.remove(&first);
        }
        self.tallies.keep(keep_months, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::DAY;
    use crate::page::action::Action;
    use crate::reflect::{Kind, Purpose};
    use crate::settings::Mode;
    use serde_json::json;

    const NOW: Moment = Moment(20_000.5 * DAY);

    fn values(json: serde_json::Value) -> Values {
        serde_json::from_value::<Found<Value>>(json).unwrap().good()
    }

    #[test]
    fn an_organisation_comes_before_the_reader_who_comes_before_the_default() {
        let reader =
            values(json!({ "version": 1, "mode": "declared", "ration": 5, "role": "nurse" }));
        let organisation = values(json!({ "ration": 1, "language": "cy" }));
        let settled = settle(&reader, &organisation);
        assert_eq!(settled.settings.mode, Mode::Declared);
        assert_eq!(settled.settings.ration, 1);
        assert_eq!(settled.locked, [Setting::Ration, Setting::Language]);
        assert_eq!(settled.refused, []);
        assert_eq!(settle(&Values::new(), &Values::new()), Settled::default());
    }

    #[test]
    fn an_organisations_nonsense_leaves_the_readers_choice_and_locks_nothing() {
        let reader = values(json!({ "ration": 5 }));
        let organisation = values(json!({ "ration": "few", "collect": true }));
        let settled = settle(&reader, &organisation);
        assert_eq!(settled.settings.ration, 5);
        assert_eq!(settled.locked, []);
        assert_eq!(
            settled.refused,
            [
                (Source::Organisation, "collect".to_owned(), Refusal::Unknown),
                (
                    Source::Organisation,
                    "ration".to_owned(),
                    Refusal::NotWithin
                ),
            ]
        );
    }

    #[test]
    fn settings_of_a_later_version_are_taken_as_far_as_they_are_understood() {
        let settled = settle(
            &values(json!({ "version": 2, "ration": 5, "glow": "soft" })),
            &Values::new(),
        );
        assert_eq!(settled.settings.ration, 5);
        assert_eq!(
            settled.refused,
            [
                (Source::Reader, "version".to_owned(), Refusal::Newer),
                (Source::Reader, "glow".to_owned(), Refusal::Unknown),
            ]
        );
    }

    #[test]
    fn of_a_broken_map_the_good_parts_are_kept() {
        let found: Found<u32> =
            serde_json::from_value(json!({ "a": 1, "b": "two", "c": null, "d": 4 })).unwrap();
        assert_eq!(
            found.good(),
            BTreeMap::from([("a".into(), 1), ("d".into(), 4)])
        );
        let strange = values(json!({ "mode": { "is": "declared" }, "ration": null }));
        assert_eq!(
            settle(&strange, &Values::new()).settings,
            Settings::default()
        );
    }

    #[test]
    fn a_mark_is_told_to_pages_for_ninety_days() {
        let mut kept = Kept::default();
        kept.draw_key([7; 16]);
        let mut session = Standing::default();
        let note = Note::Said {
            aside: Aside::DontAskAgain,
            mark: vec![0xabc],
        };
        kept.hear(&note, &mut session, 12, NOW);
        let marks = |kept: &Kept, now| kept.standing(&Settings::default(), now).marks;
        assert_eq!(marks(&kept, NOW), [0xabc]);
        let last = Moment(NOW.0 + f64::from(MARK_DAYS) * DAY);
        assert_eq!(marks(&kept, last), [0xabc]);
        let after = Moment(last.0 + DAY);
        assert!(marks(&kept, after).is_empty());
        kept.tidy(12, last);
        assert_eq!(kept.marks.len(), 1);
        kept.tidy(12, after);
        assert!(kept.marks.is_empty());
    }

    #[test]
    fn marks_do_not_grow_without_end() {
        let mut kept = Kept::default();
        for number in 0..600u64 {
            let now = Moment(NOW.0 + (number / 100) as f64 * DAY);
            let note = Note::Said {
                aside: Aside::Wrong,
                mark: vec![number],
            };
            kept.hear(&note, &mut Standing::default(), 12, now);
        }
        assert_eq!(kept.marks.len(), MOST_MARKS);
        assert!(kept.marks.contains_key("257"), "the last one is there");
    }

    #[test]
    fn the_key_is_drawn_once_and_again_if_it_is_broken() {
        let mut kept = Kept::default();
        kept.draw_key([1; 16]);
        let first = kept.key.clone();
        kept.draw_key([2; 16]);
        assert_eq!(kept.key, first);
        kept.marks.insert("abc".into(), 20_050);
        kept.key = "broken".into();
        kept.draw_key([3; 16]);
        assert_ne!(kept.key, first);
        assert!(kept.marks.is_empty());
        assert_ne!(kept.standing(&Settings::default(), NOW).key, [0, 0]);
    }

    #[test]
    fn questions_and_answers_are_counted_for_the_day_the_session_and_the_week() {
        let mut kept = Kept::default();
        let mut session = Standing::default();
        let mut hear = |note| kept.hear(&note, &mut session, 12, NOW);
        hear(Note::Asked {
            question: 4,
            full: true,
            step: vec![1, 2],
        });
        hear(Note::Asked {
            question: 5,
            full: false,
            step: vec![3],
        });
        hear(Note::Answered {
            action: Action::Follow,
            goes_on: true,
            purpose: Some(Purpose::Know),
            kind: Kind::Lived,
        });
        hear(Note::Said {
            aside: Aside::NotNow,
            mark: vec![],
        });
        assert_eq!(
            kept.today,
            Today {
                day: NOW.day(),
                asked: 1
            }
        );
        assert_eq!(
            (session.met.as_slice(), session.went_on, session.last),
            ([1, 2, 3].as_slice(), 1, Some(5))
        );
        assert_eq!(kept.until, Moment(NOW.0 + HOUR));
        assert_eq!(kept.tallies.total("follow.on"), 1);
    }
}

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
//! | `session` | `wasmRefused` | pages of X forbid WebAssembly, as the content script found |
//! | `session` | `welcomeDue` | the welcome page waits for an organisation's policy, which may not want it |
//!
//! Whatever is broken is replaced by its default, by itself.

pub mod mirror;
pub mod tally;

use crate::message::task::{Fault, Rest};
use crate::message::{Note, Outcome, Task};
use crate::moment::{DAY, HOUR, Moment};
use crate::page::sight::Sign;
use crate::reflect::history::LONGEST_SNOOZE;
use crate::reflect::standing::{hexadecimal, hexadecimals};
use crate::reflect::{Aside, Standing};
use crate::settings::{Refusal, Setting, Settings, VERSION, named};
use crate::value::{self, Map, Value, json};
use tally::Tallies;

/// Everything that is kept: area of storage and key, as in the table above.
pub const STORED: &[(&str, &str)] = &[
    ("local", "settings"),
    ("local", "tallies"),
    ("local", "marks"),
    ("local", "today"),
    ("local", "until"),
    ("local", "key"),
    ("local", "sight"),
    ("local", "page"),
    ("session", "asked"),
    ("session", "wasmRefused"),
    ("session", "welcomeDue"),
];

/// Days that "don't ask again" holds.
pub const MARK_DAYS: u32 = 90;

/// Most marks kept; the one that would run out first makes room.
const MOST_MARKS: usize = 500;

/// The name under which the version stands among the settings.
pub const VERSION_NAME: &str = "version";

/// The name under which an organisation says who it is.
pub const ORGANISATION: &str = "organisation";

/// The name under which an organisation says whether the welcome page opens.
pub const WELCOME: &str = "welcome";

/// Longest name of an organisation that is shown, in bytes.
const LONGEST_ORGANISATION: usize = 100;

/// The day's full pauses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Today {
    /// Which day, counted from the first of January 1970.
    pub day: u32,
    /// How many.
    pub asked: u8,
}

/// Whether something of X's page was seen when it was last looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    /// What was looked for.
    pub sign: Sign,
    /// Whether it was seen.
    pub seen: bool,
    /// The day, as `2026-11-26`.
    pub on: String,
}

/// Everything kept for good.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// What the reader chose.
    pub settings: Map,
    /// Their own counts.
    pub tallies: Tallies,
    /// Whom or what not to ask about again, and the last day that holds.
    pub marks: Vec<(u64, u32)>,
    /// The day's full pauses.
    pub today: Today,
    /// No questions until then.
    pub until: Moment,
    /// The key of this install's numbers; not drawn yet if nought.
    pub key: [u64; 2],
    /// What of X's page is still seen.
    pub sight: Vec<Sight>,
}

named! {
    /// What the toolbar button shows, and nothing else.
    State {
        /// It works.
        #[default]
        On = "on",
        /// It is switched off.
        Off = "off",
        /// It asks nothing for a while.
        Paused = "paused",
        /// It works, but something of X is no longer seen.
        Unseen = "unseen",
    }
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
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// The settings.
    pub settings: Settings,
    /// Those an organisation has set: the reader cannot change them.
    pub locked: Vec<Setting>,
    /// Who has set them, if they say so.
    pub organisation: Option<String>,
    /// Whether the welcome page opens after the first install.
    pub welcome: bool,
    /// What was not taken, and why.
    pub refused: Vec<(Source, String, Refusal)>,
}

impl Default for Settled {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            locked: Vec::new(),
            organisation: None,
            welcome: true,
            refused: Vec::new(),
        }
    }
}

/// What an organisation sets comes before what the reader sets, which comes
/// before the default.
#[must_use]
pub fn settle(reader: &[(String, Value)], organisation: &[(String, Value)]) -> Settled {
    let mut settled = Settled::default();
    let mut own = reader.to_vec();
    own.retain(|(name, _)| name != VERSION_NAME);
    if own.len() < reader.len() && value::get(reader, VERSION_NAME).whole(VERSION).is_none() {
        let newer = (Source::Reader, VERSION_NAME.into(), Refusal::Newer);
        settled.refused.push(newer);
    }
    let refused = settled.settings.take(&own);
    let told = |(name, refusal)| (Source::Reader, name, refusal);
    settled.refused.extend(refused.into_iter().map(told));

    let mut policy = organisation.to_vec();
    policy.retain(|(name, value)| !settled.takes(name, value));
    let refused = settled.settings.take(&policy);
    let is_taken = |setting: &&Setting| {
        let is_named = policy.iter().any(|(name, _)| name == setting.name());
        is_named && refused.iter().all(|(name, _)| name != setting.name())
    };
    settled.locked = Setting::ALL.iter().filter(is_taken).copied().collect();
    let told = |(name, refusal)| (Source::Organisation, name, refusal);
    settled.refused.extend(refused.into_iter().map(told));
    settled
}

impl Settled {
    /// Takes what an organisation says of other things than settings; whether
    /// it was that.
    fn takes(&mut self, name: &str, value: &Value) -> bool {
        let refusal = match name {
            ORGANISATION => {
                let fits = |name: &&str| (1..=LONGEST_ORGANISATION).contains(&name.trim().len());
                let named = value.text().filter(fits);
                self.organisation = named.map(|name| name.trim().into());
                named.is_none().then_some(Refusal::NotText)
            }
            WELCOME => {
                self.welcome = value.truth().unwrap_or(true);
                value.truth().is_none().then_some(Refusal::NotTruth)
            }
            _ => return false,
        };
        let told = |refusal| (Source::Organisation, name.into(), refusal);
        self.refused.extend(refusal.map(told));
        true
    }
}

impl Kept {
    /// What storage holds; whatever is broken there is its default.
    #[must_use]
    pub fn read(local: &Value) -> Self {
        let marks = local.get("marks").entries().iter();
        let sight = local.get("sight").entries().iter();
        let today = local.get("today");
        Self {
            settings: local.get("settings").entries().to_vec(),
            tallies: Tallies::read(local.get("tallies")),
            marks: marks
                .filter_map(|(number, last)| Some((hexadecimal(number)?, last.whole(u32::MAX)?)))
                .collect(),
            today: Today {
                day: today.get("day").whole(u32::MAX).unwrap_or_default(),
                asked: today.get("asked").whole(u8::MAX.into()).unwrap_or_default() as u8,
            },
            until: Moment(local.get("until").milliseconds()),
            key: local
                .get("key")
                .text()
                .and_then(read_key)
                .unwrap_or_default(),
            sight: sight
                .filter_map(|(name, found)| read_sight(name, found))
                .collect(),
        }
    }

    /// What storage is to hold; nothing under a name means that it holds nothing.
    #[must_use]
    pub fn written(&self) -> Map {
        let marks = self.marks.iter();
        let sight = self.sight.iter();
        let named = |name: &str, value: Value| (name.to_owned(), value);
        vec![
            named("settings", Value::Map(self.settings.clone())),
            named("tallies", self.tallies.written()),
            named(
                "marks",
                Value::Map(
                    marks
                        .map(|(number, last)| (hexadecimals(&[*number]), (*last).into()))
                        .collect(),
                ),
            ),
            named(
                "today",
                Value::Map(vec![
                    named("day", self.today.day.into()),
                    named("asked", u32::from(self.today.asked).into()),
                ]),
            ),
            named("until", Value::Number(self.until.0)),
            named("key", hexadecimals(&self.key).as_str().into()),
            named("sight", Value::Map(sight.map(write_sight).collect())),
        ]
    }

    /// Does one task; `session` is what lasts for this browser session.
    pub fn perform(
        &mut self,
        task: &Task,
        session: &mut Standing,
        settled: &Settled,
        now: Moment,
    ) -> Outcome {
        match task {
            Task::Settle => {}
            // A new version may see what the old one did not.
            Task::Installed { .. } => self.sight.clear(),
            Task::Note(note) => self.hear(note, session, now),
            Task::Choose(setting, chosen) => {
                if let Err(refusal) = self.choose(*setting, chosen, &settled.locked) {
                    return Outcome::Refused(vec![Fault {
                        line: 0,
                        name: setting.name().into(),
                        refusal,
                    }]);
                }
            }
            Task::Import(text) => return self.import(text, &settled.locked),
            Task::Reset => self.settings.clear(),
            Task::Rest(Rest::Hour) => self.until = Moment(now.0 + HOUR),
            Task::Rest(Rest::Tomorrow) => {
                self.until = Moment((f64::from(now.day()) + 1.0) * DAY);
            }
            Task::Resume => self.until = Moment::default(),
            Task::Turn => {
                self.until = match self.state(&settled.settings, now) {
                    State::Paused => Moment::default(),
                    // There is nothing to pause, and it is not to be paused later.
                    State::Off => self.until,
                    State::On | State::Unseen => Moment(now.0 + HOUR),
                };
            }
            Task::Erase => self.tallies.erase(),
            Task::Forget => self.marks.clear(),
        }
        Outcome::Done
    }

    /// Changes one of the reader's settings, unless it is locked.
    ///
    /// # Errors
    /// Says why the value makes no sense for the setting, or that an
    /// organisation has set it; it stays as it was.
    pub fn choose(
        &mut self,
        setting: Setting,
        chosen: &Value,
        locked: &[Setting],
    ) -> Result<(), Refusal> {
        if locked.contains(&setting) {
            return Err(Refusal::Locked);
        }
        let mut settings = Settings::default();
        settings.set(setting, chosen)?;
        // What a later version has kept stays marked as its.
        if value::get(&self.settings, VERSION_NAME).milliseconds() < f64::from(VERSION) {
            value::set(&mut self.settings, VERSION_NAME, VERSION.into());
        }
        value::set(&mut self.settings, setting.name(), settings.get(setting));
        Ok(())
    }

    /// Takes what makes sense of a file, and tells the line of whatever does
    /// not. Of a file that cannot be read to its end, nothing is taken.
    fn import(&mut self, text: &str, locked: &[Setting]) -> Outcome {
        let whole = |line, refusal| {
            Outcome::Refused(vec![Fault {
                line,
                name: String::new(),
                refusal,
            }])
        };
        if text.len() > json::LONGEST {
            return whole(0, Refusal::TooLong);
        }
        let entries = match json::read(text) {
            Ok(entries) => entries,
            Err(json::NotJson(line)) => return whole(line, Refusal::NotJson),
        };
        let mut faults = Vec::new();
        for (line, name, value) in entries {
            let taken = match Setting::named(&name) {
                Some(setting) => self.choose(setting, &value, locked),
                None if name != VERSION_NAME => Err(Refusal::Unknown),
                None if value.whole(VERSION).is_none() => Err(Refusal::Newer),
                None => Ok(()),
            };
            faults.extend(taken.err().map(|refusal| Fault {
                line,
                name,
                refusal,
            }));
        }
        match faults.is_empty() {
            true => Outcome::Done,
            false => Outcome::Refused(faults),
        }
    }

    /// The reader's own settings as a file, which can be taken in again.
    #[must_use]
    pub fn exported(&self) -> String {
        let own = settle(&self.settings, &[]).settings;
        let named = |setting: &Setting| (setting.name().into(), own.get(*setting));
        let mut map = vec![(VERSION_NAME.into(), VERSION.into())];
        map.extend(Setting::ALL.iter().map(named));
        json::written(&map)
    }

    /// What the toolbar button shows.
    #[must_use]
    pub fn state(&self, settings: &Settings, now: Moment) -> State {
        if !settings.on {
            State::Off
        } else if now.is_before(self.until, LONGEST_SNOOZE) {
            State::Paused
        } else if self.unseen().next().is_some() {
            State::Unseen
        } else {
            State::On
        }
    }

    /// Draws the key of this install's numbers, unless there is one.
    pub fn draw_key(&mut self, lot: [u8; 16]) {
        if self.key == [0, 0] {
            let lot = u128::from_le_bytes(lot);
            self.key = [(lot >> 64) as u64, lot as u64];
            // Numbers under another key mean nobody any more.
            self.marks.clear();
        }
    }

    /// How things stand, for the pages of X.
    #[must_use]
    pub fn standing(&self, settings: &Settings, now: Moment) -> Standing {
        let lasting = self.marks.iter().filter(|(_, last)| *last >= now.day());
        Standing {
            settings: settings.clone(),
            key: self.key,
            marks: lasting.map(|(number, _)| *number).collect(),
            snoozed_until: self.until,
            day: self.today.day,
            asked_today: self.today.asked,
            ..Standing::default()
        }
    }

    /// Takes a note from a page of X; `session` is what lasts for this browser
    /// session.
    pub fn hear(&mut self, note: &Note, session: &mut Standing, now: Moment) {
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
                for &(sign, seen) in seen {
                    self.sight.retain(|sight| sight.sign != sign);
                    self.sight.push(Sight {
                        sign,
                        seen,
                        on: tally::date(now),
                    });
                }
            }
        }
    }

    /// What of X's page is no longer seen.
    pub fn unseen(&self) -> impl Iterator<Item = Sign> {
        self.sight
            .iter()
            .filter(|sight| !sight.seen)
            .map(|sight| sight.sign)
    }

    fn said(&mut self, aside: Aside, mark: &[u64], now: Moment) {
        match aside {
            Aside::NotNow => self.until = Moment(now.0 + HOUR),
            Aside::DontAskAgain => {}
            Aside::Wrong => self.tallies.wrong(now),
        }
        for number in mark {
            self.marks.retain(|(kept, _)| kept != number);
            self.marks.push((*number, now.day() + MARK_DAYS));
        }
    }

    /// Lets go of what has run out.
    pub fn tidy(&mut self, keep_months: u8, now: Moment) {
        // A clock that was set back must not make a mark hold for ever.
        let lasts = now.day()..=now.day() + MARK_DAYS;
        self.marks.retain(|(_, last)| lasts.contains(last));
        self.marks.sort_by_key(|(_, last)| *last);
        let over = self.marks.len().saturating_sub(MOST_MARKS);
        self.marks.drain(..over);
        self.tallies.keep(keep_months, now);
    }
}

fn read_key(written: &str) -> Option<[u64; 2]> {
    let (one, two) = written.split_once(',')?;
    Some([hexadecimal(one)?, hexadecimal(two)?])
}

fn read_sight(name: &str, found: &Value) -> Option<Sight> {
    Some(Sight {
        sign: Sign::named(name)?,
        seen: found.get("seen").truth()?,
        on: found.get("on").text()?.into(),
    })
}

fn write_sight(sight: &Sight) -> (String, Value) {
    let named = |name: &str, value: Value| (name.to_owned(), value);
    let found = vec![
        named("seen", sight.seen.into()),
        named("on", sight.on.as_str().into()),
    ];
    (sight.sign.name().into(), Value::Map(found))
}

// What makes up cases is for native tests alone.
#[cfg(not(target_arch = "wasm32"))]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::DAY;
    use crate::page::action::Action;
    use crate::reflect::{Kind, Purpose};
    use crate::settings::Mode;
    use serde_json::json;

    const NOW: Moment = Moment(20_000.5 * DAY);

    fn value(json: serde_json::Value) -> Value {
        json::stored(&json.to_string()).unwrap()
    }

    fn values(json: serde_json::Value) -> Map {
        value(json).entries().to_vec()
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
        assert_eq!(settle(&[], &[]), Settled::default());
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
            &[],
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
    fn what_is_kept_is_read_again_and_what_is_broken_is_its_default() {
        let mut kept = Kept::default();
        kept.draw_key([7; 16]);
        kept.choose(Setting::Ration, &1.into(), &[]).unwrap();
        kept.marks.push((0xabc, 20_050));
        kept.today = Today {
            day: 20_000,
            asked: 2,
        };
        kept.until = Moment(5.0);
        kept.tallies.wrong(NOW);
        kept.hear(
            &Note::Sight(vec![(Sign::Posts, false)]),
            &mut Standing::default(),
            NOW,
        );
        let stored = Value::Map(kept.written());
        assert_eq!(Kept::read(&stored), kept);
        for (broken, _) in kept.written() {
            let mut map = kept.written();
            value::set(&mut map, &broken, "broken".into());
            let read = Value::Map(Kept::read(&Value::Map(map)).written());
            for (name, _) in kept.written() {
                let expected = if name == broken {
                    Kept::default().written()
                } else {
                    kept.written()
                };
                assert_eq!(
                    read.get(&name),
                    value::get(&expected, &name),
                    "{name} with {broken} broken"
                );
            }
        }
        let strange = values(json!({ "mode": { "is": "declared" }, "ration": null }));
        assert_eq!(settle(&strange, &[]).settings, Settings::default());
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
        kept.hear(&note, &mut session, NOW);
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
            kept.hear(&note, &mut Standing::default(), now);
            kept.tidy(12, now);
        }
        assert_eq!(kept.marks.len(), MOST_MARKS);
        assert_eq!(kept.marks.last().map(|(number, _)| *number), Some(599));
    }

    #[test]
    fn the_key_is_drawn_once_and_again_if_it_is_broken() {
        let mut kept = Kept::default();
        kept.draw_key([1; 16]);
        let first = kept.key;
        kept.draw_key([2; 16]);
        assert_eq!(kept.key, first);
        kept.marks.push((0xabc, 20_050));
        kept.key = [0, 0];
        kept.draw_key([3; 16]);
        assert_ne!(kept.key, first);
        assert!(kept.marks.is_empty());
    }

    #[test]
    fn questions_and_answers_are_counted_for_the_day_the_session_and_the_week() {
        let mut kept = Kept::default();
        let mut session = Standing::default();
        let mut hear = |note| kept.hear(&note, &mut session, NOW);
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

    fn perform(kept: &mut Kept, task: &Task) -> Outcome {
        kept.perform(task, &mut Standing::default(), &Settled::default(), NOW)
    }

    fn fault(line: u32, name: &str, refusal: Refusal) -> Fault {
        Fault {
            line,
            name: name.into(),
            refusal,
        }
    }

    #[test]
    fn an_organisation_says_who_it_is_and_whether_to_welcome() {
        let settled = settle(
            &[],
            &values(json!({ "organisation": " Marsh Trust ", "welcome": false, "ration": 1 })),
        );
        assert_eq!(settled.organisation.as_deref(), Some("Marsh Trust"));
        assert!(!settled.welcome);
        assert_eq!(settled.locked, [Setting::Ration]);
        assert_eq!(settled.refused, []);
        let settled = settle(
            &[],
            &values(json!({ "organisation": 7, "welcome": "no", "on": [] })),
        );
        assert_eq!(
            (settled.organisation.as_deref(), settled.welcome),
            (None, true)
        );
        let told = |name: &str, refusal| (Source::Organisation, name.to_owned(), refusal);
        assert_eq!(
            settled.refused,
            [
                told("organisation", Refusal::NotText),
                told("welcome", Refusal::NotTruth),
                told("on", Refusal::NotTruth),
            ]
        );
        // Neither is a setting of the reader's.
        let own = settle(&values(json!({ "welcome": false })), &[]);
        assert!(own.welcome);
        assert_eq!(own.refused.len(), 1);
    }

    #[test]
    fn a_choice_is_kept_unless_it_makes_no_sense_or_is_locked() {
        let mut kept = Kept::default();
        let chosen = Task::Choose(Setting::Accounts, ["@Fern_KF"].into_iter().collect());
        assert_eq!(perform(&mut kept, &chosen), Outcome::Done);
        assert_eq!(
            kept.settings,
            values(json!({ "accounts": ["fern_kf"], "version": 1 }))
                .into_iter()
                .rev()
                .collect::<Map>()
        );
        let before = kept.clone();
        let nonsense = Task::Choose(Setting::Ration, "many".into());
        let refused = |refusal| Outcome::Refused(vec![fault(0, "ration", refusal)]);
        assert_eq!(perform(&mut kept, &nonsense), refused(Refusal::NotWithin));
        let settled = settle(&[], &values(json!({ "ration": 1 })));
        let sensible = Task::Choose(Setting::Ration, 5.into());
        let outcome = kept.perform(&sensible, &mut Standing::default(), &settled, NOW);
        assert_eq!(outcome, refused(Refusal::Locked));
        assert_eq!(kept, before);
        perform(&mut kept, &Task::Reset);
        assert_eq!(settle(&kept.settings, &[]), Settled::default());
    }

    #[test]
    fn what_a_later_version_kept_stays_there_when_something_is_chosen() {
        let mut kept = Kept {
            settings: values(json!({ "version": 2, "glow": "soft", "ration": 5 })),
            ..Kept::default()
        };
        perform(&mut kept, &Task::Choose(Setting::On, false.into()));
        let stored = Value::Map(kept.settings);
        assert_eq!(stored.get("version").whole(9), Some(2));
        assert_eq!(stored.get("glow").text(), Some("soft"));
        assert_eq!(stored.get("on").truth(), Some(false));
    }

    #[test]
    fn what_is_exported_is_imported_again() {
        let mut kept = Kept::default();
        for (setting, value) in [
            (Setting::Mode, "declared".into()),
            (Setting::Accounts, ["fern_kf"].into_iter().collect()),
            (Setting::KeepMonths, Value::from(3)),
        ] {
            kept.choose(setting, &value, &[]).unwrap();
        }
        let mut other = Kept::default();
        let outcome = perform(&mut other, &Task::Import(kept.exported()));
        assert_eq!(outcome, Outcome::Done);
        assert_eq!(other.exported(), kept.exported());
        assert_eq!(settle(&other.settings, &[]), settle(&kept.settings, &[]));
        assert!(serde_json::from_str::<serde_json::Value>(&kept.exported()).is_ok());
    }

    #[test]
    fn each_fault_of_a_file_is_told_with_its_line_and_the_rest_is_taken() {
        let mut kept = Kept::default();
        let file = "{\n  \"version\": 3,\n  \"mode\": \"declared\",\n  \"ration\": 1e9,\n\n  \"__proto__\": {},\n  \"language\": \"cy\"}";
        let settled = settle(&[], &values(json!({ "language": "en" })));
        let outcome = kept.perform(
            &Task::Import(file.into()),
            &mut Standing::default(),
            &settled,
            NOW,
        );
        assert_eq!(
            outcome,
            Outcome::Refused(vec![
                fault(2, "version", Refusal::Newer),
                fault(4, "ration", Refusal::NotWithin),
                fault(6, "__proto__", Refusal::Unknown),
                fault(7, "language", Refusal::Locked),
            ])
        );
        assert_eq!(settle(&kept.settings, &[]).settings.mode, Mode::Declared);
    }

    #[test]
    fn a_file_that_is_no_file_of_settings_changes_nothing() {
        let mut kept = Kept::default();
        kept.choose(Setting::Ration, &7.into(), &[]).unwrap();
        let before = kept.clone();
        for (file, line, refusal) in [
            (String::new(), 1, Refusal::NotJson),
            ("{\n\"ration\": 1,\n\"mode\": }".into(), 3, Refusal::NotJson),
            ("[{\"ration\": 1}]".into(), 1, Refusal::NotJson),
            ("\u{0}PNG".into(), 1, Refusal::NotJson),
            (" ".repeat(json::LONGEST + 1), 0, Refusal::TooLong),
            ("[".repeat(json::LONGEST), 1, Refusal::NotJson),
        ] {
            let outcome = perform(&mut kept, &Task::Import(file));
            assert_eq!(outcome, Outcome::Refused(vec![fault(line, "", refusal)]));
            assert_eq!(kept, before);
        }
    }

    #[test]
    fn nothing_is_asked_for_an_hour_or_until_tomorrow_or_until_told_otherwise() {
        let mut kept = Kept::default();
        let settings = Settings::default();
        let after = |hours: f64| Moment(NOW.0 + hours * HOUR);
        perform(&mut kept, &Task::Rest(Rest::Hour));
        assert_eq!(kept.state(&settings, after(0.9)), State::Paused);
        assert_eq!(kept.state(&settings, after(1.1)), State::On);
        // It is noon.
        perform(&mut kept, &Task::Rest(Rest::Tomorrow));
        assert_eq!(kept.state(&settings, after(11.9)), State::Paused);
        assert_eq!(kept.state(&settings, after(12.0)), State::On);
        // A clock set back by days does not make it last for days.
        assert_eq!(kept.state(&settings, after(-48.0)), State::On);
        perform(&mut kept, &Task::Resume);
        assert_eq!(kept.state(&settings, NOW), State::On);
        for state in [State::Paused, State::On, State::Paused] {
            perform(&mut kept, &Task::Turn);
            assert_eq!(kept.state(&settings, NOW), state);
        }
        let off = Settings {
            on: false,
            ..Settings::default()
        };
        assert_eq!(kept.state(&off, NOW), State::Off);
        perform(&mut kept, &Task::Resume);
        let settled = Settled {
            settings: off,
            ..Settled::default()
        };
        kept.perform(&Task::Turn, &mut Standing::default(), &settled, NOW);
        assert_eq!(kept.until, Moment::default());
    }

    #[test]
    fn tallies_and_marks_are_forgotten_each_by_itself_and_a_new_version_looks_again() {
        let mut kept = Kept::default();
        kept.tallies.wrong(NOW);
        kept.marks.push((7, NOW.day() + 1));
        kept.hear(
            &Note::Sight(vec![(Sign::Posts, false)]),
            &mut Standing::default(),
            NOW,
        );
        assert_eq!(kept.state(&Settings::default(), NOW), State::Unseen);
        perform(&mut kept, &Task::Installed { first: false });
        assert_eq!(kept.state(&Settings::default(), NOW), State::On);
        perform(&mut kept, &Task::Erase);
        assert_eq!((kept.tallies.total("wrong"), kept.marks.len()), (0, 1));
        perform(&mut kept, &Task::Forget);
        assert_eq!(kept.marks.len(), 0);
    }
}

//! The reader's own conduct as counts, never more than counts a week: for
//! their own mirror.
//!
//! | name | counts |
//! |---|---|
//! | `follow.left`, `follow.on`, `follow.through`, and so on for each action | questions left, gone on after, and steps nothing was asked about |
//! | `why.learn` and the other purposes | purposes given |
//! | `who.lived` and the other kinds | whom the reader chose to follow |
//! | `wrong` | times the reader said that the words were read wrongly |

use crate::moment::{DAY, Moment};
use crate::page::action::Action;
use crate::reflect::{Kind, Purpose};
use crate::value::{Map, Value};

/// The longest month: what is kept for three months is there for all of them.
const LONGEST_MONTH: f64 = 31.0 * DAY;

/// A week's counts by name.
pub type Counts = Vec<(String, u32)>;

/// Counts by week; a week is named by its Monday, as `2026-11-23`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallies(Vec<(String, Counts)>);

impl Tallies {
    /// Counts as they are found in storage: only what could have been counted
    /// here is taken.
    #[must_use]
    pub fn read(found: &Value) -> Self {
        let count = |(name, count): &(String, Value)| {
            let count = count.whole(u32::MAX).filter(|_| is_name(name))?;
            Some((name.clone(), count))
        };
        let week = |(week, counts): &(String, Value)| {
            let counts: Counts = counts.entries().iter().filter_map(count).collect();
            let is_there = day_of(week).is_some() && !counts.is_empty();
            is_there.then(|| (week.clone(), counts))
        };
        Self(found.entries().iter().filter_map(week).collect())
    }

    /// Counts as they are stored.
    #[must_use]
    pub fn written(&self) -> Value {
        let counts = |counts: &Counts| -> Map {
            let count = |(name, count): &(String, u32)| (name.clone(), (*count).into());
            counts.iter().map(count).collect()
        };
        let weeks = self.0.iter();
        Value::Map(
            weeks
                .map(|(week, of)| (week.clone(), Value::Map(counts(of))))
                .collect(),
        )
    }

    /// Weeks and their counts, in the order they came.
    pub fn weeks(&self) -> impl Iterator<Item = (&str, &Counts)> {
        self.0.iter().map(|(week, counts)| (week.as_str(), counts))
    }

    /// A count over all weeks.
    #[must_use]
    pub fn total(&self, name: &str) -> u32 {
        let counts = self.0.iter().flat_map(|(_, counts)| counts);
        let counts = counts.filter(|(counted, _)| counted == name);
        counts.fold(0, |sum, (_, count)| sum.saturating_add(*count))
    }

    /// Counts an answer.
    pub fn answered(
        &mut self,
        action: Action,
        goes_on: bool,
        purpose: Option<Purpose>,
        kind: Kind,
        now: Moment,
    ) {
        let answer = if goes_on { ".on" } else { ".left" };
        self.count(&[action.name(), answer].concat(), now);
        if let Some(purpose) = purpose {
            self.count(&["why.", purpose.name()].concat(), now);
        }
        if goes_on {
            self.went_to(action, kind, now);
        }
    }

    /// Counts a step that nothing was asked about.
    pub fn through(&mut self, action: Action, kind: Kind, now: Moment) {
        self.count(&[action.name(), ".through"].concat(), now);
        self.went_to(action, kind, now);
    }

    /// Counts a reading that the reader called wrong.
    pub fn wrong(&mut self, now: Moment) {
        self.count("wrong", now);
    }

    fn went_to(&mut self, action: Action, kind: Kind, now: Moment) {
        if action == Action::Follow {
            self.count(&["who.", kind.name()].concat(), now);
        }
    }

    fn count(&mut self, name: &str, now: Moment) {
        let count = entry(entry(&mut self.0, &week_of(now)), name);
        *count = count.saturating_add(1);
    }

    /// Lets go of weeks that ended more than so many months ago. Weeks yet to
    /// come are kept: the clock may have been wrong.
    pub fn keep(&mut self, months: u8, now: Moment) {
        if months == 0 {
            self.0.clear();
            return;
        }
        let earliest = now.0 - f64::from(months) * LONGEST_MONTH - 7.0 * DAY;
        let is_kept = |week: &str| day_of(week).is_some_and(|day| day as f64 * DAY >= earliest);
        self.0.retain(|(week, _)| is_kept(week));
    }

    /// Forgets everything.
    pub fn erase(&mut self) {
        self.0.clear();
    }
}

/// What stands under this name, put there if need be.
fn entry<'m, T: Default>(map: &'m mut Vec<(String, T)>, name: &str) -> &'m mut T {
    let at = map.iter().position(|(found, _)| found == name);
    let at = at.unwrap_or_else(|| {
        map.push((name.into(), T::default()));
        map.len() - 1
    });
    &mut map[at].1
}

fn is_name(name: &str) -> bool {
    match name.split_once('.') {
        Some(("why", purpose)) => Purpose::named(purpose).is_some(),
        Some(("who", kind)) => Kind::named(kind).is_some(),
        Some((action, what)) => {
            Action::named(action).is_some() && ["left", "on", "through"].contains(&what)
        }
        None => name == "wrong",
    }
}

/// The Monday of the week, as `2026-11-23`.
#[must_use]
pub fn week_of(now: Moment) -> String {
    // The first of January 1970 was a Thursday.
    let day = i64::from(now.day());
    written(day - (day + 3).rem_euclid(7))
}

/// The day, as `2026-11-26`.
#[must_use]
pub fn date(now: Moment) -> String {
    written(now.day().into())
}

/// A date as it is written in English and in Welsh: `23/11/2026`.
#[must_use]
pub fn as_people_write(date: &str) -> String {
    let parts: Vec<&str> = date.rsplit('-').collect();
    parts.join("/")
}

fn written(day: i64) -> String {
    let (year, month, day) = date_of(day);
    let digits = |number: i64, wide: usize| {
        let digits = number.to_string();
        ["0".repeat(wide.saturating_sub(digits.len())), digits].concat()
    };
    [digits(year, 4), digits(month, 2), digits(day, 2)].join("-")
}

/// Year, month and day of a day's number (Hinnant, "chrono-compatible
/// low-level date algorithms").
fn date_of(day: i64) -> (i64, i64, i64) {
    let day = day + 719_468;
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    (year + era * 400 + i64::from(month <= 2), month, day)
}

/// The day's number of a date written as `2026-11-23`, if it is one.
#[must_use]
pub fn day_of(date: &str) -> Option<i64> {
    let parts: Vec<&str> = date.split('-').collect();
    let [year, month, day] = parts[..] else {
        return None;
    };
    let (year, month, day): (i64, i64, i64) =
        (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let number = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    // Only a date that is there comes back as it was.
    (date_of(number) == (year, month, day)).then_some(number)
}

// What makes up cases is for native tests alone.
#[cfg(not(target_arch = "wasm32"))]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::json;
    use proptest::prelude::*;
    use serde_json::json;

    fn value(json: serde_json::Value) -> Value {
        json::stored(&json.to_string()).unwrap()
    }

    fn at(date: &str) -> Moment {
        Moment(day_of(date).unwrap() as f64 * DAY)
    }

    #[test]
    fn a_week_is_named_by_its_monday() {
        for (date, week) in [
            ("2026-11-23", "2026-11-23"),
            ("2026-11-29", "2026-11-23"),
            ("2026-11-30", "2026-11-30"),
            ("2027-01-01", "2026-12-28"),
            ("1970-01-05", "1970-01-05"),
            ("2028-02-29", "2028-02-28"),
        ] {
            assert_eq!(week_of(at(date)), week, "{date}");
        }
    }

    #[test]
    fn people_write_the_day_first() {
        assert_eq!(as_people_write("2026-11-03"), "03/11/2026");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "2026",
            "2026-13-01",
            "2026-02-30",
            "2026-1-x",
            "a-b-c",
            "2026-11-23-01",
        ] {
            assert_eq!(day_of(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_day_comes_back_from_its_date(day in 0i64..100_000) {
            let (year, month, of_month) = date_of(day);
            prop_assert_eq!(day_of(&format!("{year:04}-{month:02}-{of_month:02}")), Some(day));
        }
    }

    #[test]
    fn counts_are_by_week_and_name() {
        let mut tallies = Tallies::default();
        let (first, later) = (at("2026-11-23"), at("2026-12-02"));
        tallies.answered(
            Action::Follow,
            true,
            Some(Purpose::Learn),
            Kind::Lived,
            first,
        );
        tallies.answered(Action::Follow, false, None, Kind::Lived, first);
        tallies.through(Action::Reply, Kind::Other, later);
        tallies.through(Action::Follow, Kind::Professional, later);
        tallies.wrong(later);
        // As JSON, in which the order of names says nothing.
        let json = |value: &Value| -> serde_json::Value {
            serde_json::from_str(&json::written_value(value)).unwrap()
        };
        assert_eq!(
            json(&tallies.written()),
            json(&value(json!({
                "2026-11-23": { "follow.left": 1, "follow.on": 1, "who.lived": 1, "why.learn": 1 },
                "2026-11-30": { "follow.through": 1, "reply.through": 1, "who.professional": 1, "wrong": 1 },
            })))
        );
        assert_eq!(Tallies::read(&tallies.written()), tallies);
    }

    #[test]
    fn of_broken_counts_the_good_ones_are_kept() {
        let found = value(json!({
            "2026-11-23": { "follow.on": 2, "follow.left": "many", "@fern_kf": 1, "who.lived": -1 },
            "2026-11-30": "gone",
            "yesterday": { "follow.on": 5 },
        }));
        let tallies = Tallies::read(&found);
        assert_eq!(
            tallies.written(),
            value(json!({ "2026-11-23": { "follow.on": 2 } }))
        );
    }

    #[test]
    fn old_weeks_go_and_none_are_lost_to_a_wrong_clock() {
        let mut tallies = Tallies::default();
        let dates = ["2026-01-05", "2026-09-01", "2026-11-23"];
        for date in dates {
            tallies.wrong(at(date));
        }
        tallies.keep(12, at("2026-11-26"));
        assert_eq!(tallies.weeks().count(), 3);
        tallies.keep(3, at("2020-01-01"));
        assert_eq!(tallies.weeks().count(), 3);
        tallies.keep(3, at("2026-11-26"));
        assert_eq!(
            tallies.weeks().map(|(week, _)| week).collect::<Vec<_>>(),
            ["2026-08-31", "2026-11-23"]
        );
        tallies.keep(0, at("2026-11-26"));
        assert_eq!(tallies, Tallies::default());
    }
}

//! The tallies as the reader sees them: their own conduct, and nobody else's.

use super::tally::{Tallies, day_of};
use crate::moment::{DAY, Moment};
use crate::page::action::Action;
use crate::reflect::{Kind, Purpose};

/// Weeks that are "lately".
const LATELY: f64 = 28.0 * DAY;

/// Questions left, questions gone on after, and steps not asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Left after a question.
    pub left: u32,
    /// Gone on with after a question.
    pub on: u32,
    /// Not asked about.
    pub through: u32,
}

impl Row {
    /// All of them.
    #[must_use]
    pub fn sum(self) -> u32 {
        self.left
            .saturating_add(self.on)
            .saturating_add(self.through)
    }

    fn add(&mut self, what: &str, count: u32) {
        let place = match what {
            "left" => &mut self.left,
            "on" => &mut self.on,
            "through" => &mut self.through,
            _ => return,
        };
        *place = place.saturating_add(count);
    }
}

/// A row for each week in which there was anything, the last one first.
#[must_use]
pub fn by_week(tallies: &Tallies) -> Vec<(&str, Row)> {
    let weeks = tallies.weeks();
    let mut weeks: Vec<(&str, Row)> = weeks.map(|(week, counts)| (week, row(counts))).collect();
    weeks.retain(|(_, row)| row.sum() > 0);
    weeks.sort_unstable_by(|(one, _), (other, _)| other.cmp(one));
    weeks
}

/// A row for each action that was taken.
#[must_use]
pub fn by_action(tallies: &Tallies) -> Vec<(Action, Row)> {
    let total = |action: &Action| {
        let mut sum = Row::default();
        for what in ["left", "on", "through"] {
            sum.add(what, tallies.total(&[action.name(), ".", what].concat()));
        }
        (*action, sum)
    };
    let rows = Action::ALL.iter().map(total);
    rows.filter(|(_, row)| row.sum() > 0).collect()
}

/// How often each purpose was given.
#[must_use]
pub fn purposes(tallies: &Tallies) -> Vec<(Purpose, u32)> {
    let count = |one: &Purpose| (*one, tallies.total(&["why.", one.name()].concat()));
    given(Purpose::ALL.iter().map(count))
}

/// How many of each kind the reader chose to follow.
#[must_use]
pub fn followed(tallies: &Tallies) -> Vec<(Kind, u32)> {
    let count = |one: &Kind| (*one, tallies.total(&["who.", one.name()].concat()));
    given(Kind::ALL.iter().map(count))
}

/// What was left and gone on with in the last four weeks.
#[must_use]
pub fn lately(tallies: &Tallies, now: Moment) -> Row {
    let is_late = |week: &str| day_of(week).is_some_and(|day| day as f64 * DAY > now.0 - LATELY);
    let late = tallies.weeks().filter(|(week, _)| is_late(week));
    let mut sum = Row::default();
    for (_, counts) in late {
        let row = row(counts);
        for (what, count) in [("left", row.left), ("on", row.on)] {
            sum.add(what, count);
        }
    }
    sum
}

fn row(counts: &[(String, u32)]) -> Row {
    let mut row = Row::default();
    for (name, count) in counts {
        // Of purposes and kinds, none is called so.
        let what = name.split_once('.').map_or("", |(_, what)| what);
        row.add(what, *count);
    }
    row
}

fn given<T>(counts: impl Iterator<Item = (T, u32)>) -> Vec<(T, u32)> {
    counts.filter(|(_, count)| *count > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_ONE: f64 = 20_000.5;

    fn tallies() -> Tallies {
        let mut tallies = Tallies::default();
        let at = |day: f64| Moment((DAY_ONE + day) * DAY);
        tallies.answered(
            Action::Follow,
            true,
            Some(Purpose::Learn),
            Kind::Lived,
            at(0.0),
        );
        tallies.answered(Action::Follow, false, None, Kind::Lived, at(40.0));
        tallies.answered(
            Action::Reply,
            false,
            Some(Purpose::Know),
            Kind::Other,
            at(41.0),
        );
        tallies.through(Action::Follow, Kind::Professional, at(41.0));
        tallies.wrong(at(60.0));
        tallies
    }

    fn row(left: u32, on: u32, through: u32) -> Row {
        Row { left, on, through }
    }

    #[test]
    fn rows_are_by_week_and_by_action() {
        let tallies = tallies();
        let weeks = by_week(&tallies);
        assert_eq!(weeks.len(), 2);
        assert!(weeks[0].0 > weeks[1].0);
        assert_eq!([weeks[0].1, weeks[1].1], [row(2, 0, 1), row(0, 1, 0)]);
        assert_eq!(
            by_action(&tallies),
            [
                (Action::Follow, row(1, 1, 1)),
                (Action::Reply, row(1, 0, 0))
            ]
        );
    }

    #[test]
    fn purposes_and_those_followed_are_counted() {
        assert_eq!(
            purposes(&tallies()),
            [(Purpose::Know, 1), (Purpose::Learn, 1)]
        );
        let followed = followed(&tallies());
        assert_eq!(followed.len(), 2);
        assert!(followed.contains(&(Kind::Lived, 1)));
        assert!(followed.contains(&(Kind::Professional, 1)));
    }

    #[test]
    fn lately_is_the_last_four_weeks() {
        let at = |day: f64| Moment((DAY_ONE + day) * DAY);
        assert_eq!(lately(&tallies(), at(42.0)), row(2, 0, 0));
        assert_eq!(
            lately(&tallies(), at(3.0)),
            row(2, 1, 0),
            "weeks to come count"
        );
        assert_eq!(lately(&tallies(), at(100.0)), Row::default());
    }

    #[test]
    fn no_purpose_and_no_kind_is_called_like_an_answer() {
        let names = Purpose::ALL.iter().map(|one| one.name());
        for name in names.chain(Kind::ALL.iter().map(|one| one.name())) {
            assert!(!["left", "on", "through"].contains(&name));
        }
    }
}

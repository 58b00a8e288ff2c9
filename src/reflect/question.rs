//! Which words a pause uses. Questions are data: `questions.tsv` says where each
//! fits, `said.tsv` which wordings there are of what was read. The words
//! themselves are messages, see [`locale`](crate::locale); how to write one is
//! in `docs/wording.md`.

use super::policy::{Form, Pause};
use crate::locale::Message;
use crate::page::action::Action;
use crate::settings::Role;

include!(concat!(env!("OUT_DIR"), "/questions.rs"));

/// One of the questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question(u8);

impl Question {
    /// Its number, to remember it by for as long as a browser session.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }

    /// The key of its message.
    #[must_use]
    pub fn key(self) -> &'static str {
        key(self.0)
    }
}

/// Chooses a question: one that fits, never the `last` one again. `seed` is any
/// number; the same one gives the same question.
#[must_use]
pub fn choose(pause: Pause, role: Role, seed: u32, last: Option<u8>) -> Question {
    // A community's space is entered by posting into it, and in no other way.
    let (action, form) = match (pause.action, pause.form) {
        (Action::Tag, _) | (_, Form::Space) => (Action::Tag, Form::Space),
        other => other,
    };
    let when = match (pause.pattern, last) {
        (true, _) => PATTERN,
        (false, None) => FIRST,
        (false, Some(_)) => LATER,
    };
    let wanted =
        1 << action as u32 | 1 << (FORMS + form as u32) | 1 << (ROLES + role as u32) | when;
    Question(pick(wanted, seed, last))
}

/// The key of the sentence on what was read. It speaks of words on a profile or
/// in a post and never of what somebody is; whatever the seed, it means the same.
#[must_use]
pub fn said(form: Form, seed: u32) -> &'static str {
    key(pick(1 << (FORMS + form as u32) | SAID, seed, None))
}

/// The number of a row that has all bits of `wanted`. Each draws a lot from the
/// seed, and the highest wins. There are always several, see the tests.
fn pick(wanted: u32, seed: u32, but_not: Option<u8>) -> u8 {
    (0u8..)
        .zip(&FITS)
        .filter(|(number, fits)| **fits & wanted == wanted && but_not != Some(*number))
        .map(|(number, _)| number)
        .max_by_key(|number| lot(seed, *number))
        .unwrap_or_default()
}

fn lot(seed: u32, number: u8) -> u32 {
    let stirred = (seed ^ u32::from(number).wrapping_mul(0x9e37_79b1)).wrapping_mul(0x85eb_ca6b);
    (stirred ^ stirred >> 15).wrapping_mul(0xc2b2_ae35)
}

/// The key with this number. Keys stand in one text, one after the other.
fn key(number: u8) -> &'static str {
    let mut lengths = LENGTHS.iter().map(|length| usize::from(*length));
    let start = lengths.by_ref().take(number.into()).sum();
    let length = lengths.next().unwrap_or_default();
    KEYS.get(start..start + length).unwrap_or_default()
}

/// The heading: what the reader is about to do.
#[must_use]
pub fn heading(action: Action) -> Message {
    match action {
        Action::Follow => Message::HeadingFollow,
        Action::Reply => Message::HeadingReply,
        Action::Quote => Message::HeadingQuote,
        Action::Message => Message::HeadingMessage,
        Action::List => Message::HeadingList,
        Action::Notify => Message::HeadingNotify,
        Action::Tag => Message::HeadingTag,
        Action::Bookmark => Message::HeadingBookmark,
        Action::CopyLink => Message::HeadingCopyLink,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const FORMS_ALL: [Form; 6] = [
        Form::Firm,
        Form::Ordinary,
        Form::Colleague,
        Form::Light,
        Form::Carer,
        Form::Space,
    ];

    /// Every pause that can be put, to every role.
    fn pauses() -> Vec<(Pause, Role)> {
        let mut pauses = Vec::new();
        for &action in Action::ALL {
            for form in FORMS_ALL {
                for pattern in [false, true] {
                    let pause = Pause {
                        action,
                        form,
                        pattern,
                        brief: false,
                    };
                    pauses.extend(Role::ALL.iter().map(|role| (pause, *role)));
                }
            }
        }
        pauses
    }

    /// The keys that come up for a pause over many seeds.
    fn come_up(pause: Pause, role: Role, last: Option<u8>) -> BTreeSet<&'static str> {
        let seeds = (0..256u32).map(|n| n.wrapping_mul(0x9e37_79b1));
        seeds
            .map(|seed| choose(pause, role, seed, last).key())
            .collect()
    }

    /// The keys that the table's own words say fit, without the compiled bits.
    fn listed(pause: Pause, role: Role, is_first: bool) -> BTreeSet<&'static str> {
        let has = |cell: &str, name: &str| cell == "any" || cell.split(' ').any(|n| n == name);
        let (action, form) = match pause.action == Action::Tag || pause.form == Form::Space {
            true => ("tag".into(), "space".into()),
            false => (
                format!("{:?}", pause.action).to_lowercase(),
                format!("{:?}", pause.form).to_lowercase(),
            ),
        };
        let rows = include_str!("questions.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'));
        let fits = |cells: &Vec<&str>| {
            has(cells[1], &action)
                && has(cells[2], &form)
                && has(cells[3], role.name())
                && match cells[4] {
                    "pattern" => pause.pattern,
                    "first" => is_first && !pause.pattern,
                    when => when == "any" && !pause.pattern,
                }
        };
        rows.map(|row| row.split('\t').collect::<Vec<_>>())
            .filter(fits)
            .map(|cells| cells[0])
            .collect()
    }

    #[test]
    fn every_pause_has_at_least_three_questions_for_every_role() {
        for (pause, role) in pauses() {
            let fit = listed(pause, role, false);
            assert!(fit.len() >= 3, "{pause:?} {role:?}: {fit:?}");
        }
    }

    #[test]
    fn every_question_that_fits_comes_up_and_no_other() {
        let mut seen = BTreeSet::new();
        for (pause, role) in pauses() {
            let first = come_up(pause, role, None);
            assert_eq!(first, listed(pause, role, true), "{pause:?} {role:?}");
            // A number that no question has: something was asked, but not one of these.
            let later = come_up(pause, role, Some(255));
            assert_eq!(later, listed(pause, role, false), "{pause:?} {role:?}");
            seen.extend(first);
        }
        let rows = include_str!("questions.tsv").lines();
        let all = rows.filter(|line| !line.starts_with('#')).count();
        assert_eq!(seen.len(), all, "one that never comes up");
        assert!(all >= 64);
    }

    /// Nobody gets one of them far more often than the others.
    #[test]
    fn questions_come_up_about_equally_often() {
        const SEEDS: usize = 1000;
        for (pause, role) in pauses().into_iter().step_by(31) {
            let fit = listed(pause, role, false).len();
            let mut counts = std::collections::BTreeMap::new();
            for seed in (0..SEEDS as u32).map(|n| n.wrapping_mul(0x9e37_79b1)) {
                *counts
                    .entry(choose(pause, role, seed, Some(255)).key())
                    .or_insert(0) += 1;
            }
            for (key, count) in counts {
                let share = count as f64 * fit as f64 / SEEDS as f64;
                assert!(
                    (0.4..2.5).contains(&share),
                    "{key} {share} {pause:?} {role:?}"
                );
            }
        }
    }

    #[test]
    fn no_question_comes_twice_in_a_row() {
        for (pause, role) in pauses() {
            let mut last = None;
            for n in 0..60u32 {
                let seed = n.wrapping_mul(0x9e37_79b1);
                let question = choose(pause, role, seed, last);
                assert_ne!(Some(question.number()), last, "{pause:?} {role:?}");
                last = Some(question.number());
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_words() {
        for (pause, role) in pauses() {
            for seed in [0, 1, 77, u32::MAX] {
                assert_eq!(
                    choose(pause, role, seed, Some(3)),
                    choose(pause, role, seed, Some(3))
                );
                assert_eq!(said(pause.form, seed), said(pause.form, seed));
            }
        }
    }

    #[test]
    fn what_was_read_has_two_or_three_wordings_and_they_all_come_up() {
        for form in FORMS_ALL {
            let name = format!("{form:?}").to_lowercase();
            let listed: BTreeSet<&str> = include_str!("said.tsv")
                .lines()
                .filter_map(|line| line.split_once('\t'))
                .filter(|(_, forms)| forms.split(' ').any(|listed| listed == name))
                .map(|(key, _)| key)
                .collect();
            let seeds = (0..200u32).map(|n| n.wrapping_mul(0x9e37_79b1));
            let seen: BTreeSet<&str> = seeds.map(|seed| said(form, seed)).collect();
            assert_eq!(seen, listed, "{form:?}");
            assert!((2..=3).contains(&seen.len()), "{form:?}");
        }
    }
}

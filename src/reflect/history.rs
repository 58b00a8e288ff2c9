//! What an open page knows when a gesture comes: what the reader chose, what
//! was asked already, and whom not to ask about again.
//!
//! Nobody is known here by name. An account is a number: SipHash (Aumasson and
//! Bernstein 2012) of its id or handle under a key that each install draws for
//! itself, so that what is kept says nothing to anybody who lacks the key.

use core::hash::Hasher;

use siphasher::sip::SipHasher13;

use super::policy::Form;
use super::standing::{Standing, remember};
use crate::account::Account;
use crate::moment::{HOUR, Moment};
use crate::page::action::Action;
use crate::recognise::Reading;
use crate::settings::Settings;

/// A pause until tomorrow is the longest there is, with an hour for a clock
/// that changes in that night.
pub(crate) const LONGEST_SNOOZE: f64 = 25.0 * HOUR;

/// Accounts read in a minute, at most: nobody thinks about more people than
/// that, and whoever goes through a list faster is not to be helped in finding.
const MOST_READ: u8 = 20;
const MINUTE: f64 = HOUR / 60.0;

/// What an open page knows.
#[derive(Debug, Default)]
pub struct History {
    standing: Standing,
    /// Steps let through in this page, so that each is counted once.
    passed: Vec<u64>,
    read: u8,
    read_since: Moment,
}

impl History {
    /// Takes what has been chosen, here or in another page, as it is written
    /// in storage. What this page asked meanwhile stays asked.
    pub fn learn(&mut self, written: &str) {
        self.standing.update(written);
    }

    /// The last question's number, so that it is not put again.
    #[must_use]
    pub fn last(&self) -> Option<u8> {
        self.standing.last
    }

    /// What the reader chose.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.standing.settings
    }

    /// Whether nothing is to be looked at now: switched off, or not for a while.
    #[must_use]
    pub fn is_quiet(&self, now: Moment) -> bool {
        !self.standing.settings.on || now.is_before(self.standing.snoozed_until, LONGEST_SNOOZE)
    }

    /// Whether the tool works for whoever is signed in. Where that cannot be
    /// told, it does.
    #[must_use]
    pub fn is_for(&self, own_handle: Option<&str>) -> bool {
        let named = &self.standing.settings.accounts;
        named.is_empty()
            || own_handle.is_none_or(|own| named.iter().any(|name| name.eq_ignore_ascii_case(own)))
    }

    /// Whether one more account may be read, which it then counts.
    pub fn may_read(&mut self, now: Moment) -> bool {
        let since = now.0 - self.read_since.0;
        if !(0.0..MINUTE).contains(&since) {
            self.read_since = now;
            self.read = 0;
        }
        self.read = self.read.saturating_add(1);
        self.read <= MOST_READ
    }

    /// The numbers of a step: an account may be known by its id at one door
    /// and by its handle at another.
    #[must_use]
    pub fn step(&self, action: Action, account: &Account) -> Vec<u64> {
        self.numbers(account, action.name().as_bytes())
    }

    /// The numbers under which "don't ask again" is kept. What people ask for
    /// is theirs to change: at a firm pause the mark is of these very words.
    #[must_use]
    pub fn mark(&self, form: Form, account: &Account, reading: &Reading) -> Vec<u64> {
        if form != Form::Firm {
            return self.numbers(account, b"mark");
        }
        let mut about = b"firm ".to_vec();
        for boundary in &reading.boundaries {
            let words = account.field(boundary.evidence.field);
            let words = words.and_then(|text| text.get(boundary.evidence.span.clone()));
            about.extend_from_slice(words.unwrap_or_default().as_bytes());
        }
        self.numbers(account, &about)
    }

    fn numbers(&self, account: &Account, about: &[u8]) -> Vec<u64> {
        let number = |kind: u8, name: &str| {
            let [one, two] = self.standing.key;
            let mut hasher = SipHasher13::new_with_keys(one, two);
            hasher.write(about);
            hasher.write(&[0, kind]);
            for byte in name.bytes() {
                hasher.write(&[byte.to_ascii_lowercase()]);
            }
            hasher.finish()
        };
        let id = account.id.as_deref().map(|id| number(b'#', id));
        let handle = account.handle.as_deref().map(|handle| number(b'@', handle));
        id.into_iter().chain(handle).collect()
    }

    /// Whether a question was put before about this step.
    #[must_use]
    pub fn has_asked(&self, step: &[u64]) -> bool {
        step.iter().any(|number| self.standing.met.contains(number))
    }

    /// Whether the reader asked not to be asked about this.
    #[must_use]
    pub fn is_marked(&self, mark: &[u64]) -> bool {
        mark.iter()
            .any(|number| self.standing.marks.contains(number))
    }

    /// Whether the next question is about going on, several times in a row.
    #[must_use]
    pub fn is_row(&self) -> bool {
        self.standing.is_row()
    }

    /// Whether the day's full pauses are used up.
    #[must_use]
    pub fn is_rationed(&self, now: Moment) -> bool {
        let asked = if self.standing.day == now.day() {
            self.standing.asked_today
        } else {
            0
        };
        asked >= self.standing.settings.ration
    }

    /// Remembers that a question is on the screen.
    pub fn asked(&mut self, step: &[u64], full: bool, question: u8, now: Moment) {
        self.standing.asked(step, full, question, now);
        // What is gone on with now is counted as that.
        self.passes(step);
    }

    /// Remembers the answer.
    pub fn answered(&mut self, goes_on: bool) {
        self.standing.answered(goes_on);
    }

    /// Does not ask again about what these numbers mark.
    pub fn keep_mark(&mut self, mark: &[u64]) {
        for number in mark {
            remember(&mut self.standing.marks, *number);
        }
    }

    /// Asks nothing for an hour.
    pub fn snooze(&mut self, now: Moment) {
        self.standing.snoozed_until = Moment(now.0 + HOUR);
    }

    /// Whether this step was not let through before in this page.
    pub fn passes(&mut self, step: &[u64]) -> bool {
        let is_new = !step.iter().any(|number| self.passed.contains(number));
        for number in step {
            remember(&mut self.passed, *number);
        }
        is_new
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::DAY;
    use crate::recognise::{Boundary, Evidence, Field, People, Reason, Strength};

    fn account(id: Option<&str>, handle: Option<&str>) -> Account {
        Account {
            id: id.map(Into::into),
            handle: handle.map(Into::into),
            ..Account::default()
        }
    }

    fn with(standing: Standing) -> History {
        History {
            standing,
            ..History::default()
        }
    }

    const NOON: Moment = Moment(100.5 * DAY);

    #[test]
    fn each_action_at_each_account_is_its_own() {
        let mut history = History::default();
        let fern = account(Some("1"), Some("fern"));
        let step = history.step(Action::Follow, &fern);
        history.asked(&step, true, 0, NOON);
        let asked = |action, account: &Account| history.has_asked(&history.step(action, account));
        assert!(asked(Action::Follow, &fern));
        assert!(asked(Action::Follow, &account(None, Some("Fern"))));
        assert!(asked(Action::Follow, &account(Some("1"), None)));
        assert!(!asked(Action::Reply, &fern));
        assert!(!asked(Action::Follow, &account(Some("2"), Some("moss"))));
        assert!(!asked(Action::Follow, &account(None, None)));
    }

    #[test]
    fn another_key_gives_other_numbers() {
        let fern = account(Some("1"), Some("fern"));
        let other = with(Standing {
            key: [1, 2],
            ..Standing::default()
        });
        let here = History::default().step(Action::Follow, &fern);
        assert_eq!(here.len(), 2);
        assert!(
            other
                .step(Action::Follow, &fern)
                .iter()
                .all(|number| !here.contains(number))
        );
    }

    fn asks(words: &str) -> (Account, Reading) {
        let account = Account {
            bio: Some(words.into()),
            ..account(Some("1"), None)
        };
        let boundary = Boundary {
            people: People::Professionals,
            acts: Vec::new(),
            strength: Strength::Firm,
            except: None,
            evidence: Evidence {
                field: Field::Bio,
                span: 0..words.len(),
                reason: Reason::Boundary,
            },
        };
        (
            account,
            Reading {
                boundaries: vec![boundary],
                ..Reading::default()
            },
        )
    }

    #[test]
    fn a_mark_at_a_firm_pause_is_of_those_words_and_no_others() {
        let mut history = History::default();
        let (account, reading) = asks("no clinicians");
        let mark = history.mark(Form::Firm, &account, &reading);
        history.keep_mark(&mark);
        assert!(history.is_marked(&mark));
        assert!(!history.is_marked(&history.mark(Form::Ordinary, &account, &reading)));
        let (changed, reading) = asks("no clinicians, please");
        assert!(!history.is_marked(&history.mark(Form::Firm, &changed, &reading)));
    }

    #[test]
    fn a_mark_at_any_other_pause_is_of_the_account() {
        let mut history = History::default();
        let (account, reading) = asks("no clinicians");
        history.keep_mark(&history.mark(Form::Ordinary, &account, &reading));
        for form in [Form::Light, Form::Colleague, Form::Carer] {
            assert!(history.is_marked(&history.mark(form, &account, &reading)));
        }
    }

    #[test]
    fn off_and_not_now_are_quiet() {
        let mut history = History::default();
        assert!(!history.is_quiet(NOON));
        history.snooze(NOON);
        assert!(history.is_quiet(NOON));
        assert!(history.is_quiet(Moment(NOON.0 + HOUR - 1.0)));
        assert!(!history.is_quiet(Moment(NOON.0 + HOUR)));
        // Until tomorrow, chosen just after midnight.
        history.learn(&format!("until={}", NOON.0 + DAY));
        assert!(history.is_quiet(NOON));
        // The clock was set back by two days.
        assert!(!history.is_quiet(Moment(NOON.0 - 2.0 * DAY)));
        let off = Settings {
            on: false,
            ..Settings::default()
        };
        assert!(
            with(Standing {
                settings: off,
                ..Standing::default()
            })
            .is_quiet(NOON)
        );
    }

    #[test]
    fn it_works_for_the_named_accounts_of_the_reader_alone() {
        let named = Settings {
            accounts: vec!["ward_kf".into()],
            ..Settings::default()
        };
        let history = with(Standing {
            settings: named,
            ..Standing::default()
        });
        assert!(history.is_for(Some("Ward_KF")));
        assert!(!history.is_for(Some("private_kf")));
        assert!(history.is_for(None));
        assert!(History::default().is_for(Some("private_kf")));
    }

    #[test]
    fn the_ration_is_of_full_pauses_and_of_one_day() {
        let ration = Settings {
            ration: 2,
            ..Settings::default()
        };
        let mut history = with(Standing {
            settings: ration,
            ..Standing::default()
        });
        assert!(!history.is_rationed(NOON));
        history.asked(&[1], true, 0, NOON);
        history.asked(&[2], false, 1, NOON);
        assert!(!history.is_rationed(NOON));
        history.asked(&[3], true, 0, NOON);
        assert!(history.is_rationed(NOON));
        let tomorrow = Moment(NOON.0 + DAY);
        assert!(!history.is_rationed(tomorrow));
        history.asked(&[4], true, 1, tomorrow);
        assert!(!history.is_rationed(tomorrow));
    }

    #[test]
    fn after_three_in_a_row_comes_the_question_about_that_and_then_the_row_starts_anew() {
        let mut history = History::default();
        for _ in 0..3 {
            assert!(!history.is_row());
            history.answered(true);
        }
        assert!(history.is_row());
        history.answered(true);
        assert!(!history.is_row());
        history.answered(true);
        history.answered(true);
        history.answered(false);
        history.answered(true);
        assert!(!history.is_row());
    }

    #[test]
    fn going_through_a_list_at_speed_is_not_read_along() {
        let mut history = History::default();
        let read = (0..100)
            .filter(|n| history.may_read(Moment(NOON.0 + f64::from(*n))))
            .count();
        assert_eq!(read, usize::from(MOST_READ));
        assert!(!history.may_read(Moment(NOON.0 + 59_999.0)));
        assert!(history.may_read(Moment(NOON.0 + 60_000.0)));
        // A clock that was set back does not stop it for long.
        assert!(history.may_read(Moment(NOON.0 - DAY)));
    }

    #[test]
    fn what_was_asked_here_stays_asked_when_news_come() {
        let mut history = History::default();
        history.asked(&[7], true, 3, NOON);
        history.learn("met=8 role=nurse");
        assert!(history.has_asked(&[7]) && history.has_asked(&[8]));
        assert_eq!(history.last(), Some(3));
        assert_eq!(history.settings().role, crate::settings::Role::Nurse);
    }

    #[test]
    fn a_step_that_is_let_through_is_new_once() {
        let mut history = History::default();
        assert!(history.passes(&[1, 2]));
        assert!(!history.passes(&[2]));
        assert!(history.passes(&[3]));
        history.asked(&[4], true, 0, NOON);
        assert!(!history.passes(&[4]));
    }
}

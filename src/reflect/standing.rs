//! How things stand between the reader and the tool, as the background writes
//! it for the pages of X: words with a space between, each `name=value`, lists
//! with commas, numbers of people in hexadecimal. Text, because a page reads it
//! at every start and what reads it must be small.

use crate::moment::Moment;
use crate::page::action::Action;
use crate::settings::{Mode, Role, Settings};

/// After so many times of going on in a row, the question is about that.
const ROW: u8 = 3;

/// What was chosen and what was asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// What the reader chose, as far as a page of X needs it.
    pub settings: Settings,
    /// The key of this install's numbers.
    pub key: [u64; 2],
    /// Whom or what not to ask about again.
    pub marks: Vec<u64>,
    /// Nothing is asked until then.
    pub snoozed_until: Moment,
    /// The day that `asked_today` is about.
    pub day: u32,
    /// Full pauses put on that day.
    pub asked_today: u8,
    /// Steps asked about in this browser session.
    pub met: Vec<u64>,
    /// Times in a row that the reader went on.
    pub went_on: u8,
    /// The last question's number.
    pub last: Option<u8>,
}

impl Standing {
    /// Takes whatever is written; what is not there, or makes no sense, stays
    /// as it was.
    pub fn update(&mut self, written: &str) {
        for word in written.split(' ') {
            if let Some(at) = word.bytes().position(|byte| byte == b'=') {
                let (name, value) = (word.get(..at), word.get(at + 1..));
                self.take(name.unwrap_or_default(), value.unwrap_or_default());
            }
        }
    }

    fn take(&mut self, name: &str, value: &str) {
        let items = || value.split(',').filter(|item| !item.is_empty());
        let settings = &mut self.settings;
        match name {
            "on" => settings.on = value != "0",
            "mode" => settings.mode = Mode::named(value).unwrap_or(settings.mode),
            "actions" => settings.actions = items().filter_map(Action::named).collect(),
            "ration" => settings.ration = number(value).unwrap_or(settings.ration),
            "role" => settings.role = Role::named(value).unwrap_or(settings.role),
            "accounts" => settings.accounts = items().map(Into::into).collect(),
            "key" => {
                let mut halves = items().filter_map(hexadecimal);
                if let (Some(one), Some(two)) = (halves.next(), halves.next()) {
                    self.key = [one, two];
                }
            }
            "marks" => self.marks = items().filter_map(hexadecimal).collect(),
            "until" => self.snoozed_until = Moment(decimal(value).unwrap_or_default() as f64),
            "day" => self.day = number(value).unwrap_or_default(),
            "asked" => self.asked_today = number(value).unwrap_or_default(),
            "met" => {
                for step in items().filter_map(hexadecimal) {
                    remember(&mut self.met, step);
                }
            }
            "row" => self.went_on = number(value).unwrap_or_default(),
            "last" => self.last = number(value),
            _ => {}
        }
    }

    /// What is kept for good, written for the pages.
    #[must_use]
    pub fn kept(&self) -> String {
        let settings = &self.settings;
        let actions: Vec<&str> = settings
            .actions
            .iter()
            .map(|action| action.name())
            .collect();
        // By hand and as whole numbers: formatting and floats bring a great
        // deal of code.
        [
            if settings.on { "on=1" } else { "on=0" },
            " mode=",
            settings.mode.name(),
            " actions=",
            &actions.join(","),
            " ration=",
            &settings.ration.to_string(),
            " role=",
            settings.role.name(),
            " accounts=",
            &settings.accounts.join(","),
            " key=",
            &hexadecimals(&self.key),
            " marks=",
            &hexadecimals(&self.marks),
            " until=",
            &(self.snoozed_until.0 as u64).to_string(),
            " day=",
            &self.day.to_string(),
            " asked=",
            &self.asked_today.to_string(),
        ]
        .concat()
    }

    /// What lasts for this browser session, written for the pages.
    #[must_use]
    pub fn of_session(&self) -> String {
        let met = hexadecimals(&self.met);
        let row = self.went_on.to_string();
        let mut written = ["met=", &met, " row=", &row].concat();
        if let Some(last) = self.last {
            written.push_str(" last=");
            written.push_str(&last.to_string());
        }
        written
    }

    /// Remembers a question that is put.
    pub fn asked(&mut self, step: &[u64], full: bool, question: u8, now: Moment) {
        for number in step {
            remember(&mut self.met, *number);
        }
        self.last = Some(question);
        if self.day != now.day() {
            self.day = now.day();
            self.asked_today = 0;
        }
        self.asked_today = self.asked_today.saturating_add(full.into());
    }

    /// Remembers an answer: after a question about the row, the row starts anew.
    pub fn answered(&mut self, goes_on: bool) {
        self.went_on = match goes_on {
            true if !self.is_row() => self.went_on + 1,
            _ => 0,
        };
    }

    /// Whether the next question is about going on, several times in a row.
    #[must_use]
    pub fn is_row(&self) -> bool {
        self.went_on >= ROW
    }
}

/// Adds a number that is not there yet.
pub fn remember(numbers: &mut Vec<u64>, number: u64) {
    if !numbers.contains(&number) {
        numbers.push(number);
    }
}

/// Written with `write_number`, or by the background.
pub(crate) fn hexadecimal(text: &str) -> Option<u64> {
    digits(text, 16)
}

fn decimal(text: &str) -> Option<u64> {
    digits(text, 10)
}

fn number<N: TryFrom<u64>>(text: &str) -> Option<N> {
    N::try_from(decimal(text)?).ok()
}

/// The crate's own reader of numbers: the standard library's brings its errors
/// and their words along.
fn digits(text: &str, base: u32) -> Option<u64> {
    let digit = |sum: u64, byte: u8| {
        let digit = char::from(byte).to_digit(base)?;
        sum.checked_mul(base.into())?.checked_add(digit.into())
    };
    if text.is_empty() {
        return None;
    }
    text.bytes().try_fold(0, digit)
}

pub(crate) fn hexadecimals(numbers: &[u64]) -> String {
    let mut text = String::new();
    for number in numbers {
        if !text.is_empty() {
            text.push(',');
        }
        push_hexadecimal(&mut text, *number);
    }
    text
}

/// Writes a number without the standard library's formatting, which would be
/// the largest thing in the content script.
pub(crate) fn push_hexadecimal(text: &mut String, number: u64) {
    let leading = number.leading_zeros() / 4;
    for at in (0..16 - leading.min(15)).rev() {
        let digit = (number >> (4 * at)) as u32 & 0xf;
        text.push(char::from_digit(digit, 16).unwrap_or('0'));
    }
}

// What makes up cases is for native tests alone.
#[cfg(not(target_arch = "wasm32"))]
#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn standing() -> Standing {
        Standing {
            settings: Settings {
                on: false,
                mode: Mode::Declared,
                actions: vec![Action::Follow, Action::CopyLink],
                ration: 0,
                role: Role::Student,
                accounts: vec!["fern_kf".into(), "moss".into()],
                ..Settings::default()
            },
            key: [0, u64::MAX],
            marks: vec![1, 0xfeed_beef],
            snoozed_until: Moment(1_795_000_000_123.0),
            day: 20_783,
            asked_today: 2,
            met: vec![7],
            went_on: 2,
            last: Some(0),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let written = format!("{} {}", standing().kept(), standing().of_session());
        let mut read = Standing::default();
        read.update(&written);
        assert_eq!(read, standing());
        let mut nothing = Standing::default();
        nothing.update(&format!("{} {}", nothing.kept(), nothing.of_session()));
        assert_eq!(nothing, Standing::default());
    }

    #[test]
    fn what_is_not_there_stays_as_it_was() {
        let mut read = standing();
        read.update("ration=5 met=9");
        assert_eq!(
            read,
            Standing {
                settings: Settings {
                    ration: 5,
                    ..standing().settings
                },
                met: vec![7, 9],
                ..standing()
            }
        );
    }

    #[test]
    fn what_makes_no_sense_is_passed_over() {
        for written in [
            "",
            " ",
            "=",
            "mode",
            "mode=",
            "mode=strict",
            "ration=many",
            "ration=999",
            "role=a=b",
            "key=zz,1",
            "key=1",
            "met=,,",
            "colour=teal",
            "key=11111111111111111,1",
            "ration=\u{e9}",
        ] {
            let mut read = standing();
            read.update(written);
            assert_eq!(read, standing(), "{written}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_fault(written in "\\PC*") {
            Standing::default().update(&written);
        }

        #[test]
        fn numbers_are_written_as_they_are_read(number in any::<u64>()) {
            let mut text = String::new();
            push_hexadecimal(&mut text, number);
            prop_assert_eq!(&text, &format!("{number:x}"));
            prop_assert_eq!(hexadecimal(&text), Some(number));
        }
    }
}

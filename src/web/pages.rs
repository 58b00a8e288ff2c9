//! The extension's own pages. Each part fills whatever of it a page has, and
//! says what a press or a change on it asks of the background.

mod house;
mod mirror;
pub(super) mod parts;
mod popup;
mod report;
mod settings;
mod welcome;

use web_sys::{Document, Element};

use crate::keep::{Kept, Settled, State};
use crate::locale::{Message, PageMessage};
use crate::message::Outcome;
use crate::moment::{DAY, HOUR, Moment};
use crate::web::words::words;
use parts::{filled, say_words};

/// Fills the page in front: `answer` is what the tab in front said of its
/// content script, if a page has asked it.
pub fn fill(
    document: &Document,
    answer: Option<&str>,
    kept: &Kept,
    settled: &Settled,
    now: Moment,
) -> Option<()> {
    let root = document.document_element()?;
    // Only a screen reader's pronunciation depends on it.
    let _ = root.set_attribute("lang", &words(Message::Language));
    say_words(document);
    settings::fill(document, settled);
    house::fill(document, &settled.organisation);
    report::fill(document, kept, settled);
    popup::fill(document, answer, kept, &settled.settings, now);
    mirror::fill(document, &kept.tallies, now);
    Some(())
}

/// What the reader asks for by a press or a change, if by anything.
pub fn hear(kind: &str, target: &Element) -> Option<String> {
    if kind == "change" {
        return settings::chosen(target).map(|task| task.written());
    }
    welcome::hear(target);
    let button = target.closest("[data-task]").ok()??;
    button.get_attribute("data-task")
}

/// Says what came of it.
pub fn say(document: &Document, outcome: &Outcome) {
    report::say(document, outcome);
}

/// What the toolbar button and the popup say of how things stand.
pub fn state_in_words(state: State, until: Moment) -> String {
    let message = match state {
        State::On => PageMessage::StateOn,
        State::Off => PageMessage::StateOff,
        State::Unseen => PageMessage::StateUnseen,
        State::Paused if until.0 % DAY == 0.0 => PageMessage::StateTomorrow,
        State::Paused => PageMessage::StatePaused,
    };
    let minute = (until.0 % DAY / HOUR * 60.0) as u32;
    let two = |number: u32| {
        [number / 10, number % 10]
            .map(|digit| digit.to_string())
            .concat()
    };
    let time = [two(minute / 60), two(minute % 60)].join(":");
    filled(message, &[&time])
}

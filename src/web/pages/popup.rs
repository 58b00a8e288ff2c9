//! The popup: whether the tool works, here and now, and the last few weeks.

use web_sys::Document;

use super::parts::{all, filled, page_words, put_in};
use super::state_in_words;
use crate::keep::{Kept, State, mirror};
use crate::locale::PageMessage;
use crate::message::Status;
use crate::moment::Moment;
use crate::settings::Settings;
use crate::web::nodes::show;

/// Says in words how things stand, and what the page in front answered, or that
/// nobody answered, because there is no content script in that tab.
pub fn fill(
    document: &Document,
    answer: Option<&str>,
    kept: &Kept,
    settings: &Settings,
    now: Moment,
) {
    let state = kept.state(settings, now);
    put_in(document, "state", &state_in_words(state, kept.until));
    // Whatever is not seen is said elsewhere; there is as much to pause.
    let state = match state {
        State::Unseen => State::On,
        other => other,
    };
    for part in all(document, "[data-when]") {
        let when = part.get_attribute("data-when");
        show(&part, when.as_deref() == Some(state.name()));
    }
    let message = match answer.and_then(Status::named) {
        None => PageMessage::StatusElsewhere,
        Some(Status::Waiting) => PageMessage::StatusWaiting,
        Some(Status::Wasm | Status::Translation) => PageMessage::StatusWorking,
        Some(Status::Failed) => PageMessage::StatusFailed,
        Some(Status::Stopped) => PageMessage::StatusStopped,
    };
    put_in(document, "status", &page_words(message));
    let row = mirror::lately(&kept.tallies, now);
    let counts = [row.left, row.on].map(|count| count.to_string());
    let lately = match row.sum() {
        0 => page_words(PageMessage::LatelyNone),
        _ => filled(PageMessage::LatelyCounts, &[&counts[0], &counts[1]]),
    };
    put_in(document, "lately", &lately);
}

//! The popup: whether the tool works on the page in front of the reader.

use crate::locale::Message;
use crate::message::Status;
use crate::page::sight::Sign;
use crate::web::words::words;

/// Says in words what the page in front answered; `None` if nobody answered,
/// because there is no content script in that tab.
pub fn fill(answer: Option<&str>) {
    let message = match answer.and_then(Status::named) {
        None => Message::StatusElsewhere,
        Some(Status::Waiting) => Message::StatusWaiting,
        Some(Status::Wasm | Status::Translation) => Message::StatusWorking,
        Some(Status::Failed) => Message::StatusFailed,
        Some(Status::Stopped) => Message::StatusStopped,
    };
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    if let Some(root) = document.document_element() {
        // Only a screen reader's pronunciation depends on it.
        let _ = root.set_attribute("lang", &words(Message::Language));
    }
    if let Some(place) = document.get_element_by_id("status") {
        place.set_text_content(Some(&words(message)));
    }
}

/// Says what of X is no longer seen, a sentence each; names with a space between.
pub fn unseen(names: &str) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let Some(place) = document.get_element_by_id("unseen") else {
        return;
    };
    for sign in names.split(' ').filter_map(Sign::named) {
        if let Ok(line) = document.create_element("p") {
            line.set_text_content(Some(&words(sign.message())));
            // A line that cannot be shown leaves the others.
            let _ = place.append_child(&line);
        }
    }
}

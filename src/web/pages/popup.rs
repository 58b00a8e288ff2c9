//! The popup: whether the tool works on the page in front of the reader.

use web_sys::Document;

use crate::locale::Message;
use crate::message::Status;
use crate::page::sight::Sign;
use crate::web::words::words;

/// Says in words what the page in front answered, or that nobody answered,
/// because there is no content script in that tab; and what of X is no longer
/// seen, a sentence each.
pub fn fill(answer: Option<&str>, unseen: impl Iterator<Item = Sign>) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let message = match answer.and_then(Status::named) {
        None => Message::StatusElsewhere,
        Some(Status::Waiting) => Message::StatusWaiting,
        Some(Status::Wasm | Status::Translation) => Message::StatusWorking,
        Some(Status::Failed) => Message::StatusFailed,
        Some(Status::Stopped) => Message::StatusStopped,
    };
    if let Some(root) = document.document_element() {
        // Only a screen reader's pronunciation depends on it.
        let _ = root.set_attribute("lang", &words(Message::Language));
    }
    if let Some(place) = document.get_element_by_id("status") {
        place.set_text_content(Some(&words(message)));
    }
    for sign in unseen {
        add_line(&document, sign.message());
    }
}

fn add_line(document: &Document, message: Message) {
    let place = document.get_element_by_id("unseen");
    if let (Some(place), Ok(line)) = (place, document.create_element("p")) {
        line.set_text_content(Some(&words(message)));
        // A line that cannot be shown leaves the others.
        let _ = place.append_child(&line);
    }
}

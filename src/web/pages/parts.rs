//! Finding the parts of our own pages, and putting words in.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element};

use crate::locale::PageMessage;
use crate::web::words::by_key;

/// The words of a message of our pages.
pub fn page_words(message: PageMessage) -> String {
    by_key(message.key())
}

/// Likewise, with values where it has places for them.
pub fn filled(message: PageMessage, values: &[&str]) -> String {
    let text = page_words(message);
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        filled.push_str(values.get(at).copied().unwrap_or_default());
        filled.push_str(part.strip_prefix('}').unwrap_or(part));
    }
    filled
}

/// Every element that a selector finds.
pub fn all(document: &Document, selector: &str) -> Vec<Element> {
    let found = document.query_selector_all(selector).ok();
    found.iter().flat_map(elements).collect()
}

/// Every element of a list.
pub fn elements(list: &web_sys::NodeList) -> Vec<Element> {
    // Whatever a selector finds is an element, also in the practice page's frame,
    // which has elements of its own kind.
    let at = |at| Some(list.get(at)?.unchecked_into());
    (0..list.length()).filter_map(at).collect()
}

/// Puts the texts in that never change, in the reader's language.
pub fn say_words(document: &Document) {
    for part in all(document, "[data-words]") {
        let key = part.get_attribute("data-words").unwrap_or_default();
        put(&part, &by_key(&key));
    }
    for part in all(document, "[data-label]") {
        let key = part.get_attribute("data-label").unwrap_or_default();
        // A part without a name can still be used.
        let _ = part.set_attribute("aria-label", &by_key(&key));
    }
}

/// Puts a text into a part of the page, if the page has it.
pub fn put_in(document: &Document, id: &str, text: &str) {
    if let Some(part) = document.get_element_by_id(id) {
        put(&part, text);
    }
}

/// Puts a text in. What says that already is left alone, or it would be read
/// out again.
pub fn put(part: &Element, text: &str) {
    if part.text_content().as_deref() != Some(text) {
        part.set_text_content(Some(text));
    }
}

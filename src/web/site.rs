//! Parts that the looking glass and the editor share: finding and making what
//! is on their pages.

use web_sys::{Document, Element};

use crate::web::nodes::{self, add};
use crate::web::words::by_key;

/// The page.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// A part of the page, without what was in it.
pub fn emptied(id: &str) -> Option<Element> {
    nodes::emptied(&document()?, id)
}

/// Adds an element with the words of a key.
pub fn add_words(parent: &Element, name: &str, key: &str) -> Option<Element> {
    add(parent, name, &by_key(key))
}

/// Adds a text behind what is there.
pub fn add_text(parent: &Element, text: &str) -> Option<()> {
    parent.append_with_str_1(text).ok()
}

/// Adds a button with the words of a key, and names for what it does.
pub fn add_button(parent: &Element, key: &str, names: &[(&str, &str)]) -> Option<Element> {
    let button = add_words(parent, "button", key)?;
    button.set_attribute("type", "button").ok()?;
    for (name, value) in names {
        button.set_attribute(name, value).ok()?;
    }
    Some(button)
}

/// The words of a key, with a value where they have a place for it.
pub fn filled(key: &str, value: &str) -> String {
    by_key(key).replace("{}", value)
}

/// Says something where a screen reader hears it.
pub fn say(text: &str) {
    if let Some(place) = emptied("said") {
        place.set_text_content(Some(text));
    }
}

/// Shows or hides a part.
pub fn show(id: &str, is_shown: bool) {
    if let Some(part) = document().and_then(|document| document.get_element_by_id(id)) {
        nodes::show(&part, is_shown);
    }
}

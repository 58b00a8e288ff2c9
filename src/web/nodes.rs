//! Making, emptying and hiding parts of a page, for the extension's own pages
//! and for those of the practice site.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

/// Adds an element with a text. `None` if the browser cannot make it.
pub fn add(parent: &Element, name: &str, text: &str) -> Option<Element> {
    let element = parent.owner_document()?.create_element(name).ok()?;
    element.set_text_content(Some(text));
    parent.append_child(&element).ok()?;
    Some(element)
}

/// A part of the page, without what was in it.
pub fn emptied(document: &Document, id: &str) -> Option<Element> {
    let part = document.get_element_by_id(id)?;
    part.set_text_content(None);
    Some(part)
}

/// Shows or hides a part of the page.
pub fn show(part: &Element, is_shown: bool) {
    if let Some(part) = part.dyn_ref::<HtmlElement>() {
        part.set_hidden(!is_shown);
    }
}

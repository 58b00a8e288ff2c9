//! Makes the elements of `extension/dialog.html`; `build/template.rs` says how
//! its steps are written.

use web_sys::{Document, Element};

use super::words::by_key;

include!(concat!(env!("OUT_DIR"), "/template.rs"));

/// The dialog's style sheet.
pub const SHEET: &str = STYLE;

/// The template's elements. `None` if the browser cannot make one.
pub fn build(document: &Document) -> Option<Element> {
    let mut at: Option<Element> = None;
    for step in TEMPLATE.lines() {
        let (kind, rest) = step.split_at_checked(1)?;
        let (name, value) = rest.split_once('=').unwrap_or((rest, ""));
        match (kind, &at) {
            ("<", _) => {
                let element = document.create_element(rest).ok()?;
                if let Some(around) = at {
                    around.append_child(&element).ok()?;
                }
                at = Some(element);
            }
            ("\"", Some(at)) => at.set_text_content(Some(&by_key(rest))),
            ("@", Some(at)) => at.set_attribute(name, &by_key(value)).ok()?,
            (" ", Some(at)) => at.set_attribute(name, value).ok()?,
            // The outermost element has none around it.
            (_, Some(inner)) => at = inner.parent_element().or(at),
            _ => return None,
        }
    }
    at
}

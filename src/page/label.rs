//! Controls that have nothing but a word on them. X shows its words in the
//! reader's language, so a word is held against the page's own use of it.

use super::{Dom, selectors as sel};
use crate::letter::is_letter_or_digit;

/// What X writes on the button that takes somebody off a list, in English. In
/// other languages that button is asked about like the one that adds.
const REMOVE: &str = "Remove";

/// What a control is called.
fn name<D: Dom>(dom: &D, control: &D::Node) -> String {
    let label = dom.attribute(control, "aria-label");
    let name = label.unwrap_or_else(|| dom.text(control));
    name.trim().to_owned()
}

/// Whether the page itself calls replying what is written on the control: on
/// the button of its inline composer, or within the label of a reply icon.
#[must_use]
pub fn is_reply<D: Dom>(dom: &D, control: &D::Node) -> bool {
    let name = name(dom, control);
    let is_letter = |c: &char| is_letter_or_digit(*c) && !c.is_ascii_digit();
    if name.chars().filter(is_letter).count() < 2 {
        return false;
    }
    let sends = || {
        let composer = dom.first(None, sel::INLINE_REPLY.css)?;
        let button = dom.first(Some(&composer), sel::SEND_INLINE.css)?;
        Some(self::name(dom, &button) == name)
    };
    let icon = || {
        let icon = dom.first(None, sel::REPLY.css)?;
        let label = dom.attribute(&icon, "aria-label")?;
        let letters = label.as_bytes();
        Some(
            letters
                .windows(name.len())
                .any(|part| part == name.as_bytes()),
        )
    };
    sends() == Some(true) || icon() == Some(true)
}

/// Whether the control takes somebody off a list.
#[must_use]
pub fn is_removal<D: Dom>(dom: &D, control: &D::Node) -> bool {
    name(dom, control) == REMOVE
}

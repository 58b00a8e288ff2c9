//! [`Dom`] over the live page.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlTextAreaElement, Node};

use super::boot::LOADER;
use crate::page::Dom;
use crate::page::account::{LONGEST_TEXT, bounded};

/// Deepest nesting of text that is read.
const DEEPEST: usize = 32;

/// Most nodes read for one text. Names of a form's fields stand for the form's
/// own properties: what comes after it can be what came before it, for ever.
const MOST_NODES: u32 = 4096;

#[wasm_bindgen]
extern "C" {
    // Not by the window, which all that is known of it would have to be looked for.
    #[wasm_bindgen(thread_local_v2, js_name = document)]
    pub static DOCUMENT: Document;
}

/// The page this content script runs in.
pub struct Page {
    document: Document,
}

impl Page {
    /// The page.
    pub fn here() -> Self {
        Self {
            document: DOCUMENT.with(Clone::clone),
        }
    }

    /// The element that has the focus.
    pub fn focused(&self) -> Option<Element> {
        self.document.active_element()
    }
}

impl Dom for Page {
    type Node = Element;

    fn closest(&self, node: &Element, selector: &str) -> Option<Element> {
        node.closest(selector).ok().flatten()
    }

    fn matches(&self, node: &Element, selector: &str) -> bool {
        node.matches(selector).unwrap_or(false)
    }

    fn parent(&self, node: &Element) -> Option<Element> {
        node.parent_element()
    }

    fn all(&self, within: Option<&Element>, selector: &str) -> Vec<Element> {
        let found = match within {
            Some(element) => element.query_selector_all(selector),
            None => self.document.query_selector_all(selector),
        };
        let Ok(list) = found else {
            return Vec::new();
        };
        (0..list.length())
            .filter_map(|at| list.get(at)?.dyn_into().ok())
            .collect()
    }

    fn first(&self, within: Option<&Element>, selector: &str) -> Option<Element> {
        match within {
            Some(element) => element.query_selector(selector),
            None => self.document.query_selector(selector),
        }
        .ok()
        .flatten()
    }

    fn attribute(&self, node: &Element, name: &str) -> Option<String> {
        node.get_attribute(name)
    }

    fn text(&self, node: &Element) -> String {
        let mut text = String::new();
        read(node, &mut text, DEEPEST, &mut 0);
        bounded(text)
    }

    fn path(&self) -> String {
        LOADER.with(|loader| loader.address())
    }

    fn is_connected(&self, node: &Element) -> bool {
        node.is_connected()
    }
}

fn read(node: &Node, text: &mut String, depth: usize, nodes: &mut u32) {
    let mut child = node.first_child();
    while let Some(node) = child {
        *nodes += 1;
        if text.len() > LONGEST_TEXT || depth == 0 || *nodes > MOST_NODES {
            return;
        }
        match node.node_type() {
            Node::TEXT_NODE => text.push_str(&node.text_content().unwrap_or_default()),
            Node::ELEMENT_NODE => match node.dyn_ref::<Element>() {
                Some(image) if image.tag_name().eq_ignore_ascii_case("img") => {
                    text.push_str(&image.get_attribute("alt").unwrap_or_default());
                }
                // What is written in one is no text of the page's, but its value.
                Some(element) if element.has_type::<HtmlTextAreaElement>() => {
                    text.push_str(&element.unchecked_ref::<HtmlTextAreaElement>().value());
                }
                _ => read(&node, text, depth - 1, nodes),
            },
            _ => {}
        }
        child = node.next_sibling();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::action::{self, Door};
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    /// An element with children from `(tag, attributes, text)`, put into the page.
    fn built(
        tag: &str,
        attributes: &[(&str, &str)],
        children: &[(&str, &[(&str, &str)], &str)],
    ) -> Element {
        let document = web_sys::window().unwrap().document().unwrap();
        let make = |tag: &str, attributes: &[(&str, &str)]| {
            let element = document.create_element(tag).unwrap();
            for (name, value) in attributes {
                element.set_attribute(name, value).unwrap();
            }
            element
        };
        let parent = make(tag, attributes);
        for (tag, attributes, text) in children {
            let child = make(tag, attributes);
            child.set_text_content(Some(text));
            parent.append_child(&child).unwrap();
        }
        document.body().unwrap().append_child(&parent).unwrap();
        parent
    }

    #[wasm_bindgen_test]
    fn emoji_are_read_from_their_pictures() {
        let bio = built(
            "div",
            &[],
            &[
                ("span", &[], "Allotment "),
                ("img", &[("alt", "\u{1F331}")], ""),
                ("span", &[], " and rain"),
            ],
        );
        assert_eq!(Page::here().text(&bio), "Allotment \u{1F331} and rain");
    }

    #[wasm_bindgen_test]
    fn what_is_written_in_a_box_is_its_value() {
        let composer = built("div", &[], &[("textarea", &[], "")]);
        let text_box = composer.first_element_child().unwrap();
        text_box
            .unchecked_ref::<HtmlTextAreaElement>()
            .set_value("On shift.");
        assert_eq!(Page::here().text(&composer), "On shift.");
    }

    #[wasm_bindgen_test]
    fn endless_text_is_cut_and_depth_is_bounded() {
        let long = built("div", &[], &[("p", &[], &"w\u{fc}rd ".repeat(20_000))]);
        assert!(Page::here().text(&long).len() <= LONGEST_TEXT);
        let top = built("div", &[], &[]);
        let mut inner = top.clone();
        for _ in 0..2_000 {
            let child = inner.owner_document().unwrap().create_element("b").unwrap();
            inner.append_child(&child).unwrap();
            inner = child;
        }
        inner.set_text_content(Some("deep"));
        assert_eq!(Page::here().text(&top), "");
    }

    #[wasm_bindgen_test]
    fn a_selector_that_the_browser_refuses_finds_nothing() {
        let page = Page::here();
        let div = built("div", &[], &[]);
        assert!(page.closest(&div, "[[").is_none());
        assert!(page.all(None, "[[").is_empty());
    }

    #[wasm_bindgen_test]
    fn a_follow_button_is_a_door_and_its_label_names_the_account() {
        let cell = built(
            "div",
            &[("data-testid", "UserCell")],
            &[(
                "button",
                &[
                    ("data-testid", "77-follow"),
                    ("aria-label", "Follow @fern_at_dusk"),
                ],
                "Follow",
            )],
        );
        let page = Page::here();
        let button = page.first(Some(&cell), "button").unwrap();
        let knock = action::knock(&page, &button).unwrap();
        assert_eq!(
            (knock.door, knock.id.as_deref()),
            (Door::FollowButton, Some("77"))
        );
        assert_eq!(knock.handle.as_deref(), Some("fern_at_dusk"));
        button.set_attribute("disabled", "").unwrap();
        assert!(action::knock(&page, &button).is_none());
    }
}

//! The try-out on the welcome page: a question about somebody invented, in the
//! words of a real pause.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement};

use super::parts::{page_words, put_in};
use crate::locale::PageMessage;
use crate::page::action::Action;
use crate::reflect::{Form, Pause, question};
use crate::settings::Role;
use crate::web::nodes::show;
use crate::web::words::{by_key, words};

#[wasm_bindgen]
extern "C" {
    type Choice;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Choice) -> String;
}

/// Another question at each press, as there would be on X.
pub fn hear(target: &Element) -> Option<()> {
    let document = target.owner_document()?;
    let tried = document.get_element_by_id("tried")?;
    if target.id() == "try" {
        ask(&document);
        unfold(&document, &tried, true)?;
        put_in(&document, "tryDone", "");
        return focus(&tried);
    }
    let message = match target.get_attribute("data-try")?.as_str() {
        "left" => PageMessage::TryLeft,
        _ => PageMessage::TryOn,
    };
    unfold(&document, &tried, false)?;
    put_in(&document, "tryDone", &page_words(message));
    focus(&document.get_element_by_id("try")?)
}

fn ask(document: &Document) -> Option<()> {
    let role = document.query_selector("[data-setting=role] select").ok()?;
    let role = role.map(|choice| choice.unchecked_ref::<Choice>().value());
    let role = role.and_then(|role| Role::named(&role)).unwrap_or_default();
    let seed = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    let pause = Pause {
        action: Action::Follow,
        form: Form::Ordinary,
        pattern: false,
        brief: false,
    };
    let asked = question::choose(pause, role, seed, None);
    put_in(
        document,
        "tryHeading",
        &words(question::heading(pause.action)),
    );
    put_in(
        document,
        "trySaid",
        &by_key(question::said(pause.form, seed)),
    );
    put_in(document, "tryAsk", &by_key(asked.key()));
    Some(())
}

fn unfold(document: &Document, tried: &Element, is_open: bool) -> Option<()> {
    show(tried, is_open);
    let button = document.get_element_by_id("try")?;
    let open = if is_open { "true" } else { "false" };
    button.set_attribute("aria-expanded", open).ok()
}

fn focus(part: &Element) -> Option<()> {
    part.dyn_ref::<HtmlElement>()?.focus().ok()
}

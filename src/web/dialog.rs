//! The pause on the screen, gone without a trace when it is answered. What
//! stands in it is decided by [`drawing`]; `extension/question.js` draws it, on
//! X in a frame of its own.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{CssStyleDeclaration, Element};

use super::boot::LOADER;
use super::dom::DOCUMENT;
use super::words::by_key;
use crate::page::gesture::Place;
use crate::page::theme::{self, Theme};
use crate::reflect::drawing::{self, Choices, Ground};
use crate::reflect::{Answer, View};

/// Told what the reader chose.
pub type Answered = fn(Answer);

thread_local! {
    static SHOWN: RefCell<Option<(Answered, Choices)>> = const { RefCell::new(None) };
}

/// Begins the frame in which a question may be put.
pub fn prepare() {
    let frame = drawing::frame(&by_key);
    // What cannot be begun now is tried again with the question.
    let _ = LOADER.with(|loader| loader.prepare(&frame, drawing::FRAME_SHEET));
}

/// Puts the question. `None` if the browser cannot show it.
pub fn open(view: &View, answered: Answered) -> Option<()> {
    show(&drawing::question(view, ground(), &by_key), answered)
}

/// Says that nothing could be done, because the control has gone. `None` if the
/// browser cannot show it.
pub fn say_gone(answered: Answered) -> Option<()> {
    show(&drawing::gone(ground(), &by_key), answered)
}

/// Takes a press on what has this name, at that place if by a pointer, while
/// that key was down, if one was.
pub fn told(name: &str, at: Option<Place>, key: String) {
    match name {
        "leave" | "go" => answer(name == "go", at, key),
        "settings" => LOADER.with(|loader| loader.options()),
        _ => {
            let steps = SHOWN.with_borrow_mut(|shown| shown.as_mut()?.1.press(name, &by_key));
            if let Some(steps) = steps {
                LOADER.with(|loader| loader.draw(&steps));
            }
        }
    }
}

/// Whoever cannot see the question any more, because the page has taken it away
/// or hidden it, has left it: the page would stay shut behind it otherwise.
pub fn leave_lost() {
    if is_lost() {
        leave();
    }
}

/// Whether there is a layer that nobody can see.
pub fn is_lost() -> bool {
    SHOWN.with_borrow(Option::is_some) && LOADER.with(|loader| loader.is_lost())
}

/// The reader leaves it otherwise than by the button.
pub fn leave() {
    answer(false, None, String::new());
}

/// Takes the layer away, and with it everything of ours in the page.
pub fn close() {
    if SHOWN.take().is_some() {
        LOADER.with(|loader| loader.close());
    }
}

fn show(steps: &str, answered: Answered) -> Option<()> {
    SHOWN.set(Some((answered, Choices::default())));
    let frame = drawing::frame(&by_key);
    let put = LOADER
        .with(|loader| loader.put(steps, drawing::SHEET, &frame, drawing::FRAME_SHEET))
        .ok();
    if put.is_none() {
        close();
    }
    put
}

/// Tells the answer, with what was chosen besides.
fn answer(goes_on: bool, at: Option<Place>, key: String) {
    // Answering takes the layer away, so nothing may be borrowed by then.
    if let Some((answered, Choices { purpose, aside })) = SHOWN.with_borrow(Clone::clone) {
        answered(Answer {
            goes_on,
            purpose,
            aside,
            at,
            key,
        });
    }
}

fn ground() -> Ground {
    let document = DOCUMENT.with(Clone::clone);
    let background = || {
        let style = computed_style(document.body()?.as_ref());
        style.get_property_value("background-color").ok()
    };
    let direction = || document.document_element()?.get_attribute("dir");
    Ground {
        theme: background()
            .as_deref()
            .map_or(Theme::Light, theme::of_background),
        is_rtl: direction().as_deref() == Some("rtl"),
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = getComputedStyle)]
    fn computed_style(element: &Element) -> CssStyleDeclaration;
}

//! The pause on the screen: a native modal dialog in a shadow root of its own,
//! gone without a trace when it is answered.

use std::cell::RefCell;

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CssStyleSheet, Document, Element, HtmlDialogElement, HtmlElement, MouseEvent, ShadowRoot,
    ShadowRootInit, ShadowRootMode,
};

use super::boot::LOADER;
use super::words::{by_key, words};
use crate::locale::Message;
use crate::page::gesture::Place;
use crate::page::theme::{self, Theme};
use crate::reflect::{Pause, Question, question};

const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/dialog.css"));

/// What the reader chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// *Leave it*.
    Leave,
    /// *Go on*.
    GoOn,
}

struct Shown {
    host: HtmlElement,
    dialog: HtmlDialogElement,
    _listeners: Vec<EventListener>,
}

thread_local! {
    static MODE: RefCell<ShadowRootMode> = const { RefCell::new(ShadowRootMode::Closed) };
    static SHOWN: RefCell<Option<Shown>> = const { RefCell::new(None) };
}

/// Chooses whether scripts may see inside the layer: never in what ships.
pub fn prepare(open: bool) {
    MODE.set(if open {
        ShadowRootMode::Open
    } else {
        ShadowRootMode::Closed
    });
}

/// Told the answer and, if a pointer gave it, where.
pub type Answered = fn(Answer, Option<Place>);

/// Puts the question; the seed varies the words around it. `None` if the
/// browser cannot show it.
pub fn open(pause: Pause, question: Question, seed: u32, answered: Answered) -> Option<()> {
    show(
        question::heading(pause.action),
        &[
            ("said", question::said(pause.form, seed)),
            ("ask", question.key()),
        ],
        &[
            ("leave", Message::Leave, Answer::Leave),
            ("go-on", Message::GoOn, Answer::GoOn),
        ],
        answered,
    )
}

/// Says that nothing could be done, because the control has gone. `None` if the
/// browser cannot show it.
pub fn say_gone(answered: Answered) -> Option<()> {
    show(
        Message::GoneHeading,
        &[("said", Message::Gone.key())],
        &[("leave", Message::Close, Answer::Leave)],
        answered,
    )
}

/// Shows texts and buttons by their ids; the first button has the focus.
fn show(
    heading: Message,
    texts: &[(&str, &str)],
    answers: &[(&str, Message, Answer)],
    answered: Answered,
) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let page = document.document_element()?;
    let host: HtmlElement = document.create_element("div").ok()?.dyn_into().ok()?;
    for name in ["dir", "lang"] {
        if let Some(value) = page.get_attribute(name) {
            host.set_attribute(name, &value).ok()?;
        }
    }
    let root = host
        .attach_shadow(&ShadowRootInit::new(MODE.with_borrow(Clone::clone)))
        .ok()?;
    dress(&root).ok()?;

    let dialog: HtmlDialogElement = document.create_element("dialog").ok()?.dyn_into().ok()?;
    dialog.set_class_name(match theme(&document) {
        Theme::Light => "light",
        Theme::Dark => "dark",
    });
    for (name, value) in [
        ("aria-labelledby", "heading"),
        ("aria-describedby", "said ask"),
    ] {
        dialog.set_attribute(name, value).ok()?;
    }
    dialog
        .set_attribute("lang", &words(Message::Language))
        .ok()?;

    let part = |tag: &str, id: &str, key: &str| -> Option<Element> {
        let element = document.create_element(tag).ok()?;
        element.set_id(id);
        element.set_text_content(Some(&by_key(key)));
        Some(element)
    };
    let add = |tag, id, key| {
        let element = part(tag, id, key)?;
        dialog.append_child(&element).ok()
    };
    add("h2", "heading", heading.key())?;
    for (id, key) in texts {
        add("p", id, key)?;
    }
    let buttons = document.create_element("div").ok()?;
    dialog.append_child(&buttons).ok()?;
    root.append_child(&dialog).ok()?;
    page.append_child(&host).ok()?;

    let on_click = |button: &Element, answer: Answer| {
        EventListener::new(button, "click", move |event| {
            event.stop_propagation();
            let click = event
                .dyn_ref::<MouseEvent>()
                .filter(|click| click.detail() > 0);
            if event.is_trusted() {
                answered(
                    answer,
                    click.map(|click| (click.client_x(), click.client_y())),
                );
            }
        })
    };
    // Ways to close a dialog other than the Escape key, on some systems a gesture.
    let mut listeners = vec![EventListener::new(&dialog, "cancel", move |_| {
        answered(Answer::Leave, None)
    })];
    for (id, message, answer) in answers {
        let button = part("button", id, message.key())?;
        button.set_attribute("type", "button").ok()?;
        buttons.append_child(&button).ok()?;
        listeners.push(on_click(&button, *answer));
    }
    LOADER.with(|loader| loader.set_host(Some(&host)));
    let shown = dialog.show_modal().is_ok();
    SHOWN.set(Some(Shown {
        host,
        dialog,
        _listeners: listeners,
    }));
    if !shown {
        close();
        return None;
    }
    buttons
        .first_element_child()?
        .dyn_ref::<HtmlElement>()?
        .focus()
        .ok()
}

/// Takes the layer away, and with it everything of ours in the page.
pub fn close() {
    if let Some(shown) = SHOWN.take() {
        shown.dialog.close();
        shown.host.remove();
    }
    LOADER.with(|loader| loader.set_host(None));
}

/// Style sheets are adopted: the page's own policy forbids style elements.
fn dress(root: &ShadowRoot) -> Result<(), JsValue> {
    let sheet = CssStyleSheet::new()?;
    sheet.replace_sync(STYLE)?;
    js_sys::Reflect::set(
        root,
        &"adoptedStyleSheets".into(),
        &js_sys::Array::of1(&sheet),
    )?;
    Ok(())
}

fn theme(document: &Document) -> Theme {
    let background = || {
        let body = document.body()?;
        let style = web_sys::window()?.get_computed_style(&body).ok()??;
        style.get_property_value("background-color").ok()
    };
    background()
        .as_deref()
        .map_or(Theme::Light, theme::of_background)
}

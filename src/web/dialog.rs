//! The pause on the screen: a native modal dialog in a shadow root of its own,
//! gone without a trace when it is answered.

use std::cell::RefCell;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CssStyleSheet, Document, Element, Event, HtmlDialogElement, HtmlElement, MouseEvent,
    ShadowRoot, ShadowRootInit, ShadowRootMode,
};

use super::boot::LOADER;
use super::template;
use super::words::{by_key, words};
use crate::locale::Message;
use crate::page::gesture::Place;
use crate::page::theme::{self, Theme};
use crate::reflect::view::is_seen;
use crate::reflect::{Answer, Aside, Excerpt, Form, Purpose, View, question};

/// Told what the reader chose.
pub type Answered = fn(Answer);

struct Shown {
    host: HtmlElement,
    dialog: HtmlDialogElement,
    answered: Answered,
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

/// Puts the question. `None` if the browser cannot show it.
pub fn open(view: &View, answered: Answered) -> Option<()> {
    let pause = view.pause;
    let is_full = !pause.brief;
    let layer = Layer::new()?;
    layer.say("heading", question::heading(pause.action).key())?;
    layer.say("said", question::said(pause.form, view.seed))?;
    layer.say("ask", view.question.key())?;
    layer.say("leave", Message::Leave.key())?;
    layer.quote(&view.words)?;
    if let Some(you) = &view.you {
        layer.part("name")?.set_text_content(Some(&you.name));
        layer.part("bio")?.set_text_content(Some(&you.bio));
    }
    for (id, is_shown) in [
        ("ask", true),
        ("words", !view.words.is_empty()),
        ("you", view.you.is_some() && is_seen(pause.action)),
        // People in touch know what for.
        ("purpose", pause.form != Form::Light),
    ] {
        if !(is_full && is_shown) {
            layer.part(id)?.remove();
        }
    }
    let look = match (is_full, view.seed % 3) {
        (false, _) => "line",
        (true, 0) => "top",
        (true, 1) => "side",
        (true, _) => "open",
    };
    layer.show(look, answered)
}

/// Says that nothing could be done, because the control has gone. `None` if the
/// browser cannot show it.
pub fn say_gone(answered: Answered) -> Option<()> {
    let layer = Layer::new()?;
    layer.say("heading", Message::GoneHeading.key())?;
    layer.say("said", Message::Gone.key())?;
    layer.say("leave", Message::Close.key())?;
    for id in ["ask", "go", "more"] {
        layer.part(id)?.remove();
    }
    layer.show("top", answered)
}

/// Takes a click in the layer, or that it was closed otherwise than by us or by
/// the Escape key: on some systems by a gesture. Not `cancel`, which Chromium
/// leaves out if nothing was pressed since the last.
pub fn hear(event: &Event) {
    if event.type_() == "click" {
        clicked(event);
    } else {
        leave_lost();
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
    SHOWN.with_borrow(|shown| {
        shown.as_ref().is_some_and(|shown| {
            !shown.dialog.matches(":modal").unwrap_or(false) || shown.dialog.offset_width() == 0
        })
    })
}

/// The reader leaves it otherwise than by the button.
pub fn leave() {
    answer(false, None);
}

/// Takes the layer away, and with it everything of ours in the page.
pub fn close() {
    if let Some(shown) = SHOWN.take() {
        shown.dialog.close();
        shown.host.remove();
    }
    LOADER.with(|loader| loader.set_host(None));
}

/// A layer that is not in the page yet.
struct Layer {
    document: Document,
    host: HtmlElement,
    root: ShadowRoot,
    dialog: HtmlDialogElement,
}

impl Layer {
    fn new() -> Option<Self> {
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
        let dialog: HtmlDialogElement = template::build(&document)?.dyn_into().ok()?;
        dialog
            .set_attribute("lang", &words(Message::Language))
            .ok()?;
        root.append_child(&dialog).ok()?;
        Some(Self {
            document,
            host,
            root,
            dialog,
        })
    }

    fn part(&self, id: &str) -> Option<Element> {
        self.root.get_element_by_id(id)
    }

    fn say(&self, id: &str, key: &str) -> Option<()> {
        self.part(id)?.set_text_content(Some(&by_key(key)));
        Some(())
    }

    /// Their own words, as plain text whose direction stays its own.
    fn quote(&self, words: &[Excerpt]) -> Option<()> {
        let place = self.part("words")?;
        for excerpt in words {
            let line = self.add(&place, "p", "")?;
            let line = self.add(&line, "bdi", "")?;
            self.add(&line, "span", &excerpt.before)?;
            self.add(&line, "mark", &excerpt.marked)?;
            self.add(&line, "span", &excerpt.after)?;
        }
        Some(())
    }

    fn add(&self, within: &Element, tag: &str, text: &str) -> Option<Element> {
        let element = self.document.create_element(tag).ok()?;
        element.set_text_content(Some(text));
        within.append_child(&element).ok()?;
        Some(element)
    }

    fn show(self, look: &str, answered: Answered) -> Option<()> {
        let Self {
            document,
            host,
            dialog,
            ..
        } = self;
        dialog.set_class_name(look);
        if theme(&document) == Theme::Dark {
            dialog.class_list().add_1("dark").ok()?;
        }
        document.document_element()?.append_child(&host).ok()?;
        LOADER.with(|loader| {
            loader.set_host(Some(&host));
            loader.attend(&dialog);
        });
        // The template says where the focus opens.
        let shown = dialog.show_modal().ok();
        SHOWN.set(Some(Shown {
            host,
            dialog,
            answered,
        }));
        if shown.is_none() {
            close();
        }
        shown
    }
}

fn clicked(event: &Event) {
    event.stop_propagation();
    let target = event.target().and_then(|target| target.dyn_into().ok());
    let button = target.and_then(|target: Element| target.closest("button").ok().flatten());
    let Some(button) = button.filter(|_| event.is_trusted()) else {
        return;
    };
    let click = event
        .dyn_ref::<MouseEvent>()
        .filter(|click| click.detail() > 0);
    let at = click.map(|click| (click.client_x(), click.client_y()));
    match button.id().as_str() {
        id @ ("leave" | "go") => {
            // Nothing is left for the form to close.
            event.prevent_default();
            answer(id == "go", at);
        }
        "settings" => LOADER.with(|loader| loader.options()),
        _ => {
            // A choice that could not be marked is not made.
            let _ = choose(&button);
        }
    }
}

const PRESSED: &str = "aria-pressed";

/// Marks one of the choices of a group, or takes the mark off again, and says
/// what there is to say of it.
fn choose(button: &Element) -> Option<()> {
    let group = button.parent_element()?;
    let was = button.get_attribute(PRESSED)?;
    if let Some(other) = group.query_selector("[aria-pressed=true]").ok()? {
        other.set_attribute(PRESSED, "false").ok()?;
    }
    let is_chosen = was == "false";
    let said = button.get_attribute("data-note").filter(|_| is_chosen);
    if is_chosen {
        button.set_attribute(PRESSED, "true").ok()?;
    }
    let note = group.query_selector("[role=status]").ok()??;
    note.set_text_content(said.as_deref());
    Some(())
}

/// Tells the answer, with what was chosen besides.
fn answer(goes_on: bool, at: Option<Place>) {
    let told = SHOWN.with_borrow(|shown| {
        let shown = shown.as_ref()?;
        let chosen = |group: &str| Some(shown.dialog.query_selector(group).ok()??.id());
        let answer = Answer {
            goes_on,
            purpose: chosen("#purpose>[aria-pressed=true]").and_then(|id| Purpose::named(&id)),
            aside: chosen("#menu>[aria-pressed=true]").and_then(|id| Aside::named(&id)),
            at,
        };
        Some((shown.answered, answer))
    });
    // Answering takes the layer away, so nothing may be borrowed by then.
    if let Some((answered, answer)) = told {
        answered(answer);
    }
}

/// Style sheets are adopted: the page's own policy forbids style elements.
fn dress(root: &ShadowRoot) -> Result<(), JsValue> {
    let sheet = CssStyleSheet::new()?;
    sheet.replace_sync(template::SHEET)?;
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

//! The practice page: draws a session of [`practice::run`](crate::practice::run)
//! and its stage, and hears what is pressed on either.

mod panel;
mod stage;

use std::cell::RefCell;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, KeyboardEvent};

use super::pages::parts::{page_words, put};
use crate::locale::{Message, PageMessage};
use crate::page::action::Action;
use crate::practice::pack::{self, Step};
use crate::practice::run::{Choice, Cue, Made, Mode, Place, Run, Shown};
use crate::web::nodes::{add, show};
use crate::web::words::words;
use stage::{Act, Stage};

/// How many sizes of type there are beyond the ordinary one.
const LARGEST: u8 = 4;

/// What can be read from the back of a room.
const FOR_A_ROOM: u8 = 2;

/// Where typed letters are text, and arrow keys choose.
const TYPING: &str = "input:not([type=checkbox]), textarea, select";

#[wasm_bindgen]
extern "C" {
    type Own;
    #[wasm_bindgen(method)]
    fn speak(this: &Own, language: &str);
    #[wasm_bindgen(thread_local_v2, js_name = knockFirst)]
    static OWN: Own;

    type Field;
    #[wasm_bindgen(method, getter)]
    fn checked(this: &Field) -> bool;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Field) -> String;

    #[wasm_bindgen(js_name = print)]
    fn print_page();
}

struct Practice {
    document: Document,
    stage: Stage,
    run: Run,
    /// Whether the tool has put a question at the step that is shown.
    is_asked: bool,
    size: u8,
    _listeners: [EventListener; 3],
}

thread_local! {
    static PRACTICE: RefCell<Option<Practice>> = const { RefCell::new(None) };
}

/// Does something with the page, if it has begun. What the page lacks is not done.
fn with(act: impl FnOnce(&mut Practice) -> Option<()>) {
    PRACTICE.with(|practice| {
        // Taken only if a focus that moves comes back as a press: none of anybody's.
        if let Ok(mut practice) = practice.try_borrow_mut()
            && let Some(practice) = practice.as_mut()
        {
            let _ = act(practice);
        }
    });
}

/// Begins, with these scenarios.
///
/// # Errors
/// The scenarios cannot be read, or the page lacks its parts.
#[wasm_bindgen]
pub fn practise(scenarios: &str) -> Result<(), JsValue> {
    let begun = begin(scenarios).ok_or("practice cannot begin")?;
    PRACTICE.set(Some(begun));
    with(|practice| practice.draw(true));
    Ok(())
}

fn begin(scenarios: &str) -> Option<Practice> {
    let document = web_sys::window()?.document()?;
    let stage = Stage::new(&document)?;
    let run = Run::new(pack::read(scenarios).ok()?.scenarios, Mode::Alone);
    let on_stage = |event: &Event| with(|practice| practice.press_on_stage(event));
    let on_page = |event: &Event| with(|practice| practice.press(event));
    let on_key = |event: &Event| pressed(event.unchecked_ref());
    // A link on the stage leads nowhere, and Page Down leads on.
    let active = EventListenerOptions::enable_prevent_default();
    let listeners = [
        EventListener::new_with_options(&stage.document, "click", active, on_stage),
        EventListener::new(&document, "click", on_page),
        EventListener::new_with_options(&document, "keydown", active, on_key),
    ];
    Some(Practice {
        document,
        stage,
        run,
        is_asked: false,
        size: 0,
        _listeners: listeners,
    })
}

/// Opens a file of scenarios, or says what is wrong with it.
#[wasm_bindgen]
pub fn open(file: &str) {
    with(|practice| practice.open(file));
}

/// Takes what the core on the stage would have kept.
#[wasm_bindgen]
pub fn practised(note: &str) {
    with(|practice| practice.noted(note));
}

/// A key went down, on the page or on its stage.
#[wasm_bindgen]
pub fn pressed(event: &KeyboardEvent) {
    with(|practice| practice.key(event));
}

impl Practice {
    fn cue(&mut self, cue: Cue) {
        let place = self.run.place();
        let is_anew = self.run.cue(cue);
        if is_anew {
            self.is_asked = false;
        }
        let was_shown = matches!(cue, Cue::Made(_) | Cue::Compare);
        self.draw(is_anew);
        if place != self.run.place() || was_shown {
            panel::focus(&self.document, &self.run);
        }
    }

    /// Draws the page, and the stage if that begins anew.
    fn draw(&mut self, is_anew: bool) -> Option<()> {
        let is_welsh = words(Message::Language).starts_with("cy");
        panel::draw(&self.document, &self.run, is_welsh, self.size)?;
        if is_anew && let (Some(scenario), Some(step)) = (self.run.scenario(), self.run.step()) {
            self.stage.begin(scenario, step, is_welsh);
        }
        self.stage.resize(self.size);
        Some(())
    }

    /// A press on the page around the stage.
    fn press(&mut self, event: &Event) -> Option<()> {
        let target: Element = event.target()?.unchecked_into();
        if let Ok(Some(field)) = target.closest("input[name=mode]") {
            let is_group = field.unchecked_ref::<Field>().value() == Mode::Group.name();
            self.run
                .set_mode(if is_group { Mode::Group } else { Mode::Alone });
            self.size = if is_group { FOR_A_ROOM } else { 0 };
            return self.draw(false);
        }
        if let Ok(Some(button)) = target.closest("[data-speak]") {
            OWN.with(|own| own.speak(&button.get_attribute("data-speak").unwrap_or_default()));
            return self.draw(true);
        }
        if let Ok(Some(button)) = target.closest("[data-begin]") {
            let at = button.get_attribute("data-begin")?.parse().ok()?;
            self.cue(Cue::Begin(at));
            return Some(());
        }
        let button = target.closest("[data-cue]").ok()??;
        match button.get_attribute("data-cue")?.as_str() {
            "next" => self.cue(Cue::Next),
            "back" => self.cue(Cue::Back),
            "compare" => self.cue(Cue::Compare),
            "cover" => self.cue(Cue::Cover),
            "list" => self.cue(Cue::List),
            "summary" => self.cue(Cue::Summary),
            "left" => self.make(Choice::Left),
            "larger" => return self.resize(true),
            "smaller" => return self.resize(false),
            _ => print_page(),
        }
        Some(())
    }

    fn resize(&mut self, is_larger: bool) -> Option<()> {
        self.size = match is_larger {
            true => LARGEST.min(self.size + 1),
            false => self.size.saturating_sub(1),
        };
        self.draw(false)
    }

    /// Keys and a clicker lead a group, unless somebody is writing.
    fn key(&mut self, event: &KeyboardEvent) -> Option<()> {
        self.stage.key(event);
        let is_leading = self.run.mode() == Mode::Group
            && !matches!(self.run.place(), Place::List | Place::Summary);
        let target: Element = event.target()?.unchecked_into();
        let is_typing = target.closest(TYPING).ok()?.is_some();
        let is_modified = event.ctrl_key() || event.alt_key() || event.meta_key();
        let keys = self.document.query_selector("#keys input").ok()??;
        if !is_leading || is_typing || is_modified || !keys.unchecked_ref::<Field>().checked() {
            return None;
        }
        let cue = match event.key().as_str() {
            "PageDown" | "ArrowRight" => Cue::Next,
            "PageUp" | "ArrowLeft" => Cue::Back,
            // What clickers send to make a screen black.
            "b" | "B" | "." => Cue::Cover,
            "c" | "C" => Cue::Compare,
            "+" => return self.resize(true),
            "-" => return self.resize(false),
            _ if self.run.is_covered() => Cue::Cover,
            _ => return None,
        };
        event.prevent_default();
        self.cue(cue);
        Some(())
    }

    /// What the core would have had kept: whether it asked, and that it was left.
    fn noted(&mut self, note: &str) -> Option<()> {
        let is_of_step = self.is_of_step(self.stage.touched());
        match note.split(' ').next()? {
            "asked" => self.is_asked = is_of_step,
            // Once what follows is shown, a question that goes with its page is no choice.
            "left" if is_of_step && self.run.shown() == Shown::Nothing => self.make(Choice::Left),
            _ => {}
        }
        Some(())
    }

    /// A press that came through to the stage.
    fn press_on_stage(&mut self, event: &Event) -> Option<()> {
        let is_welsh = words(Message::Language).starts_with("cy");
        let act = self.stage.press(event, self.run.scenario()?, is_welsh)?;
        if self.is_of_step(Some(act)) && self.run.shown() == Shown::Nothing {
            self.make(Choice::Went);
        }
        Some(())
    }

    fn make(&mut self, choice: Choice) {
        let asked = self.is_asked;
        self.cue(Cue::Made(Made { choice, asked }));
    }

    /// Whether it is what the step is about.
    fn is_of_step(&self, act: Option<Act>) -> bool {
        let is = |act: Act, step: &Step| {
            let is_theirs = act.of.eq_ignore_ascii_case(&step.account);
            let is_there = match step.action {
                Action::Reply | Action::Quote | Action::Bookmark | Action::CopyLink => {
                    step.post.as_deref() == Some(act.post.as_str())
                }
                _ => true,
            };
            act.action == step.action && is_there && (is_theirs || step.action == Action::Tag)
        };
        act.zip(self.run.step())
            .is_some_and(|(act, step)| is(act, step))
    }

    fn open(&mut self, file: &str) -> Option<()> {
        let place = self.document.get_element_by_id("opened")?;
        match pack::read(file) {
            Ok(pack) => {
                self.run = Run::new(pack.scenarios, self.run.mode());
                self.draw(false)?;
                panel::say_opened(&place, self.run.scenarios().len());
            }
            Err(faults) => panel::say_faults(&place, &faults)?,
        }
        Some(())
    }
}

/// Shows a part of the page if it is wanted.
fn show_if(document: &Document, id: &str, is_shown: bool) {
    if let Some(part) = document.get_element_by_id(id) {
        show(&part, is_shown);
    }
}

/// A heading and a text below it.
fn say(place: &Element, name: &str, heading: PageMessage, text: &str) -> Option<()> {
    add(place, name, &page_words(heading))?;
    put(&add(place, "p", "")?, text);
    Some(())
}

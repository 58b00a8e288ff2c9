//! The desk: what the background and the extension's own pages call. It is
//! handed what storage holds, and says what is to be stored.

use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::pages;
use crate::keep::{Kept, Settled, State, settle};
use crate::message::{Outcome, Task};
use crate::moment::Moment;
use crate::reflect::Standing;
use crate::value::{self, Value, json};

/// Does one task for the background: `local`, `session` and `managed` are all
/// that storage holds there, `now` is the time on the reader's wall, and `lot`
/// sixteen random bytes. Answers what is to be stored, by area, what is to be
/// said to whoever asked, and what the toolbar button is to show.
#[wasm_bindgen]
pub fn work(
    task: &str,
    local: &JsValue,
    session: &JsValue,
    managed: &JsValue,
    now: f64,
    lot: &[u8],
) -> JsValue {
    let now = Moment(now);
    let local = read(local);
    // Storage that cannot be read is not written over.
    let is_there = matches!(local, Value::Map(_));
    let managed = read(managed);
    let mut kept = Kept::read(&local);
    let mut asked = Standing::default();
    asked.update(read(session).get("asked").text().unwrap_or_default());
    if let Ok(lot) = lot.try_into() {
        kept.draw_key(lot);
    }
    let before = settle(&kept.settings, managed.entries());
    let outcome = match Task::read(task) {
        Some(task) => kept.perform(&task, &mut asked, &before, now),
        None => Outcome::Unkept,
    };
    let Settled {
        settings, welcome, ..
    } = settle(&kept.settings, managed.entries());
    kept.tidy(settings.keep_months, now);

    let mut stored = kept.written();
    let page = kept.standing(&settings, now).kept();
    value::set(&mut stored, "page", page.as_str().into());
    // Only what is new: writing wakes every page that listens.
    stored.retain(|(name, value)| is_there && local.get(name) != value);
    let outcome = if is_there { outcome } else { Outcome::Unkept };
    let done = Object::new();
    let say = |name: &str, value: &JsValue| {
        // An ordinary object takes any property.
        let _ = Reflect::set(&done, &name.into(), value);
    };
    say("local", &write(&Value::Map(stored)));
    say("asked", &asked.of_session().into());
    say("said", &outcome.written().into());
    say("language", &settings.language.name().into());
    say("state", &kept.state(&settings, now).name().into());
    say("until", &kept.until.0.into());
    say("welcome", &welcome.into());
    done.into()
}

/// What the toolbar button says when it is pointed at.
#[wasm_bindgen]
pub fn title(state: &str, until: f64) -> String {
    let state = State::named(state).unwrap_or_default();
    pages::state_in_words(state, Moment(until))
}

/// The language the reader chose, by the name of its folder.
#[wasm_bindgen]
pub fn language(local: &JsValue, managed: &JsValue) -> String {
    let (_, settled) = found(local, managed);
    settled.settings.language.name().into()
}

/// Fills one of our pages: with what the tab in front answered, if it was asked,
/// and with what is kept.
#[wasm_bindgen]
pub fn fill(answer: Option<String>, local: &JsValue, managed: &JsValue, now: f64) {
    let (kept, settled) = found(local, managed);
    if let Some(document) = document() {
        // What a page lacks is not filled.
        let _ = pages::fill(&document, answer.as_deref(), &kept, &settled, Moment(now));
    }
}

/// The task that a press or a change on one of our pages asks for.
#[wasm_bindgen]
pub fn hear(kind: &str, target: &web_sys::Element) -> Option<String> {
    pages::hear(kind, target)
}

/// The task that takes a file's settings.
#[wasm_bindgen]
pub fn take(file: String) -> String {
    Task::Import(file).written()
}

/// Says on one of our pages what came of a task; no answer is a fault.
#[wasm_bindgen]
pub fn say(answer: Option<String>) {
    let outcome = Outcome::read(&answer.unwrap_or_default());
    if let Some(document) = document() {
        pages::say(&document, &outcome);
    }
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

fn found(local: &JsValue, managed: &JsValue) -> (Kept, Settled) {
    let kept = Kept::read(&read(local));
    let settled = settle(&kept.settings, read(managed).entries());
    (kept, settled)
}

/// What storage holds; nothing if it cannot be read.
fn read(stored: &JsValue) -> Value {
    let text = JSON::stringify(stored).ok();
    let text = text.and_then(|text| text.as_string());
    text.and_then(|text| json::stored(&text))
        .unwrap_or_default()
}

fn write(value: &Value) -> JsValue {
    JSON::parse(&json::written_value(value)).unwrap_or_default()
}

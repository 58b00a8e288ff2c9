//! The desk: what the background and the extension's own pages call. It is
//! handed what storage holds, and says what is to be stored.

use js_sys::{Object, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::pages;
use crate::keep::{Kept, settle};
use crate::message::Note;
use crate::moment::Moment;
use crate::reflect::Standing;
use crate::value::{self, Value};

/// Does one task for the background: `local`, `session` and `managed` are all
/// that storage holds there, `now` is the time on the reader's wall, and `lot`
/// sixteen random bytes. Answers what is to be stored, by area, and what is to
/// be said to whoever asked.
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
    let mut kept = Kept::read(&local);
    let mut asked = Standing::default();
    asked.update(read(session).get("asked").text().unwrap_or_default());
    if let Ok(lot) = lot.try_into() {
        kept.draw_key(lot);
    }
    if let Some(note) = Note::read(task) {
        kept.hear(&note, &mut asked, now);
    } else if task == "installed" {
        kept.sight.clear();
    }
    let settings = settle(&kept.settings, read(managed).entries()).settings;
    kept.tidy(settings.keep_months, now);

    let mut stored = kept.written();
    let page = kept.standing(&settings, now).kept();
    value::set(&mut stored, "page", page.as_str().into());
    // Only what is new: writing wakes every page that listens.
    stored.retain(|(name, value)| local.get(name) != value);
    let done = Object::new();
    let say = |name: &str, value: &JsValue| {
        // An ordinary object takes any property.
        let _ = Reflect::set(&done, &name.into(), value);
    };
    say("local", &write(&Value::Map(stored)));
    say("asked", &asked.of_session().into());
    say("language", &settings.language.name().into());
    say("unseen", &kept.unseen().next().is_some().into());
    done.into()
}

/// Fills the popup: with what the tab in front answered, if it did, and with
/// what of X's page is no longer seen.
#[wasm_bindgen]
pub fn popup(answer: Option<String>, local: &JsValue) {
    pages::popup::fill(answer.as_deref(), Kept::read(&read(local)).unseen());
}

/// What storage holds; nothing if it cannot be read.
fn read(stored: &JsValue) -> Value {
    serde_wasm_bindgen::from_value(stored.clone()).unwrap_or_default()
}

fn write(value: &Value) -> JsValue {
    let plain = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&plain).unwrap_or_default()
}

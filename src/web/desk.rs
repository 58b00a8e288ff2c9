//! The desk: what the background and the extension's own pages call. It is
//! handed what storage holds, and says what is to be stored.

use js_sys::{Object, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use super::pages;
use crate::keep::tally::FoundTallies;
use crate::keep::{Found, Kept, Sight, Today, settle};
use crate::message::Note;
use crate::moment::Moment;
use crate::reflect::Standing;
use crate::settings::{Value, Values};

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
    let before = kept(local);
    let mut after = before.clone();
    let lately: String = part(session, "asked");
    let mut asked = Standing::default();
    asked.update(&lately);
    let settled = settle(&after.settings, &values(managed));
    if let Ok(lot) = lot.try_into() {
        after.draw_key(lot);
    }
    let months = settled.settings.keep_months;
    match Note::read(task) {
        Some(note) => after.hear(&note, &mut asked, months, now),
        None if task == "installed" => after.sight.clear(),
        None => after.tidy(months, now),
    }
    let page = after.standing(&settled.settings, now).kept();

    let changes = Object::new();
    let put = |name: &str, value: Option<JsValue>| {
        if let Some(value) = value {
            // An ordinary object takes any property.
            let _ = Reflect::set(&changes, &name.into(), &value);
        }
    };
    put("settings", changed(&before.settings, &after.settings));
    put("tallies", changed(&before.tallies, &after.tallies));
    put("marks", changed(&before.marks, &after.marks));
    put("today", changed(&before.today, &after.today));
    put("until", changed(&before.until.0, &after.until.0));
    put("key", changed(&before.key, &after.key));
    put("sight", changed(&before.sight, &after.sight));
    put("page", changed(&part::<String>(local, "page"), &page));
    let answer = Object::new();
    let say = |name: &str, value: &JsValue| {
        let _ = Reflect::set(&answer, &name.into(), value);
    };
    say("local", &changes);
    say("asked", &asked.of_session().into());
    say("unseen", &after.unseen().next().is_some().into());
    answer.into()
}

/// Fills the popup: with what the tab in front answered, if it did, and with
/// what of X's page is no longer seen.
#[wasm_bindgen]
pub fn popup(answer: Option<String>, local: &JsValue) {
    pages::popup::fill(answer.as_deref(), kept(local).unseen());
}

/// Everything kept for good; whatever is broken is its default.
fn kept(local: &JsValue) -> Kept {
    Kept {
        settings: part::<Found<Value>>(local, "settings").good(),
        tallies: part::<FoundTallies>(local, "tallies").into(),
        marks: part::<Found<u32>>(local, "marks").good(),
        today: part::<Today>(local, "today"),
        until: Moment(part(local, "until")),
        key: part(local, "key"),
        sight: part::<Found<Sight>>(local, "sight").good(),
    }
}

fn values(managed: &JsValue) -> Values {
    read::<Found<Value>>(managed.clone()).good()
}

fn part<T: DeserializeOwned + Default>(stored: &JsValue, name: &str) -> T {
    Reflect::get(stored, &name.into())
        .map(read)
        .unwrap_or_default()
}

fn read<T: DeserializeOwned + Default>(value: JsValue) -> T {
    serde_wasm_bindgen::from_value(value).unwrap_or_default()
}

/// What is to be stored, if it is not what was.
fn changed<T: Serialize + PartialEq>(before: &T, after: &T) -> Option<JsValue> {
    let plain = serde_wasm_bindgen::Serializer::json_compatible();
    (before != after).then(|| after.serialize(&plain).ok())?
}

//! The controls of settings: a group of controls carries its setting's name as
//! `data-setting`, on whichever page it stands.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element};

use super::parts::{all, elements, filled, put, put_in};
use super::report::name;
use crate::keep::Settled;
use crate::locale::PageMessage;
use crate::message::Task;
use crate::settings::Setting;
use crate::value::Value;
use crate::web::nodes::{add, show};

#[wasm_bindgen]
extern "C" {
    /// An `input` or a `select`.
    type Field;
    #[wasm_bindgen(method, getter, js_name = type)]
    fn kind(this: &Field) -> String;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Field) -> String;
    #[wasm_bindgen(method, setter)]
    fn set_value(this: &Field, value: &str);
    #[wasm_bindgen(method, getter)]
    fn checked(this: &Field) -> bool;
    #[wasm_bindgen(method, setter)]
    fn set_checked(this: &Field, checked: bool);
    #[wasm_bindgen(method, setter)]
    fn set_disabled(this: &Field, disabled: bool);
}

const FIELDS: &str = "input, select";

/// The part of a group that says who has set it.
const LOCK: &str = ".lock";

/// Shows what is in force, and what an organisation has set.
pub fn fill(document: &Document, settled: &Settled) {
    let in_use = document.active_element();
    for group in all(document, "[data-setting]") {
        let Some(setting) = setting_of(&group) else {
            continue;
        };
        let value = settled.settings.get(setting);
        let is_locked = settled.locked.contains(&setting);
        group.unchecked_ref::<Field>().set_disabled(is_locked);
        // What an organisation wants known cannot be shown where it cannot be made.
        let _ = say_lock(&group, setting, settled);
        for element in fields(&group) {
            let field = element.unchecked_ref::<Field>();
            if setting == Setting::KeepMonths {
                let months = field.value().parse::<u32>().unwrap_or_default();
                field.set_disabled(settled.forbids(setting, &months.into()));
            }
            match field.kind().as_str() {
                "checkbox" | "radio" => field.set_checked(is_chosen(&field.value(), &value)),
                // What is being written is not taken away under the reader's hands.
                "text" | "number" if in_use.as_ref() == Some(&element) => {}
                _ => field.set_value(&written(&value)),
            }
        }
    }
    let by = filled(PageMessage::SomeSetBy, &[&name(&settled.organisation)]);
    if let Some(place) = document.get_element_by_id("organisation") {
        show(&place, !settled.locked.is_empty());
        put_in(document, "organisation", &by);
    }
}

fn say_lock(group: &Element, setting: Setting, settled: &Settled) -> Option<()> {
    let place = match group.query_selector(LOCK).ok()? {
        Some(place) => place,
        None => {
            let place = add(group, "p", "")?;
            place.set_class_name(&LOCK[1..]);
            place
        }
    };
    let is_most = setting == Setting::KeepMonths && settled.most_months.is_some();
    let message = match setting {
        _ if settled.locked.contains(&setting) => Some(PageMessage::SetBy),
        _ if settled.suggested.contains(&setting) => Some(PageMessage::SuggestedBy),
        _ => is_most.then_some(PageMessage::MostSetBy),
    };
    show(&place, message.is_some());
    let text = message.map(|message| filled(message, &[&name(&settled.organisation)]));
    put(&place, &text.unwrap_or_default());
    Some(())
}

/// What the reader has just chosen, as a task.
pub fn chosen(target: &Element) -> Option<Task> {
    let group = target.closest("[data-setting]").ok()??;
    let setting = setting_of(&group)?;
    let fields = fields(&group);
    let fields = || {
        fields
            .iter()
            .map(|element| element.unchecked_ref::<Field>())
    };
    let single = || {
        let is_it = |field: &&Field| field.kind() != "radio" || field.checked();
        fields().find(is_it).map(|field| field.value())
    };
    let value = match setting {
        Setting::On => fields().next()?.checked().into(),
        Setting::Actions => {
            let ticked = fields().filter(|field| field.checked());
            Value::List(ticked.map(|field| Value::Text(field.value())).collect())
        }
        Setting::Accounts => {
            let text = single()?;
            let handles = text.split([',', ';', ' ']);
            handles.filter(|handle| !handle.is_empty()).collect()
        }
        Setting::Ration | Setting::KeepMonths => {
            let text = single()?;
            // What is no number is refused, with the reason.
            let number = text.parse::<u32>();
            number.map_or(Value::Text(text), Into::into)
        }
        Setting::Mode | Setting::Role | Setting::Language => Value::Text(single()?),
    };
    Some(Task::Choose(setting, value))
}

fn setting_of(group: &Element) -> Option<Setting> {
    Setting::named(&group.get_attribute("data-setting")?)
}

fn fields(group: &Element) -> Vec<Element> {
    let found = group.query_selector_all(FIELDS).ok();
    found.iter().flat_map(elements).collect()
}

/// Whether a control with this value of its own is to be ticked.
fn is_chosen(own: &str, value: &Value) -> bool {
    match value {
        Value::Truth(truth) => *truth,
        Value::List(list) => list.iter().any(|one| one.text() == Some(own)),
        _ => written(value) == own,
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => (*number as u32).to_string(),
        Value::List(_) => value.texts().unwrap_or_default().join(", "),
        _ => String::new(),
    }
}

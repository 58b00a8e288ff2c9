//! The editor of scenario packs on its page: the file as text and as a form,
//! what is wrong with it, and what it comes to. What is in the text counts; the
//! form writes into it and is drawn from it.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, HtmlTextAreaElement};

use super::nodes::add;
use super::site::{add_button, add_text, add_words, document, emptied, filled, say, show};
use super::words::by_key;
use crate::page::action::Action;
use crate::practice::form::{self, Form, Kind, Part};
use crate::practice::pack::{self, Expect, Fault, Outcome, Pack, Scenario, Step, Text};
use crate::practice::rehearse::does;
use crate::value::Value;

const SCHEMA: &str = include_str!("../../extension/practice/scenario.schema.json");
const EXAMPLE: &str = include_str!("../practice/example.json");

/// From so many letters on, a text is written in a box of several lines.
const LONG: u32 = 200;

thread_local! {
    /// Which scenario of the pack is in the form and in the preview.
    static WHICH: Cell<usize> = const { Cell::new(0) };
}

#[wasm_bindgen]
extern "C" {
    /// A control of the form.
    type Control;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Control) -> String;
    #[wasm_bindgen(method, setter)]
    fn set_value(this: &Control, value: &str);
    #[wasm_bindgen(method, getter)]
    fn checked(this: &Control) -> bool;
    #[wasm_bindgen(method, setter)]
    fn set_checked(this: &Control, checked: bool);
}

/// Puts a file into the editor: the example if there is none, and a blank one
/// if it is empty.
#[wasm_bindgen]
pub fn edit(file: Option<String>) -> bool {
    WHICH.set(0);
    let text = match file {
        None => EXAMPLE.into(),
        Some(file) if file.is_empty() => match Form::new(SCHEMA) {
            Some(form) => form::written(&form.blank("scenario")),
            None => file,
        },
        Some(file) => file,
    };
    put_text(&text).and_then(|()| draw_all()).is_some()
}

/// Draws everything anew: the text was changed, or the language.
#[wasm_bindgen]
pub fn edited() -> bool {
    draw_all().is_some()
}

/// Takes what was written or chosen in a control of the form.
#[wasm_bindgen]
pub fn filled_in(target: &Element) -> bool {
    take(target).is_some()
}

/// Does what a button asks for.
#[wasm_bindgen]
pub fn pressed(button: &Element) -> bool {
    press(button).is_some()
}

/// The text, if it may be saved: nothing is wrong with it.
#[wasm_bindgen]
pub fn finished() -> Option<String> {
    let text = text()?;
    pack::read(&text).is_ok().then_some(text)
}

fn text_box() -> Option<HtmlTextAreaElement> {
    document()?.get_element_by_id("json")?.dyn_into().ok()
}

fn text() -> Option<String> {
    Some(text_box()?.value())
}

fn put_text(text: &str) -> Option<()> {
    text_box()?.set_value(text);
    Some(())
}

fn draw_all() -> Option<()> {
    let text = text()?;
    // A file that is too long to be a pack is not worth a form.
    let file = (text.len() <= pack::LONGEST).then(|| form::read(&text));
    let file = file.flatten();
    draw_choice(file.as_ref())?;
    draw_form(file.as_ref())?;
    draw_outcome(&text)
}

/// What is wrong, and what it comes to.
fn draw_outcome(text: &str) -> Option<()> {
    let read = pack::read(text);
    let list = emptied("faults")?;
    for fault in read.as_ref().err().into_iter().flatten() {
        let line = fault.line.to_string();
        let item = add(&list, "li", "")?;
        let button = add(&item, "button", &filled("editLine", &line))?;
        button.set_attribute("type", "button").ok()?;
        button.set_attribute("data-line", &line).ok()?;
        add_text(&item, " ")?;
        add_text(&item, &in_words(fault))?;
    }
    let count = read.as_ref().err().map_or(0, Vec::len);
    let said = match count {
        0 => by_key("editFine"),
        _ => filled("editFaults", &count.to_string()),
    };
    let state = document()?.get_element_by_id("state")?;
    // What it says already need not be read out again.
    if state.text_content().as_deref() != Some(&said) {
        state.set_text_content(Some(&said));
    }
    draw_preview(read.ok().as_ref())
}

/// A fault in the reader's language: where, and what would be right.
fn in_words(fault: &Fault) -> String {
    let what = filled(&capital("fault", fault.what.name()), &fault.of);
    match fault.at {
        "" => what,
        at => [&by_key(&capital("field", at)), " (", at, "): ", &what].concat(),
    }
}

/// A key from a name in the file.
fn capital(before: &str, name: &str) -> String {
    let (first, rest) = name.split_at_checked(1).unwrap_or_default();
    [before, &first.to_ascii_uppercase(), rest].concat()
}

fn draw_choice(file: Option<&Value>) -> Option<()> {
    let list = emptied("which")?;
    let scenarios = file.and_then(form::scenarios);
    let count = scenarios.map_or(1, <[Value]>::len);
    let which = WHICH.get().min(count.saturating_sub(1));
    WHICH.set(which);
    for number in 0..count {
        let scenario = scenarios.and_then(|all| all.get(number)).or(file);
        let id = scenario.and_then(|scenario| scenario.get("id").text());
        let name = [&(number + 1).to_string(), ". ", id.unwrap_or_default()].concat();
        let option = add(&list, "option", &name)?;
        option.set_attribute("value", &number.to_string()).ok()?;
    }
    list.unchecked_ref::<Control>()
        .set_value(&which.to_string());
    show("remove", count > 1);
    Some(())
}

// --- the form ------------------------------------------------------------------------------------

fn draw_form(file: Option<&Value>) -> Option<()> {
    let document = document()?;
    let place = document.get_element_by_id("form")?;
    let open = open_parts(&place);
    place.set_text_content(None);
    let (Some(file), Some(form)) = (file, Form::new(SCHEMA)) else {
        add_words(&place, "p", "editNoForm")?;
        return Some(());
    };
    if let Some(title) = form.of_title(file) {
        let around = add(&place, "fieldset", "")?;
        add_words(&around, "legend", "editPackTitle")?;
        draw_parts(&around, &title, &open)?;
    }
    draw_parts(&place, &form.of_scenario(file, WHICH.get())?, &open)
}

/// The paths of the lists that are unfolded.
fn open_parts(place: &Element) -> Vec<String> {
    let found = place.query_selector_all("details[open]").ok();
    let path = |at| -> Option<String> {
        let part: Element = found.as_ref()?.get(at)?.dyn_into().ok()?;
        part.get_attribute("data-of")
    };
    let count = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..count).filter_map(path).collect()
}

fn draw_parts(around: &Element, part: &Part, open: &[String]) -> Option<()> {
    match &part.kind {
        Kind::Group(parts) => {
            for part in parts {
                draw_part(around, part, open)?;
            }
            Some(())
        }
        _ => draw_part(around, part, open),
    }
}

fn draw_part(around: &Element, part: &Part, open: &[String]) -> Option<()> {
    let label = label(part);
    match &part.kind {
        Kind::Group(_) => {
            let group = add(around, "fieldset", "")?;
            add(&group, "legend", &label)?;
            draw_parts(&group, part, open)
        }
        Kind::List { items, has_room } => {
            let list = add(around, "details", "")?;
            list.set_attribute("data-of", &part.path).ok()?;
            if open.contains(&part.path) {
                list.set_attribute("open", "").ok()?;
            }
            let count = [&label, " (", &items.len().to_string(), ")"].concat();
            add(&list, "summary", &count)?;
            for item in items {
                draw_item(&list, item, &label, open)?;
            }
            let name = [by_key("editAdd"), label].join(": ");
            let names = [("data-add", part.path.as_str()), ("aria-label", &name)];
            let button = add_button(&list, "editAdd", &names)?;
            if !has_room {
                button.set_attribute("disabled", "").ok()?;
            }
            Some(())
        }
        _ => draw_control(around, part, &label),
    }
}

/// One of a list, with a way to take it out.
fn draw_item(list: &Element, item: &Part, of: &str, open: &[String]) -> Option<()> {
    let label = [of, " ", &item.name].concat();
    match &item.kind {
        Kind::Group(_) => {
            let group = add(list, "fieldset", "")?;
            add(&group, "legend", &label)?;
            draw_parts(&group, item, open)?;
            draw_remove(&group, item, &label)
        }
        _ => {
            draw_control(list, item, &label)?;
            draw_remove(list, item, &label)
        }
    }
}

fn draw_remove(around: &Element, item: &Part, label: &str) -> Option<()> {
    let name = [&by_key("editRemove"), ": ", label].concat();
    let names = [("data-remove", item.path.as_str()), ("aria-label", &name)];
    add_button(around, "editRemove", &names).map(drop)
}

fn label(part: &Part) -> String {
    by_key(&capital("field", &part.name))
}

fn draw_control(around: &Element, part: &Part, label: &str) -> Option<()> {
    let line = add(around, "label", "")?;
    let (name, kind, value) = match &part.kind {
        Kind::Text { text, most } if most.is_some_and(|most| most > LONG) => {
            ("textarea", "", text.clone())
        }
        Kind::Text { text, .. } => ("input", "text", text.clone()),
        Kind::Whole { number, .. } => {
            let number = number.map(|number| number.to_string());
            ("input", "number", number.unwrap_or_default())
        }
        Kind::Choice { chosen, .. } => ("select", "", chosen.clone()),
        _ => ("input", "checkbox", String::new()),
    };
    let is_tick = kind == "checkbox";
    if !is_tick {
        add(&line, "span", label)?;
    }
    let control = add(&line, name, "")?;
    if is_tick {
        add(&line, "span", &[" ", label].concat())?;
    }
    for (name, value) in [("type", kind), ("data-path", &part.path)] {
        if !value.is_empty() {
            control.set_attribute(name, value).ok()?;
        }
    }
    if matches!(part.name.as_str(), "en" | "cy") {
        control.set_attribute("lang", &part.name).ok()?;
    }
    match &part.kind {
        Kind::Choice { names, .. } => {
            for name in names {
                let words = choice_in_words(&part.path, name);
                add(&control, "option", &words)?
                    .set_attribute("value", name)
                    .ok()?;
            }
        }
        Kind::Whole { least, most, .. } => {
            control.set_attribute("min", &least.to_string()).ok()?;
            control.set_attribute("max", &most.to_string()).ok()?;
        }
        _ => {}
    }
    let field: &Control = control.unchecked_ref();
    match part.kind {
        Kind::Truth(truth) => field.set_checked(truth),
        _ => field.set_value(&value),
    }
    Some(())
}

fn choice_in_words(path: &str, name: &str) -> String {
    let of = path.rsplit('/').next().unwrap_or_default();
    match of {
        "action" => by_key(&match name {
            "copylink" => "actCopyLink".into(),
            _ => capital("act", name),
        }),
        "expect" => by_key(&capital("expect", name)),
        _ => by_key(&capital(of, name)),
    }
}

fn take(target: &Element) -> Option<()> {
    let control: &Control = target.unchecked_ref();
    if target.id() == "which" {
        WHICH.set(control.value().parse().ok()?);
        return draw_all();
    }
    let path = target.get_attribute("data-path")?;
    let written = match target.get_attribute("type").as_deref() {
        Some("checkbox") => control.checked().to_string(),
        _ => control.value(),
    };
    let mut file = form::read(&text()?)?;
    Form::new(SCHEMA)?.put(&mut file, &path, &written);
    put_text(&form::written(&file))?;
    if path.ends_with("/id") {
        draw_choice(Some(&file))?;
    }
    draw_outcome(&text()?)
}

fn press(button: &Element) -> Option<()> {
    if let Some(line) = button.get_attribute("data-line") {
        return go_to(line.parse().ok()?);
    }
    let form = Form::new(SCHEMA)?;
    let mut file = form::read(&text()?)?;
    let mut focus = String::new();
    if let Some(path) = button.get_attribute("data-add") {
        form.add(&mut file, &path);
        focus = ["[data-add='", &path, "']"].concat();
    } else if let Some(path) = button.get_attribute("data-remove") {
        form.remove(&mut file, &path);
        let (list, _) = path.rsplit_once('/')?;
        focus = ["[data-add='", list, "']"].concat();
    } else if button.id() == "more" {
        form.add_scenario(&mut file);
        WHICH.set(form::scenarios(&file)?.len() - 1);
    } else if button.id() == "remove" {
        form.remove(
            &mut file,
            &["/scenarios/", &WHICH.get().to_string()].concat(),
        );
    } else {
        return None;
    }
    put_text(&form::written(&file))?;
    draw_all()?;
    if !focus.is_empty() {
        // The button that was pressed is drawn anew.
        let found = document()?.query_selector(&focus).ok()??;
        found.dyn_into::<HtmlElement>().ok()?.focus().ok()?;
    }
    Some(())
}

/// Marks a line of the text and brings it into sight.
fn go_to(line: usize) -> Option<()> {
    let area = text_box()?;
    let text = area.value();
    let mut starts = text.split('\n').map(|row| row.encode_utf16().count() + 1);
    let start: usize = starts.by_ref().take(line.saturating_sub(1)).sum();
    let end = start + starts.next().unwrap_or(1) - 1;
    area.focus().ok()?;
    area.set_selection_range(start as u32, end as u32).ok()?;
    let rows = text.split('\n').count().max(1) as i32;
    let above = (line as i32 - 4).max(0);
    area.set_scroll_top(area.scroll_height() / rows * above);
    Some(())
}

// --- the preview -----------------------------------------------------------------------------------

fn draw_preview(pack: Option<&Pack>) -> Option<()> {
    let place = emptied("preview")?;
    let Some(scenario) = pack.and_then(|pack| pack.scenarios.get(WHICH.get())) else {
        add_words(&place, "p", "editNoPreview")?;
        return Some(());
    };
    let told = Told::new(&document()?);
    add(&place, "h3", scenario.title.spoken(told.is_welsh))?;
    told.paragraphs(&place, "fieldAims", &scenario.aims)?;
    told.person(&place, scenario, &scenario.reader.handle)?;
    add(&place, "p", scenario.scene.spoken(told.is_welsh))?;
    for (number, step) in scenario.steps.iter().enumerate() {
        add(&place, "h4", &filled("editStep", &(number + 1).to_string()))?;
        told.step(&place, scenario, step)?;
    }
    told.paragraphs(&place, "fieldDiscussion", &scenario.discussion)?;
    add_words(&place, "h4", "fieldGuidance")?;
    let list = add(&place, "ul", "")?;
    for one in &scenario.guidance {
        let year = one.year.to_string();
        let mut parts = vec![one.body.as_str(), &one.title, &year];
        parts.extend(one.paragraph.as_deref());
        add(&list, "li", &parts.join(", "))?;
    }
    Some(())
}

/// Tells a scenario in one language.
struct Told {
    is_welsh: bool,
}

impl Told {
    fn new(document: &Document) -> Self {
        let language = document
            .document_element()
            .and_then(|root| root.get_attribute("lang"));
        Self {
            is_welsh: language.as_deref() == Some("cy"),
        }
    }

    fn paragraphs(&self, place: &Element, key: &str, texts: &[Text]) -> Option<()> {
        add_words(place, "h4", key)?;
        let list = add(place, "ul", "")?;
        for text in texts {
            add(&list, "li", text.spoken(self.is_welsh))?;
        }
        Some(())
    }

    fn person(&self, place: &Element, scenario: &Scenario, handle: &str) -> Option<()> {
        let reader = &scenario.reader;
        let is = |other: &str| other.eq_ignore_ascii_case(handle);
        let found = scenario.accounts.iter().find(|one| is(&one.handle));
        let (name, bio) = match found {
            Some(one) => (&one.name, &one.bio),
            None => (&reader.name, &reader.bio),
        };
        let card = add(place, "div", "")?;
        card.set_class_name("card");
        let line = add(&card, "p", "")?;
        let own = add(&line, "strong", "")?;
        add(&own, "bdi", name)?;
        add_text(&line, &[" @", handle].concat())?;
        add(&card, "p", bio.spoken(self.is_welsh)).map(drop)
    }

    fn step(&self, place: &Element, scenario: &Scenario, step: &Step) -> Option<()> {
        self.person(place, scenario, &step.account)?;
        if let Some(post) = step.post.as_deref().and_then(|id| scenario.post(id)) {
            let quote = add(place, "blockquote", "")?;
            add(&quote, "p", post.text.spoken(self.is_welsh))?;
        }
        add(place, "p", step.say.spoken(self.is_welsh))?;
        let act = choice_in_words("/action", step.action.name());
        let done = does(scenario, step, self.is_welsh);
        let words = |expect: Expect| by_key(&capital("expect", expect.name()));
        let line = add(place, "p", &[&act, ": ", &words(done)].concat())?;
        line.set_class_name("does");
        if done != step.expect {
            let said = filled("editOtherwise", &words(step.expect));
            add(place, "p", &said)?.set_class_name("fault");
        }
        if !Action::BY_DEFAULT.contains(&step.action) {
            add_words(place, "p", "editOptional")?.set_class_name("what");
        }
        self.outcome(place, "fieldLeft", &step.left)?;
        self.outcome(place, "fieldWent", &step.went)
    }

    fn outcome(&self, place: &Element, key: &str, outcome: &Outcome) -> Option<()> {
        let group = add(place, "div", "")?;
        group.set_class_name("outcome");
        add_words(&group, "h5", key)?;
        for (key, text) in [("fieldYou", &outcome.you), ("fieldThem", &outcome.them)] {
            let line = add(&group, "p", "")?;
            add_words(&line, "strong", key)?;
            add_text(&line, &[" ", text.spoken(self.is_welsh)].concat())?;
        }
        Some(())
    }
}

/// Says that a file could not be opened.
#[wasm_bindgen]
pub fn unopened() {
    say(&by_key("editUnopened"));
}

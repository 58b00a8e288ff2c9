//! The looking glass on its page. It is in builds with the feature `glass`
//! alone, which are never in the extension.
//!
//! It looks when a person presses a button, at what stands in the form, and
//! never at anything that a script hands it by itself.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};

use super::dialog;
use super::nodes::add;
use super::site::{add_button, add_text, add_words, document, emptied, filled, say, show};
use super::words::by_key;
use crate::account::{Account, Relation};
use crate::moment::Moment;
use crate::page::action::Action;
use crate::practice::glass::{
    Answer, LONGEST, LONGEST_LINE, Mark, Wish, answers, marks, pieces, put, wordings,
};
use crate::recognise::{Act, Field, People, Reason, Strength};
use crate::reflect::{self, Form, History, You};
use crate::settings::{Mode, Role};

/// What was looked at last, for the pauses that can be opened from the answers.
struct Seen {
    account: Account,
    relation: Relation,
}

thread_local! {
    static SEEN: RefCell<Option<Seen>> = const { RefCell::new(None) };
    /// Counts what is looked at, as a page of X does: a look in the glass is no
    /// way to go through a list of people either.
    static LOOKS: RefCell<History> = RefCell::new(History::default());
}

/// The version of this engine, which is the extension's.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}

/// The longest bio that is looked at.
#[wasm_bindgen]
pub fn longest() -> usize {
    LONGEST
}

/// Says that a text is too long to be anybody's bio.
#[wasm_bindgen]
pub fn refuse() {
    say(&filled("glassTooLong", &LONGEST.to_string()));
}

/// Looks at what stands in the form, if a person pressed for it.
#[wasm_bindgen]
pub fn glass(
    event: &Event,
    bio: &str,
    name: &str,
    handle: &str,
    location: &str,
    in_touch: bool,
) -> Option<bool> {
    if !event.is_trusted() {
        return None;
    }
    forget();
    let is_long = |text: &str, most| text.chars().nth(most).is_some();
    if is_long(bio, LONGEST) {
        refuse();
        return Some(false);
    }
    let lines = [name, handle, location];
    if lines.iter().any(|line| is_long(line, LONGEST_LINE)) {
        say(&filled("glassLineTooLong", &LONGEST_LINE.to_string()));
        return Some(false);
    }
    let [bio, name, handle, location] = [bio, name, handle, location].map(str::trim);
    let handle = handle.trim_start_matches('@');
    let own = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let account = Account {
        bio: own(bio),
        name: own(name),
        handle: own(handle),
        location: own(location),
        ..Account::default()
    };
    if account == Account::default() {
        say(&by_key("glassEmpty"));
        return Some(false);
    }
    let now = Moment(js_sys::Date::now());
    if !LOOKS.with_borrow_mut(|looks| looks.may_read(now)) {
        say(&by_key("glassSlower"));
        return Some(false);
    }
    say("");
    let relation = Relation {
        follows_you: Some(in_touch),
        ..Relation::default()
    };
    SEEN.set(Some(Seen { account, relation }));
    draw_all()?;
    Some(true)
}

/// Forgets what was looked at, and takes the answers away.
#[wasm_bindgen]
pub fn forget() {
    SEEN.set(None);
    show("found", false);
    for id in ["texts", "marks", "acts"] {
        emptied(id);
    }
}

/// Draws the answers anew, in the language that is spoken now.
#[wasm_bindgen]
pub fn draw() -> bool {
    draw_all().is_some()
}

fn draw_all() -> Option<()> {
    draw_wordings()?;
    SEEN.with_borrow(|seen| {
        let Seen { account, relation } = seen.as_ref()?;
        draw_texts(account)?;
        draw_acts(account, *relation)?;
        show("found", true);
        Some(())
    })
}

/// Opens the pause that a pressed button of the answers is about.
#[wasm_bindgen]
pub fn open(event: &Event, of: &str) -> bool {
    event.is_trusted() && open_of(of).is_some()
}

fn open_of(of: &str) -> Option<()> {
    let mut names = of.split(' ');
    let action = Action::named(names.next()?)?;
    let mode = Mode::named(names.next()?)?;
    let role = Role::named(names.next()?)?;
    let seed = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    let you = You::new(&by_key("glassReader"), &by_key("glassReaderBio"));
    let view = SEEN.with_borrow(|seen| {
        let Seen { account, relation } = seen.as_ref()?;
        put(account, *relation, (action, mode, role), you, seed)
    })?;
    say("");
    dialog::open(&view, answered)
}

fn answered(answer: reflect::Answer) {
    dialog::close();
    say(&by_key(match answer.goes_on {
        true => "glassWent",
        false => "glassLeft",
    }));
}

fn draw_texts(account: &Account) -> Option<()> {
    let marks = marks(account);
    let texts = emptied("texts")?;
    for (field, key) in [
        (Field::Name, "glassName"),
        (Field::Handle, "glassHandle"),
        (Field::Location, "glassLocation"),
        (Field::Bio, "glassBio"),
    ] {
        let Some(text) = account.field(field) else {
            continue;
        };
        let line = add(&texts, "p", "")?;
        add_words(&line, "strong", key)?;
        add_text(&line, " ")?;
        let own = add(&line, "bdi", "")?;
        for (piece, counts) in pieces(text, field, &marks) {
            add(&own, if counts { "mark" } else { "span" }, piece)?;
        }
    }
    let list = emptied("marks")?;
    for mark in &marks {
        let words = account.field(mark.field)?.get(mark.span.clone())?;
        draw_mark(&add(&list, "li", "")?, mark, words)?;
    }
    if marks.is_empty() {
        add_words(&list, "li", "glassNoMarks")?;
    }
    Some(())
}

fn draw_mark(line: &Element, mark: &Mark, words: &str) -> Option<()> {
    let own = add(line, "q", "")?;
    add(&own, "bdi", words)?;
    add_text(line, " ")?;
    let reason = match mark.reason {
        Reason::Boundary => "reasonBoundary",
        Reason::Invitation => "reasonInvitation",
        Reason::OwnExperience => "reasonExperience",
        Reason::Profession => "reasonProfession",
        Reason::Organisation => "reasonOrganisation",
        Reason::Caring => "reasonCaring",
    };
    add_words(line, "span", reason)?;
    match &mark.wish {
        Some(wish) => draw_wish(line, wish),
        None => Some(()),
    }
}

/// What is asked or welcomed: who, what of, how firmly, who not.
fn draw_wish(line: &Element, wish: &Wish) -> Option<()> {
    let acts = wish.acts.iter().map(|act| match act {
        Act::Follow => "ofFollow",
        Act::Reply => "ofReply",
        Act::Quote => "ofQuote",
        Act::List => "ofList",
        Act::Message => "ofMessage",
        Act::Research => "ofResearch",
    });
    let acts: Vec<String> = acts.map(by_key).collect();
    let acts = match acts.is_empty() {
        true => by_key("ofAny"),
        false => acts.join(", "),
    };
    let firmness = wish.strength.map(|strength| match strength {
        Strength::Firm => "firmlyNo",
        Strength::Soft => "firmlyRather",
        Strength::AskFirst => "firmlyAsk",
    });
    let parts = [
        Some(("wishWho", by_key(people(wish.people)))),
        Some(("wishWhat", acts)),
        firmness.map(|key| ("wishHow", by_key(key))),
        wish.except
            .map(|except| ("wishNot", by_key(people(except)))),
    ];
    let list = add(line, "ul", "")?;
    for (key, value) in parts.into_iter().flatten() {
        add(&list, "li", &filled(key, &value))?;
    }
    Some(())
}

fn people(people: People) -> &'static str {
    match people {
        People::Professionals => "whoProfessionals",
        People::Clinicians => "whoClinicians",
        People::OwnService => "whoOwnService",
        People::Researchers => "whoResearchers",
        People::Journalists => "whoJournalists",
        People::Students => "whoStudents",
        People::Mutuals => "whoMutuals",
        People::Anyone => "whoAnyone",
    }
}

/// Acts that are answered alike, with the answers for each mode.
struct Alike {
    acts: Vec<Action>,
    described: Vec<Answer>,
    declared: Vec<Answer>,
    is_by_default: bool,
}

fn draw_acts(account: &Account, relation: Relation) -> Option<()> {
    let mut groups: Vec<Alike> = Vec::new();
    for &action in Action::ALL {
        let of = |mode| answers(account, relation, action, mode);
        let (described, declared) = (of(Mode::Described), of(Mode::Declared));
        let is_by_default = Action::BY_DEFAULT.contains(&action);
        let alike = groups.iter_mut().find(|group| {
            group.is_by_default == is_by_default
                && group.described == described
                && group.declared == declared
        });
        match alike {
            Some(group) => group.acts.push(action),
            None => groups.push(Alike {
                acts: vec![action],
                described,
                declared,
                is_by_default,
            }),
        }
    }
    let list = emptied("acts")?;
    for group in &groups {
        let item = add(&list, "li", "")?;
        let acts: Vec<String> = group.acts.iter().map(|one| by_key(act(*one))).collect();
        add(&item, "h4", &acts.join(" \u{b7} "))?;
        if group.described == group.declared {
            draw_answers(&item, "glassBoth", Mode::Described, group, &group.described)?;
        } else {
            let key = "modeDescribed";
            draw_answers(&item, key, Mode::Described, group, &group.described)?;
            let key = "modeDeclared";
            draw_answers(&item, key, Mode::Declared, group, &group.declared)?;
        }
        if !group.is_by_default {
            let note = add_words(&item, "p", "glassOptional")?;
            note.set_class_name("what");
        }
    }
    Some(())
}

/// The answers in one mode, each with a button for every act's own pause.
fn draw_answers(
    item: &Element,
    key: &str,
    mode: Mode,
    group: &Alike,
    answers: &[Answer],
) -> Option<()> {
    for answer in answers {
        let line = add(item, "p", "")?;
        let mut when = by_key(key);
        if !answer.is_for_all() {
            let roles: Vec<String> = answer.roles.iter().map(|one| by_key(role(*one))).collect();
            when.push_str(&filled("glassForRoles", &roles.join(", ")));
        }
        add(&line, "span", &when)?.set_class_name("mode");
        add_words(&line, "span", form(answer.form))?;
        let (Some(_), Some(first)) = (answer.form, answer.roles.first()) else {
            continue;
        };
        let row = add(item, "p", "")?;
        row.set_class_name("row");
        add_words(&row, "span", "glassOpen")?;
        for action in &group.acts {
            let of = [action.name(), mode.name(), first.name()].join(" ");
            let label = [by_key("glassOpen"), by_key(act(*action))].join(" ");
            let names = [("data-open", of.as_str()), ("aria-label", &label)];
            add_button(&row, act(*action), &names)?;
        }
    }
    Some(())
}

fn act(action: Action) -> &'static str {
    match action {
        Action::Follow => "actFollow",
        Action::Reply => "actReply",
        Action::Quote => "actQuote",
        Action::Message => "actMessage",
        Action::List => "actList",
        Action::Notify => "actNotify",
        Action::Tag => "actTag",
        Action::Bookmark => "actBookmark",
        Action::CopyLink => "actCopyLink",
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Nurse => "roleNurse",
        Role::Student => "roleStudent",
        Role::Lecturer => "roleLecturer",
        Role::Researcher => "roleResearcher",
        Role::Other => "roleOther",
    }
}

fn form(form: Option<Form>) -> &'static str {
    match form {
        None => "doesThrough",
        Some(Form::Firm) => "doesFirm",
        Some(Form::Ordinary) => "doesOrdinary",
        Some(Form::Colleague) => "doesColleague",
        Some(Form::Light) => "doesLight",
        Some(Form::Carer) => "doesCarer",
        Some(Form::Space) => "doesSpace",
    }
}

/// Words that ask or welcome, each with what this engine makes of it.
fn draw_wordings() -> Option<()> {
    let is_welsh = document()?.document_element()?.get_attribute("lang")? == "cy";
    let list = emptied("wordings")?;
    for [what, english, welsh] in wordings() {
        let words = if is_welsh { welsh } else { english };
        let item = add(&list, "li", "")?;
        add_words(&item, "h3", what)?;
        let line = add(&item, "p", "")?;
        add(&line, "code", words)?;
        let account = Account {
            bio: Some(words.into()),
            ..Account::default()
        };
        let read = marks(&account).into_iter().find_map(|mark| mark.wish);
        match read {
            Some(wish) => {
                let understood = add_words(&item, "div", "glassUnderstood")?;
                draw_wish(&understood, &wish)?;
            }
            None => {
                add_words(&item, "p", "glassNotUnderstood")?;
            }
        }
        let row = add(&item, "p", "")?;
        row.set_class_name("row");
        for (key, name) in [("glassTry", "data-try"), ("glassCopy", "data-copy")] {
            let label = [by_key(key), words.into()].join(": ");
            add_button(&row, key, &[(name, words), ("aria-label", &label)])?;
        }
    }
    Some(())
}

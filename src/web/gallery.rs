//! Opens any pause there is, for the gallery and for tests of the dialog. It is
//! in builds with the feature `gallery` alone, which never ship.

use std::hint::black_box;

use wasm_bindgen::prelude::*;

use super::dialog;
use crate::account::{Account, Relation};
use crate::page::action::Action;
use crate::recognise;
use crate::reflect::{Answer, Form, Pause, Step, View, You, question, view};
use crate::settings::Role;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = knockFirst)]
    fn answered(answer: &str);
}

/// Opens a pause as the real thing would be opened about somebody with this
/// bio, by a reader with that name and bio. Form and action are those of this
/// name in the code. False if it could not be shown.
#[wasm_bindgen]
pub fn gallery(form: &str, action: &str, seed: u32, bio: String, name: &str, own: &str) -> bool {
    let brief = form == "Line";
    let form = match form {
        "Firm" => Form::Firm,
        "Colleague" => Form::Colleague,
        "Light" => Form::Light,
        "Carer" => Form::Carer,
        "Space" => Form::Space,
        "Gone" => return dialog::say_gone(told).is_some(),
        _ => Form::Ordinary,
    };
    let mut actions = Action::ALL.iter().copied();
    let pause = Pause {
        action: actions
            .find(|one| format!("{one:?}") == action)
            .unwrap_or(Action::Follow),
        form,
        pattern: false,
        brief,
    };
    let account = Account {
        bio: Some(bio),
        ..Account::default()
    };
    let step = Step {
        action: pause.action,
        account: &account,
        relation: Relation::default(),
    };
    let view = View {
        pause,
        question: question::choose(pause, Role::default(), seed, None),
        seed,
        words: view::excerpts(&step, &recognise::read(&account), form, Role::default()),
        you: You::new(name, own),
    };
    dialog::open(&view, told).is_some()
}

/// Reads one account so many times over, for the bench. A field that is empty
/// was not found.
#[wasm_bindgen(js_name = readOften)]
pub fn read_often(handle: &str, name: &str, bio: &str, location: &str, post: &str, times: u32) {
    let field = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let account = Account {
        id: None,
        handle: field(handle),
        name: field(name),
        bio: field(bio),
        location: field(location),
        post: field(post),
    };
    for _ in 0..times {
        black_box(recognise::read(black_box(&account)));
    }
}

fn told(answer: Answer) {
    dialog::close();
    answered(&format!("{answer:?}"));
}

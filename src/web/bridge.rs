//! Asks the page-world reader, within the handler, what the page's own data
//! has of one account. Whatever comes back is untrusted: bounded here, checked
//! in [`page::account`](crate::page::account).

use js_sys::{JSON, JsString};
use wasm_bindgen::prelude::*;
use web_sys::Element;

use super::boot::LOADER;
use crate::message::{Ask, LONGEST_ANSWER, Told, User};

/// Asks at `node`. `None` if nobody answers or the answer makes no sense.
pub fn ask(node: &Element, question: &Ask) -> Option<Told> {
    let answer = LOADER
        .with(|loader| loader.ask(node, &question.written()))
        .ok()?;
    let answer: JsString = answer.dyn_into().ok()?;
    if answer.length() > LONGEST_ANSWER {
        return None;
    }
    let parsed = JSON::parse(&String::from(answer)).ok()?;
    parsed.is_object().then(|| told(parsed.unchecked_ref()))
}

fn told(answer: &Answer) -> Told {
    Told {
        user: read_user(&answer.user()),
        own_handle: answer.own_handle().as_string(),
        own: read_user(&answer.own()),
    }
}

fn read_user(user: &JsValue) -> Option<User> {
    let user: &AnsweredUser = user.is_object().then(|| user.unchecked_ref())?;
    Some(User {
        id: user.id().as_string(),
        handle: user.handle().as_string(),
        name: user.name().as_string(),
        bio: user.bio().as_string(),
        location: user.location().as_string(),
        followed_by: user.followed_by().as_bool(),
        following: user.following().as_bool(),
        notifications: user.notifications().as_bool(),
    })
}

#[wasm_bindgen]
extern "C" {
    /// What came out of the answer's JSON: any property may be anything.
    type Answer;
    #[wasm_bindgen(method, getter)]
    fn user(this: &Answer) -> JsValue;
    #[wasm_bindgen(method, getter, js_name = ownHandle)]
    fn own_handle(this: &Answer) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn own(this: &Answer) -> JsValue;

    type AnsweredUser;
    #[wasm_bindgen(method, getter)]
    fn id(this: &AnsweredUser) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn handle(this: &AnsweredUser) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn name(this: &AnsweredUser) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn bio(this: &AnsweredUser) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn location(this: &AnsweredUser) -> JsValue;
    #[wasm_bindgen(method, getter, js_name = followedBy)]
    fn followed_by(this: &AnsweredUser) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn following(this: &AnsweredUser) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn notifications(this: &AnsweredUser) -> JsValue;
}

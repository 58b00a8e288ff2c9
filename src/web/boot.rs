//! What the loader and the extension's pages call.

use wasm_bindgen::prelude::*;

use super::{dialog, gate, sight};

/// Takes one event that the loader heard, and says as a number what is to
/// become of it: see [`Verdict`](crate::page::gesture::Verdict).
#[wasm_bindgen]
pub fn hear(event: &web_sys::Event) -> u8 {
    let kind = event.type_();
    let verdict = gate::hear(event, &kind);
    sight::hear(&kind);
    verdict as u8
}

/// Takes a press on what has this name in the layer, at that place of the
/// screen, which is its corner if no pointer pressed, while that key was down,
/// if one was.
#[wasm_bindgen]
pub fn answer(name: &str, x: i32, y: i32, key: String) {
    dialog::told(name, Some((x, y)).filter(|at| *at != (0, 0)), key);
}

/// Looks, because the popup was opened, what of the page is still seen.
#[wasm_bindgen]
pub fn look() {
    sight::look();
}

/// Takes what the reader has chosen and what was asked elsewhere, as it is
/// written in storage.
#[wasm_bindgen]
pub fn learn(standing: &str) {
    gate::learn(standing);
}

#[wasm_bindgen]
extern "C" {
    /// What the loader shares with the core.
    pub type Loader;

    /// How far the frame of the question is that stands: 0 if there is none,
    /// 1 while it loads, 2 once it is shown.
    #[wasm_bindgen(method, getter)]
    pub fn stage(this: &Loader) -> u8;

    /// Begins the frame that a question may be given, while a press is held.
    #[wasm_bindgen(method, catch)]
    pub fn prepare(this: &Loader, frame: &str, frame_sheet: &str) -> Result<(), JsValue>;

    /// The press has ended: takes that frame away if no click follows.
    #[wasm_bindgen(method, js_name = letGo)]
    pub fn let_go(this: &Loader);

    /// Draws a layer over the page: steps and a style sheet of the question,
    /// and of the frame that it may be given. [`answer`] is told of presses.
    #[wasm_bindgen(method, catch)]
    pub fn put(
        this: &Loader,
        steps: &str,
        sheet: &str,
        frame: &str,
        frame_sheet: &str,
    ) -> Result<(), JsValue>;

    /// Carries out further steps in it.
    #[wasm_bindgen(method)]
    pub fn draw(this: &Loader, steps: &str);

    /// Whether nobody can see it any more.
    #[wasm_bindgen(method, js_name = isLost)]
    pub fn is_lost(this: &Loader) -> bool;

    /// Takes it away.
    #[wasm_bindgen(method)]
    pub fn close(this: &Loader);

    /// Puts a question to the page-world reader at a node. What it says is
    /// untrusted and may be anything; nothing if it does not answer.
    #[wasm_bindgen(method, catch)]
    pub fn ask(this: &Loader, node: &web_sys::Element, question: &str) -> Result<JsValue, JsValue>;

    /// Has the extension's settings opened.
    #[wasm_bindgen(method)]
    pub fn options(this: &Loader);

    /// Has it kept what the reader did, see [`Note`](crate::message::Note).
    #[wasm_bindgen(method)]
    pub fn note(this: &Loader, note: &str);

    /// Where on X the page is, as a path with its query: the address, but for
    /// a page that stands for X to practise on.
    #[wasm_bindgen(method)]
    pub fn address(this: &Loader) -> String;

    /// The time by the clock on the reader's wall, see [`Moment`](crate::moment::Moment).
    #[wasm_bindgen(method)]
    pub fn now(this: &Loader) -> f64;

    #[wasm_bindgen(thread_local_v2, js_name = knockFirst)]
    pub static LOADER: Loader;
}

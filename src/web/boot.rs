//! What the loader and the extension's pages call.

use wasm_bindgen::prelude::*;

use super::{dialog, gate, sight};

/// Prepares the core in a page. `shadow` is `"closed"`, or `"open"` in test builds so that
/// accessibility checkers can see inside.
#[wasm_bindgen]
pub fn start(shadow: &str) {
    dialog::prepare(shadow == "open");
}

/// Takes one event that the loader heard, and says as a number what is to
/// become of it: see [`Verdict`](crate::page::gesture::Verdict).
#[wasm_bindgen]
pub fn hear(event: &web_sys::Event) -> u8 {
    let verdict = gate::hear(event);
    sight::hear(event);
    verdict as u8
}

/// Takes what happens to the layer on the screen.
#[wasm_bindgen]
pub fn answer(event: &web_sys::Event) {
    dialog::hear(event);
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

    /// The layer on the screen, so that the loader can take it away if the core fails.
    #[wasm_bindgen(method, setter)]
    pub fn set_host(this: &Loader, host: Option<&web_sys::Element>);

    /// Has [`answer`] told what happens to a layer: a fault there is then the
    /// loader's to see, as everywhere.
    #[wasm_bindgen(method)]
    pub fn attend(this: &Loader, dialog: &web_sys::Element);

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

//! What the loader and the extension's pages call.

use wasm_bindgen::prelude::*;

use super::{dialog, gate, pages, sight};

/// Prepares the core in a page. `shadow` is `"closed"`, or `"open"` in test builds so that
/// accessibility checkers can see inside.
#[wasm_bindgen]
pub fn start(shadow: &str) {
    dialog::prepare(shadow == "open");
}

/// Takes one event that the loader heard.
#[wasm_bindgen]
pub fn hear(event: &web_sys::Event) {
    gate::hear(event);
    sight::hear(event);
}

/// Looks, because the popup was opened, what of the page is still seen.
#[wasm_bindgen]
pub fn look() {
    sight::look();
}

/// Fills the popup with what the tab in front answered, if it did.
#[wasm_bindgen]
pub fn popup(answer: Option<String>) {
    pages::popup::fill(answer.as_deref());
}

/// Says in the popup what of X is no longer seen, by the names it is kept under.
#[wasm_bindgen]
pub fn unseen(names: &str) {
    pages::popup::unseen(names);
}

#[wasm_bindgen]
extern "C" {
    /// What the loader shares with the core.
    pub type Loader;

    /// The layer on the screen, so that the loader can take it away if the core fails.
    #[wasm_bindgen(method, setter)]
    pub fn set_host(this: &Loader, host: Option<&web_sys::Element>);

    /// Puts a question to the page-world reader at a node. What it says is
    /// untrusted and may be anything; nothing if it does not answer.
    #[wasm_bindgen(method, catch)]
    pub fn ask(this: &Loader, node: &web_sys::Element, question: &str) -> Result<JsValue, JsValue>;

    /// Messages by their keys, if the reader chose another language than the browser's.
    #[wasm_bindgen(method, getter)]
    pub fn words(this: &Loader) -> JsValue;

    /// Has the extension's settings opened.
    #[wasm_bindgen(method)]
    pub fn options(this: &Loader);

    /// Has it kept what of the page was seen and what was not.
    #[wasm_bindgen(method)]
    pub fn report(this: &Loader, sight: &str);

    #[wasm_bindgen(thread_local_v2, js_name = knockFirst)]
    pub static LOADER: Loader;
}

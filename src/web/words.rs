//! The words of a message, in the language the reader chose, else the browser's.

use wasm_bindgen::prelude::*;

#[cfg(feature = "desk")]
use crate::locale::Message;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    fn get_message(key: &str) -> String;

    type Own;
    /// Messages by their keys, if the reader chose another language than the browser's.
    #[wasm_bindgen(method, getter)]
    fn words(this: &Own) -> JsValue;
    #[wasm_bindgen(thread_local_v2, js_name = knockFirst)]
    static OWN: Own;
}

/// The message in the reader's language, else in English.
#[cfg(feature = "desk")]
pub fn words(message: Message) -> String {
    by_key(message.key())
}

/// The message with this key, in the reader's language, else in English.
pub fn by_key(key: &str) -> String {
    let chosen = || {
        let words = OWN.with(Own::words);
        js_sys::Reflect::get(&words, &key.into()).ok()?.as_string()
    };
    chosen()
        .filter(|text| !text.is_empty())
        .unwrap_or_else(|| get_message(key))
}

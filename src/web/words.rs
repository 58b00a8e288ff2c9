//! The words of a message, in the browser's language.

use wasm_bindgen::prelude::*;

use crate::locale::Message;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    fn get_message(key: &str) -> String;
}

/// The message in the browser's language, else in English.
pub fn words(message: Message) -> String {
    by_key(message.key())
}

/// The message with this key, likewise.
pub fn by_key(key: &str) -> String {
    get_message(key)
}

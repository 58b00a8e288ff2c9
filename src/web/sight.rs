//! Looks, at a gesture, whether the page still holds what we look for.

use std::cell::RefCell;

use super::boot::LOADER;
use super::dom::Page;
use crate::message::Note;
use crate::page::Dom;
use crate::page::sight::{self, Watch};

thread_local! {
    static WATCH: RefCell<Watch> = RefCell::default();
}

/// Takes an event of this type: the first few gestures on a kind of page are
/// ones to look at.
pub fn hear(kind: &str) {
    if !matches!(kind, "click" | "keydown") {
        return;
    }
    let page = Page::here();
    let due = WATCH.with(|watch| match watch.try_borrow_mut() {
        Ok(mut watch) => watch.is_due(&page.path()),
        Err(_) => false,
    });
    if due {
        look();
    }
}

/// Looks now, and tells what is new.
pub fn look() {
    let page = Page::here();
    let found = sight::look(&page);
    let news = WATCH.with(|watch| Some(watch.try_borrow_mut().ok()?.news(&found)));
    if let Some(news) = news.filter(|news| !news.is_empty()) {
        LOADER.with(|loader| loader.note(&Note::Sight(news).written()));
    }
}

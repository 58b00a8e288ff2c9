//! Knock First: a pause before a health professional follows or replies to
//! somebody who may be speaking from lived experience.
//!
//! The way of a click goes through the modules in this order:
//!
//! | module | does |
//! |---|---|
//! | [`page`] | a control on X -> which action, at which account, and what the page shows of it |
//! | [`recognise`] | an [`account::Account`] -> a [`recognise::Reading`] |
//! | [`reflect`] | a reading, an action and what was asked already -> a pause or nothing |
//!
//! Beside that way stand [`settings`], what the reader chose; [`keep`], what is
//! kept of it and of what they did; [`message`], what the worlds tell each
//! other; and [`locale`], every text that is shown.
//!
//! These are pure and tested natively. `web` is the edge. Two modules are built
//! from it: the content script hears the gesture, looks at the page through
//! [`page::Dom`], and shows the question (`start`, `hear`, `learn`, `look`,
//! called by the loader); the desk serves the background and our own pages.
//!
//! # One gesture, worked through
//!
//! ```
//! use knock_first::account::{Account, Relation};
//! use knock_first::moment::Moment;
//! use knock_first::page::action::Action;
//! use knock_first::recognise;
//! use knock_first::reflect::{self, Decision, Form, History, Step};
//!
//! // What the page shows of somebody about to be followed; all of it invented.
//! let account = Account {
//!     handle: Some("bellbuns_kf".into()),
//!     bio: Some("Living with bipolar. Buns and bell-ringing.".into()),
//!     ..Account::default()
//! };
//!
//! let reading = recognise::read(&account);
//! let mut history = History::default();
//! let step = Step {
//!     action: Action::Follow,
//!     account: &account,
//!     relation: Relation::default(),
//! };
//! let now = Moment(0.0);
//! let decide = |history: &History| reflect::decide(&reading, &step, history, now);
//!
//! let Decision::Pause(pause) = decide(&history) else {
//!     panic!("they speak from lived experience");
//! };
//! assert_eq!(pause.form, Form::Ordinary);
//!
//! // Whatever the reader chose, the same step is not asked about again.
//! let numbers = history.step(Action::Follow, &account);
//! history.asked(&numbers, true, 0, now);
//! assert_eq!(decide(&history), Decision::LetThrough);
//! ```

pub mod account;
pub mod keep;
mod letter;
pub mod locale;
pub mod message;
pub mod moment;
pub mod page;
#[cfg(any(feature = "desk", feature = "glass", not(target_arch = "wasm32")))]
pub mod practice;
pub mod recognise;
pub mod reflect;
pub mod settings;
pub mod value;

#[cfg(target_arch = "wasm32")]
mod web;

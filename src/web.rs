//! The edge: the only folder that names the browser. Thin on purpose; what can
//! be decided without a browser is decided elsewhere.

mod boot;
mod bridge;
mod dialog;
mod dom;
#[cfg(feature = "gallery")]
mod gallery;
mod gate;
mod pages;
mod sight;
mod template;
mod words;

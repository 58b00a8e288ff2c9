//! The extension's own pages.

pub mod popup;

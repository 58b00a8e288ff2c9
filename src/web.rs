//! The edge: the only folder that names the browser. Thin on purpose; what can
//! be decided without a browser is decided elsewhere.
//!
//! Two modules are built from this crate. One is the content script, small
//! because every page of X reads it; the other, the *desk*, is for the
//! background and the extension's own pages.

mod words;

#[cfg(feature = "content")]
mod boot;
#[cfg(feature = "content")]
mod bridge;
#[cfg(feature = "desk")]
mod desk;
#[cfg(feature = "content")]
mod dialog;
#[cfg(feature = "content")]
mod dom;
#[cfg(feature = "glass")]
mod editor;
#[cfg(feature = "gallery")]
mod gallery;
#[cfg(feature = "content")]
mod gate;
#[cfg(feature = "glass")]
mod glass;
#[cfg(any(feature = "desk", feature = "glass"))]
mod nodes;
#[cfg(feature = "desk")]
mod pages;
#[cfg(feature = "desk")]
mod practice;
#[cfg(test)]
mod rules;
#[cfg(feature = "content")]
mod sight;
#[cfg(feature = "glass")]
mod site;

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

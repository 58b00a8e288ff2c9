//! Practice: invented people to learn on, and a looking glass for one's own words.

#[cfg(any(feature = "glass", not(target_arch = "wasm32")))]
pub mod form;
#[cfg(any(feature = "glass", not(target_arch = "wasm32")))]
pub mod glass;
pub mod pack;
#[cfg(any(feature = "glass", not(target_arch = "wasm32")))]
pub mod rehearse;
pub mod run;
mod speech;
pub mod summary;

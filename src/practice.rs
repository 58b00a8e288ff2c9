//! Practice: invented people to learn on, and a looking glass for one's own words.

pub mod pack;
pub mod run;
mod speech;
pub mod summary;

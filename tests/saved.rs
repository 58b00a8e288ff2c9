//! X's page, read without a browser. In a module of that name, so that
//! `cargo test page` runs these together with the unit tests of `src/page`.
#![cfg(test)]

mod page;

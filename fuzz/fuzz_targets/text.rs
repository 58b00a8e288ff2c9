//! See `../check_text.rs`, and `../README.md` for how it is run.
#![no_main]

#[path = "../check_text.rs"]
mod check;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| check::check(input));

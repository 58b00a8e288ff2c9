//! Reads whatever the fuzzer thinks of as a pack of scenarios; see `../README.md`.
#![no_main]

#[path = "../check_pack.rs"]
mod check;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| check::check(input));

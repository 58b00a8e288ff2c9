//! Reads whatever the fuzzer thinks of; see `../README.md`.
#![no_main]

#[path = "../check.rs"]
mod check;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| check::check(&check::account(input)));

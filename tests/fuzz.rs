//! The fuzzers' seeds, read with the fuzzers' own checks: an input that once
//! failed is put among them and stays mended. The recogniser's are read in
//! `properties.rs`.
#![cfg(test)]

#[path = "../fuzz/check_answer.rs"]
mod answer;
#[path = "../fuzz/check_settings.rs"]
mod settings;
#[path = "../fuzz/check_text.rs"]
mod text;

use std::fs;

fn seeds(target: &str, check: fn(&str)) {
    let folder = format!("{}/fuzz/corpus/{target}", env!("CARGO_MANIFEST_DIR"));
    let mut seeds = 0;
    for seed in fs::read_dir(folder).unwrap() {
        check(&fs::read_to_string(seed.unwrap().path()).unwrap());
        seeds += 1;
    }
    assert!(seeds >= 15, "{target}: {seeds}");
}

#[test]
fn texts_are_found_and_shown_in_their_place() {
    seeds("text", text::check);
    seeds("read", text::check);
}

#[test]
fn settings_that_are_taken_make_sense() {
    seeds("settings", settings::check);
}

#[test]
fn answers_are_believed_about_the_account_asked_about() {
    seeds("answer", answer::check);
}

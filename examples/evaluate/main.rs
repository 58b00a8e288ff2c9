//! Scores the recogniser on labelled rows in the codebook's format.
//!
//! `cargo run --release --example evaluate -- FILE.jsonl… [--json | --write PAGE.md]`
//!
//! Prints figures and the ids of wrong rows, never a reading of anybody, and
//! refuses rows without a label: it measures the recogniser and is no use for
//! looking people up. `--json` prints them as one object, `--write` writes
//! them as a page for the repository instead.

mod figures;

use std::process::ExitCode;
use std::{env, fs};

const USAGE: &str = "usage: evaluate FILE.jsonl… [--json | --write PAGE.md]";

fn main() -> ExitCode {
    match run(env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("evaluate: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: impl Iterator<Item = String>) -> Result<(), String> {
    let mut files = Vec::new();
    let mut as_json = false;
    let mut page = None;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--json" => as_json = true,
            "--write" => page = Some(arguments.next().ok_or(USAGE)?),
            other if other.starts_with("--") => return Err(USAGE.into()),
            _ => files.push(argument),
        }
    }
    if files.is_empty() || (as_json && page.is_some()) {
        return Err(USAGE.into());
    }
    let measured = figures::measure(&files)?;
    match page {
        Some(page) => fs::write(&page, measured.page()).map_err(|e| format!("{page}: {e}"))?,
        None if as_json => println!("{}", measured.json()),
        None => print!("{}", measured.text()),
    }
    Ok(())
}

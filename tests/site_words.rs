//! The words of the practice site's own pages: there in every language, used,
//! and worded by the rules that hold for every message.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use knock_first::practice::glass::wordings;
use knock_first::practice::pack::{Expect, View, Wrong};
use serde_json::Value;

const LANGUAGES: [&str; 2] = ["en", "cy"];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

fn words() -> BTreeMap<String, Value> {
    serde_json::from_str(&read("extension/practice/site.words.json")).unwrap()
}

/// What the pages, their scripts and the code behind them are written in.
fn sources() -> String {
    let site = [
        "glass.html",
        "editor.html",
        "glass-page.js",
        "editor-page.js",
        "own.js",
    ];
    let site = site.map(|name| format!("extension/practice/site/{name}"));
    let code = [
        "src/web/glass.rs",
        "src/web/editor.rs",
        "tools/practice.mjs",
    ];
    let all = site.iter().map(String::as_str).chain(code);
    all.map(read).collect()
}

fn capital(before: &str, name: &str) -> String {
    let (first, rest) = name.split_at(1);
    format!("{before}{}{rest}", first.to_uppercase())
}

/// The keys that the code puts together from names.
fn made() -> BTreeSet<String> {
    let schema: Value =
        serde_json::from_str(&read("extension/practice/scenario.schema.json")).unwrap();
    let mut keys = BTreeSet::new();
    let mut parts = vec![&schema];
    while let Some(part) = parts.pop() {
        if let Some(properties) = part["properties"].as_object() {
            keys.extend(properties.keys().map(|name| capital("field", name)));
        }
        parts.extend(part.as_object().into_iter().flat_map(|part| part.values()));
    }
    keys.extend(
        Wrong::ALL
            .iter()
            .map(|wrong| capital("fault", wrong.name())),
    );
    keys.extend(
        Expect::ALL
            .iter()
            .map(|expect| capital("expect", expect.name())),
    );
    keys.extend(View::ALL.iter().map(|view| capital("view", view.name())));
    keys.extend(wordings().map(|[what, ..]| what.to_owned()));
    keys
}

/// Every key that is quoted, whichever the quotation marks.
fn quoted(sources: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for mark in ['"', '\''] {
        keys.extend(sources.split(mark).map(str::to_owned));
    }
    keys
}

#[test]
fn every_word_is_in_every_language_and_used() {
    let (words, quoted, made) = (words(), quoted(&sources()), made());
    for (key, texts) in &words {
        let texts = texts.as_object().unwrap();
        assert_eq!(texts.len(), LANGUAGES.len(), "{key}");
        for language in LANGUAGES {
            let text = texts[language].as_str().unwrap();
            assert!(!text.trim().is_empty(), "{key} {language}");
            let places = |text: &str| text.matches("{}").count();
            assert_eq!(places(text), places(texts["en"].as_str().unwrap()), "{key}");
        }
        assert!(
            quoted.contains(key) || made.contains(key),
            "{key} is not used"
        );
    }
    for key in made {
        assert!(words.contains_key(&key), "{key} is missing");
    }
}

#[test]
fn every_word_that_the_pages_ask_for_is_there() {
    let words = words();
    let messages: BTreeMap<String, Value> =
        serde_json::from_str(&read("extension/_locales/en/messages.json")).unwrap();
    let sources = sources();
    let mut count = 0;
    for start in [
        "data-say=\"",
        "data-say-label=\"",
        "by_key(\"",
        "filled(\"",
        "site.words('",
        "\"glass",
        "\"edit",
        "\"does",
        "\"reason",
        "\"wish",
        "\"firmly",
        "\"who",
    ] {
        let begin = start
            .trim_start_matches(|c: char| c != '"')
            .trim_start_matches('"');
        for part in sources.split(start).skip(1) {
            let end = part.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(0);
            let rest = &part[end..];
            // Other texts in quotation marks begin with such letters too.
            if !rest.starts_with(['"', '\''])
                || start.starts_with('"') && !part.starts_with(char::is_uppercase)
            {
                continue;
            }
            let key = format!("{begin}{}", &part[..end]);
            assert!(
                words.contains_key(&key) || messages.contains_key(&key),
                "{key}"
            );
            count += 1;
        }
    }
    assert!(count > 100, "{count} keys");
}

#[test]
fn they_keep_to_the_rules_for_words() {
    let rows = read("tests/wording.tsv");
    let rows = rows.lines().filter(|line| !line.starts_with('#'));
    let never: Vec<Vec<&str>> = rows
        .map(|row| row.split('\t').collect())
        .filter(|row: &Vec<&str>| row[1] == "anywhere")
        .collect();
    let is_in = |word: &str, text: &str| match word.strip_prefix('=') {
        None => text.contains(word),
        Some(whole) => text
            .split(|c: char| !c.is_alphanumeric())
            .any(|part| part == whole),
    };
    let broken = |language: &str, text: &str| -> Vec<String> {
        let text = text.to_lowercase();
        let rows = never.iter().filter(|row| row[0] == language);
        let words = rows.flat_map(|row| row[2].split(';'));
        let found = words.filter(|word| is_in(word, &text)).map(Into::into);
        found
            .chain(text.contains('!').then(|| "!".into()))
            .collect()
    };
    for (key, texts) in words() {
        for language in LANGUAGES {
            let text = texts[language].as_str().unwrap();
            assert_eq!(
                broken(language, text),
                Vec::<String>::new(),
                "{key} {language}"
            );
        }
    }
    assert_eq!(broken("en", "A vulnerable person!").len(), 2);
}

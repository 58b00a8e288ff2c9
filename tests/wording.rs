//! The rules for words shown to the reader, as far as a machine can keep them;
//! `docs/wording.md` has them all, with the reasons. The lists of words are in
//! `wording.tsv`, so that a new language needs no new code. Every check is shown
//! a text that breaks it.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use knock_first::reflect::drawing::Choices;
use knock_first::reflect::{Aside, Purpose};
use serde_json::Value;

// --- the data ------------------------------------------------------------------------------------

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

/// A table's rows: tab-separated, `#` starts a remark.
fn rows(path: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| line.split('\t').map(Into::into).collect();
    read(path)
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(cells)
        .collect()
}

/// The languages there are, by their folder's name.
fn languages() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("extension/_locales");
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn messages(language: &str) -> BTreeMap<String, Value> {
    let path = format!("extension/_locales/{language}/messages.json");
    serde_json::from_str(&read(&path)).expect(&path)
}

/// What a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The question.
    Question {
        /// Whether somebody read as a colleague can get it.
        of_colleague: bool,
    },
    /// The sentence on what was read.
    Said,
    /// What a choice in the pause leads to.
    Note,
    /// Anything else.
    Other,
}

const QUESTION: Kind = Kind::Question {
    of_colleague: false,
};

/// What each key is for, if it is a question or says what was read.
fn kinds() -> BTreeMap<String, Kind> {
    let mut kinds = BTreeMap::new();
    for row in rows("src/reflect/questions.tsv") {
        let of_colleague = row[2] == "any" || row[2].split(' ').any(|form| form == "colleague");
        kinds.insert(row[0].clone(), Kind::Question { of_colleague });
    }
    for row in rows("src/reflect/said.tsv") {
        kinds.insert(row[0].clone(), Kind::Said);
    }
    // What a choice says follows it.
    let purposes = Purpose::ALL.iter().map(|one| one.name());
    let notes = purposes.chain(Aside::ALL.iter().map(|one| one.name()));
    for steps in notes.map(|name| Choices::default().press(name, &str::to_owned)) {
        let steps = steps.expect("a choice");
        if let Some((_, key)) = steps.rsplit_once('"').filter(|(_, key)| !key.is_empty()) {
            kinds.insert(key.into(), Kind::Note);
        }
    }
    assert_eq!(
        kinds
            .values()
            .filter(|kind| matches!(kind, Kind::Note))
            .count(),
        5
    );
    kinds
}

/// The lists of one language.
struct Lists {
    language: String,
    rows: Vec<Vec<String>>,
}

impl Lists {
    fn of(language: &str) -> Self {
        let rows = rows("tests/wording.tsv");
        Self {
            language: language.into(),
            rows: rows.into_iter().filter(|row| row[0] == language).collect(),
        }
    }

    /// The words of a list that are in a text, with the reason they are listed.
    fn found(&self, list: &str, text: &str) -> Vec<String> {
        let text = text.to_lowercase();
        let mut found = Vec::new();
        for row in self.rows.iter().filter(|row| row[1] == list) {
            let words = row[2].split(';').filter(|word| is_in(word, &text));
            found.extend(words.map(|word| format!("`{word}`: {}", row[3])));
        }
        found
    }
}

fn is_in(word: &str, text: &str) -> bool {
    let Some(whole) = word.strip_prefix('=') else {
        return text.contains(word);
    };
    text.match_indices(whole).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + whole.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

// --- how long and how hard -----------------------------------------------------------------------

/// What a language's texts may be at most.
struct Most {
    /// Characters in a question or in the sentence on what was read.
    characters: usize,
    /// Words in a sentence of them.
    words: usize,
}

/// Welsh says the same in more letters. 25 words a sentence is Cymraeg Clir's
/// own limit; a language without a line here has English's.
fn most(language: &str) -> Most {
    match language {
        "cy" => Most {
            characters: 120,
            words: 25,
        },
        _ => Most {
            characters: 110,
            words: 18,
        },
    }
}

fn sentences(text: &str) -> Vec<&str> {
    text.split(['.', '?', '!'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphabetic() && c != '\'')
        .filter(|word| word.chars().any(char::is_alphabetic))
        .map(Into::into)
        .collect()
}

/// A word's syllables in English, roughly: groups of vowels, without a silent e.
fn syllables(word: &str) -> usize {
    let is_vowel = |c: char| "aeiouy".contains(c);
    let starts = word
        .chars()
        .zip(std::iter::once(' ').chain(word.chars()))
        .filter(|(c, before)| is_vowel(*c) && !is_vowel(*before))
        .count();
    let silent = word.ends_with('e') && !word.ends_with("le") && starts > 1;
    (starts - usize::from(silent)).max(1)
}

/// Flesch and Kincaid's school grade of English text (1975); with five added,
/// about a reader's age.
fn reading_age(text: &str) -> f64 {
    let words = words(text);
    let spoken: usize = words.iter().map(|word| syllables(word)).sum();
    let [words, sentences, spoken] =
        [words.len(), sentences(text).len(), spoken].map(|n| n.max(1) as f64);
    0.39 * words / sentences + 11.8 * spoken / words - 15.59 + 5.0
}

/// The oldest a text may read.
const OLDEST: f64 = 12.0;
/// The same for what was read, which has one long term that people chose
/// themselves: lived experience.
const OLDEST_SAID: f64 = 13.0;

// --- the rules -----------------------------------------------------------------------------------

/// What is wrong with a text.
fn faults(text: &str, kind: Kind, lists: &Lists) -> Vec<String> {
    let mut faults = lists.found("anywhere", text);
    if text.contains('!') {
        faults.push("exclaims".into());
    }
    if kind == Kind::Other {
        return faults;
    }
    faults.extend(lists.found("asked", text));
    let most = most(&lists.language);
    if text.chars().count() > most.characters {
        faults.push(format!("is longer than {} characters", most.characters));
    }
    let is_plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '\'' | ',' | '.' | '?' | '!');
    if let Some(c) = text.chars().find(|c| !is_plain(*c)) {
        faults.push(format!("has {c:?}, which is not plain punctuation"));
    }
    let shouts = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    if text.split(|c: char| !c.is_alphabetic()).any(shouts) {
        faults.push("has a word in capitals".into());
    }
    let sentences = sentences(text);
    if sentences.iter().any(|part| words(part).len() > most.words) {
        faults.push(format!("has a sentence of more than {} words", most.words));
    }
    let oldest = if kind == Kind::Said {
        OLDEST_SAID
    } else {
        OLDEST
    };
    if lists.language == "en" && reading_age(text) > oldest {
        faults.push(format!("reads at age {:.1}", reading_age(text)));
    }
    match kind {
        Kind::Question { of_colleague } => {
            if sentences.len() > 2 {
                faults.push("is longer than two sentences".into());
            }
            if !text.ends_with('?') || text.matches('?').count() != 1 {
                faults.push("is not one question".into());
            }
            if lists.found("reader", text).is_empty() {
                faults.push("does not speak of the reader".into());
            }
            if of_colleague {
                faults.extend(lists.found("colleague", text));
            }
        }
        Kind::Said => {
            if sentences.len() != 1 || !text.ends_with('.') {
                faults.push("is not one sentence".into());
            }
            if lists.found("hedge", text).is_empty() {
                faults.push("does not say that it may be wrong".into());
            }
        }
        Kind::Note => {
            if sentences.len() > 2 || !text.ends_with('.') {
                faults.push("is not one or two sentences".into());
            }
        }
        Kind::Other => {}
    }
    faults
}

/// Fails with everything that breaks a rule, not with the first of it.
#[track_caller]
fn keeps(broken: Vec<String>) {
    assert!(broken.is_empty(), "\n  {}", broken.join("\n  "));
}

fn text(message: &Value) -> &str {
    message["message"].as_str().unwrap_or_default()
}

#[test]
fn every_message_in_every_language_keeps_the_rules() {
    let kinds = kinds();
    let mut broken = Vec::new();
    for language in languages() {
        let lists = Lists::of(&language);
        for (key, message) in messages(&language) {
            let kind = kinds.get(&key).copied().unwrap_or(Kind::Other);
            let faults = faults(text(&message), kind, &lists);
            broken.extend(
                faults
                    .iter()
                    .map(|what| format!("{language} {key}: {what}")),
            );
        }
    }
    keeps(broken);
}

#[test]
fn every_language_has_every_list() {
    for language in languages() {
        let lists = Lists::of(&language);
        for list in ["anywhere", "asked", "colleague", "hedge", "reader"] {
            assert!(
                lists.rows.iter().any(|row| row[1] == list),
                "{language} {list}"
            );
        }
    }
}

#[test]
fn every_list_can_be_broken() {
    for language in languages() {
        let lists = Lists::of(&language);
        for row in &lists.rows {
            assert_eq!(row.len(), 4, "{row:?}");
            for word in row[2].split(';') {
                let text = format!("a {} b", word.trim_start_matches('='));
                assert!(
                    !lists.found(&row[1], &text).is_empty(),
                    "{language} {word:?}"
                );
            }
        }
    }
}

#[test]
fn a_text_that_breaks_a_rule_is_found() {
    let colleague = Kind::Question { of_colleague: true };
    for (language, kind, text, fault) in [
        ("en", Kind::Other, "This account was flagged.", "label"),
        ("en", Kind::Other, "They have schizophrenia.", "condition"),
        ("en", Kind::Other, "Well done!", "exclaims"),
        ("en", Kind::Other, "Organize your lists.", "British"),
        ("en", QUESTION, "Will you follow this patient?", "says what"),
        (
            "en",
            QUESTION,
            "They are unsure. Will you wait?",
            "says what",
        ),
        ("en", QUESTION, "Should you follow them?", "blames"),
        ("en", QUESTION, "Will you engage with them?", "jargon"),
        (
            "en",
            QUESTION,
            "Have you walked in their shoes?",
            "worn out",
        ),
        ("en", QUESTION, "What do they need?", "of the reader"),
        ("en", QUESTION, "Think about what you want.", "one question"),
        ("en", QUESTION, "Why you? Why now?", "one question"),
        (
            "en",
            QUESTION,
            "You came. You saw. Will you follow?",
            "two sentences",
        ),
        ("en", QUESTION, "Will you follow – or wait?", "punctuation"),
        ("en", QUESTION, "Will you really NOT wait?", "capitals"),
        (
            "en",
            QUESTION,
            "If you had seen what it is that they see when they look at who is there, would you go on?",
            "words",
        ),
        (
            "en",
            QUESTION,
            "You may not have thought of the many people who will come after you. Will you be there for them then, too, friend?",
            "characters",
        ),
        (
            "en",
            QUESTION,
            "Does your professional curiosity constitute a legitimate justification?",
            "reads at age",
        ),
        ("en", colleague, "Are you a guest here?", "outsider"),
        (
            "en",
            Kind::Said,
            "They speak from lived experience.",
            "may be wrong",
        ),
        (
            "en",
            Kind::Said,
            "They may be. They may not.",
            "one sentence",
        ),
        (
            "en",
            Kind::Note,
            "It may. It can. It will.",
            "two sentences",
        ),
        ("en", Kind::Note, "You should ask first.", "blames"),
        ("cy", Kind::Other, "Maen nhw'n fregus.", "label"),
        ("cy", Kind::Other, "Mae anhwylder arnyn nhw.", "condition"),
        ("cy", Kind::Other, "Wyt yn siŵr?", "chi"),
        (
            "cy",
            QUESTION,
            "Fyddech chi'n dilyn eich cleifion?",
            "says what",
        ),
        ("cy", QUESTION, "Pam na ddylech chi aros?", "blames"),
        ("cy", QUESTION, "Fyddech chi'n ymgysylltu â nhw?", "jargon"),
        (
            "cy",
            QUESTION,
            "Beth a wyddoch, ac ydynt yn eich gweld?",
            "literary",
        ),
        ("cy", QUESTION, "Beth sydd ei angen?", "of the reader"),
        (
            "cy",
            colleague,
            "Ai fel gwestai rydych chi yma?",
            "outsider",
        ),
        (
            "cy",
            Kind::Said,
            "Maen nhw'n siarad o brofiad byw.",
            "may be wrong",
        ),
    ] {
        let found = faults(text, kind, &Lists::of(language));
        assert!(
            found.iter().any(|found| found.contains(fault)),
            "{text}: {fault} not among {found:?}"
        );
        assert_eq!(found.len(), 1, "{text}: {found:?}");
    }
    for (language, kind, text) in [
        ("en", QUESTION, "Were you invited here?"),
        ("en", Kind::Said, "They seem to ask for quiet."),
        ("en", Kind::Note, "Thank you. That is kept."),
        ("cy", colleague, "Fyddech chi'n gwneud hyn yn y gwaith?"),
    ] {
        keeps(faults(text, kind, &Lists::of(language)));
    }
}

#[test]
fn whole_words_and_parts_of_words_are_told_apart() {
    assert!(is_in("=case", "a case, then"));
    assert!(!is_in("=case", "in the staircases"));
    assert!(is_in("regus", "yn fregus"));
}

#[test]
fn the_english_questions_read_at_twelve_as_a_whole() {
    let english = messages("en");
    let all: Vec<&str> = kinds().keys().map(|key| text(&english[key])).collect();
    let age = reading_age(&all.join(" "));
    assert!(age <= OLDEST, "{age:.1}");
    let hard = "Contemporary organisations necessitate interdisciplinary collaboration.";
    assert!(reading_age(hard) > OLDEST);
}

// --- the languages beside each other -------------------------------------------------------------

/// Where a message's places for values are: `$NAME$` in the text, and the
/// declarations that go with them.
fn placeholders(message: &Value) -> BTreeSet<String> {
    let text = text(message);
    let named = text.split('$').skip(1).step_by(2).map(str::to_lowercase);
    let declared = message["placeholders"].as_object();
    let declared = declared.into_iter().flatten();
    named
        .chain(
            declared.map(|(name, what)| format!("{} = {}", name.to_lowercase(), what["content"])),
        )
        .collect()
}

/// What one language's messages have otherwise than English.
fn differences(english: &BTreeMap<String, Value>, other: &BTreeMap<String, Value>) -> Vec<String> {
    let keys = |messages: &BTreeMap<String, Value>| messages.keys().cloned().collect();
    let (in_english, in_other): (BTreeSet<String>, BTreeSet<String>) = (keys(english), keys(other));
    let mut broken: Vec<String> = in_english
        .symmetric_difference(&in_other)
        .map(|key| format!("{key} is in one language only"))
        .collect();
    for key in in_english.intersection(&in_other) {
        let (english, other) = (&english[key], &other[key]);
        if placeholders(english) != placeholders(other) {
            broken.push(format!("{key} has other placeholders"));
        }
        if key.starts_with("ask") && text(english) == text(other) {
            broken.push(format!("{key} is not translated"));
        }
        for message in [english, other] {
            if message["description"]
                .as_str()
                .unwrap_or_default()
                .trim()
                .is_empty()
            {
                broken.push(format!("{key} has no description for translators"));
            }
        }
    }
    broken
}

#[test]
fn every_language_has_the_same_messages_as_english() {
    let english = messages("en");
    for language in languages() {
        if language != "en" {
            keeps(differences(&english, &messages(&language)));
        }
    }
}

#[test]
fn a_language_that_differs_is_found() {
    let message = |text: &str| {
        serde_json::json!({
            "message": text,
            "description": "An example.",
            "placeholders": { "name": { "content": "$1" } },
        })
    };
    let with = |key: &str, value: Value| BTreeMap::from([(key.to_owned(), value)]);
    let english = with("askAll", message("Hello, $NAME$"));
    let differs = |other: BTreeMap<String, Value>| differences(&english, &other);
    assert_eq!(differs(with("askAll", message("Helo, $NAME$"))), [""; 0]);
    assert_eq!(differs(with("askAll", message("Helo"))).len(), 1);
    assert_eq!(differs(with("askAll", message("Hello, $NAME$"))).len(), 1);
    assert_eq!(differs(with("askOne", message("Helo, $NAME$"))).len(), 2);
    let mut bare = message("Helo, $NAME$");
    bare["description"] = "".into();
    assert_eq!(differs(with("askAll", bare)).len(), 1);
    let mut other = message("Helo, $NAME$");
    other["placeholders"]["name"]["content"] = "$2".into();
    assert_eq!(differs(with("askAll", other)).len(), 1);
}

// --- the table of questions ----------------------------------------------------------------------

/// What a key's beginning says of where the question fits, and the column and
/// value that say so in the table.
const NAMED_FOR: &[(&str, usize, &str)] = &[
    ("askFollow", 1, "follow"),
    ("askReply", 1, "reply"),
    ("askQuote", 1, "quote"),
    ("askMessage", 1, "message"),
    ("askList", 1, "list"),
    ("askNotify", 1, "notify"),
    ("askTag", 1, "tag"),
    ("askFirm", 2, "firm"),
    ("askColleague", 2, "colleague"),
    ("askLight", 2, "light"),
    ("askCarer", 2, "carer"),
    ("askFirst", 4, "first"),
    ("askPattern", 4, "pattern"),
];

/// Keys that promise another place than their row gives them. Whoever reads
/// only the messages has to know from the key what a question is put about.
fn misnamed(rows: &[Vec<String>]) -> Vec<String> {
    let mut broken = Vec::new();
    for row in rows {
        let of_name = NAMED_FOR.iter().find(|(name, ..)| row[0].starts_with(name));
        let fits = match of_name {
            Some((_, column, value)) => row[*column] == *value,
            // What is not named for anything is for more than one thing.
            None => row[1] == "any" || row[1].contains(' '),
        };
        // The request itself, and people in touch, have questions of their own.
        let own = |form: &str, name: &str| row[2] == form && !row[0].starts_with(name);
        if !fits || own("firm", "askFirm") || own("light", "askLight") {
            broken.push(format!("{} is not named for where it fits", row[0]));
        }
    }
    broken
}

#[test]
fn a_questions_key_says_where_it_fits() {
    keeps(misnamed(&rows("src/reflect/questions.tsv")));
    let row = |cells: &str| vec![cells.split(' ').map(Into::into).collect()];
    assert_eq!(
        misnamed(&row("askReplyX follow ordinary any any space")).len(),
        1
    );
    assert_eq!(
        misnamed(&row("askX follow ordinary any any space")).len(),
        1
    );
    assert_eq!(misnamed(&row("askX any firm any any space")).len(), 1);
    assert_eq!(misnamed(&row("askX any any any any space")).len(), 0);
}

#[test]
fn every_theme_has_several_questions() {
    let mut themes: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows("src/reflect/questions.tsv") {
        *themes.entry(row[5].clone()).or_default() += 1;
    }
    assert_eq!(themes.len(), 10, "{themes:?}");
    assert!(themes.values().all(|count| *count >= 3), "{themes:?}");
}

#[test]
fn no_two_questions_are_the_same() {
    for language in languages() {
        let messages = messages(&language);
        let texts: BTreeSet<&str> = kinds().keys().map(|key| text(&messages[key])).collect();
        assert_eq!(texts.len(), kinds().len(), "{language}");
    }
}

/// Keys that a text names and no message has. A key that ends in `…` stands
/// for all that begin so.
fn unknown(text: &str, known: &BTreeSet<String>) -> Vec<String> {
    let named = text.split('`').skip(1).step_by(2);
    let is_key = |name: &&str| name.starts_with("ask") || name.starts_with("said");
    let is_known = |name: &&str| match name.strip_suffix('…') {
        Some(start) => known.iter().any(|key| key.starts_with(start)),
        None => known.contains(*name),
    };
    named
        .filter(is_key)
        .filter(|name| !is_known(name))
        .map(Into::into)
        .collect()
}

#[test]
fn what_a_native_speaker_is_asked_to_look_at_is_there() {
    let known = messages("cy").into_keys().collect();
    keeps(unknown(&read("docs/wording.md"), &known));
    assert_eq!(
        unknown("`askGone`, `saidGone…`, `askFollow…`", &known).len(),
        2
    );
}

// --- the extension's own pages -------------------------------------------------------------------

/// What stands between a page's tags.
fn visible(page: &str) -> String {
    let after_tags = page
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    after_tags.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_extensions_own_pages_keep_to_the_words_too() {
    let english = Lists::of("en");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("extension");
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "html") {
            let page = fs::read_to_string(&path).unwrap();
            keeps(english.found("anywhere", &visible(&page)));
            seen += 1;
        }
    }
    assert!(seen > 0);
    let page = |text: &str| format!("<meta name=\"color-scheme\"><p>{text}</p>");
    let found = |text: &str| english.found("anywhere", &visible(&page(text))).len();
    assert_eq!(found("This account was flagged."), 1);
    assert_eq!(found("Somebody's own words."), 0);
}

//! Compiles the recogniser's word lists and rules, and the tables of questions,
//! into static tables.
//!
//! The data are `src/recognise/lexicon/*.tsv`, included by
//! `src/recognise/lexicon.rs`, and `src/reflect/*.tsv`, included by
//! `src/reflect/question.rs`. Nothing is built when the page loads, and a row
//! that cannot be understood fails the build with its file, line and reason.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

#[path = "build/template.rs"]
mod template;

const FOLDER: &str = "src/recognise/lexicon";

const QUESTIONS: &str = "src/reflect/questions.tsv";
const SAID: &str = "src/reflect/said.tsv";

/// The messages that every language has.
const MESSAGES: &str = "extension/_locales/en/messages.json";

/// What is written for people and read by the crate: stylesheet and hashtags.
const TAGS: &str = "src/page/tags.txt";

/// Set for what ships, which knows messages by short codes.
const CODES: &str = "MESSAGE_CODES";

/// Words too frequent to look rules up by.
const COMMON: &str = "a an the i im ive id me my mine you your yours we us our he she they his her their them it its \
    this that these those and or but so if of to in on at by for from with without as is am are was were be been \
    being have has had do does did not no yes can will would could should just now then than more most all any \
    some one two who what when where how why up down out off over back after before again still here there get \
    got go going went own like love day days year years time please only about into too very new old";

fn main() -> ExitCode {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=build");
    let data = [FOLDER, QUESTIONS, SAID, MESSAGES, TAGS];
    for data in data.into_iter().chain(template::READ) {
        println!("cargo:rerun-if-changed={data}");
    }
    println!("cargo:rerun-if-env-changed={CODES}");
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            println!("cargo:warning={reason}");
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut tables = Tables::default();
    tables.read_classes()?;
    tables.read_rules()?;
    let out = env::var("OUT_DIR").map_err(|e| e.to_string())?;
    let text = tables.write()? + &folding() + &model()?;
    fs::write(Path::new(&out).join("lexicon.rs"), text).map_err(|e| e.to_string())?;
    let tags = fs::read_to_string(TAGS).map_err(|e| format!("{TAGS}: {e}"))?;
    let codes = codes()?;
    let write = |name: &str, text: String| {
        fs::write(Path::new(&out).join(name), text).map_err(|e| e.to_string())
    };
    write("tags.txt", listed_tags(&tags))?;
    write("questions.rs", questions(&codes)?)?;
    write("template.rs", template::compiled(&codes)?)?;
    write("messages.rs", messages(&codes))
}

/// One tag a line; `//` begins a remark.
fn listed_tags(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let tags = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    tags.collect::<Vec<_>>().join("\n")
}

/// What messages are known by: their keys, or in what ships a letter and a
/// digit or letter, in the order of the keys. `tools/messages.mjs` gives the
/// same ones to the files of the languages.
fn codes() -> Result<BTreeMap<String, String>, String> {
    let text = fs::read_to_string(MESSAGES).map_err(|e| format!("{MESSAGES}: {e}"))?;
    let messages: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&text).map_err(|e| format!("{MESSAGES}: {e}"))?;
    if env::var_os(CODES).is_none() {
        return Ok(messages.into_keys().map(|key| (key.clone(), key)).collect());
    }
    if messages.len() > 26 * 36 {
        return Err(format!("{MESSAGES}: more messages than codes"));
    }
    let code = |at: u32| {
        let first = char::from_digit(10 + at / 36, 36)?;
        Some([first, char::from_digit(at % 36, 36)?].iter().collect())
    };
    let coded = (0..).zip(messages.into_keys());
    Ok(coded
        .filter_map(|(at, key)| Some((key, code(at)?)))
        .collect())
}

/// The code of a key, found while the crate is compiled.
fn messages(codes: &BTreeMap<String, String>) -> String {
    format!(
        "const CODES: [(&str, &str); {}] = {:?};\n",
        codes.len(),
        codes.iter().collect::<Vec<_>>()
    )
}

/// The rows of a table of the recogniser's.
fn rows(name: &str, columns: usize) -> Result<Vec<(String, Vec<String>)>, String> {
    table(&format!("{FOLDER}/{name}"), columns)
}

/// The rows of a table: line number and columns. `#` starts a comment line.
fn table(path: &str, columns: usize) -> Result<Vec<(String, Vec<String>)>, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
    let mut rows = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let place = format!("{path}:{}", number + 1);
        let cells: Vec<String> = line.split('\t').map(|c| c.trim().to_owned()).collect();
        if cells.len() != columns {
            return Err(format!(
                "{place}: {} columns where {columns} are expected",
                cells.len()
            ));
        }
        rows.push((place, cells));
    }
    Ok(rows)
}

/// The same folding as `text.rs` does on what people write.
fn fold_words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        let c = c.to_lowercase().next().unwrap_or(c);
        if c.is_ascii_alphanumeric() {
            push_last(&mut words, c);
        } else if matches!(c, ' ' | '-' | '/' | '_' | '.' | '(' | ')' | '=' | '+') {
            words.push(String::new());
        } else if !c.is_ascii() && !matches!(c, '\u{2019}' | '\u{fe0f}') {
            words.push(c.to_string());
            words.push(String::new());
        }
    }
    words.retain(|w| !w.is_empty());
    words
}

fn push_last(words: &mut [String], c: char) {
    if let Some(word) = words.last_mut() {
        word.push(c);
    }
}

/// `a(b)` is `a` and `ab`; `x|y z` is `x z` and `y z`.
fn expand(phrase: &str) -> Vec<String> {
    let mut done = vec![String::new()];
    for part in phrase.split(' ').filter(|p| !p.is_empty()) {
        let mut forms = Vec::new();
        for choice in part.split('|') {
            match choice
                .split_once('(')
                .and_then(|(a, r)| r.split_once(')').map(|(b, c)| (a, b, c)))
            {
                Some((a, b, c)) => {
                    forms.push(format!("{a}{c}"));
                    forms.push(format!("{a}{b}{c}"));
                }
                None => forms.push(choice.to_owned()),
            }
        }
        done = done
            .iter()
            .flat_map(|left| forms.iter().map(move |form| format!("{left} {form}")))
            .collect();
    }
    done
}

/// FNV-1a with a last stir; `text.rs` computes the same.
fn hash(word: &str) -> u32 {
    let mut h: u32 = 0x811c_9dc5;
    for b in word.bytes() {
        h = (h ^ u32::from(b)).wrapping_mul(0x0100_0193);
    }
    h ^= h >> 15;
    h = h.wrapping_mul(0x2c1b_3c6d);
    h ^ (h >> 13)
}

#[derive(Default)]
struct Tables {
    words: BTreeMap<u32, String>,
    classes: Vec<String>,
    /// (phrase, class, must be in capitals)
    phrases: BTreeSet<(Vec<String>, usize, bool)>,
    rules: Vec<Rule>,
    /// Names for unions of classes, written `@NAME` in rules.
    unions: HashMap<String, String>,
}

struct Rule {
    id: String,
    place: String,
    effect: String,
    elements: Vec<Element>,
}

struct Element {
    kind: Kind,
    optional: bool,
}

enum Kind {
    Word(String),
    Class(usize),
    Set(Vec<Kind>),
    NotSet(Vec<Kind>),
    Gap(usize),
    Start,
    End,
    Comma,
    Stop,
}

impl Tables {
    fn word(&mut self, place: &str, word: &str) -> Result<(), String> {
        match self.words.insert(hash(word), word.to_owned()) {
            Some(other) if other != word => Err(format!(
                "{place}: `{word}` and `{other}` have the same hash"
            )),
            _ => Ok(()),
        }
    }

    fn read_classes(&mut self) -> Result<(), String> {
        for (place, cells) in rows("classes.tsv", 4)? {
            let [class, _language, phrases, _note] = &cells[..] else {
                return Err(format!("{place}: not a row"));
            };
            if !class
                .chars()
                .all(|c| c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit())
            {
                return Err(format!("{place}: class `{class}` is not in capitals"));
            }
            let index = self
                .classes
                .iter()
                .position(|c| c == class)
                .unwrap_or(self.classes.len());
            if index == self.classes.len() {
                self.classes.push(class.clone());
            }
            if self.classes.len() > 128 {
                return Err(format!("{place}: more than 128 classes"));
            }
            for phrase in phrases.split(';').map(str::trim).filter(|p| !p.is_empty()) {
                let (phrase, capitals) = match phrase.strip_prefix('=') {
                    Some(rest) => (rest, true),
                    None => (phrase, false),
                };
                for form in expand(phrase) {
                    let words = fold_words(&form);
                    if words.is_empty() || words.len() > 8 {
                        return Err(format!(
                            "{place}: `{phrase}` has no word or more than eight"
                        ));
                    }
                    if capitals && words.len() > 1 {
                        return Err(format!(
                            "{place}: `{phrase}`: capitals decide single words only"
                        ));
                    }
                    for word in &words {
                        self.word(&place, word)?;
                    }
                    self.phrases.insert((words, index, capitals));
                }
            }
        }
        Ok(())
    }

    fn read_rules(&mut self) -> Result<(), String> {
        let mut ids = BTreeSet::new();
        let mut names: Vec<_> = fs::read_dir(FOLDER)
            .map_err(|e| format!("{FOLDER}: {e}"))?
            .filter_map(|f| f.ok()?.file_name().into_string().ok())
            .filter(|n| n.starts_with("rules") && n.ends_with(".tsv"))
            .collect();
        names.sort();
        for name in names {
            for (place, cells) in rows(&name, 4)? {
                let [id, effect, patterns, _note] = &cells[..] else {
                    return Err(format!("{place}: not a row"));
                };
                if id.starts_with('@') {
                    self.unions.insert(id.clone(), patterns.clone());
                    continue;
                }
                if !ids.insert(id.clone()) {
                    return Err(format!("{place}: rule `{id}` is there twice"));
                }
                for pattern in patterns.split(';').map(str::trim).filter(|p| !p.is_empty()) {
                    let mut elements = Vec::new();
                    for part in pattern.split_whitespace() {
                        let (part, optional) = match part.strip_suffix('?') {
                            Some(rest) => (rest, true),
                            None => (part, false),
                        };
                        let kind = self.kind(&place, part)?;
                        elements.push(Element { kind, optional });
                    }
                    self.rules.push(Rule {
                        id: id.clone(),
                        place: place.clone(),
                        effect: effect.clone(),
                        elements,
                    });
                }
            }
        }
        Ok(())
    }

    fn kind(&mut self, place: &str, part: &str) -> Result<Kind, String> {
        Ok(match part {
            "^" => Kind::Start,
            "$" => Kind::End,
            "," => Kind::Comma,
            "." => Kind::Stop,
            _ => {
                if let Some(number) = part.strip_prefix('_') {
                    let most = number
                        .parse()
                        .map_err(|_| format!("{place}: `{part}` is not a gap"))?;
                    return Ok(Kind::Gap(most));
                }
                if let Some(rest) = part.strip_prefix('!') {
                    return Ok(Kind::NotSet(self.members(place, rest)?));
                }
                let mut members = self.members(place, part)?;
                match members.pop() {
                    Some(only) if members.is_empty() => only,
                    Some(last) => {
                        members.push(last);
                        Kind::Set(members)
                    }
                    None => return Err(format!("{place}: `{part}` is empty")),
                }
            }
        })
    }

    fn members(&mut self, place: &str, part: &str) -> Result<Vec<Kind>, String> {
        let mut members = Vec::new();
        let mut spelled_out = Vec::new();
        for choice in part.split('|') {
            match (choice.starts_with('@'), self.unions.get(choice)) {
                (true, Some(union)) => spelled_out.extend(union.split('|').map(str::to_owned)),
                (true, None) => return Err(format!("{place}: no union `{choice}`")),
                (false, _) => spelled_out.push(choice.to_owned()),
            }
        }
        for choice in spelled_out.iter().map(String::as_str) {
            let class_like = choice.chars().any(|c| c.is_ascii_uppercase());
            if class_like {
                match self.classes.iter().position(|c| c == choice) {
                    Some(class) => members.push(Kind::Class(class)),
                    None => return Err(format!("{place}: no class `{choice}`")),
                }
                continue;
            }
            for form in expand(choice) {
                let mut words = fold_words(&form);
                match (words.pop(), words.is_empty()) {
                    (Some(word), true) => {
                        self.word(place, &word)?;
                        members.push(Kind::Word(word));
                    }
                    _ => return Err(format!("{place}: `{choice}` is not one word")),
                }
            }
        }
        Ok(members)
    }

    fn write(&self) -> Result<String, String> {
        // Words are told apart by 23 bits of their hash: eleven choose a bucket,
        // twelve are kept, so that a word of no list passes for one of them once
        // in some thousands. The first odd factor that separates all is taken.
        let place = |factor: u32| {
            let mut placed: Vec<(u32, &str)> = self
                .words
                .iter()
                .map(|(h, w)| (h.wrapping_mul(factor), w.as_str()))
                .collect();
            placed.sort_unstable();
            let apart = placed
                .windows(2)
                .all(|pair| pair[0].0 >> 9 != pair[1].0 >> 9);
            apart.then_some((factor, placed))
        };
        let Some((factor, placed)) = (0..1000).find_map(|n| place(0x9e37_79b1 + 2 * n)) else {
            return Err("no factor tells all words apart".into());
        };
        let ids: HashMap<&str, usize> = placed.iter().enumerate().map(|(i, p)| (p.1, i)).collect();
        if ids.len() >= 0x7fff {
            return Err("too many words".into());
        }
        let common: BTreeSet<&str> = COMMON.split_whitespace().collect();
        let mut out = String::new();

        // Words: sorted, and how many each bucket holds.
        let mut buckets = vec![0usize; 2048];
        for (h, _) in &placed {
            buckets[(h >> 21) as usize] += 1;
        }
        let _ = writeln!(out, "const FACTOR: u32 = {factor};");
        let checks: Vec<u32> = placed.iter().map(|p| p.0 >> 9 & 0xfff).collect();
        array(&mut out, "CHECKS", "u8", checks.iter().map(|c| c & 0xff));
        let high: Vec<usize> = checks.iter().map(|c| (c >> 8) as usize).collect();
        halves(&mut out, "CHECK_HALVES", &high)?;
        halves(&mut out, "BUCKET_WORDS", &buckets)?;

        // One-word phrases: a set of classes each, in any case and in capitals.
        let mut any = vec![0u128; ids.len()];
        let mut caps = vec![0u128; ids.len()];
        let mut longer: BTreeMap<usize, BTreeSet<(Vec<usize>, usize)>> = BTreeMap::new();
        for (words, class, capitals) in &self.phrases {
            let numbers: Vec<usize> = words.iter().map(|w| ids[w.as_str()]).collect();
            match (&numbers[..], capitals) {
                ([one], false) => any[*one] |= 1 << class,
                ([one], true) => caps[*one] |= 1 << class,
                ([first, rest @ ..], _) => {
                    longer
                        .entry(*first)
                        .or_default()
                        .insert((rest.to_vec(), *class));
                }
                ([], _) => {}
            }
        }
        let mut masks: Vec<u128> = vec![0];
        let mut mask_of = |mask: u128| match masks.iter().position(|m| *m == mask) {
            Some(at) => at,
            None => {
                masks.push(mask);
                masks.len() - 1
            }
        };
        let any: Vec<usize> = any.into_iter().map(&mut mask_of).collect();
        let caps: Vec<(usize, usize)> = caps
            .into_iter()
            .enumerate()
            .filter(|(_, m)| *m != 0)
            .map(|(w, m)| (w, mask_of(m)))
            .collect();
        array(&mut out, "MASKS", "u128", masks.iter());
        array(
            &mut out,
            "MASK_OF",
            if masks.len() < 256 { "u8" } else { "u16" },
            any.iter(),
        );
        array(
            &mut out,
            "CAPITALS",
            "(u16, u16)",
            caps.iter().map(|c| format!("{c:?}")),
        );

        // Longer phrases, by first word: length of the rest, class, the rest.
        let mut phrases: Vec<usize> = Vec::new();
        let mut word_phrases = vec![0; ids.len()];
        for (first, rests) in &longer {
            let before = phrases.len();
            for (rest, class) in rests {
                phrases.push(rest.len() << 8 | class);
                phrases.extend(rest);
            }
            word_phrases[*first] = phrases.len() - before;
        }
        array(&mut out, "PHRASES", "u16", phrases.iter());
        counts(&mut out, "WORD_PHRASES", &word_phrases);

        // Rules.
        let mut sets: Vec<Vec<usize>> = Vec::new();
        // Columns pack better than rows, and so do the two bytes of a number.
        let mut elements: [Vec<usize>; 3] = Default::default();
        let mut rule_rows: [Vec<usize>; 4] = Default::default();
        let mut rule_names: Vec<&str> = Vec::new();
        let mut with_rules: u128 = 0;
        let class_size: Vec<usize> = (0..self.classes.len())
            .map(|c| self.phrases.iter().filter(|p| p.1 == c).count())
            .collect();
        let cost = |kind: &Kind| -> usize {
            fn one(
                kind: &Kind,
                common: &BTreeSet<&str>,
                classes: &[String],
                size: &[usize],
                phrases: &BTreeSet<(Vec<String>, usize, bool)>,
            ) -> usize {
                match kind {
                    Kind::Word(w) if common.contains(w.as_str()) => 1000,
                    Kind::Word(_) => 3,
                    Kind::Class(c) => {
                        let frequent = phrases
                            .iter()
                            .filter(|p| {
                                p.1 == *c && p.0.len() == 1 && common.contains(p.0[0].as_str())
                            })
                            .count();
                        let _ = classes;
                        10 + size[*c] / 4 + frequent * 500
                    }
                    _ => 100_000,
                }
            }
            match kind {
                Kind::Set(members) => members
                    .iter()
                    .map(|m| one(m, &common, &self.classes, &class_size, &self.phrases))
                    .sum(),
                other => one(other, &common, &self.classes, &class_size, &self.phrases),
            }
        };
        for rule in &self.rules {
            let effect = effect(&rule.place, &rule.effect)?;
            let name = match rule_names.iter().position(|n| *n == rule.id) {
                Some(at) => at,
                None => {
                    rule_names.push(&rule.id);
                    rule_names.len() - 1
                }
            };
            let mut anchor: Option<(usize, usize)> = None;
            for (at, element) in rule.elements.iter().enumerate() {
                let price = cost(&element.kind);
                if !element.optional
                    && price < 100_000
                    && anchor.is_none_or(|(_, best)| price < best)
                {
                    anchor = Some((at, price));
                }
                let symbol = |kind: &Kind| match kind {
                    Kind::Word(w) => ids[w.as_str()],
                    Kind::Class(c) => 0x8000 | c,
                    _ => 0,
                };
                let mut set_of = |members: &[Kind]| {
                    let set: Vec<usize> = members.iter().map(symbol).collect();
                    match sets.iter().position(|s| *s == set) {
                        Some(at) => at,
                        None => {
                            sets.push(set);
                            sets.len() - 1
                        }
                    }
                };
                let (op, argument) = match &element.kind {
                    Kind::Word(w) => (0, ids[w.as_str()]),
                    Kind::Class(c) => (1, *c),
                    Kind::Set(m) => (2, set_of(m)),
                    Kind::NotSet(m) => (3, set_of(m)),
                    Kind::Gap(n) => (4, *n),
                    Kind::Start => (5, 0),
                    Kind::End => (6, 0),
                    Kind::Comma => (7, 0),
                    Kind::Stop => (8, 0),
                };
                elements[0].push(op << 1 | usize::from(element.optional));
                elements[1].push(argument & 0xff);
                elements[2].push(argument >> 8);
            }
            let Some((anchor, _)) = anchor else {
                return Err(format!(
                    "{}: rule `{}` has nothing to look it up by",
                    rule.place, rule.id
                ));
            };
            rule_rows[0].push(rule.elements.len());
            rule_rows[1].push(anchor);
            rule_rows[2].push(effect);
            rule_rows[3].push(name);
            let mut index = |kind: &Kind| {
                if let Kind::Class(class) = kind {
                    with_rules |= 1 << class;
                }
            };
            match &rule.elements[anchor].kind {
                Kind::Set(members) => members.iter().for_each(&mut index),
                other => index(other),
            }
        }
        for (name, column) in ["STEP_KINDS", "STEP_LOWS", "STEP_HIGHS"]
            .iter()
            .zip(&elements)
        {
            array(&mut out, name, "u8", column.iter());
        }
        let names = [
            "RULE_LENGTHS",
            "RULE_ANCHORS",
            "RULE_EFFECTS",
            "RULE_NAMES_OF",
        ];
        for (name, column) in names.iter().zip(&rule_rows) {
            array(&mut out, name, "u8", column.iter());
        }
        let names = rule_names.iter().map(|name| format!("{name:?}"));
        array(&mut out, "RULE_NAMES", "&str", names);
        // Sets: the words, sorted, and the classes as bits.
        let mut set_sizes: Vec<usize> = Vec::new();
        let mut set_words: Vec<usize> = Vec::new();
        let mut set_classes: Vec<u128> = Vec::new();
        for set in &sets {
            let mut words: Vec<usize> = set.iter().copied().filter(|m| m & 0x8000 == 0).collect();
            words.sort_unstable();
            words.dedup();
            set_sizes.push(words.len());
            let mut last = 0;
            for word in words {
                steps(&mut set_words, word - last);
                last = word;
            }
            let classes = set.iter().filter(|m| **m & 0x8000 != 0);
            set_classes.push(classes.fold(0, |bits, m| bits | 1 << (m & 0x7f)));
        }
        counts(&mut out, "SET_SIZES", &set_sizes);
        array(&mut out, "SET_STEPS", "u8", set_words.iter());
        array(&mut out, "SET_CLASSES", "u128", set_classes.iter());

        let _ = writeln!(
            out,
            "const ANCHORS: usize = {};",
            ids.len() + self.classes.len()
        );
        let _ = writeln!(out, "const CLASSES_WITH_RULES: u128 = {with_rules};");
        let _ = writeln!(
            out,
            "/// Classes by number.\npub(crate) mod class {{\n#![allow(dead_code, missing_docs)]"
        );
        for (at, class) in self.classes.iter().enumerate() {
            let _ = writeln!(out, "pub(crate) const {class}: u8 = {at};");
        }
        let _ = writeln!(out, "}}");
        Ok(out)
    }
}

/// Effects by number, as `lexicon.rs` names them.
fn effect(place: &str, text: &str) -> Result<usize, String> {
    const EFFECTS: [&str; 20] = [
        "own3",
        "own2",
        "own1",
        "slot",
        "prof",
        "org",
        "carer",
        "topic",
        "void",
        "neg>",
        "other>",
        "<other",
        "other",
        "figure",
        "boundary",
        "invitation",
        "boundary?",
        "ask",
        "invitation?",
        "mark",
    ];
    EFFECTS
        .iter()
        .position(|e| *e == text)
        .ok_or_else(|| format!("{place}: `{text}` is not one of {}", EFFECTS.join(", ")))
}

fn array<T: ToString>(
    out: &mut String,
    name: &str,
    kind: &str,
    items: impl ExactSizeIterator<Item = T>,
) {
    let _ = write!(out, "static {name}: [{kind}; {}] = [", items.len());
    for item in items {
        out.push_str(&item.to_string());
        out.push(',');
    }
    out.push_str("];\n");
}

/// How many entries belong to each of a row of things, from which the places
/// they start at are summed when the core starts: small numbers pack well.
fn counts(out: &mut String, name: &str, counts: &[usize]) {
    let kind = match counts.iter().max() {
        Some(256..) => "u16",
        _ => "u8",
    };
    array(out, name, kind, counts.iter());
}

/// Numbers below sixteen, two to a byte.
fn halves(out: &mut String, name: &str, numbers: &[usize]) -> Result<(), String> {
    if numbers.iter().any(|number| *number > 0xf) {
        return Err(format!("{name}: more than half a byte holds"));
    }
    let pairs = numbers.chunks(2).map(|pair| match pair {
        [one, two] => one | two << 4,
        one => one.iter().sum(),
    });
    array(out, name, "u8", pairs);
    Ok(())
}

/// A distance in one byte, or in two if the first has its top bit set.
fn steps(out: &mut Vec<usize>, distance: usize) {
    if distance < 0x80 {
        out.push(distance);
    } else {
        out.extend([distance & 0x7f | 0x80, distance >> 7]);
    }
}

/// The model: the three heads' weights, packed by bucket. Twelve bits of a
/// feature's hash choose its bucket and eight more tell it from its
/// neighbours, so that no hash need be stored whole; a stranger passes once in
/// some hundreds and then counts for one small weight.
fn model() -> Result<String, String> {
    const HEADS: [&str; 3] = ["own", "boundary", "invitation"];
    // The top bits of a hash choose the bucket; eight below them are kept as the check.
    const SHIFT: u32 = 18;
    let mut features: BTreeMap<u32, [i8; 3]> = BTreeMap::new();
    let (mut bias, mut threshold) = ([0i32; 3], [0i32; 3]);
    for (place, cells) in rows("model.tsv", 4)? {
        let [head, feature, weight, _sample] = &cells[..] else {
            return Err(format!("{place}: not a row"));
        };
        let Some(head) = HEADS.iter().position(|h| h == head) else {
            return Err(format!("{place}: no head `{head}`"));
        };
        let weight: i32 = weight
            .parse()
            .map_err(|_| format!("{place}: `{weight}` is not a weight"))?;
        match feature.as_str() {
            "bias" => bias[head] = weight,
            "threshold" => threshold[head] = weight,
            hash => {
                let hash = u32::from_str_radix(hash, 16)
                    .map_err(|_| format!("{place}: `{hash}` is not a hash"))?;
                let weight = i8::try_from(weight)
                    .map_err(|_| format!("{place}: weight {weight} is too large"))?;
                features.entry(hash).or_default()[head] = weight;
            }
        }
    }
    if features.len() > 0xffff {
        return Err(format!(
            "{FOLDER}/model.tsv: {} features are too many",
            features.len()
        ));
    }
    // In order of bucket; the map is in order of hash, whose top bits choose it.
    let mut buckets = vec![0; 1 << (u32::BITS - SHIFT)];
    for hash in features.keys() {
        buckets[(hash >> SHIFT) as usize] += 1;
    }
    let mut out = String::new();
    let _ = writeln!(
        out,
        "/// Scores of an account without features, in sixteenths.\nconst BIAS: [i32; 3] = {bias:?};"
    );
    let _ = writeln!(
        out,
        "/// Scores from which the answers are yes.\nconst THRESHOLD: [i32; 3] = {threshold:?};"
    );
    let _ = writeln!(
        out,
        "/// What of a feature's hash is left for its bucket.\nconst MODEL_SHIFT: u32 = {SHIFT};"
    );
    halves(&mut out, "MODEL_BUCKETS", &buckets)?;
    array(
        &mut out,
        "MODEL_CHECKS",
        "u8",
        features.keys().map(|h| (h >> (SHIFT - 8)) & 0xff),
    );
    // Most weigh in one question only: which ones, and then those weights.
    let heads = features.values().map(|weights| {
        let weighs = weights.iter().enumerate().filter(|(_, w)| **w != 0);
        weighs.fold(0, |bits, (head, _)| bits | 1 << head)
    });
    halves(&mut out, "MODEL_HEADS", &heads.collect::<Vec<usize>>())?;
    let weights: Vec<i8> = features
        .values()
        .flatten()
        .copied()
        .filter(|w| *w != 0)
        .collect();
    array(&mut out, "MODEL_WEIGHTS", "i8", weights.iter());
    Ok(out)
}

/// The columns that decide where a question fits, in the order of the enums in
/// the crate: one bit each, from the lowest. What was read is no question, but
/// is chosen likewise.
const COLUMNS: [&[&str]; 4] = [
    &[
        "follow", "reply", "quote", "message", "list", "notify", "tag", "bookmark", "copylink",
    ],
    &["firm", "ordinary", "colleague", "light", "carer", "space"],
    &["nurse", "student", "lecturer", "researcher", "other"],
    &["first", "later", "pattern", "said"],
];

/// Which moments a question is for. What fits any pause fits a session's first.
const WHEN: [(&str, &str); 3] = [
    ("first", "first"),
    ("any", "first later"),
    ("pattern", "pattern"),
];

const THEMES: [&str; 10] = [
    "space",
    "invitation",
    "power",
    "purpose",
    "visibility",
    "reciprocity",
    "pattern",
    "network",
    "service",
    "corridor",
];

/// The questions, and after them the wordings of what was read: keys, with
/// where they fit as bits.
fn questions(codes: &BTreeMap<String, String>) -> Result<String, String> {
    let mut keys = BTreeSet::new();
    let mut words = Vec::new();
    for (place, cells) in table(QUESTIONS, 6)? {
        let [key, actions, forms, roles, when, theme] = &cells[..] else {
            return Err(format!("{place}: not a row"));
        };
        if !THEMES.contains(&theme.as_str()) {
            return Err(format!("{place}: no theme `{theme}`"));
        }
        let Some((_, when)) = WHEN.iter().find(|(name, _)| name == when) else {
            return Err(format!("{place}: `{when}` is not first, any or pattern"));
        };
        let fits = fits(&place, [actions, forms, roles, when])?;
        once(&mut keys, &place, key)?;
        words.push((fits, key.clone()));
    }
    for (place, cells) in table(SAID, 2)? {
        let [key, forms] = &cells[..] else {
            return Err(format!("{place}: not a row"));
        };
        let fits = fits(&place, ["any", forms, "any", "said"])?;
        once(&mut keys, &place, key)?;
        words.push((fits, key.clone()));
    }
    // They are known by their number in a byte.
    if words.len() > 0xff {
        return Err(format!("{QUESTIONS}: more than 255 with {SAID}"));
    }
    for (_, key) in &mut words {
        // A key without a message is found by a test.
        if let Some(code) = codes.get(key) {
            key.clone_from(code);
        }
    }
    // Keys in one text, one after the other: a table of texts packs worse.
    let mut out = places();
    array(&mut out, "FITS", "u32", words.iter().map(|(fits, _)| fits));
    array(
        &mut out,
        "LENGTHS",
        "u8",
        words.iter().map(|(_, key)| key.len()),
    );
    let all: String = words.iter().map(|(_, key)| key.as_str()).collect();
    let _ = writeln!(out, "static KEYS: &str = {all:?};");
    Ok(out)
}

/// Where the bits of forms and roles begin, and each of the last column's.
fn places() -> String {
    let [actions, forms, roles, moments] = COLUMNS;
    let mut out = String::new();
    let _ = writeln!(out, "const FORMS: u32 = {};", actions.len());
    let _ = writeln!(out, "const ROLES: u32 = {};", actions.len() + forms.len());
    let before = actions.len() + forms.len() + roles.len();
    for (at, name) in moments.iter().enumerate() {
        let name = name.to_uppercase();
        let _ = writeln!(out, "const {name}: u32 = 1 << {};", before + at);
    }
    out
}

/// The bits of a row, column after column.
fn fits(place: &str, cells: [&str; 4]) -> Result<u32, String> {
    let mut fits = 0;
    let mut width = 0;
    for (cell, names) in cells.iter().zip(COLUMNS) {
        fits |= bits(place, cell, names)? << width;
        width += names.len();
    }
    Ok(fits)
}

/// The bits of the names in a cell; `any` is all of them.
fn bits(place: &str, cell: &str, names: &[&str]) -> Result<u32, String> {
    if cell == "any" {
        return Ok((1 << names.len()) - 1);
    }
    cell.split(' ').try_fold(0, |bits, name| {
        let at = names.iter().position(|known| *known == name);
        let at =
            at.ok_or_else(|| format!("{place}: `{name}` is not one of {}", names.join(", ")))?;
        Ok(bits | 1 << at)
    })
}

fn once(keys: &mut BTreeSet<String>, place: &str, key: &str) -> Result<(), String> {
    if keys.insert(key.to_owned()) {
        Ok(())
    } else {
        Err(format!("{place}: `{key}` is there twice"))
    }
}

/// Letters that stand for an ASCII letter or digit: compatibility forms and
/// accents from Unicode's decompositions, as runs of (first, length, target,
/// step).
fn folding() -> String {
    let mut runs: Vec<(u32, u32, u32, u32)> = Vec::new();
    for code in 0x80..0x1_fbff_u32 {
        let Some(c) = char::from_u32(code) else {
            continue;
        };
        let base: Vec<char> = c
            .to_string()
            .nfkd()
            .filter(|d| !is_combining_mark(*d))
            .collect();
        // Parenthesised letters decompose to three characters.
        let target = match base[..] {
            [one] if one != c && one.is_ascii_alphanumeric() => one,
            ['(', one, ')'] if one.is_ascii_alphanumeric() => one,
            _ => continue,
        };
        let target = u32::from(target.to_ascii_lowercase());
        match runs.last_mut() {
            Some((first, length, base, step))
                if *first + *length == code && *length == 1 && target.wrapping_sub(*base) <= 1 =>
            {
                *step = target - *base;
                *length = 2;
            }
            Some((first, length, base, step))
                if *first + *length == code && *length > 1 && *base + *step * *length == target =>
            {
                *length += 1;
            }
            _ => runs.push((code, 1, target, 0)),
        }
    }
    // Columns, and how far each run is from the one before, pack better.
    let mut out = String::new();
    let mut end = 0;
    let gaps = runs.iter().map(|(first, length, ..)| {
        let gap = first - end;
        end = first + length;
        gap
    });
    let gaps: Vec<u32> = gaps.collect();
    array(&mut out, "FOLD_GAPS", "u16", gaps.iter());
    array(&mut out, "FOLD_LENGTHS", "u8", runs.iter().map(|r| r.1));
    array(&mut out, "FOLD_BASES", "u8", runs.iter().map(|r| r.2));
    array(&mut out, "FOLD_STEPS", "u8", runs.iter().map(|r| r.3));
    out
}

//! Packs of practice scenarios: that the code and the schema say the same, that
//! every fault is told with its line, and that nobody real gets in by accident.
#![cfg(test)]

#[path = "../fuzz/check_pack.rs"]
mod fuzz;

use std::fs;
use std::path::Path;

use fuzz::check;
use knock_first::practice::pack::{Fault, LONGEST, Wrong, read};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};

const SCENARIO: &str = include_str!("../src/practice/example.json");
const PACK: &str = include_str!("../fuzz/corpus/pack/pack");

fn scenario() -> Value {
    serde_json::from_str(SCENARIO).unwrap()
}

fn faults(text: &str) -> Vec<Fault> {
    read(text).err().unwrap_or_default()
}

#[test]
fn a_scenario_is_read_as_it_was_written() {
    let pack = read(SCENARIO).unwrap();
    let [scenario] = &pack.scenarios[..] else {
        panic!("one scenario");
    };
    assert_eq!(pack.title.en, "The allotment");
    assert_eq!(
        scenario.accounts[0].location.as_ref().unwrap().cy,
        "Llain 9"
    );
    assert!(scenario.accounts[1].you_follow && !scenario.accounts[0].you_follow);
    assert_eq!(scenario.posts[0].answers.as_deref(), Some("beans"));
    assert_eq!(scenario.steps[0].went.them.en, "A nurse follows Fern.");
    assert_eq!(scenario.guidance[0].year, 2018);
    let two = read(PACK).unwrap();
    assert_eq!(two.title.cy, "Dwy");
    let ids: Vec<&str> = two.scenarios.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["the-allotment", "the-shed"]);
}

// --- the schema and the code -----------------------------------------------------------------------

/// What is wrong with the parts as such; the rest is about what they refer to.
const OF_SHAPE: &[Wrong] = &[
    Wrong::NotJson,
    Wrong::NotObject,
    Wrong::NotList,
    Wrong::NotText,
    Wrong::NotWhole,
    Wrong::NotTruth,
    Wrong::NotNamed,
    Wrong::NotId,
    Wrong::NotHandle,
    Wrong::Unknown,
    Wrong::Missing,
];

/// Texts that fit a pattern of the schema, and texts that do not. A pattern
/// that is not here has changed, and the code with it, one hopes.
const PATTERNS: &[(&str, &[&str], &[&str])] = &[
    (
        "^[a-z][a-z0-9-]{2,40}$",
        &["abc", "a-9", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddd"],
        &[
            "",
            "ab",
            "9bc",
            "-bc",
            "Abc",
            "aBc",
            "a_b",
            "abc ",
            "\u{e1}bc",
            "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddddd",
        ],
    ),
    (
        "^[a-z0-9-]{1,20}$",
        &["a", "9", "-", "aaaaaaaaaabbbbbbbbb-"],
        &["", "A", "a b", "a_b", "\u{e1}", "aaaaaaaaaabbbbbbbbbbc"],
    ),
    (
        "^[A-Za-z0-9_]{1,15}$",
        &["a", "Z_9", "aaaaaaaaaabbbbb"],
        &["", "@a", "a-b", "a b", "\u{e1}", "aaaaaaaaaabbbbbb"],
    ),
];

/// A whole file that the schema takes or refuses in a part of it.
struct Case {
    file: Value,
    fits: bool,
    what: String,
}

struct Walk<'w> {
    schema: &'w Value,
    file: &'w Value,
    cases: Vec<Case>,
}

impl Walk<'_> {
    fn case(&mut self, at: &str, value: Option<Value>, fits: bool, what: &str) {
        let mut file = self.file.clone();
        match value {
            Some(value) if at.is_empty() => file = value,
            Some(value) => *file.pointer_mut(at).unwrap() = value,
            None => {
                let (around, name) = at.rsplit_once('/').unwrap();
                let around = file.pointer_mut(around).unwrap();
                around.as_object_mut().unwrap().remove(name).unwrap();
            }
        }
        let what = format!("{at}: {what}");
        self.cases.push(Case { file, fits, what });
    }

    /// Everything that the schema says of the part at this place.
    fn part(&mut self, schema: &Value, at: &str) {
        if let Some(name) = schema["$ref"].as_str() {
            let part = self.schema.pointer(&name[1..]).unwrap().clone();
            return self.part(&part, at);
        }
        let known = [
            "type",
            "additionalProperties",
            "required",
            "properties",
            "description",
            "default",
            "items",
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "pattern",
            "enum",
            "const",
        ];
        for word in schema.as_object().unwrap().keys() {
            assert!(
                known.contains(&word.as_str()),
                "{at}: the walk does not know {word}"
            );
        }
        let number = |word: &str| schema[word].as_u64();
        if let Some(only) = number("const") {
            self.case(at, Some(json!(only + 1)), false, "another number");
            return self.case(at, Some(json!("1")), false, "a text");
        }
        if let Some(all) = schema["enum"].as_array() {
            for one in all {
                self.case(at, Some(one.clone()), true, "a name");
            }
            return self.case(at, Some(json!("Nobody")), false, "another name");
        }
        match schema["type"].as_str().unwrap() {
            "object" => self.object(schema, at),
            "array" => self.array(schema, at),
            "boolean" => {
                self.case(at, Some(json!(true)), true, "yes");
                self.case(at, Some(json!("true")), false, "a text");
            }
            "integer" => {
                let (least, most) = (number("minimum").unwrap(), number("maximum").unwrap());
                for (value, fits) in [
                    (least, true),
                    (most, true),
                    (least - 1, false),
                    (most + 1, false),
                ] {
                    self.case(at, Some(json!(value)), fits, "a number");
                }
                self.case(at, Some(json!(least as f64 + 0.5)), false, "a fraction");
            }
            "string" => self.string(schema, at),
            other => panic!("{at}: {other}"),
        }
    }

    fn object(&mut self, schema: &Value, at: &str) {
        assert_eq!(schema["additionalProperties"], json!(false), "{at}");
        let required = schema["required"].as_array().unwrap();
        let there = self.file.pointer(at).unwrap().as_object().unwrap();
        for (name, part) in schema["properties"].as_object().unwrap() {
            assert!(there.contains_key(name), "{at}: the example lacks {name}");
            let place = format!("{at}/{name}");
            self.case(&place, None, !required.contains(&json!(name)), "left out");
            self.case(&place, Some(json!(null)), false, "nothing");
            self.part(part, &place);
        }
        let mut more = there.clone();
        more.insert("more".into(), json!(1));
        self.case(at, Some(more.into()), false, "one more");
        self.case(at, Some(json!([])), false, "a list");
    }

    fn array(&mut self, schema: &Value, at: &str) {
        let first = self.file.pointer(&format!("{at}/0")).unwrap();
        let of = |count: u64| Some((0..count).map(|_| first.clone()).collect());
        let least = schema["minItems"].as_u64().unwrap_or(0);
        self.case(at, of(least), true, "the least");
        if least > 0 {
            self.case(at, of(least - 1), false, "too few");
        }
        match schema["maxItems"].as_u64() {
            Some(most) => {
                self.case(at, of(most), true, "the most");
                self.case(at, of(most + 1), false, "too many");
            }
            None => self.case(at, of(500), true, "many"),
        }
        self.case(at, Some(json!({})), false, "an object");
        self.part(&schema["items"], &format!("{at}/0"));
    }

    fn string(&mut self, schema: &Value, at: &str) {
        self.case(at, Some(json!(7)), false, "a number");
        if let Some(pattern) = schema["pattern"].as_str() {
            let (_, fit, others) = PATTERNS
                .iter()
                .find(|(known, ..)| *known == pattern)
                .expect(pattern);
            for (texts, fits) in [(fit, true), (others, false)] {
                for text in *texts {
                    self.case(at, Some(json!(text)), fits, text);
                }
            }
            return;
        }
        let of = |count: u64| Some(json!("\u{175}".repeat(count as usize)));
        let least = schema["minLength"].as_u64().unwrap_or(0);
        self.case(at, of(least), true, "the shortest");
        if least > 0 {
            self.case(at, of(least - 1), false, "too short");
        }
        match schema["maxLength"].as_u64() {
            Some(most) => {
                self.case(at, of(most), true, "the longest");
                self.case(at, of(most + 1), false, "too long");
            }
            None => self.case(at, of(5000), true, "a long one"),
        }
    }
}

#[test]
fn the_code_takes_what_the_schema_takes_and_nothing_else() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("extension/practice/scenario.schema.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut count = 0;
    for (name, file) in [("scenario", SCENARIO), ("pack", PACK)] {
        let file: Value = serde_json::from_str(file).unwrap();
        let mut walk = Walk {
            schema: &schema,
            file: &file,
            cases: Vec::new(),
        };
        walk.part(&schema["$defs"][name], "");
        for Case { file, fits, what } in walk.cases {
            let faults = faults(&serde_json::to_string_pretty(&file).unwrap());
            let of_shape: Vec<&Fault> = faults
                .iter()
                .filter(|fault| OF_SHAPE.contains(&fault.what))
                .collect();
            assert_eq!(of_shape.is_empty(), fits, "{name}{what}: {of_shape:?}");
            count += 1;
        }
    }
    assert!(count > 500, "{count} cases");
}

// --- faults ------------------------------------------------------------------------------------------

/// The scenario with one text in it replaced, and where that was.
fn with(old: &str, new: &str) -> (String, u32) {
    let (before, _) = SCENARIO.split_once(old).expect(old);
    let line = before.matches('\n').count() as u32 + 1;
    (SCENARIO.replacen(old, new, 1), line)
}

#[test]
fn every_fault_is_told_with_its_line_and_with_what_would_be_right() {
    for (old, new, told) in [
        (
            "\"grade\": 2",
            "\"grade\": 4",
            "grade: it should be a whole number, 1\u{2013}3",
        ),
        (
            "\"grade\": 2",
            "\"colour\": 2",
            "nothing is called colour here",
        ),
        (
            "\"role\": \"nurse\"",
            "\"role\": \"chef\"",
            "role: it should be one of nurse, student, lecturer, researcher, other",
        ),
        (
            "\"youFollow\": true",
            "\"youFollow\": \"yes\"",
            "youFollow: it should be true or false",
        ),
        (
            "\"en\": \"Plot 9\"",
            "\"en\": \"\"",
            "en: it should be a text of 1\u{2013}120 letters",
        ),
        (
            "\"en\": \"The beans are up.\"",
            "\"en\": [\"up\"]",
            "en: it should be a text of 0\u{2013}1200 letters",
        ),
        (
            "\"version\": 1",
            "\"version\": 1, \"version\": 1",
            "version is there twice",
        ),
        (
            "\"account\": \"fern_kf\"",
            "\"account\": \"ivy_kf\"",
            "account: the scenario has no account ivy_kf",
        ),
        (
            "\"by\": \"moss_kf\"",
            "\"by\": \"ivy_kf\"",
            "by: the scenario has no account ivy_kf",
        ),
        (
            "\"post\": \"beans\"",
            "\"post\": \"peas\"",
            "post: the scenario has no post peas",
        ),
        (
            "\"answers\": \"beans\"",
            "\"answers\": \"peas\"",
            "answers: the scenario has no post peas",
        ),
        (
            "\"quotes\": \"beans\"",
            "\"quotes\": \"peas\"",
            "quotes: the scenario has no post peas",
        ),
        (
            "\"handle\": \"wren_kf\"",
            "\"handle\": \"ivy_kf\"",
            "handle: ivy_kf is not declared in invented",
        ),
        (
            "\"name\": \"Fern Bell\"",
            "\"name\": \"Ivy\"",
            "name: Ivy is not declared in invented",
        ),
        (
            "Which beans?",
            "Which, @Ivy_kf?",
            "en: ivy_kf is not declared in invented",
        ),
        (
            "Pa ffa?",
            "Pa ffa, \u{ff20}ivy_kf?",
            "cy: ivy_kf is not declared in invented",
        ),
        (
            "You read on.",
            "See https://X.com/ivy_kf.",
            "en: ivy_kf is not declared in invented",
        ),
        (
            "\"body\": \"NMC\"",
            "\"body\": \"@ivy_kf\"",
            "body: ivy_kf is not declared in invented",
        ),
        (
            "You are having a break.\"",
            "You are having a break.",
            "the file cannot be read from here on",
        ),
        (
            "\"version\": 1",
            "\"version\": 01",
            "version: the file cannot be read from here on",
        ),
    ] {
        let (text, line) = with(old, new);
        let told_of: Vec<String> = faults(&text).iter().map(Fault::to_string).collect();
        let wanted =
            |fault: &String| fault.starts_with(&format!("line {line}: ")) && fault.ends_with(told);
        assert!(told_of.iter().any(wanted), "{new}: {told_of:?}");
    }
}

#[test]
fn what_acts_on_a_post_needs_one_of_the_account_it_acts_on() {
    for action in ["reply", "quote", "bookmark", "copylink"] {
        let mut file = scenario();
        file["steps"][0]["action"] = json!(action);
        assert_eq!(faults(&file.to_string()), [], "{action}");
        file["steps"][0]["post"] = json!("beans-2");
        assert_eq!(faults(&file.to_string())[0].what, Wrong::NotBy);
        file["steps"][0].as_object_mut().unwrap().remove("post");
        assert_eq!(faults(&file.to_string())[0].what, Wrong::Missing);
    }
    let mut file = scenario();
    file["steps"][0]["view"] = json!("post");
    file["steps"][0].as_object_mut().unwrap().remove("post");
    assert_eq!(faults(&file.to_string())[0].of, "post");
}

#[test]
fn what_is_there_twice_or_leads_back_to_itself_is_refused() {
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut file = scenario();
        change(&mut file);
        let faults = faults(&file.to_string());
        faults
            .iter()
            .map(|fault| (fault.what, fault.of.clone()))
            .collect::<Vec<_>>()
    };
    let twice = refused(&|file| file["accounts"][1]["handle"] = json!("FERN_kf"));
    assert!(
        twice.contains(&(Wrong::Twice, "fern_kf".into())),
        "{twice:?}"
    );
    let twice = refused(&|file| file["accounts"][1]["handle"] = json!("wren_kf"));
    assert!(
        twice.contains(&(Wrong::Twice, "wren_kf".into())),
        "{twice:?}"
    );
    let twice = refused(&|file| file["posts"][0]["id"] = json!("beans"));
    assert!(twice.contains(&(Wrong::Twice, "beans".into())), "{twice:?}");
    let ring = refused(&|file| file["posts"][1]["quotes"] = json!("beans-2"));
    assert_eq!(
        ring,
        [
            (Wrong::Ring, "beans-2".into()),
            (Wrong::Ring, "beans".into())
        ]
    );
    let same = PACK.replace("the-shed", "the-allotment");
    assert_eq!(faults(&same)[0].what, Wrong::Twice);
}

#[test]
fn a_packs_own_title_may_name_the_invented_and_nobody_else() {
    let titled = |title: &str| PACK.replacen("\"en\": \"Two\"", &format!("\"en\": \"{title}\""), 1);
    assert_eq!(faults(&titled("By @moss_kf")), []);
    assert_eq!(faults(&titled("By @ivy_kf"))[0].what, Wrong::NotInvented);
}

#[test]
fn a_hostile_file_is_refused_and_told_of_at_moderate_length() {
    let long = "\n".repeat(LONGEST + 1);
    assert_eq!(faults(&long)[0].what, Wrong::TooLong);
    let deep = format!("{{\"id\": {}", "[".repeat(LONGEST - 20));
    assert_eq!(faults(&deep).last().unwrap().what, Wrong::NotJson);
    let names = |name: &str| {
        (0..60_000)
            .map(|n| format!("{name}{n}"))
            .collect::<Vec<_>>()
    };
    let (invented, mentioned) = (names("a"), names("@a").join(" "));
    let crowd = json!({ "invented": invented, "scene": { "en": mentioned } }).to_string();
    assert_eq!(faults(&crowd)[0].of, "2\u{2013}120");
    // As many mentions as a file can hold, each to be looked for among as many names.
    let crowd = json!({ "guidance": vec![json!({ "title": "@a ".repeat(53) }); 5000], "invented": names("a")[..120] });
    assert!(!faults(&crowd.to_string()).is_empty());
    let many = format!("{{{}\"x\": 1}}", "\"x\": 1,\n".repeat(90_000));
    assert_eq!(faults(&many).len(), 50);
    let rings = format!(
        "{{\"posts\": [{}1]}}",
        "{\"id\": \"a\", \"answers\": \"a\"},".repeat(20_000)
    );
    check(&rings);
    assert!(faults(&rings).len() <= 50);
}

#[test]
fn every_scenario_there_is_can_be_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("extension/practice/scenarios");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut count = 0;
    for path in files.filter(|path| path.extension().is_some_and(|end| end == "json")) {
        let text = fs::read_to_string(&path).unwrap();
        let faults: Vec<String> = faults(&text).iter().map(Fault::to_string).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", path.display());
        count += 1;
    }
    assert!(count >= 24, "{count} scenarios");
}

// --- anything at all -----------------------------------------------------------------------------------

#[test]
fn the_fuzzers_seeds_are_read_without_a_fault_of_ours() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/pack");
    let seeds: Vec<_> = fs::read_dir(folder).unwrap().collect();
    assert!(seeds.len() >= 8);
    for seed in seeds {
        check(&fs::read_to_string(seed.unwrap().path()).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_text_is_read_without_a_fault_of_ours(text in "\\PC*") {
        check(&text);
    }

    #[test]
    fn so_is_a_pack_that_was_cut_and_mended_anywhere(from in 0..PACK.len(), length in 0usize..60, new in "[\\[\\]{}\",:0-9a-z@ \n\\\\-]{0,12}") {
        let mut bytes = PACK.as_bytes().to_vec();
        let to = (from + length).min(bytes.len());
        bytes.splice(from..to, new.bytes());
        check(&String::from_utf8_lossy(&bytes));
    }
}

//! The figures in `docs/accuracy.md` are those of this recogniser on the frozen
//! rows, and what works them out can be trusted to.
#![cfg(test)]

#[path = "../examples/evaluate/figures/mod.rs"]
mod figures;

use std::fs;
use std::path::{Path, PathBuf};

use figures::{Measured, measure};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const PAGE: &str = "docs/accuracy.md";
const CORPUS: &str = "tests/corpus";
const REWRITE: &str =
    "cargo run --release --example evaluate -- tests/corpus/test/*.jsonl --write docs/accuracy.md";

/// The frozen files, in the order in which a shell lists them.
fn frozen() -> Vec<String> {
    let folder = fs::read_dir(format!("{CORPUS}/test")).unwrap();
    let names = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut paths: Vec<String> = names.map(|name| format!("{CORPUS}/test/{name}")).collect();
    paths.sort();
    paths
}

#[test]
fn the_page_has_the_figures_of_this_recogniser() {
    let page = fs::read_to_string(PAGE).unwrap_or_default();
    // Both are long: say what to do, not how they differ.
    assert!(
        page == measure(&frozen()).unwrap().page(),
        "{PAGE} has other figures than this recogniser. If they were meant to change, write the page anew:\n    {REWRITE}"
    );
    assert!(page.contains(REWRITE), "the page names another command");
}

#[test]
fn the_frozen_rows_are_as_they_were_frozen() {
    let sums = fs::read_to_string(format!("{CORPUS}/SHA256SUMS")).unwrap();
    let listed: Vec<(&str, &str)> = sums.lines().filter_map(|l| l.split_once("  ")).collect();
    let mut names: Vec<String> = listed
        .iter()
        .map(|(_, name)| format!("{CORPUS}/{name}"))
        .collect();
    names.sort();
    assert_eq!(
        names,
        frozen(),
        "SHA256SUMS lists other files than there are"
    );
    for (sum, name) in listed {
        let bytes = fs::read(Path::new(CORPUS).join(name)).unwrap();
        let found: String = Sha256::digest(bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(found, sum, "{name} is frozen and must not change");
    }
}

// --- what works the figures out ------------------------------------------------------------------

/// A file of these lines, for one test.
fn file(test: &str, lines: &[String]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.jsonl"));
    fs::write(&path, lines.join("\n")).unwrap();
    path
}

fn measured(path: &Path) -> Result<Measured, String> {
    measure(&[path.to_str().unwrap().to_owned()])
}

/// A row with this bio; `truth` is label, prompt, boundary.
fn row(id: &str, bio: &str, truth: (&str, &str, bool), how: Option<&str>) -> String {
    json!({
        "id": id, "name": "Jo", "handle": "jo", "bio": bio, "location": "Perth", "post": null,
        "label": truth.0, "prompt": truth.1, "boundary": truth.2, "invitation": false, "how": how,
    })
    .to_string()
}

#[test]
fn figures_are_those_of_the_rows() {
    let about = json!({"about": "made for this test"}).to_string();
    let lines = [
        about,
        row(
            "a",
            "Psychiatric survivor",
            ("lived", "yes", false),
            Some("explicit"),
        ),
        row(
            "b",
            "Three keys and none of them mine",
            ("lived", "yes", false),
            Some("oblique"),
        ),
        row("c", "Clinicians DNI", ("other", "yes", true), None),
        row("d", "Gardening", ("other", "no", false), None),
        row("e", "My mum's dementia", ("carer", "either", false), None),
    ];
    let measured = measured(&file("figures", &lines)).unwrap();
    let figures = measured.json();
    let all = &figures["all"];
    for (key, value) in [
        ("n", json!(4)),
        ("left_out", json!(1)),
        ("positives", json!(3)),
        ("precision", json!(1.0)),
        ("recall", json!(0.6667)),
        ("f1", json!(0.8)),
        ("fpr", json!(0.0)),
        ("recall_explicit", json!(1.0)),
        ("recall_oblique", json!(0.0)),
        ("boundary", json!({"precision": 1.0, "recall": 1.0, "n": 1})),
        (
            "invitation",
            json!({"precision": null, "recall": null, "n": 0}),
        ),
    ] {
        assert_eq!(all[key], value, "{key}");
    }
    // Wilson's interval of two of three, worked out by hand.
    assert_eq!(all["intervals"]["recall"], json!([0.2077, 0.9385]));
    let (_, score) = figures["files"].as_object().unwrap().iter().next().unwrap();
    assert_eq!(score["wrong"], json!(["b"]));
    assert_eq!(score["places"]["Scotland"]["n"], json!(3));
    let text = measured.text();
    assert!(text.contains("wrong, ask: b\n"), "{text}");
}

#[test]
fn what_is_undefined_is_null() {
    let path = file("undefined", &[json!({"about": "no rows"}).to_string()]);
    let all = &measured(&path).unwrap().json()["all"];
    assert_eq!(all["n"], json!(0));
    for key in [
        "precision",
        "recall",
        "f1",
        "fpr",
        "recall_explicit",
        "recall_oblique",
    ] {
        assert_eq!(all[key], Value::Null, "{key}");
    }
}

#[test]
fn rows_without_a_label_are_refused() {
    let right = row("a", "Gardening", ("other", "no", false), None);
    let wrong = [
        r#"{"id": "b", "bio": "Gardening"}"#.to_owned(),
        json!({"about": "not the first line"}).to_string(),
        row("b", "Gardening", ("nice", "no", false), None),
        row("b", "Gardening", ("other", "maybe", false), None),
        right.replace("false", "null"),
        "no JSON".to_owned(),
    ];
    for (number, wrong) in wrong.into_iter().enumerate() {
        let path = file(&format!("refused-{number}"), &[right.clone(), wrong]);
        let reason = measured(&path).err().unwrap();
        assert!(reason.contains(".jsonl:2: "), "{reason}");
    }
}

#[test]
fn negation_is_what_the_second_baseline_knows_more() {
    let truth = ("other", "no", false);
    let lines = [
        row("a", "Not a psychiatric patient", truth, None),
        row("b", "Psychosis was ruled out", truth, None),
        row("c", "Not just a psychiatric patient", truth, None),
        row("d", "Not here. Psychiatric patient", truth, None),
    ];
    let baselines = &measured(&file("negation", &lines)).unwrap().json()["all"]["baselines"];
    assert_eq!(baselines["keywords"]["fpr"], json!(1.0));
    assert_eq!(baselines["keywords with NegEx"]["fpr"], json!(0.5));
}

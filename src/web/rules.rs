//! Each rule's two lines once more, through WebAssembly: what is read natively
//! is what ships.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::account::Account;
use crate::recognise;

const LINES: &str = include_str!("../../tests/rules.tsv");

fn is_found(rule: &str, text: &str) -> bool {
    let account = Account {
        bio: Some(text.to_owned()),
        ..Account::default()
    };
    recognise::explain(&account)
        .iter()
        .any(|(found, _, _)| *found == rule)
}

#[wasm_bindgen_test]
fn each_rule_is_found_where_it_should_be_and_nowhere_else() {
    let lines = LINES
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    let mut seen = 0;
    for line in lines {
        let [rule, yes, no, ..] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line} has not its columns");
        };
        assert!(is_found(rule, yes), "{rule} is not found in `{yes}`");
        assert!(!is_found(rule, no), "{rule} is found in `{no}`");
        seen += 1;
    }
    assert!(seen > 80, "the lines are there");
}

//! Every rule is found where it should be and not where it must not be.

use std::collections::BTreeSet;

use knock_first::account::Account;
use knock_first::recognise;

const LINES: &str = include_str!("rules.tsv");

fn found(text: &str) -> BTreeSet<&'static str> {
    let account = Account {
        bio: Some(text.to_owned()),
        ..Account::default()
    };
    recognise::explain(&account)
        .into_iter()
        .map(|(rule, _, _)| rule)
        .collect()
}

fn lines() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    LINES
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, cells.next()?, cells.next()?))
        })
}

#[test]
fn each_rule_is_found_where_it_should_be_and_nowhere_else() {
    let mut wrong = Vec::new();
    for (rule, yes, no) in lines() {
        if !found(yes).contains(rule) {
            wrong.push(format!("{rule} is not found in `{yes}`"));
        }
        if found(no).contains(rule) {
            wrong.push(format!("{rule} is found in `{no}`"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_line() {
    let with: BTreeSet<&str> = lines().map(|line| line.0).collect();
    let rules: BTreeSet<&str> = recognise::rules().collect();
    let unlike: Vec<&&str> = rules.symmetric_difference(&with).collect();
    assert!(
        unlike.is_empty(),
        "rules without lines, or lines without rules: {unlike:?}"
    );
}

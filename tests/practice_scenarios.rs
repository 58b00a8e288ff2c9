//! The scenarios of the practice timeline do what they say: each is read as the
//! page would read it, and the same recogniser and the same table decide as on
//! X. `tests/e2e/scenarios.test.mjs` holds them to the JSON Schema; here are the
//! rules that a schema cannot say. Each rule lists what breaks it, and is shown
//! something that does.
#![cfg(test)]

use std::collections::BTreeSet;
use std::fs;

use knock_first::account::{Account, Relation};
use knock_first::moment::Moment;
use knock_first::page::action::Action;
use knock_first::page::{handle, tag};
use knock_first::recognise;
use knock_first::reflect::{Decision, Form, History, Step, decide};
use serde_json::{Value, json};

const FOLDER: &str = "extension/practice/scenarios";
const LANGUAGES: [&str; 2] = ["en", "cy"];
/// As X has them: what is longer could not be written there.
const LONGEST_BIO: usize = 160;
const LONGEST_POST: usize = 280;
/// What the project's field report names, and nothing beyond it: body, title,
/// year, paragraphs.
const GUIDANCE: &[(&str, &str, u64, &[&str])] = &[
    (
        "NMC",
        "The Code",
        2018,
        &["1.3", "1.5", "5", "20.3", "20.5", "20.6", "20.8", "20.10"],
    ),
    (
        "NMC",
        "Guidance on using social media responsibly",
        2015,
        &[],
    ),
    (
        "NMC",
        "Future nurse: Standards of proficiency for registered nurses",
        2018,
        &[],
    ),
    (
        "HCPC",
        "Standards of conduct, performance and ethics",
        2024,
        &[],
    ),
    ("HCPC", "Guidance on the use of social media", 2024, &[]),
    (
        "GMC",
        "Using social media as a medical professional",
        2024,
        &["14"],
    ),
    (
        "GMC",
        "Maintaining personal and professional boundaries",
        2024,
        &[],
    ),
    (
        "BPS",
        "Ethics guidelines for internet-mediated research",
        2021,
        &[],
    ),
    (
        "Health Education England and RCN",
        "Improving Digital Literacy",
        2017,
        &[],
    ),
];

// --- reading them --------------------------------------------------------------------------------

fn scenarios() -> Vec<(String, Value)> {
    let mut found: Vec<(String, Value)> = fs::read_dir(FOLDER)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let scenario = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
            (name, scenario)
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn items<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> + Clone {
    value[key].as_array().into_iter().flatten()
}

fn with<'a>(scenario: &'a Value, list: &str, key: &str, name: &str) -> Option<&'a Value> {
    items(scenario, list).find(|one| text(one, key) == name)
}

/// Every text with the place where it stands; a text is what has a language.
fn texts<'a>(value: &'a Value, place: &str, found: &mut Vec<(String, &'a Value)>) {
    match value {
        Value::Object(fields) if fields.contains_key("en") || fields.contains_key("cy") => {
            found.push((place.to_owned(), value));
        }
        Value::Object(fields) => {
            for (key, inner) in fields {
                texts(inner, &format!("{place}/{key}"), found);
            }
        }
        Value::Array(list) => {
            for (at, inner) in list.iter().enumerate() {
                texts(inner, &format!("{place}/{at}"), found);
            }
        }
        _ => {}
    }
}

fn all_texts(scenario: &Value) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    texts(scenario, "", &mut found);
    found
}

// --- the rules -----------------------------------------------------------------------------------

/// Everybody is declared invented, mentions in any text too.
fn undeclared(scenario: &Value) -> Vec<String> {
    let declared: BTreeSet<String> = items(scenario, "invented")
        .filter_map(Value::as_str)
        .map(str::to_lowercase)
        .collect();
    let people = items(scenario, "accounts").chain([&scenario["reader"]]);
    let mut named: Vec<String> = people
        .flat_map(|one| [text(one, "handle").to_owned(), text(one, "name").to_owned()])
        .collect();
    for (_, value) in all_texts(scenario) {
        for language in LANGUAGES {
            named.extend(handle::mentions(text(value, language)));
        }
    }
    named.retain(|name| !declared.contains(&name.to_lowercase()));
    named
}

/// Both languages everywhere, and as long as X allows.
fn badly_written(scenario: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    for (place, value) in all_texts(scenario) {
        let most = if place.ends_with("/bio") {
            LONGEST_BIO
        } else if place.starts_with("/posts/") {
            LONGEST_POST
        } else {
            usize::MAX
        };
        for language in LANGUAGES {
            let length = text(value, language).chars().count();
            if length == 0 || length > most {
                faults.push(format!("{place} {language}: {length} characters"));
            }
        }
    }
    faults
}

/// What the narrator says keeps the words that no message of ours may have.
/// What the people say is theirs: they name what they like.
fn badly_worded(scenario: &Value, rules: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (place, value) in all_texts(scenario) {
        if place.ends_with("/bio") || place.starts_with("/posts/") {
            continue;
        }
        for rule in rules.lines() {
            let columns: Vec<&str> = rule.split('\t').collect();
            let [language, "anywhere", words, ..] = columns[..] else {
                continue;
            };
            let said = text(value, language).to_lowercase();
            let is_said = |word: &&str| match word.strip_prefix('=') {
                Some(whole) => said
                    .split(|c: char| !c.is_alphanumeric() && c != '\'')
                    .any(|one| one == whole),
                None => said.contains(*word),
            };
            faults.extend(
                words
                    .split(';')
                    .filter(is_said)
                    .map(|word| format!("{place} {language}: {word}")),
            );
        }
        for language in LANGUAGES {
            if text(value, language).contains('!') {
                faults.push(format!("{place} {language}: an exclamation mark"));
            }
        }
    }
    faults
}

/// Posts, people and steps fit together, as a page of X would show them.
fn disjointed(scenario: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let own = text(&scenario["reader"], "handle");
    let is_known = |name: &str| with(scenario, "accounts", "handle", name).is_some();
    let mut ids = BTreeSet::new();
    for post in items(scenario, "posts") {
        let id = text(post, "id");
        if !ids.insert(id) {
            faults.push(format!("post {id}: twice"));
        }
        let by = text(post, "by");
        if by != own && !is_known(by) {
            faults.push(format!("post {id}: by nobody"));
        }
        for link in ["answers", "quotes"] {
            let other = text(post, link);
            if !other.is_empty() && with(scenario, "posts", "id", other).is_none() {
                faults.push(format!("post {id}: {link} what is not there"));
            }
        }
    }
    let mut done = BTreeSet::new();
    for (at, step) in items(scenario, "steps").enumerate() {
        let (who, action, view) = (
            text(step, "account"),
            text(step, "action"),
            text(step, "view"),
        );
        let mut check = |holds: bool, what: &str| {
            if !holds {
                faults.push(format!("step {at}: {what}"));
            }
        };
        check(
            done.insert((who, action)),
            "asked about already, so it passes",
        );
        check(is_known(who), "nobody has that handle");
        let account = with(scenario, "accounts", "handle", who).unwrap_or(&Value::Null);
        let follows = account["youFollow"] == true;
        let post = with(scenario, "posts", "id", text(step, "post"));
        match action {
            // The draft: what the reader is about to post.
            "tag" => check(
                post.is_some_and(|post| {
                    text(post, "by") == own
                        && LANGUAGES.iter().all(|language| {
                            tag::community_tag(text(&post["text"], language)).is_some()
                        })
                }),
                "a post of the reader's own with a community's tag is needed",
            ),
            "reply" | "quote" | "bookmark" | "copylink" => check(
                post.is_some_and(|post| text(post, "by") == who),
                "a post of theirs is needed",
            ),
            "follow" => check(!follows, "followed already"),
            // The bell is shown only on the profile of somebody who is followed.
            "notify" => check(follows && view == "profile", "no bell there"),
            "message" => check(view == "profile", "no envelope there"),
            _ => {}
        }
        check(view != "post" || post.is_some(), "no post to be shown");
    }
    faults
}

/// Only guidance that the field report has, by the paragraphs that it names.
fn unfounded(scenario: &Value) -> Vec<String> {
    let is_known = |entry: &&Value| {
        !GUIDANCE.iter().any(|(body, title, year, paragraphs)| {
            text(entry, "body") == *body
                && text(entry, "title") == *title
                && entry["year"] == *year
                && (entry.get("paragraph").is_none()
                    || paragraphs.contains(&text(entry, "paragraph")))
        })
    };
    let unknown = items(scenario, "guidance").filter(is_known);
    unknown.map(ToString::to_string).collect()
}

// --- what the tool does --------------------------------------------------------------------------

/// What the tool does at a step, asked for the first time, as it is installed.
fn does(scenario: &Value, step: &Value, language: &str) -> &'static str {
    let action = Action::named(text(step, "action")).unwrap();
    if !Action::BY_DEFAULT.contains(&action) {
        return "through";
    }
    let who = with(scenario, "accounts", "handle", text(step, "account")).unwrap();
    let own = text(&scenario["reader"], "handle");
    // Only what is about one post of theirs is read with it.
    let is_about_post = matches!(action, Action::Reply | Action::Quote);
    let post = with(scenario, "posts", "id", text(step, "post"))
        .filter(|_| is_about_post)
        .map(|post| text(&post["text"], language).to_owned());
    let account = Account {
        handle: Some(text(who, "handle").to_owned()),
        name: Some(text(who, "name").to_owned()),
        bio: Some(text(&who["bio"], language).to_owned()),
        location: Some(text(&who["location"], language).to_owned()),
        post: post.clone(),
        ..Account::default()
    };
    let relation = Relation {
        follows_you: Some(who["followsYou"] == true),
        followed: Some(who["youFollow"] == true),
        notified: Some(false),
        wrote_first: post
            .as_deref()
            .map(|post| handle::mentions(post).any(|name| name.eq_ignore_ascii_case(own))),
    };
    let mut history = History::default();
    history.learn(&format!("role={}", text(&scenario["reader"], "role")));
    let step = Step {
        action,
        account: &account,
        relation,
    };
    match decide(&recognise::read(&account), &step, &history, Moment(1e12)) {
        Decision::LetThrough => "through",
        Decision::Pause(pause) => match pause.form {
            Form::Ordinary => "ordinary",
            Form::Firm => "firm",
            Form::Colleague => "colleague",
            Form::Light => "light",
            Form::Carer => "carer",
            Form::Space => "space",
        },
    }
}

fn mistaken(scenario: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    for (at, step) in items(scenario, "steps").enumerate() {
        for language in LANGUAGES {
            let (done, expected) = (does(scenario, step, language), text(step, "expect"));
            if done != expected {
                faults.push(format!("step {at} {language}: {done}, not {expected}"));
            }
        }
    }
    faults
}

// --- held to them --------------------------------------------------------------------------------

/// Whatever is wrong with any of them, all at once.
fn faults(rule: impl Fn(&Value) -> Vec<String>) -> Vec<String> {
    let of_one = |(name, scenario): &(String, Value)| {
        let faults = rule(scenario);
        faults
            .into_iter()
            .map(|fault| format!("{name}: {fault}"))
            .collect::<Vec<_>>()
    };
    scenarios().iter().flat_map(of_one).collect()
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_tool_does_what_each_step_expects_in_both_languages() {
    none(&faults(mistaken));
}

#[test]
fn everybody_in_them_is_declared_invented() {
    none(&faults(undeclared));
}

#[test]
fn both_languages_say_everything_and_no_more_than_x_has_room_for() {
    none(&faults(badly_written));
}

#[test]
fn the_narrator_names_no_condition_and_passes_no_verdict() {
    let rules = fs::read_to_string("tests/wording.tsv").unwrap();
    none(&faults(|scenario| badly_worded(scenario, &rules)));
}

#[test]
fn people_posts_and_steps_fit_together() {
    none(&faults(disjointed));
}

#[test]
fn guidance_is_cited_as_the_field_report_has_it() {
    none(&faults(unfounded));
}

#[test]
fn a_file_is_named_after_its_scenario_and_has_a_place_in_the_course() {
    let scenarios = scenarios();
    for (name, scenario) in &scenarios {
        assert_eq!(name, text(scenario, "id"));
    }
    let lines = |path: &str| -> Vec<String> {
        let text = fs::read_to_string(path).unwrap();
        text.lines().map(str::to_owned).collect()
    };
    let names: BTreeSet<String> = scenarios.into_iter().map(|(name, _)| name).collect();
    let order = lines(&format!("{FOLDER}/order.txt"));
    assert_eq!(
        order.len(),
        names.len(),
        "one is twice in order.txt, or not at all"
    );
    assert_eq!(order.into_iter().collect::<BTreeSet<_>>(), names);
    let starters = lines("extension/practice/starters.txt");
    assert_eq!(starters.len(), 3);
    assert!(starters.iter().all(|starter| names.contains(starter)));
}

#[test]
fn together_they_cover_every_act_answer_role_and_grade() {
    let scenarios = scenarios();
    assert!(scenarios.len() >= 24, "{} scenarios", scenarios.len());
    let steps = || scenarios.iter().flat_map(|(_, one)| items(one, "steps"));
    for action in Action::ALL {
        let is_tried = steps().any(|step| text(step, "action") == action.name());
        assert!(is_tried, "{action:?}");
    }
    for expected in [
        "through",
        "ordinary",
        "firm",
        "colleague",
        "light",
        "carer",
        "space",
    ] {
        assert!(
            steps().any(|step| text(step, "expect") == expected),
            "{expected}"
        );
    }
    for role in ["nurse", "student", "lecturer", "researcher", "other"] {
        let is_played = scenarios
            .iter()
            .any(|(_, one)| text(&one["reader"], "role") == role);
        assert!(is_played, "{role}");
    }
    for grade in 1..=3 {
        assert!(
            scenarios.iter().any(|(_, one)| one["grade"] == grade),
            "grade {grade}"
        );
    }
}

/// In the tables of a teaching paper, what stands in italics and begins with a
/// capital is a scenario's title.
fn unheard_of(paper: &str, titles: &BTreeSet<String>) -> Vec<String> {
    let rows = paper.lines().filter(|line| line.starts_with('|'));
    let plain: Vec<String> = rows.map(|row| row.replace("**", "")).collect();
    let italics = plain
        .iter()
        .flat_map(|row| row.split('*').skip(1).step_by(2));
    let named = italics.filter(|words| words.starts_with(char::is_uppercase));
    named
        .filter(|title| !titles.contains(*title))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_teaching_papers_name_scenarios_that_there_are() {
    for (language, ending) in [("en", "md"), ("cy", "cy.md")] {
        let scenarios = scenarios();
        let title = |(_, one): &(String, Value)| text(&one["title"], language).to_owned();
        let titles: BTreeSet<String> = scenarios.iter().map(title).collect();
        for paper in ["session-plan", "workshop"] {
            let path = format!("docs/teaching/{paper}.{ending}");
            let paper = fs::read_to_string(&path).unwrap();
            let faults = unheard_of(&paper, &titles);
            assert!(faults.is_empty(), "{path}: {faults:?}");
            assert!(titles.iter().any(|title| paper.contains(title)), "{path}");
        }
    }
    assert!(!unheard_of("| 5 | *No such scenario* |", &BTreeSet::new()).is_empty());
}

#[test]
fn every_rule_finds_what_breaks_it() {
    let mut scenarios = scenarios();
    let reply = |(_, one): &(String, Value)| one["steps"][0]["action"] == "reply";
    let (_, good) = scenarios.swap_remove(scenarios.iter().position(reply).unwrap());
    let rules = "en\tanywhere\trisk;=verdict\twhy";
    let broken = |pointer: &str, value: Value| {
        let mut scenario = good.clone();
        *scenario.pointer_mut(pointer).unwrap() = value;
        scenario
    };
    assert!(!undeclared(&broken("/accounts/0/handle", json!("somebody"))).is_empty());
    assert!(!undeclared(&broken("/accounts/0/name", json!("Some Body"))).is_empty());
    let mention = json!({ "en": "Ask @somebody_else.", "cy": "Holwch." });
    assert!(!undeclared(&broken("/scene", mention)).is_empty());
    assert!(!badly_written(&broken("/scene", json!({ "en": "Here." }))).is_empty());
    let long = json!({ "en": "b".repeat(LONGEST_BIO + 1), "cy": "b" });
    assert!(!badly_written(&broken("/accounts/0/bio", long)).is_empty());
    for said in ["At risk.", "A verdict.", "No!"] {
        let scenario = broken("/scene", json!({ "en": said, "cy": "Na." }));
        assert!(!badly_worded(&scenario, rules).is_empty(), "{said}");
    }
    assert!(!disjointed(&broken("/steps/0/account", json!("somebody"))).is_empty());
    assert!(!disjointed(&broken("/steps/0/action", json!("notify"))).is_empty());
    assert!(!disjointed(&broken("/steps/0/post", json!("nothing"))).is_empty());
    assert!(!disjointed(&broken("/posts/0/by", json!("somebody"))).is_empty());
    let twice = json!([good["posts"][0], good["posts"][0]]);
    assert!(!disjointed(&broken("/posts", twice)).is_empty());
    let mut answer = good["posts"][0].clone();
    answer["answers"] = json!("nothing");
    assert!(!disjointed(&broken("/posts/0", answer)).is_empty());
    let (body, title, year, _) = GUIDANCE[0];
    let code =
        |paragraph| json!({ "body": body, "title": title, "year": year, "paragraph": paragraph });
    assert!(unfounded(&broken("/guidance/0", code("20.10"))).is_empty());
    assert!(!unfounded(&broken("/guidance/0", code("99"))).is_empty());
    assert!(!mistaken(&broken("/steps/0/expect", json!("space"))).is_empty());
}

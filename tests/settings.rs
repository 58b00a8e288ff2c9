//! The settings in the code, in the managed schema and in the documents are the
//! same; so are the keys of what is kept, and the permissions on the page of
//! settings.
#![cfg(test)]

use std::fs;
use std::path::Path;

use knock_first::keep::organisation::{LONGEST_LINE, LONGEST_LINK, LONGEST_NAME, Say};
use knock_first::keep::{Kept, STORED, Settled, settle};
use knock_first::message::{Outcome, Task};
use knock_first::moment::{DAY, Moment};
use knock_first::page::action::Action;
use knock_first::reflect::Standing;
use knock_first::settings::{
    LARGEST_RATION, Language, MONTHS, MOST_ACCOUNTS, Mode, Role, Setting, Settings,
};
use knock_first::value::json as kept_as;
use serde_json::{Value, json};

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

/// A value of the crate's, as JSON.
fn as_json(value: &knock_first::value::Value) -> Value {
    serde_json::from_str(&kept_as::written_value(value)).unwrap()
}

fn json_of(path: &str) -> Value {
    serde_json::from_str(&read(path)).expect(path)
}

/// What the schema has to say of a setting, besides its description.
fn schema(setting: Setting) -> Value {
    let named = |names: Vec<&str>| json!({ "type": "string", "enum": names });
    match setting {
        Setting::On => json!({ "type": "boolean" }),
        Setting::Mode => named(Mode::ALL.iter().map(|one| one.name()).collect()),
        Setting::Role => named(Role::ALL.iter().map(|one| one.name()).collect()),
        Setting::Language => named(Language::ALL.iter().map(|one| one.name()).collect()),
        Setting::Actions => {
            let actions = named(Action::ALL.iter().map(|one| one.name()).collect());
            json!({ "type": "array", "items": actions })
        }
        Setting::Ration => json!({ "type": "integer", "minimum": 0, "maximum": LARGEST_RATION }),
        Setting::Accounts => json!({ "type": "array", "items": { "type": "string" } }),
        Setting::KeepMonths => json!({ "type": "integer", "enum": MONTHS }),
    }
}

/// Likewise, of what an organisation says besides.
fn schema_of(say: Say) -> Value {
    let settings: Vec<&str> = Setting::ALL.iter().map(|one| one.name()).collect();
    match say {
        Say::Welcome => json!({ "type": "boolean" }),
        Say::Unlocked => {
            json!({ "type": "array", "items": { "type": "string", "enum": settings } })
        }
        _ => json!({ "type": "string" }),
    }
}

const EXAMPLE: &str = " Example: ";

/// What a setting changes, and its example, out of its description.
fn described(schema: &Value, name: &str) -> (String, Value) {
    let text = schema["properties"][name]["description"].as_str();
    let (what, example) = text.unwrap_or_default().split_once(EXAMPLE).expect(name);
    (what.to_owned(), serde_json::from_str(example).expect(name))
}

/// Every name in the schema with its example.
fn examples() -> Vec<(String, Value)> {
    let schema = json_of("extension/managed_schema.json");
    let names = schema["properties"].as_object().unwrap().keys();
    let example = |name: &String| (name.clone(), described(&schema, name).1);
    names.map(example).collect()
}

/// Values as a browser hands them over.
fn values(json: Value) -> knock_first::value::Map {
    let value = kept_as::stored(&json.to_string()).unwrap();
    value.entries().to_vec()
}

/// Where the schema differs from the code.
fn differences(schema_file: &Value) -> Vec<String> {
    let says = Say::ALL.iter().map(|say| (say.name(), schema_of(*say)));
    let mut expected: Vec<(&str, Value)> = says.collect();
    expected.extend(Setting::ALL.iter().map(|one| (one.name(), schema(*one))));
    let properties = schema_file["properties"].as_object().unwrap();
    let known = |name: &String| expected.iter().any(|(known, _)| known == name);
    let unknown = properties.keys().filter(|name| !known(name));
    let mut broken: Vec<String> = unknown
        .map(|name| format!("{name} is no setting"))
        .collect();
    for (name, wanted) in &expected {
        let mut found = properties.get(*name).cloned().unwrap_or_default();
        let description = found
            .as_object_mut()
            .and_then(|one| one.remove("description"));
        if found != *wanted {
            broken.push(format!("{name} is {found}, not {wanted}"));
        }
        let description = description.unwrap_or_default();
        let description = description.as_str().unwrap_or_default();
        let is_json = |text| serde_json::from_str::<Value>(text).is_ok();
        let example = description.split_once(EXAMPLE).map(|(_, example)| example);
        if !example.is_some_and(is_json) {
            broken.push(format!("{name} is not described, or has no example"));
        }
    }
    broken
}

#[test]
fn the_managed_schema_is_the_codes() {
    let schema = json_of("extension/managed_schema.json");
    assert_eq!(differences(&schema), [""; 0]);
    assert_eq!(
        json_of("manifest.json")["storage"]["managed_schema"],
        "managed_schema.json"
    );
    let mut changed = schema.clone();
    changed["properties"]["ration"]["maximum"] = 60.into();
    assert_eq!(differences(&changed).len(), 1);
    let mut changed = schema;
    let properties = changed["properties"].as_object_mut().unwrap();
    properties.remove("mode");
    properties.insert("colour".into(), json!({ "type": "string" }));
    assert_eq!(differences(&changed).len(), 3);
}

/// The rows of the document's tables: their cells.
fn rows(text: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| {
        let cells = line.trim_matches('|').split('|');
        cells.map(|cell| cell.trim().to_owned()).collect()
    };
    text.lines()
        .filter(|line| line.starts_with("| `"))
        .map(cells)
        .collect()
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`\"{name}\"`")).collect();
    names.join(", ")
}

#[test]
fn the_document_has_the_codes_settings_and_the_schemas_words() {
    let rows = rows(&read("docs/settings.md"));
    let schema = json_of("extension/managed_schema.json");
    let defaults = Settings::default();
    for (row, setting) in rows.iter().zip(Setting::ALL) {
        let of_type = &schema["properties"][setting.name()];
        let names = |list: &Value| -> String {
            let list = list["enum"].as_array().unwrap();
            quoted(
                &list
                    .iter()
                    .map(|one| one.as_str().unwrap())
                    .collect::<Vec<_>>(),
            )
        };
        let values = match setting {
            Setting::On => "`true`, `false`".into(),
            Setting::Actions => format!("list of {}", names(&of_type["items"])),
            Setting::Ration => format!("0 to {LARGEST_RATION}"),
            Setting::Accounts => "list of texts".into(),
            Setting::KeepMonths => MONTHS.map(|months| format!("`{months}`")).join(", "),
            Setting::Mode | Setting::Role | Setting::Language => names(of_type),
        };
        let first = match setting {
            Setting::Actions => "all but the last two".into(),
            _ => {
                format!("`{}`", as_json(&defaults.get(*setting)))
            }
        };
        let (changes, _) = described(&schema, setting.name());
        assert_eq!(
            row[..],
            [format!("`{}`", setting.name()), values, first, changes]
        );
    }
    let (left_out, last_two) = Action::ALL.split_at(Action::ALL.len() - 2);
    assert_eq!(left_out, Action::BY_DEFAULT);
    assert_eq!(last_two.len(), 2);
    assert!(rows[6][3].contains(&MOST_ACCOUNTS.to_string()));
    let says = &rows[Setting::ALL.len()..];
    assert_eq!(says.len(), Say::ALL.len());
    for (row, say) in says.iter().zip(Say::ALL) {
        let (changes, example) = described(&schema, say.name());
        let example = serde_json::to_string(&example)
            .unwrap()
            .replace(",\"", ", \"");
        let expected = [
            format!("`{}`", say.name()),
            format!("`{example}`"),
            changes.clone(),
        ];
        assert_eq!(row[..], expected);
        let most = match say {
            Say::Line | Say::LineWelsh => LONGEST_LINE,
            Say::Name | Say::Contact => LONGEST_NAME,
            Say::Link => LONGEST_LINK,
            Say::Welcome | Say::Unlocked => continue,
        };
        assert!(changes.contains(&format!("{most} characters")), "{changes}");
    }
}

// --- what an organisation can do -----------------------------------------------------------------

#[test]
fn every_example_of_the_schema_is_taken() {
    let all: serde_json::Map<String, Value> = examples().into_iter().collect();
    assert_eq!(all.len(), Say::ALL.len() + Setting::ALL.len());
    assert_eq!(settle(&[], &values(Value::Object(all))).refused, []);
    for (name, example) in examples() {
        let settled = settle(&[], &values(json!({ name.clone(): example })));
        assert_eq!(settled.refused, [], "{name}");
        // It differs from what is there at first, or it would show nothing.
        if !["on", "accounts"].contains(&name.as_str()) {
            assert_ne!(settled, Settled::default(), "{name}");
        }
    }
}

/// Words that a setting which saw, collected or told anything would need.
const NEVER: &[&str] = &[
    "audit",
    "alert",
    "analytic",
    "collect",
    "dashboard",
    "endpoint",
    "export",
    "identif",
    "log ",
    "logs",
    "logging",
    "manager",
    "metric",
    "monitor",
    "notif",
    "observ",
    "record",
    "report",
    "send",
    "server",
    "staff",
    "statistic",
    "telemetry",
    "token",
    "track",
    "upload",
    "username",
    "webhook",
];

fn tells(names: &[(String, String)]) -> Vec<String> {
    let mut broken = Vec::new();
    for (name, description) in names {
        // Whom it asks about, not what was done: the name of a control on X.
        let text = format!("{name} {description}").to_lowercase();
        let found = NEVER.iter().filter(|word| text.contains(**word));
        broken.extend(found.map(|word| format!("{name}: {word}")));
    }
    broken
}

#[test]
fn no_setting_is_about_what_somebody_did_or_met() {
    let schema = json_of("extension/managed_schema.json");
    let names = |(name, _): (String, Value)| {
        let what = described(&schema, &name).0;
        (name, what)
    };
    let all: Vec<(String, String)> = examples().into_iter().map(names).collect();
    assert_eq!(tells(&all), [""; 0]);
    for name in ["reportTo", "sendTallies", "auditLog", "telemetry"] {
        assert!(!tells(&[(name.into(), String::new())]).is_empty());
    }
    // A new name needs a line here, and somebody who thinks about it.
    let written: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    let mut thought_of = vec![
        "organisation",
        "line",
        "lineWelsh",
        "policyLink",
        "contact",
        "welcome",
        "unlocked",
        "on",
        "mode",
        "actions",
        "ration",
        "role",
        "language",
        "accounts",
        "keepMonths",
    ];
    thought_of.sort_unstable();
    assert_eq!(written, thought_of);
}

/// What people do in a week or so, as the content script tells it.
const DONE: &[&str] = &[
    "asked 1 4 1f 2f",
    "left follow learn lived",
    "on follow know professional",
    "through reply unknown",
    "through bookmark other",
    "wrong 3f",
    "mark 4f",
];

/// What is kept after that, under a policy, and how things stood then.
fn kept_under(own: &Value, policy: &Value) -> (Kept, Settled, String) {
    let mut kept = Kept {
        settings: values(own.clone()),
        ..Kept::default()
    };
    let settled = settle(&kept.settings, &values(policy.clone()));
    let mut session = Standing::default();
    let now = Moment(20_000.5 * DAY);
    kept.draw_key([7; 16]);
    for line in DONE {
        let task = Task::read(line).expect(line);
        let outcome = kept.perform(&task, &mut session, &settled, now);
        assert_eq!(outcome, Outcome::Done, "{line}");
    }
    kept.tidy(settled.settings.keep_months, now);
    let mut told = kept.standing(&settled.settings, now).kept();
    told.push_str(&session.of_session());
    (kept, settled, told)
}

fn json_kept(kept: &Kept) -> Value {
    as_json(&knock_first::value::Value::Map(kept.written()))
}

/// An organisation has no part in what is kept of what somebody does: under
/// any policy the same is kept, or less; what it says is kept nowhere; and
/// whatever is kept can be forgotten.
#[test]
fn no_policy_has_anything_kept_that_would_not_be_kept_without_it() {
    let mut policies: Vec<Value> = examples()
        .into_iter()
        .map(|(name, example)| json!({ name: example }))
        .collect();
    policies.push(Value::Object(examples().into_iter().collect()));
    let all: Vec<&str> = Action::ALL.iter().map(|action| action.name()).collect();
    policies.push(
        json!({ "on": true, "mode": "described", "actions": all, "ration": 50, "keepMonths": 12 }),
    );
    policies
        .push(json!({ "collect": true, "reportTo": "https://moss.example/", "keepMonths": 99 }));
    for own in [
        json!({}),
        json!({ "keepMonths": 3 }),
        json!({ "keepMonths": 0 }),
    ] {
        let (without, plain, _) = kept_under(&own, &json!({}));
        for policy in &policies {
            let (mut kept, settled, told) = kept_under(&own, policy);
            let case = format!("{own} {policy}");
            assert!(
                settled.settings.keep_months <= plain.settings.keep_months,
                "{case}"
            );
            let [mut with, mut would] = [&kept, &without].map(json_kept);
            if settled.settings.keep_months == 0 {
                assert_eq!(with["tallies"], json!({}), "{case}");
                would["tallies"].take();
                with["tallies"].take();
            }
            assert_eq!(with, would, "{case}");
            for own_words in [
                "Marsh",
                "knock first",
                "Cnociwch",
                "intranet",
                "4321",
                "moss.example",
            ] {
                assert!(!told.contains(own_words), "{case}: {told}");
                assert!(!with.to_string().contains(own_words), "{case}");
            }
            let now = Moment(20_000.5 * DAY);
            for task in [
                "erase",
                "forget",
                "rest hour",
                "rest tomorrow",
                "choose keepMonths 0",
            ] {
                let task = Task::read(task).expect(task);
                let outcome = kept.perform(&task, &mut Standing::default(), &settled, now);
                let is_refused = settled.forbids(Setting::KeepMonths, &0.into());
                assert!(outcome == Outcome::Done || is_refused, "{case} {task:?}");
            }
            assert_eq!(json_kept(&kept)["tallies"], json!({}), "{case}");
            assert_eq!(json_kept(&kept)["marks"], json!({}), "{case}");
            assert!(kept.until.0 > now.0, "{case}");
        }
    }
    assert_ne!(
        json_kept(&kept_under(&json!({}), &json!({})).0)["tallies"],
        json!({})
    );
}

// --- what is kept --------------------------------------------------------------------------------

/// Each `<dt><code>` of a page, with the message its `<dd>` names and the
/// example there.
fn terms(page: &str) -> Vec<(String, String, String)> {
    let between = |text: &str, from: &str, to: &str| {
        let rest = text.split_once(from).map(|(_, rest)| rest.to_owned());
        rest.and_then(|rest| rest.split_once(to).map(|(found, _)| found.to_owned()))
            .unwrap_or_default()
    };
    page.split("<dt>")
        .skip(1)
        .map(|term| {
            let example = term.split_once("<dd>").map_or("", |(_, rest)| rest);
            (
                between(term, "<code>", "</code>"),
                between(term, "data-words=\"", "\""),
                between(example, "<code>", "</code>"),
            )
        })
        .collect()
}

#[test]
fn everything_that_is_kept_is_on_the_privacy_page_and_in_its_document() {
    let terms = terms(&read("extension/privacy.html"));
    let on_page: Vec<&str> = terms.iter().map(|(key, ..)| key.as_str()).collect();
    let stored: Vec<&str> = STORED.iter().map(|(_, key)| *key).collect();
    assert_eq!(on_page, stored);

    let english = json_of("extension/_locales/en/messages.json");
    let document: Vec<[String; 4]> = rows(&read("docs/privacy.md"))
        .into_iter()
        .map(|row| row.try_into().unwrap())
        .collect();
    let expected: Vec<[String; 4]> = STORED
        .iter()
        .zip(&terms)
        .map(|((area, key), (_, words, example))| {
            let text = english[words]["message"].as_str().unwrap();
            [
                format!("`{key}`"),
                (*area).to_owned(),
                text.to_owned(),
                format!("`{example}`"),
            ]
        })
        .collect();
    assert_eq!(document, expected);
}

#[test]
fn the_table_of_what_is_kept_is_the_codes() {
    let table = read("src/keep.rs");
    let row = |line: &str| {
        let row = line.strip_prefix("//! | `")?;
        let (area, rest) = row.split_once("` | `")?;
        Some((area.to_owned(), rest.split_once('`')?.0.to_owned()))
    };
    let in_table: Vec<(String, String)> = table.lines().filter_map(row).collect();
    let stored: Vec<(String, String)> = STORED
        .iter()
        .map(|(area, key)| ((*area).to_owned(), (*key).to_owned()))
        .collect();
    assert_eq!(in_table, stored);

    let written = Kept::default().written();
    let mut written: Vec<&str> = written.iter().map(|(key, _)| key.as_str()).collect();
    written.push("page");
    let local = STORED.iter().filter(|(area, _)| *area == "local");
    assert_eq!(written, local.map(|(_, key)| *key).collect::<Vec<_>>());
}

#[test]
fn the_examples_of_what_is_kept_can_be_read() {
    for (key, _, example) in terms(&read("extension/privacy.html")) {
        let value: Value = serde_json::from_str(&example).expect(&key);
        let local = json!({ key.clone(): value });
        let kept = Kept::read(&kept_as::stored(&local.to_string()).unwrap());
        let back = as_json(&knock_first::value::Value::Map(kept.written()));
        if let Some(back) = back.get(&key) {
            assert_eq!(back, &local[&key], "{key}");
        }
    }
}

// --- permissions ---------------------------------------------------------------------------------

#[test]
fn the_page_of_settings_explains_every_permission_and_host_and_no_other() {
    let manifest = json_of("manifest.json");
    let list = |value: &Value| -> Vec<String> {
        let list = value.as_array().unwrap().iter();
        list.map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    let mut asked = list(&manifest["permissions"]);
    asked.extend(list(&manifest["content_scripts"][0]["matches"]));
    let terms = terms(&read("extension/options.html"));
    let explained: Vec<String> = terms.iter().map(|(what, ..)| what.clone()).collect();
    assert_eq!(explained, asked);
    assert!(
        terms
            .iter()
            .all(|(_, words, _)| words.starts_with("permission"))
    );
}

/// The texts that a setting has are the same on every page that shows it.
#[test]
fn every_setting_is_on_the_page_of_settings_with_a_line_on_what_it_changes() {
    let page = read("extension/options.html");
    for setting in Setting::ALL {
        let start = format!("<fieldset data-setting=\"{}\"", setting.name());
        let group = page.split_once(&start).unwrap().1;
        let group = group.split_once("</fieldset>").unwrap().0;
        assert!(group.contains("class=\"what\""), "{}", setting.name());
        let offered: Vec<&str> = group
            .split(" value=\"")
            .skip(1)
            .filter_map(|part| part.split_once('"'))
            .map(|(value, _)| value)
            .collect();
        let wanted: Vec<String> = match schema(*setting) {
            of if of["enum"].is_array() => {
                let values = of["enum"].as_array().unwrap().iter();
                values.map(|one| one.to_string().replace('"', "")).collect()
            }
            of if of["items"]["enum"].is_array() => {
                let values = of["items"]["enum"].as_array().unwrap().iter();
                values.map(|one| one.to_string().replace('"', "")).collect()
            }
            _ => Vec::new(),
        };
        let mut offered: Vec<String> = offered.into_iter().map(Into::into).collect();
        let mut wanted = wanted;
        offered.sort();
        wanted.sort();
        assert_eq!(offered, wanted, "{}", setting.name());
    }
}

//! The settings in the code, in the managed schema and in the documents are the
//! same; so are the keys of what is kept, and the permissions on the page of
//! settings.
#![cfg(test)]

use std::fs;
use std::path::Path;

use knock_first::keep::{Kept, ORGANISATION, STORED, WELCOME};
use knock_first::page::action::Action;
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

/// Where the schema differs from the code.
fn differences(schema_file: &Value) -> Vec<String> {
    let mut expected: Vec<(&str, Value)> = vec![
        (ORGANISATION, json!({ "type": "string" })),
        (WELCOME, json!({ "type": "boolean" })),
    ];
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
        if description.as_str().unwrap_or_default().is_empty() {
            broken.push(format!("{name} is not described"));
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
        let changes = of_type["description"].as_str().unwrap();
        assert_eq!(
            row[..],
            [
                format!("`{}`", setting.name()),
                values,
                first,
                changes.to_owned()
            ]
        );
    }
    let (left_out, last_two) = Action::ALL.split_at(Action::ALL.len() - 2);
    assert_eq!(left_out, Action::BY_DEFAULT);
    assert_eq!(last_two.len(), 2);
    assert!(rows[6][3].contains(&MOST_ACCOUNTS.to_string()));
    let others: Vec<&str> = rows[Setting::ALL.len()..]
        .iter()
        .map(|row| row[0].trim_matches('`'))
        .collect();
    assert_eq!(others, [ORGANISATION, WELCOME]);
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

//! The house rules, as tests: what only people would have to remember is
//! forgotten. Each rule is a function that lists what breaks it, and is shown
//! something that does.
#![cfg(test)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use knock_first::locale::{Message, PageMessage};
use knock_first::page::selectors::{self as sel, Selector};
use serde_json::Value;

// --- the repository's files ----------------------------------------------------------------------

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect(path)
}

fn json(path: &str) -> Value {
    serde_json::from_str(&read(path)).expect(path)
}

/// The files below a folder, as `(path in the repository, text)`; none if
/// there is no such folder.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder) else {
            continue;
        };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|ending| ends(&path, ending)) {
                let name = path.strip_prefix(root()).unwrap().display().to_string();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn ends(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found == ending)
}

/// Rust code without its unit tests, which stand at a file's end.
fn without_tests(code: &str) -> &str {
    code.split("\n#[cfg(test)]\nmod ").next().unwrap_or(code)
}

fn sources() -> Vec<(String, String)> {
    let cut = |(path, code): (String, String)| (path, without_tests(&code).to_owned());
    files("src", &["rs"]).into_iter().map(cut).collect()
}

/// Whether `name` occurs where no longer name swallows its beginning.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$')
    })
}

/// Fails with everything that breaks a rule, not with the first of it.
#[track_caller]
fn keeps(broken: Vec<String>) {
    assert!(broken.is_empty(), "\n  {}", broken.join("\n  "));
}

// --- the browser's crates ------------------------------------------------------------------------

const BROWSER_CRATES: &[&str] = &["web_sys", "js_sys", "wasm_bindgen", "gloo"];

fn browser_crates(files: &[(String, String)]) -> Vec<String> {
    let outside = |path: &str| path != "src/web.rs" && !path.starts_with("src/web/");
    let named = |(path, code): &(String, String)| {
        let named = BROWSER_CRATES.iter().find(|name| names(code, name))?;
        outside(path).then(|| format!("{path} names {named}"))
    };
    files.iter().filter_map(named).collect()
}

#[test]
fn only_the_web_folder_names_the_browsers_crates() {
    keeps(browser_crates(&files("src", &["rs"])));
    let file = |path: &str| vec![(path.into(), "use web_sys::Element;".into())];
    assert_eq!(browser_crates(&file("src/page.rs")).len(), 1);
    assert_eq!(browser_crates(&file("src/web/dom.rs")).len(), 0);
}

// --- what must not be in what ships --------------------------------------------------------------

/// Ways out of the browser, ways of making code or markup out of text, and
/// ways of looking when the reader has done nothing.
const NEVER: &[&str] = &[
    "fetch(",
    "XMLHttpRequest",
    "sendBeacon",
    "WebSocket",
    "EventSource",
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "eval(",
    "new Function",
    "MutationObserver",
    "IntersectionObserver",
    "setInterval",
    "setTimeout",
    "requestAnimationFrame",
    "requestIdleCallback",
];

fn never(files: &[(String, String)]) -> Vec<String> {
    let mut broken = Vec::new();
    for (path, code) in files {
        let found = NEVER.iter().filter(|name| names(code, name));
        broken.extend(found.map(|name| format!("{path} has {name}")));
    }
    broken
}

#[test]
fn nothing_that_ships_reaches_out_or_looks_unasked() {
    keeps(never(&sources()));
    keeps(never(&files("extension", &["js", "html", "css"])));
    // What was built last, if anything was: the glue around the core is in it.
    keeps(never(&files("dist/chrome", &["js", "html"])));
    for call in ["fetch(address)", "window.fetch(address)", "x.innerHTML = y"] {
        assert_eq!(never(&[("x.js".into(), call.into())]).len(), 1, "{call}");
    }
    assert_eq!(
        never(&[("x.js".into(), "prefetch(address)".into())]).len(),
        0
    );
}

#[test]
fn unit_tests_are_not_what_ships() {
    assert_eq!(without_tests("code\n#[cfg(test)]\nmod tests {}"), "code");
}

const LONGEST_SCRIPT: usize = 100;

#[test]
fn scripts_written_by_hand_can_be_read_at_a_sitting() {
    let scripts = files("extension", &["js"]);
    assert!(!scripts.is_empty());
    for (path, code) in scripts {
        let lines = code.lines().count();
        assert!(lines <= LONGEST_SCRIPT, "{path} has {lines} lines");
    }
}

// --- messages ------------------------------------------------------------------------------------

/// Messages that only the manifest names.
const OF_MANIFEST: &[&str] = &["extensionName", "extensionDescription", "commandTurn"];

/// The keys in a table of `src/reflect`: its first column.
fn keys(table: &str) -> Vec<String> {
    let key = |line: &str| line.split('\t').next().map(Into::into);
    read(table)
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(key)
        .collect()
}

/// The messages that the dialog's template names.
fn of_template() -> Vec<String> {
    let key = |part: &str| part.split_once("__").map(|(key, _)| key.to_owned());
    let template = read("extension/dialog.html");
    template.split("__MSG_").skip(1).filter_map(key).collect()
}

/// The messages that our own pages name.
fn of_pages() -> Vec<String> {
    let key = |part: &str| part.split_once('"').map(|(key, _)| key.to_owned());
    let pages = files("extension", &["html"]);
    let named = |page: &str| -> Vec<String> {
        let named = ["data-words=\"", "data-label=\""].into_iter();
        let parts = named.flat_map(|start| page.split(start).skip(1));
        parts.filter_map(key).collect()
    };
    pages.iter().flat_map(|(_, page)| named(page)).collect()
}

fn messages(language: &Value) -> Vec<String> {
    let pages = of_pages();
    let asked = keys("src/reflect/questions.tsv");
    let said = keys("src/reflect/said.tsv");
    let sources = keys("src/reflect/sources.tsv");
    let template = of_template();
    let known: BTreeSet<&str> = Message::ALL
        .iter()
        .map(|message| message.key())
        .chain(PageMessage::ALL.iter().map(|message| message.key()))
        .chain(pages.iter().map(String::as_str))
        .chain(OF_MANIFEST.iter().copied())
        .chain(asked.iter().chain(&said).map(String::as_str))
        .chain(sources.iter().chain(&template).map(String::as_str))
        .collect();
    let there = language.as_object().unwrap();
    let unused = there.keys().filter(|key| !known.contains(key.as_str()));
    let mut broken: Vec<String> = unused.map(|key| format!("{key} is not used")).collect();
    for key in known {
        let text = language[key]["message"].as_str().unwrap_or_default();
        if text.trim().is_empty() {
            broken.push(format!("{key} is missing or empty"));
        }
    }
    broken
}

#[test]
fn every_message_is_in_every_language_and_used() {
    let languages = files("extension/_locales", &["json"]);
    let paths: Vec<&str> = languages.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "extension/_locales/cy/messages.json",
            "extension/_locales/en/messages.json"
        ]
    );
    for (path, text) in &languages {
        let broken = messages(&serde_json::from_str(text).unwrap());
        keeps(
            broken
                .iter()
                .map(|what| format!("{path}: {what}"))
                .collect(),
        );
    }
}

#[test]
fn a_message_that_is_missing_or_unused_is_found() {
    let english = json("extension/_locales/en/messages.json");
    for (key, text) in [
        ("leave", ""),
        ("askFollowInvited", " "),
        ("askUnheardOf", "Hello."),
    ] {
        let mut language = english.clone();
        language[key] = serde_json::json!({ "message": text });
        assert_eq!(messages(&language).len(), 1, "{key}: {text}");
    }
    for key in [
        "leave",
        "goOn",
        "askFollowInvited",
        "saidSpaceMay",
        "sourceEthics",
        "thoughtLearn",
        "mirrorWhat",
        "whyLong",
    ] {
        let mut language = english.clone();
        language.as_object_mut().unwrap().remove(key);
        assert_eq!(messages(&language), [format!("{key} is missing or empty")]);
    }
}

#[test]
fn the_two_buttons_have_their_names() {
    let english = json("extension/_locales/en/messages.json");
    assert_eq!(english["leave"]["message"], "Leave it");
    assert_eq!(english["goOn"]["message"], "Go on");
}

// --- the manifest --------------------------------------------------------------------------------

const PERMISSIONS: &[&str] = &["storage"];

const HOSTS: &[&str] = &[
    "https://x.com/*",
    "https://twitter.com/*",
    "https://mobile.x.com/*",
    "https://mobile.twitter.com/*",
];

/// Parts of a manifest that would ask for more, or open a way in.
const NEVER_ASKED: &[&str] = &[
    "host_permissions",
    "optional_permissions",
    "optional_host_permissions",
    "web_accessible_resources",
    "externally_connectable",
    "update_url",
];

fn manifest(manifest: &Value) -> Vec<String> {
    let mut broken: Vec<String> = NEVER_ASKED
        .iter()
        .filter(|part| manifest.get(part).is_some())
        .map(|part| format!("has {part}"))
        .collect();
    if manifest["permissions"] != serde_json::json!(PERMISSIONS) {
        broken.push(format!("permissions {}", manifest["permissions"]));
    }
    for script in manifest["content_scripts"].as_array().unwrap() {
        if script["matches"] != serde_json::json!(HOSTS) {
            broken.push(format!("hosts {}", script["matches"]));
        }
        // In frames, what draws the question and nothing else.
        let is_in_frames = [
            "all_frames",
            "match_about_blank",
            "match_origin_as_fallback",
        ]
        .iter()
        .any(|one| script[one] == true);
        if is_in_frames && script["js"] != serde_json::json!(["question.js"]) {
            broken.push(format!("in frames {}", script["js"]));
        }
    }
    let policy = manifest["content_security_policy"]["extension_pages"].as_str();
    let policy: Vec<&str> = policy
        .unwrap_or_default()
        .split(';')
        .map(str::trim)
        .collect();
    for rule in ["default-src 'none'", "connect-src 'none'"] {
        if !policy.contains(&rule) {
            broken.push(format!("policy lacks {rule}"));
        }
    }
    broken
}

#[test]
fn the_manifest_asks_for_storage_and_for_x_and_for_nothing_else() {
    keeps(manifest(&json("manifest.json")));
}

#[test]
fn a_manifest_that_asks_for_more_is_found() {
    let change = |pointer: &str, value: Value| {
        let mut changed = json("manifest.json");
        *changed.pointer_mut(pointer).expect(pointer) = value;
        manifest(&changed).len()
    };
    assert_eq!(
        change("/permissions", serde_json::json!(["storage", "tabs"])),
        1
    );
    assert_eq!(
        change("/content_scripts/0/matches/0", "<all_urls>".into()),
        1
    );
    assert_eq!(change("/content_scripts/1/js/0", "loader.js".into()), 1);
    let policy = "/content_security_policy/extension_pages";
    assert_eq!(
        change(policy, "default-src 'none'; connect-src *".into()),
        1
    );
    let mut open = json("manifest.json");
    open["web_accessible_resources"] = serde_json::json!([]);
    assert_eq!(manifest(&open), ["has web_accessible_resources"]);
}

/// What the manifest asks for and a text does not explain.
fn unexplained(asked: &[&str], text: &str) -> Vec<String> {
    let explained = |what: &&&str| !text.contains(&format!("`{what}`"));
    asked
        .iter()
        .filter(explained)
        .map(|what| format!("{what} is not explained"))
        .collect()
}

#[test]
fn every_permission_and_host_is_explained() {
    let text = read("docs/permissions.md");
    keeps(unexplained(PERMISSIONS, &text));
    keeps(unexplained(HOSTS, &text));
    assert_eq!(unexplained(&["tabs"], &text), ["tabs is not explained"]);
}

// --- selectors -----------------------------------------------------------------------------------

#[test]
fn every_selector_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = sel::ALL.iter().map(|row| row.name).collect();
    assert_eq!(names.len(), sel::ALL.len());
}

#[test]
fn only_the_table_holds_selectors_of_x() {
    for (path, code) in sources() {
        assert_eq!(
            code.contains("[data-testid"),
            path == "src/page/selectors.rs",
            "{path}"
        );
    }
}

/// Rows of the code's table that the document's lacks or has otherwise, and
/// rows that only the document has.
fn table(rows: &[Selector], document: &str) -> Vec<String> {
    let line = |row: &Selector| {
        format!(
            "| `{}` | {} | `{}` | {} |",
            row.name, row.page, row.css, row.seen
        )
    };
    let lines: BTreeSet<String> = rows.iter().map(line).collect();
    let written: BTreeSet<String> = document
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(Into::into)
        .collect();
    lines.symmetric_difference(&written).cloned().collect()
}

#[test]
fn the_documents_table_is_the_codes() {
    let document = read("docs/selectors.md");
    keeps(table(sel::ALL, &document));
    assert_eq!(table(&sel::ALL[1..], &document).len(), 1);
}

// --- promises ------------------------------------------------------------------------------------

/// Promises without a test or a plain word that there is none, and named tests
/// that are not there. A test is named on a line `` - `file`: `name` ``.
fn promises(text: &str, file: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut broken = Vec::new();
    let sections: Vec<&str> = text.split("\n## ").skip(1).collect();
    for number in 1..=11 {
        let start = format!("P{number} ");
        let Some(section) = sections.iter().find(|section| section.starts_with(&start)) else {
            broken.push(format!("{start}is missing"));
            continue;
        };
        let tests: Vec<(&str, &str)> = section.lines().filter_map(named_test).collect();
        if tests.is_empty() && !section.contains("Not tested yet:") {
            broken.push(format!("{start}names no test"));
        }
        for (path, name) in tests {
            if !file(path).is_some_and(|text| is_test_in(&text, path, name)) {
                broken.push(format!("{start}names {name}, which is no test of {path}"));
            }
        }
    }
    broken
}

/// Whether a file has a test of this name that runs. Of an end-to-end test,
/// which may have its name put together, `tools/ran.mjs` says whether it did.
fn is_test_in(text: &str, path: &str, name: &str) -> bool {
    if !path.ends_with(".rs") {
        return text.contains(name);
    }
    let start = format!("fn {name}(");
    text.split_once(&start).is_some_and(|(before, _)| {
        let attributes = before.rsplit("\n\n").next().unwrap_or_default();
        attributes.contains("#[test]") && !attributes.contains("#[ignore")
    })
}

fn named_test(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("- `")?
        .strip_suffix('`')?
        .split_once("`: `")
}

#[test]
fn every_promise_names_its_tests() {
    let file = |path: &str| fs::read_to_string(root().join(path)).ok();
    let text = read("docs/promises.md");
    keeps(promises(&text, file));
    let renamed = text.replacen("`: `", "`: `not a test called ", 1);
    assert_eq!(promises(&renamed, file).len(), 1);
    assert_eq!(
        promises(&text.replace("\n## P3 ", "\n## "), file),
        ["P3 is missing"]
    );
    let tests =
        "/// Why.\n#[test]\nfn runs() {}\n\n#[test]\n#[ignore]\nfn waits() {}\n\nfn helps() {}\n";
    for (name, runs) in [("runs", true), ("waits", false), ("helps", false)] {
        assert_eq!(is_test_in(tests, "x.rs", name), runs, "{name}");
    }
}

// --- promises, broken on purpose -----------------------------------------------------------------

const MUTATIONS: &str = "tests/promises/mutations.tsv";

/// What is wrong with the table of mutations: rows that are not whole, named
/// tests without a mutation, patches without a row or of more than one line.
/// Whether the named tests fail under them is for `tools/mutations.mjs`.
fn mutations(promises: &str, table: &str, patches: &[(String, String)]) -> Vec<String> {
    let mut broken = Vec::new();
    let mut rows = BTreeSet::new();
    let mut used = BTreeSet::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [patch, promise, path, name, says, ref title @ ..] = columns[..] else {
            broken.push(format!("{line} is not a whole row"));
            continue;
        };
        if says.is_empty() || title.len() > 1 || title.iter().any(|title| !title.contains(name)) {
            broken.push(format!("{line} does not say what fails"));
        }
        used.insert(format!("tests/promises/{patch}"));
        rows.insert((promise, path, name));
    }
    let mut named = BTreeSet::new();
    for section in promises.split("\n## ").skip(1) {
        let promise = section.split(' ').next().unwrap_or_default();
        let tests = section.lines().filter_map(named_test);
        named.extend(tests.map(|(path, name)| (promise, path, name)));
    }
    for (promise, path, name) in named.symmetric_difference(&rows) {
        broken.push(format!(
            "{promise}: {path}: {name} is named without a mutation, or the other way round"
        ));
    }
    let there: BTreeSet<String> = patches.iter().map(|(path, _)| path.clone()).collect();
    for path in there.symmetric_difference(&used) {
        broken.push(format!("{path} has no row, or is not there"));
    }
    for (path, patch) in patches {
        let lines = |sign: &str, of_file: &str| {
            let changed = |line: &&str| line.starts_with(sign) && !line.starts_with(of_file);
            patch.lines().filter(changed).count()
        };
        let (added, removed) = (lines("+", "+++ "), lines("-", "--- "));
        if added > 1 || removed > 1 || added + removed == 0 {
            broken.push(format!("{path} changes more than a line, or nothing"));
        }
    }
    broken
}

/// Patches that the files as they are do not take.
fn unfit(patches: &[PathBuf]) -> Vec<String> {
    let fits = |patch: &Path| {
        let mut git = Command::new("git");
        git.args(["apply", "--check"])
            .arg(patch)
            .current_dir(root());
        git.output().expect("git is there").status.success()
    };
    let unfit = patches.iter().filter(|patch| !fits(patch));
    unfit
        .map(|patch| format!("{} does not apply any more", patch.display()))
        .collect()
}

#[test]
fn every_test_of_a_promise_has_a_mutation_under_which_it_fails() {
    let (text, table) = (read("docs/promises.md"), read(MUTATIONS));
    let patches = files("tests/promises", &["patch"]);
    keeps(mutations(&text, &table, &patches));
    let paths: Vec<PathBuf> = patches.iter().map(|(path, _)| root().join(path)).collect();
    keeps(unfit(&paths));

    let first = table.lines().find(|line| !line.starts_with('#')).unwrap();
    let without = table.replacen(&format!("{first}\n"), "", 1);
    assert!(!mutations(&text, &without, &patches).is_empty());
    let more = format!("{table}x.patch\tP1\n");
    assert_eq!(mutations(&text, &more, &patches).len(), 1);
    let mut longer = patches.clone();
    longer[0].1 += "+and more\n+and more\n";
    assert_eq!(mutations(&text, &table, &longer).len(), 1);
    let old = Path::new(env!("CARGO_TARGET_TMPDIR")).join("old.patch");
    fs::write(&old, patches[0].1.replace("@@\n ", "@@\n once ")).unwrap();
    assert_eq!(unfit(&[old]).len(), 1);
}

// --- what must not be in the repository ----------------------------------------------------------

/// Written in pieces, or this file would break its own rule.
const MACHINES: &[&str] = &[
    concat!("crates", ".io"),
    concat!("npm", "js."),
    concat!("yarn", "pkg"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
];

fn machines(path: &str, text: &str) -> Vec<String> {
    // Cargo writes the default registry's address into its lock file itself.
    let is_cargos = |line: &str| path.ends_with("Cargo.lock") && line.starts_with("source = ");
    let mut broken = Vec::new();
    for line in text.lines().filter(|line| !is_cargos(line)) {
        let found = MACHINES.iter().find(|name| line.contains(**name));
        broken.extend(found.map(|name| format!("{path} has {name}")));
        if has_home(line) {
            broken.push(format!("{path} has a home folder: {line}"));
        }
    }
    broken
}

/// `/home` alone is a page of X; with a name after it, it is somebody's folder.
fn has_home(line: &str) -> bool {
    line.match_indices("/home/")
        .any(|(at, found)| line[at + found.len()..].starts_with(char::is_alphabetic))
}

#[test]
fn no_file_tells_of_the_machine_it_was_written_on() {
    let listed = Command::new("git")
        .args(["ls-files", "-z"])
        .current_dir(root())
        .output()
        .expect("git is there");
    assert!(listed.status.success(), "this is a checkout");
    let listed = String::from_utf8(listed.stdout).unwrap();
    let paths: Vec<&str> = listed.split_terminator('\0').collect();
    assert!(paths.contains(&"Cargo.toml"));
    for path in paths {
        // A file that is listed but gone is being removed.
        if let Ok(bytes) = fs::read(PathBuf::from(root()).join(path)) {
            keeps(machines(path, &String::from_utf8_lossy(&bytes)));
        }
    }
}

#[test]
fn a_machine_in_a_file_is_found() {
    for text in [
        concat!("https://", "crates", ".io/x"),
        concat!("/ro", "ot/.cargo"),
        concat!("/ho", "me/somebody/x"),
    ] {
        assert_eq!(machines("x.md", text).len(), 1, "{text}");
    }
    assert_eq!(machines("x.mjs", "rig.open('/home?rows=20')").len(), 0);
    let source = concat!("source = \"registry+https://", "crates", ".io-index\"");
    assert_eq!(machines("Cargo.lock", source).len(), 0);
    assert_eq!(machines("Cargo.toml", source).len(), 1);
}

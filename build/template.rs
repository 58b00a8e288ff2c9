//! Compiles `extension/dialog.html`, `extension/frame.html` and their style
//! sheets.
//!
//! A template becomes one text, a step a line, that `src/reflect/drawing.rs`
//! fills in and `extension/question.js` carries out: `<tag` makes an element
//! inside the one at hand and goes into it, ` name=value` gives it an attribute,
//! `@name=key` one whose value is a message, `"key` a message as its text, and
//! `/` goes back out. A template that cannot be understood fails the build.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

const TEMPLATE: &str = "extension/dialog.html";
const STYLE: &str = "extension/dialog.css";
const FRAME: &str = "extension/frame.html";
const FRAME_STYLE: &str = "extension/frame.css";
const SOURCES: &str = "src/reflect/sources.tsv";

/// What the build has to look at again when it changes.
pub const READ: [&str; 5] = [TEMPLATE, STYLE, FRAME, FRAME_STYLE, SOURCES];

/// The templates and style sheets as constants, as Rust; `codes` has what
/// messages are known by.
pub fn compiled(codes: &BTreeMap<String, String>) -> Result<String, String> {
    let mut out = String::new();
    for (name, path) in [("TEMPLATE", TEMPLATE), ("FRAME", FRAME)] {
        let steps = coded(path, codes)?.join("\n");
        let _ = writeln!(out, "const {name}: &str = {steps:?};");
    }
    for (name, path) in [("STYLE", STYLE), ("FRAME_STYLE", FRAME_STYLE)] {
        let style = dense(&read(path)?);
        let _ = writeln!(out, "const {name}: &str = {style:?};");
    }
    Ok(out)
}

/// A template's steps, with messages by what they are known by.
fn coded(path: &str, codes: &BTreeMap<String, String>) -> Result<Vec<String>, String> {
    let mut steps = steps(&read(path)?, &read(SOURCES)?).map_err(|e| format!("{path}: {e}"))?;
    for step in &mut steps {
        let start = match step.split_at(1) {
            ("\"", _) => 1,
            ("@", attribute) => 1 + attribute.find('=').map_or(0, |at| at + 1),
            _ => continue,
        };
        let key = step.split_off(start);
        let code = codes.get(&key);
        step.push_str(code.ok_or_else(|| format!("{path}: no message `{key}`"))?);
    }
    Ok(steps)
}

fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))
}

/// The template's steps, one after the other.
pub fn steps(template: &str, sources: &str) -> Result<Vec<String>, String> {
    let mut steps: Vec<String> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for part in without_comments(template, "<!--", "-->").split('<').skip(1) {
        let (tag, text) = part
            .split_once('>')
            .ok_or_else(|| format!("`<{part}` has no end"))?;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                return Err(format!("</{name}> closes something else"));
            }
            steps.push("/".into());
        } else {
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            open.push(name.into());
            steps.push(format!("<{name}"));
            for (name, value) in pairs(attributes)? {
                match (name, message(value)) {
                    ("data-sources", _) => {
                        steps.push(format!(" class={value}"));
                        list(&mut steps, sources, value)?;
                    }
                    (_, Some(key)) => steps.push(format!("@{name}={key}")),
                    (_, None) => steps.push(format!(" {name}={value}")),
                }
            }
        }
        match (text.trim(), message(text.trim())) {
            ("", _) => {}
            (_, Some(key)) => steps.push(format!("\"{key}")),
            (text, None) => return Err(format!("`{text}` is no message")),
        }
    }
    match open.pop() {
        None => Ok(steps),
        Some(name) => Err(format!("<{name}> is not closed")),
    }
}

/// The sources for one purpose as rows of a list.
fn list(steps: &mut Vec<String>, sources: &str, purpose: &str) -> Result<(), String> {
    let rows = sources.lines().filter(|line| !line.starts_with('#'));
    for row in rows {
        let [key, address, purposes] = row.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("{SOURCES}: `{row}` has not three columns"));
        };
        if !purposes.split(' ').any(|listed| listed == purpose) {
            continue;
        }
        steps.push("<li".into());
        match address {
            "-" => steps.push(format!("\"{key}")),
            _ if address.starts_with("https://") => {
                steps.extend(["<a".into(), format!(" href={address}")]);
                steps.extend([" target=_blank", " rel=noopener noreferrer"].map(Into::into));
                steps.extend([format!("\"{key}"), "/".into()]);
            }
            _ => return Err(format!("{SOURCES}: `{address}` is not an https address")),
        }
        steps.push("/".into());
    }
    Ok(())
}

/// A tag's attributes, `name="value"` or just `name`.
fn pairs(mut text: &str) -> Result<Vec<(&str, &str)>, String> {
    let mut pairs = Vec::new();
    while !text.trim_start().is_empty() {
        text = text.trim_start();
        let end = text.find(['=', ' ']).unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        let Some(quoted) = rest.strip_prefix("=\"") else {
            pairs.push((name, ""));
            text = rest;
            continue;
        };
        let (value, rest) = quoted
            .split_once('"')
            .ok_or_else(|| format!("the value of {name} has no end"))?;
        pairs.push((name, value));
        text = rest;
    }
    Ok(pairs)
}

/// The key in `__MSG_key__`, as manifests write it.
fn message(text: &str) -> Option<&str> {
    text.strip_prefix("__MSG_")?.strip_suffix("__")
}

fn without_comments(text: &str, start: &str, end: &str) -> String {
    let mut parts = text.split(start);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once(end).map_or("", |(_, after)| after));
    }
    kept
}

/// A style sheet without comments, and without spaces where none is needed.
pub fn dense(style: &str) -> String {
    let mut out = String::new();
    for word in without_comments(style, "/*", "*/").split_whitespace() {
        let joins = |c: char| "{};,".contains(c);
        if !out.is_empty() && !out.ends_with(|c| joins(c) || c == ':') && !word.starts_with(joins) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.replace(";}", "}")
}

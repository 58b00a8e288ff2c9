//! Rows in the codebook's format.

use std::fs;

use knock_first::account::Account;
use serde_json::Value;

/// The codebook's labels, in its order.
pub const LABELS: [&str; 7] = [
    "lived",
    "dual",
    "professional",
    "organisation",
    "carer",
    "topic",
    "other",
];

/// One labelled row.
pub struct Row {
    /// Unique in its file.
    pub id: String,
    /// What the recogniser is shown.
    pub account: Account,
    /// Which of [`LABELS`].
    pub label: usize,
    /// Whether to ask; `None` where the codebook says "either".
    pub prompt: Option<bool>,
    /// Professionals, clinicians or researchers are not welcome.
    pub boundary: bool,
    /// They are.
    pub invitation: bool,
    /// `explicit` or `oblique`, where there is experience.
    pub how: Option<String>,
}

/// The rows of a file, without the first line if that says how they were made.
///
/// # Errors
/// Names file, line and what is wrong.
pub fn read(path: &str) -> Result<Vec<Row>, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
    let mut rows = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let place = |reason: String| format!("{path}:{}: {reason}", number + 1);
        let value: Value = serde_json::from_str(line).map_err(|e| place(e.to_string()))?;
        if number == 0 && value.get("about").is_some() && value.get("label").is_none() {
            continue;
        }
        rows.push(row(&value).map_err(place)?);
    }
    Ok(rows)
}

fn row(value: &Value) -> Result<Row, String> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let flag = |key: &str| {
        let flag = value.get(key).and_then(Value::as_bool);
        flag.ok_or_else(|| format!("{key} is not true or false"))
    };
    let label = text("label").ok_or("no label: only labelled rows are read")?;
    Ok(Row {
        id: text("id").ok_or("no id")?,
        account: Account {
            id: None,
            handle: text("handle"),
            name: text("name"),
            bio: text("bio"),
            location: text("location"),
            post: text("post"),
        },
        label: LABELS
            .iter()
            .position(|known| *known == label)
            .ok_or("the label is none of the codebook's")?,
        prompt: match text("prompt").as_deref() {
            Some("yes") => Some(true),
            Some("no") => Some(false),
            Some("either") => None,
            _ => return Err("prompt is not yes, no or either".into()),
        },
        boundary: flag("boundary")?,
        invitation: flag("invitation")?,
        how: text("how"),
    })
}

//! Figures as JSON, as text, and as the page for the repository. Text and page
//! are made of the same Markdown tables.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::Measured;
use super::place::PLACES;
use super::rows::LABELS;
use super::score::{BASES, Counts, READ_AS, SYSTEMS, Score, Share, Tally};

const HEAD: &str = "# How well it reads

This page is written by a command and checked by `tests/accuracy.rs`. After a change to the recogniser, write it anew:

    cargo run --release --example evaluate -- tests/corpus/test/*.jsonl --write docs/accuracy.md

The rows are the frozen ones of `tests/corpus/test/`: all invented, labelled by the codebook's rules, written before the
recogniser was tuned and not read while it was. `hard.jsonl` is made of hard cases; `realistic.jsonl` has about as few
positives as a real timeline. They show how well the rules read such writing; they are no measurement of real people.

*Ask* is whether the words alone call for a pause. Rows on which the codebook takes no side are left out of every
figure. Each figure is followed by its 95 % interval (Wilson) and its counts; the interval of F1 is that of the share it
is made of. Two baselines answer the same rows: a plain keyword list, and the same list with NegEx (Chapman 2001).
*Predictive value* is how many of those asked about would rightly be, if so many of all accounts were positives. *Read
as* is what the reading says beyond asking. The nation or language is a simple guess from place names and Welsh words.
";

impl Measured {
    /// One object, as `docs` promise it: `{"files": {…}, "all": …}`.
    pub fn json(&self) -> Value {
        let files: Map<String, Value> = self
            .files
            .iter()
            .map(|(name, score)| (name.clone(), object(score)))
            .collect();
        json!({"files": files, "all": object(&self.all)})
    }

    /// Tables to read, and the ids of the rows that are wrong.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for (name, score) in &self.files {
            let _ = write!(out, "{name}\n\n{}", tables(score));
            let ids = [
                ("ask", &score.wrong.prompt),
                ("boundary", &score.wrong.boundary),
                ("invitation", &score.wrong.invitation),
            ];
            for (what, ids) in ids {
                let _ = writeln!(out, "wrong, {what}: {}", ids.join(" "));
            }
            out.push('\n');
        }
        if self.files.len() > 1 {
            let _ = write!(out, "all\n\n{}", tables(&self.all));
        }
        out
    }

    /// The page for the repository.
    pub fn page(&self) -> String {
        let mut out = format!("{HEAD}\n## All rows\n\n{}", tables(&self.all));
        for (name, score) in &self.files {
            let _ = write!(out, "## `{name}`\n\n{}", tables(score));
        }
        // One line end closes a file.
        format!("{}\n", out.trim_end())
    }
}

fn object(score: &Score) -> Value {
    let ours = &score.systems[0];
    let systems = SYSTEMS.iter().zip(&score.systems).skip(1);
    let baselines: Map<String, Value> = systems
        .map(|(name, tally)| ((*name).to_owned(), Value::Object(tally_object(tally))))
        .collect();
    let places: Map<String, Value> = PLACES
        .iter()
        .zip(&score.places)
        .map(|(name, counts)| ((*name).to_owned(), counts_object(counts)))
        .collect();
    let labels: Map<String, Value> = LABELS
        .iter()
        .zip(score.confusion.iter().zip(score.asked))
        .map(|(label, (row, asked))| {
            let mut cells: Map<String, Value> = READ_AS
                .iter()
                .zip(row)
                .map(|(name, n)| ((*name).to_owned(), json!(n)))
                .collect();
            cells.insert("asked".into(), json!(asked));
            ((*label).to_owned(), Value::Object(cells))
        })
        .collect();
    let values: Vec<Value> = BASES
        .iter()
        .map(|base| json!({"base": base, "value": number(ours.prompt.value_at(*base))}))
        .collect();
    let mut object = tally_object(ours);
    let rest = [
        ("n", json!(score.n)),
        ("left_out", json!(score.either)),
        ("wrong", json!(score.wrong.prompt)),
        ("wrong_boundary", json!(score.wrong.boundary)),
        ("wrong_invitation", json!(score.wrong.invitation)),
        ("predictive_value", json!(values)),
        ("labels", Value::Object(labels)),
        ("places", Value::Object(places)),
        ("baselines", Value::Object(baselines)),
    ];
    object.extend(rest.map(|(key, value)| (key.to_owned(), value)));
    Value::Object(object)
}

fn tally_object(tally: &Tally) -> Map<String, Value> {
    let ask = &tally.prompt;
    let interval = |share: Share| match share.interval() {
        Some((low, high)) => json!([number(Some(low)), number(Some(high))]),
        None => Value::Null,
    };
    let entries = [
        ("positives", json!(ask.positives())),
        ("precision", number(ask.precision().value())),
        ("recall", number(ask.recall().value())),
        ("f1", number(ask.f1().map(|(f1, _, _)| f1))),
        ("fpr", number(ask.false_positives().value())),
        ("recall_explicit", number(tally.explicit.recall().value())),
        ("recall_oblique", number(tally.oblique.recall().value())),
        ("boundary", counts_object(&tally.boundary)),
        ("invitation", counts_object(&tally.invitation)),
        (
            "intervals",
            json!({
                "precision": interval(ask.precision()),
                "recall": interval(ask.recall()),
                "fpr": interval(ask.false_positives()),
                "boundary_precision": interval(tally.boundary.precision()),
                "boundary_recall": interval(tally.boundary.recall()),
                "invitation_precision": interval(tally.invitation.precision()),
                "invitation_recall": interval(tally.invitation.recall()),
            }),
        ),
    ];
    entries
        .map(|(key, value)| (key.to_owned(), value))
        .into_iter()
        .collect()
}

fn counts_object(counts: &Counts) -> Value {
    json!({
        "precision": number(counts.precision().value()),
        "recall": number(counts.recall().value()),
        "n": counts.positives(),
    })
}

/// Four places are more than so few rows can show.
fn number(value: Option<f64>) -> Value {
    value.map_or(Value::Null, |v| json!((v * 1e4).round() / 1e4))
}

fn share(share: Share) -> String {
    match (share.value(), share.interval()) {
        (Some(p), Some((low, high))) => {
            format!("{p:.3} ({low:.3}–{high:.3}) {}/{}", share.0, share.1)
        }
        _ => "–".into(),
    }
}

fn tables(score: &Score) -> String {
    let ours = &score.systems[0];
    let mut out = format!(
        "{} rows, {} of them positive; {} more are left out.\n\n",
        score.n,
        ours.prompt.positives(),
        score.either
    );
    let systems = |name: &str, figure: &dyn Fn(&Tally) -> String| {
        let mut row = vec![name.to_owned()];
        row.extend(score.systems.iter().map(figure));
        row
    };
    let f1 = |t: &Tally| {
        t.prompt.f1().map_or("–".into(), |(f1, low, high)| {
            format!("{f1:.3} ({low:.3}–{high:.3})")
        })
    };
    let mut rows = vec![
        systems("ask: precision", &|t| share(t.prompt.precision())),
        systems("ask: recall", &|t| share(t.prompt.recall())),
        systems("ask: recall, explicit", &|t| share(t.explicit.recall())),
        systems("ask: recall, oblique", &|t| share(t.oblique.recall())),
        systems("ask: F1", &f1),
        systems("ask: false-positive rate", &|t| {
            share(t.prompt.false_positives())
        }),
        systems("boundary: precision", &|t| share(t.boundary.precision())),
        systems("boundary: recall", &|t| share(t.boundary.recall())),
        systems("invitation: precision", &|t| {
            share(t.invitation.precision())
        }),
        systems("invitation: recall", &|t| share(t.invitation.recall())),
    ];
    for base in BASES {
        rows.push(systems(
            &format!("predictive value at {:.0} %", base * 100.0),
            &|t| {
                let value = t.prompt.value_at(base);
                value.map_or("–".into(), |v| format!("{v:.3}"))
            },
        ));
    }
    table(&mut out, &[&["figure"][..], &SYSTEMS].concat(), &rows);

    let cells = score.confusion.iter().zip(score.asked).zip(LABELS);
    let rows: Vec<Vec<String>> = cells
        .map(|((cells, asked), label)| {
            let n: usize = cells.iter().sum();
            let mut row = vec![label.to_owned(), n.to_string(), asked.to_string()];
            row.extend(cells.iter().map(usize::to_string));
            row
        })
        .collect();
    let read_as = READ_AS.map(|name| format!("read as {name}"));
    let mut head = vec!["label", "rows", "asked about"];
    head.extend(read_as.iter().map(String::as_str));
    table(&mut out, &head, &rows);

    let rows: Vec<Vec<String>> = PLACES
        .iter()
        .zip(&score.places)
        .map(|(place, counts)| {
            let n = counts.positives() + counts.wrong + counts.quiet;
            vec![
                (*place).to_owned(),
                n.to_string(),
                share(counts.precision()),
                share(counts.recall()),
                share(counts.false_positives()),
            ]
        })
        .collect();
    let head = [
        "nation or language",
        "rows",
        "precision",
        "recall",
        "false-positive rate",
    ];
    table(&mut out, &head, &rows);
    out
}

/// A Markdown table, padded so that it can be read as it is.
fn table(out: &mut String, head: &[&str], rows: &[Vec<String>]) {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let widest = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
        widest.max(head[column].chars().count())
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let mut line = |cells: &mut dyn Iterator<Item = &str>| {
        for (cell, width) in cells.zip(&widths) {
            let _ = write!(out, "| {cell:width$} ");
        }
        out.push_str("|\n");
    };
    line(&mut head.iter().copied());
    let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    line(&mut rule.iter().map(String::as_str));
    for row in rows {
        line(&mut row.iter().map(String::as_str));
    }
    out.push('\n');
}

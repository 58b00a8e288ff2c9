//! Learns the recogniser's weights from labelled development rows.
//!
//! `cargo run --release --example train -- FILE.jsonl… [--also FILE.jsonl] [--write]`
//!
//! First leaves a twelfth of the files out at a time (each file is one
//! writer's) and prints what the model, trained on the others, reaches on them;
//! `--also` names rows that always train, count three times and are never
//! scored. With `--write` it then trains on all and writes
//! `src/recognise/lexicon/model.tsv`.
//!
//! Weights are chosen twice: first all features are weighed, then those that
//! move most rows furthest are weighed again without the others. Cutting the
//! first weights off instead costs nine points of recall at the same size.
//!
//! Three logistic regressions over the same features: own experience,
//! boundary, invitation. Features are scaled by the naive-Bayes log-count
//! ratio (Wang and Manning 2012), which helps when rows are few. Nothing is
//! random: the same rows give the same weights.

use std::collections::{HashMap, VecDeque};
use std::fmt::Write as _;
use std::process::ExitCode;
use std::{env, fs};

use knock_first::account::Account;
use knock_first::recognise::{self, Field};
use serde_json::Value;

/// How freely each kind of feature may be used (see `features::Kind`).
const KINDS: [f64; 7] = [1.0, 0.7, 0.5, 0.4, 0.5, 0.6, 0.5];
const L2: f64 = 0.5;
const ROUNDS: usize = 60;
/// Steps that the search for the weights remembers.
const MEMORY: usize = 10;
/// A carer's row is no positive; it counts a little as a negative.
const CARER: f64 = 0.3;
const HEADS: [&str; 3] = ["own", "boundary", "invitation"];
/// The share of others each head may be wrong about, on left-out files. Its
/// threshold is set by this and not by precision, which moves with the share of
/// positives that the rows happen to have.
const WANTED: [f64; 3] = [0.03, 0.006, 0.005];
/// How many weights each head keeps.
const KEEP: [usize; 3] = [4500, 950, 950];
/// Into so many parts are the files divided to leave one out at a time.
const FOLDS: usize = 12;
/// How often the plain lines count that always train.
const LINES: f64 = 3.0;
/// Weights are shipped in whole parts of one, a byte each: so many make one.
const STEPS: f64 = 16.0;

struct Row {
    file: usize,
    features: Vec<usize>,
    /// Truth and weight for each head; `None` leaves the row out.
    truth: [Option<(bool, f64)>; 3],
    how: String,
}

/// All rows, and what each feature is.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
    kinds: [f64; 7],
    numbers: HashMap<u32, usize>,
    hashes: Vec<u32>,
    scale: Vec<f64>,
    samples: Vec<String>,
}

/// What a model made of a row that it had not seen.
struct Scored {
    score: f64,
    truth: bool,
    how: String,
    file: usize,
}

struct Model {
    weights: Vec<f64>,
    bias: f64,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("train: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let also = arguments
        .iter()
        .position(|a| a == "--also")
        .and_then(|at| arguments.get(at + 1))
        .cloned();
    let mut files: Vec<String> = arguments
        .iter()
        .filter(|a| a.ends_with(".jsonl") && also.as_ref() != Some(*a))
        .cloned()
        .collect();
    if files.is_empty() {
        return Err("usage: train FILE.jsonl… [--also FILE.jsonl] [--write]".into());
    }
    let scored = files.len();
    files.extend(also);
    let mut all = Rows {
        kinds: KINDS,
        ..Rows::default()
    };
    // `--without N` leaves a kind of feature out, to see what it contributes.
    for (at, argument) in arguments.iter().enumerate() {
        if argument == "--without"
            && let Some(kind) = arguments.get(at + 1).and_then(|n| n.parse::<usize>().ok())
            && let Some(kind) = all.kinds.get_mut(kind)
        {
            *kind = 0.0;
        }
    }
    for (file, path) in files.iter().enumerate() {
        all.read(path, file, if file < scored { 1.0 } else { LINES })?;
    }
    println!("{} rows, {} features", all.rows.len(), all.hashes.len());
    let mut thresholds = [0.0; 3];
    for (head, name) in HEADS.iter().enumerate() {
        let mut scores = Vec::new();
        for out in 0..FOLDS.min(scored) {
            let left_out = |row: &Row| row.file < scored && row.file % FOLDS == out;
            let model = all.fit(head, KEEP[head], |row| !left_out(row));
            for row in all.rows.iter().filter(|row| left_out(row)) {
                if let Some((truth, weight)) = row.truth[head]
                    && weight >= 1.0
                {
                    scores.push(Scored {
                        score: model.score(&row.features),
                        truth,
                        how: row.how.clone(),
                        file: row.file,
                    });
                }
            }
        }
        println!("{name}, a twelfth of the files left out at a time:");
        thresholds[head] = curve(&mut scores, WANTED[head]);
        if head == 0 {
            by_file(&scores, &files, thresholds[head]);
        }
    }
    if arguments.iter().any(|a| a == "--write") {
        let models: Vec<Model> = (0..3)
            .map(|head| all.fit(head, KEEP[head], |_| true))
            .collect();
        let text = all.table(&models, &thresholds);
        fs::write("src/recognise/lexicon/model.tsv", text).map_err(|e| e.to_string())?;
    }
    Ok(())
}

impl Rows {
    fn read(&mut self, path: &str, file: usize, counts: f64) -> Result<(), String> {
        let text = fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
        for (line, row) in text.lines().enumerate() {
            let row: Value =
                serde_json::from_str(row).map_err(|e| format!("{path}:{}: {e}", line + 1))?;
            if row.get("about").is_none() {
                self.add(&row, file, counts);
            }
        }
        Ok(())
    }

    fn add(&mut self, row: &Value, file: usize, counts: f64) {
        let text = |key: &str| row.get(key).and_then(Value::as_str).map(str::to_owned);
        let account = Account {
            id: None,
            handle: text("handle"),
            name: text("name"),
            bio: text("bio"),
            location: text("location"),
            post: text("post"),
        };
        let mut features = Vec::new();
        for (hash, kind, field, span) in recognise::features(&account) {
            let next = self.hashes.len();
            let number = *self.numbers.entry(hash).or_insert(next);
            if number == next {
                let words = match field {
                    Field::Name => &account.name,
                    Field::Handle => &account.handle,
                    Field::Bio | Field::Location => &account.bio,
                    Field::Post => &account.post,
                };
                let words = words
                    .as_deref()
                    .and_then(|w| w.get(span))
                    .unwrap_or_default();
                self.hashes.push(hash);
                self.scale
                    .push(self.kinds.get(usize::from(kind)).copied().unwrap_or(1.0));
                self.samples.push(format!(
                    "{kind} {}",
                    words
                        .to_lowercase()
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ")
                ));
            }
            features.push(number);
        }
        features.sort_unstable();
        features.dedup();
        let label = text("label").unwrap_or_default();
        let lived = label == "lived" || label == "dual";
        let own = match (text("prompt").as_deref(), lived) {
            (Some("either"), true) => None,
            (Some("either"), false) => Some((false, CARER)),
            _ => Some((lived, counts)),
        };
        let flag = |key: &str| {
            let flag = row.get(key).and_then(Value::as_bool).unwrap_or(false);
            Some((flag, counts))
        };
        self.rows.push(Row {
            file,
            features,
            truth: [own, flag("boundary"), flag("invitation")],
            how: text("how").unwrap_or_default(),
        });
    }

    /// Trains one head on the chosen rows; keeps the weights that move most
    /// rows furthest, and trains those anew without the others.
    fn fit(&self, head: usize, keep: usize, chosen: impl Fn(&Row) -> bool) -> Model {
        let data: Vec<(&Row, f64, f64)> = self
            .rows
            .iter()
            .filter(|r| chosen(r))
            .filter_map(|r| r.truth[head].map(|(t, k)| (r, if t { 1.0 } else { 0.0 }, k)))
            .collect();
        let n = self.hashes.len();
        let mut seen = vec![0u32; n];
        let (mut with, mut without) = (vec![1.0; n], vec![1.0; n]);
        let (mut all_with, mut all_without) = (1.0, 1.0);
        for (row, truth, weight) in &data {
            let (counts, all) = if *truth > 0.5 {
                (&mut with, &mut all_with)
            } else {
                (&mut without, &mut all_without)
            };
            *all += weight;
            for x in &row.features {
                counts[*x] += weight;
                seen[*x] += 1;
            }
        }
        // What was seen once says nothing about another writer.
        let value: Vec<f64> = (0..n)
            .map(|x| {
                let ratio: f64 = (with[x] / all_with) / (without[x] / all_without);
                if seen[x] < 2 {
                    0.0
                } else {
                    self.scale[x] * ratio.ln().abs().sqrt().min(4.0)
                }
            })
            .collect();
        let all: Vec<usize> = (0..n).filter(|x| value[*x] > 0.0).collect();
        let first = Problem::new(&data, &all, &value).solve();
        let spread = |x: usize| {
            let share = f64::from(seen[x]) / data.len() as f64;
            (share * (1.0 - share)).sqrt()
        };
        let mut heaviest: Vec<(f64, usize)> = all
            .iter()
            .zip(&first)
            .map(|(x, weight)| ((weight * value[*x]).abs() * spread(*x), *x))
            .collect();
        heaviest.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        heaviest.truncate(keep);
        let mut kept: Vec<usize> = heaviest.into_iter().map(|(_, x)| x).collect();
        kept.sort_unstable();
        let again = Problem::new(&data, &kept, &value).solve();
        let mut weights = vec![0.0; n];
        for (x, weight) in kept.iter().zip(&again) {
            weights[*x] = (weight * value[*x] * STEPS).round().clamp(-127.0, 127.0) / STEPS;
        }
        let bias = again.last().copied().unwrap_or_default();
        Model { weights, bias }
    }

    fn table(&self, models: &[Model], thresholds: &[f64; 3]) -> String {
        let mut out = String::from(
            "# The model: written by `cargo run --release --example train -- … --write`; do not edit by hand.\n\
             # head <tab> hash of the feature (or `bias`, `threshold`) <tab> weight in sixteenths <tab> its kind and the words where it was first seen\n",
        );
        for (head, model) in models.iter().enumerate() {
            let _ = writeln!(out, "{}\tbias\t{:.0}\t", HEADS[head], model.bias * STEPS);
            let _ = writeln!(
                out,
                "{}\tthreshold\t{:.0}\t",
                HEADS[head],
                thresholds[head] * STEPS
            );
            let mut order: Vec<usize> = (0..self.hashes.len())
                .filter(|x| model.weights[*x] != 0.0)
                .collect();
            order.sort_by(|a, b| {
                model.weights[*b]
                    .total_cmp(&model.weights[*a])
                    .then(self.hashes[*a].cmp(&self.hashes[*b]))
            });
            for x in order {
                let sample = self.samples[x].replace(['\t', '\n'], " ");
                let _ = writeln!(
                    out,
                    "{}\t{:08x}\t{:.0}\t{sample}",
                    HEADS[head],
                    self.hashes[x],
                    model.weights[x] * STEPS
                );
            }
        }
        out
    }
}

/// A logistic regression over some of the features, with a bias at the end.
struct Problem {
    /// Rows of (place among the features, value).
    rows: Vec<Vec<(u32, f64)>>,
    truth: Vec<(f64, f64)>,
    size: usize,
}

impl Problem {
    fn new(data: &[(&Row, f64, f64)], features: &[usize], value: &[f64]) -> Self {
        let mut place = vec![u32::MAX; value.len()];
        for (at, x) in (0u32..).zip(features) {
            place[*x] = at;
        }
        let row = |row: &Row| {
            let known = row.features.iter().filter(|x| place[**x] != u32::MAX);
            known.map(|x| (place[*x], value[*x])).collect()
        };
        Self {
            rows: data.iter().map(|(one, _, _)| row(one)).collect(),
            truth: data
                .iter()
                .map(|(_, truth, weight)| (*truth, *weight))
                .collect(),
            size: features.len() + 1,
        }
    }

    /// Loss and slope at a point.
    fn at(&self, point: &[f64]) -> (f64, Vec<f64>) {
        let bias = self.size - 1;
        let mut slope: Vec<f64> = point.iter().map(|w| L2 * w).collect();
        slope[bias] = 0.0;
        let mut loss: f64 = point[..bias].iter().map(|w| 0.5 * L2 * w * w).sum();
        for (row, (truth, weight)) in self.rows.iter().zip(&self.truth) {
            let score = point[bias] + row.iter().map(|(x, v)| point[*x as usize] * v).sum::<f64>();
            loss += weight * (score.max(0.0) - score * truth + (-score.abs()).exp().ln_1p());
            let error = weight * (1.0 / (1.0 + (-score).exp()) - truth);
            for (x, v) in row {
                slope[*x as usize] += error * v;
            }
            slope[bias] += error;
        }
        (loss, slope)
    }

    /// The weights, and the bias after them: L-BFGS with a search that halves
    /// the step (Nocedal and Wright 2006, algorithms 7.4 and 3.1).
    fn solve(&self) -> Vec<f64> {
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let mut point = vec![0.0; self.size];
        let (mut loss, mut slope) = self.at(&point);
        let mut memory: VecDeque<(Vec<f64>, Vec<f64>, f64)> = VecDeque::new();
        for _ in 0..ROUNDS {
            let mut way: Vec<f64> = slope.iter().map(|s| -s).collect();
            let mut shares = Vec::new();
            for (step, turn, scale) in memory.iter().rev() {
                let share = dot(step, &way) / scale;
                way.iter_mut().zip(turn).for_each(|(w, t)| *w -= share * t);
                shares.push(share);
            }
            match memory.back() {
                Some((_, turn, scale)) => {
                    let size = scale / dot(turn, turn);
                    way.iter_mut().for_each(|w| *w *= size);
                }
                None => {
                    let size = 1.0 / dot(&way, &way).sqrt().max(1.0);
                    way.iter_mut().for_each(|w| *w *= size);
                }
            }
            for ((step, turn, scale), share) in memory.iter().zip(shares.iter().rev()) {
                let more = share - dot(turn, &way) / scale;
                way.iter_mut().zip(step).for_each(|(w, s)| *w += more * s);
            }
            let down = dot(&way, &slope);
            let mut length = 1.0;
            let next = loop {
                let there: Vec<f64> = point
                    .iter()
                    .zip(&way)
                    .map(|(p, w)| p + length * w)
                    .collect();
                let found = self.at(&there);
                if found.0 <= loss + 1e-4 * length * down {
                    break Some((there, found));
                }
                length *= 0.5;
                if length < 1e-6 {
                    break None;
                }
            };
            let Some((there, (lower, steeper))) = next else {
                break;
            };
            let step: Vec<f64> = there.iter().zip(&point).map(|(t, p)| t - p).collect();
            let turn: Vec<f64> = steeper.iter().zip(&slope).map(|(t, s)| t - s).collect();
            let scale = dot(&step, &turn);
            if scale > 1e-10 {
                memory.push_back((step, turn, scale));
                if memory.len() > MEMORY {
                    memory.pop_front();
                }
            }
            (point, loss, slope) = (there, lower, steeper);
        }
        point
    }
}

impl Model {
    fn score(&self, features: &[usize]) -> f64 {
        self.bias + features.iter().map(|x| self.weights[*x]).sum::<f64>()
    }
}

/// Prints recall at several precisions, and at the wanted false-positive rate,
/// whose threshold it returns.
fn curve(scores: &mut [Scored], wanted: f64) -> f64 {
    scores.sort_by(|a, b| b.score.total_cmp(&a.score));
    let count = |how: &str| {
        scores
            .iter()
            .filter(|s| s.truth && (how.is_empty() || s.how == how))
            .count()
            .max(1) as f64
    };
    let (positives, explicit, oblique) = (count(""), count("explicit"), count("oblique"));
    let negatives = (scores.len() as f64 - positives).max(1.0);
    // The last place where `holds` is true of how many were right and wrong.
    let last = |holds: &dyn Fn(f64, f64) -> bool| {
        let (mut hits, mut wrong, mut by_explicit, mut by_oblique) = (0.0, 0.0, 0.0, 0.0);
        let mut best = (f64::MAX, 0.0, 0.0, 0.0, 0.0, 0.0);
        for row in scores.iter() {
            if row.truth {
                hits += 1.0;
                by_explicit += f64::from(u8::from(row.how == "explicit"));
                by_oblique += f64::from(u8::from(row.how == "oblique"));
            } else {
                wrong += 1.0;
            }
            if holds(hits, wrong) {
                best = (
                    row.score,
                    hits / (hits + wrong),
                    hits / positives,
                    wrong / negatives,
                    by_explicit / explicit,
                    by_oblique / oblique,
                );
            }
        }
        println!(
            "  precision {:.2}: recall {:.3}, false-positive rate {:.3}, explicit {:.3}, oblique {:.3}",
            best.1, best.2, best.3, best.4, best.5
        );
        best.0
    };
    for precision in [0.97, 0.95, 0.92, 0.90, 0.85, 0.80] {
        last(&|hits, wrong| hits / (hits + wrong) >= precision);
    }
    println!("  at the threshold:");
    last(&|_, wrong| wrong / negatives <= wanted)
}

/// Prints how differently the writers fare at one threshold.
fn by_file(scores: &[Scored], files: &[String], threshold: f64) {
    println!("  at the threshold, by file:");
    for (file, path) in files.iter().enumerate() {
        let share = |truth: bool| {
            let rows = scores.iter().filter(|s| s.file == file && s.truth == truth);
            let (all, asked) = rows.fold((0, 0), |(all, asked), row| {
                (all + 1, asked + u32::from(row.score >= threshold))
            });
            (all > 0).then(|| f64::from(asked) / f64::from(all))
        };
        if let (Some(found), Some(wrong)) = (share(true), share(false)) {
            println!("    {path}: recall {found:.3}, false-positive rate {wrong:.3}");
        }
    }
}

//! Right and wrong answers, and the figures they make.

use knock_first::recognise::{Experience, Reading};

use super::place::PLACES;
use super::rows::{LABELS, Row};

/// The three whose answers are compared: the product and two baselines.
pub const SYSTEMS: [&str; 3] = ["Knock First", "keywords", "keywords with NegEx"];

/// What a reading says its account is, as far as a reading goes.
pub const READ_AS: [&str; 6] = [
    "lived",
    "dual",
    "professional",
    "organisation",
    "carer",
    "nothing",
];

/// The shares of positives that predictive values are given for.
pub const BASES: [f64; 3] = [0.10, 0.05, 0.03];

/// One system's answer to one row.
#[derive(Clone, Copy, Default)]
pub struct Answer {
    /// Ask.
    pub prompt: bool,
    /// Somebody is asked to stay away.
    pub boundary: bool,
    /// Somebody is welcome.
    pub invitation: bool,
}

impl Answer {
    /// The product's.
    pub fn of(reading: &Reading) -> Self {
        Self {
            prompt: reading.prompt(),
            boundary: !reading.boundaries.is_empty(),
            invitation: !reading.invitations.is_empty(),
        }
    }
}

/// Right and wrong answers to one question.
#[derive(Clone, Copy, Default)]
pub struct Counts {
    /// Yes, rightly.
    pub hit: usize,
    /// No, wrongly.
    pub missed: usize,
    /// Yes, wrongly.
    pub wrong: usize,
    /// No, rightly.
    pub quiet: usize,
}

impl Counts {
    fn add(&mut self, truth: bool, answer: bool) {
        match (truth, answer) {
            (true, true) => self.hit += 1,
            (true, false) => self.missed += 1,
            (false, true) => self.wrong += 1,
            (false, false) => self.quiet += 1,
        }
    }

    /// How many there truly are.
    pub fn positives(&self) -> usize {
        self.hit + self.missed
    }

    /// Of all answered yes, those that are.
    pub fn precision(&self) -> Share {
        Share(self.hit, self.hit + self.wrong)
    }

    /// Of all that are, those answered yes.
    pub fn recall(&self) -> Share {
        Share(self.hit, self.positives())
    }

    /// Of all that are not, those answered yes.
    pub fn false_positives(&self) -> Share {
        Share(self.wrong, self.wrong + self.quiet)
    }

    /// F1 and its interval. F1 is no share, but it rises with one: with J,
    /// the hits among all that are or were answered yes, F1 is 2J / (1 + J),
    /// so Wilson's interval of J gives that of F1.
    pub fn f1(&self) -> Option<(f64, f64, f64)> {
        let share = Share(self.hit, self.positives() + self.wrong);
        let (low, high) = share.interval()?;
        let f1 = |j: f64| 2.0 * j / (1.0 + j);
        Some((f1(share.value()?), f1(low), f1(high)))
    }

    /// Of those answered yes, how many would be, if this share of accounts
    /// were positives.
    pub fn value_at(&self, base: f64) -> Option<f64> {
        let right = self.recall().value()? * base;
        let all = right + self.false_positives().value()? * (1.0 - base);
        (all > 0.0).then(|| right / all)
    }
}

/// So many of so many.
#[derive(Clone, Copy)]
pub struct Share(pub usize, pub usize);

impl Share {
    /// The share; none of nothing.
    pub fn value(self) -> Option<f64> {
        (self.1 > 0).then(|| self.0 as f64 / self.1 as f64)
    }

    /// The 95 % interval (Wilson 1927).
    pub fn interval(self) -> Option<(f64, f64)> {
        let p = self.value()?;
        let n = self.1 as f64;
        let z = 1.959_964_f64;
        let middle = p + z * z / (2.0 * n);
        let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        let scale = 1.0 + z * z / n;
        Some((
            ((middle - half) / scale).max(0.0),
            ((middle + half) / scale).min(1.0),
        ))
    }
}

/// One system's answers.
#[derive(Default)]
pub struct Tally {
    /// Whether to ask.
    pub prompt: Counts,
    /// The same, where experience is named.
    pub explicit: Counts,
    /// The same, where it must be inferred.
    pub oblique: Counts,
    /// Requests to stay away.
    pub boundary: Counts,
    /// Welcomes.
    pub invitation: Counts,
}

/// Ids of rows that the product answers wrongly.
#[derive(Default)]
pub struct Wrong {
    /// Whether to ask.
    pub prompt: Vec<String>,
    /// Requests to stay away.
    pub boundary: Vec<String>,
    /// Welcomes.
    pub invitation: Vec<String>,
}

/// The answers to the rows of one file, or of all.
#[derive(Default)]
pub struct Score {
    /// Rows that count.
    pub n: usize,
    /// Rows that do not: the codebook says "either".
    pub either: usize,
    /// In the order of [`SYSTEMS`].
    pub systems: [Tally; SYSTEMS.len()],
    /// Label by what the reading says, the product's.
    pub confusion: [[usize; READ_AS.len()]; LABELS.len()],
    /// How many of each label the product asks about.
    pub asked: [usize; LABELS.len()],
    /// Whether to ask, in the order of [`PLACES`], the product's.
    pub places: [Counts; PLACES.len()],
    /// The product's mistakes.
    pub wrong: Wrong,
}

impl Score {
    /// Counts one row. `answers` are in the order of [`SYSTEMS`].
    pub fn add(
        &mut self,
        row: &Row,
        reading: &Reading,
        answers: [Answer; SYSTEMS.len()],
        place: usize,
        id: String,
    ) {
        let Some(prompt) = row.prompt else {
            self.either += 1;
            return;
        };
        self.n += 1;
        for (tally, answer) in self.systems.iter_mut().zip(answers) {
            tally.prompt.add(prompt, answer.prompt);
            match row.how.as_deref() {
                Some("explicit") => tally.explicit.add(prompt, answer.prompt),
                Some("oblique") => tally.oblique.add(prompt, answer.prompt),
                _ => {}
            }
            tally.boundary.add(row.boundary, answer.boundary);
            tally.invitation.add(row.invitation, answer.invitation);
        }
        let ours = answers[0];
        self.confusion[row.label][read_as(reading)] += 1;
        self.asked[row.label] += usize::from(ours.prompt);
        self.places[place].add(prompt, ours.prompt);
        for (truth, answer, ids) in [
            (prompt, ours.prompt, &mut self.wrong.prompt),
            (row.boundary, ours.boundary, &mut self.wrong.boundary),
            (row.invitation, ours.invitation, &mut self.wrong.invitation),
        ] {
            if truth != answer {
                ids.push(id.clone());
            }
        }
    }
}

/// Which of [`READ_AS`].
fn read_as(reading: &Reading) -> usize {
    match (reading.experience, reading.professional) {
        (Experience::Stated, false) => 0,
        (Experience::Stated, true) => 1,
        (_, true) => 2,
        _ if reading.organisation => 3,
        _ if reading.carer => 4,
        _ => 5,
    }
}

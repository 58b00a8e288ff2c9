//! Two baselines: a keyword list, and the same list with NegEx.
//!
//! A keyword anywhere in name, bio or post decides. NegEx (Chapman and others,
//! *A simple algorithm for identifying negated findings and diseases in
//! discharge summaries*, Journal of Biomedical Informatics 34, 2001) drops a
//! keyword of experience when a negation phrase stands at most five words
//! before it, or one of the phrases that negate backwards at most five words
//! after it, in the same sentence; phrases that only look like negation count
//! for nothing. Boundaries hold their own "no" and are not negated.

use knock_first::account::Account;

use super::score::Answer;
use super::words::{Phrase, Word, table, words};

/// How far a negation reaches, in words (Chapman 2001).
const WINDOW: usize = 5;

/// The keyword lists and the negation phrases.
pub struct Keywords {
    experience: Vec<Phrase>,
    boundary: Vec<Phrase>,
    invitation: Vec<Phrase>,
    before: Vec<Phrase>,
    after: Vec<Phrase>,
    pseudo: Vec<Phrase>,
}

impl Keywords {
    /// Reads both data files.
    pub fn new() -> Self {
        let keywords = include_str!("keywords.tsv");
        let negation = include_str!("negation.tsv");
        let list = |file: &'static str, name: &str| {
            table(file)
                .filter(|(kind, _)| *kind == name)
                .flat_map(|(_, phrases)| phrases)
                .collect()
        };
        Self {
            experience: list(keywords, "experience"),
            boundary: list(keywords, "boundary"),
            invitation: list(keywords, "invitation"),
            before: list(negation, "before"),
            after: list(negation, "after"),
            pseudo: list(negation, "pseudo"),
        }
    }

    /// What the list says of an account.
    pub fn answer(&self, account: &Account, negex: bool) -> Answer {
        let mut answer = Answer::default();
        let mut experience = false;
        for text in [&account.name, &account.bio, &account.post]
            .into_iter()
            .flatten()
        {
            let words = words(text);
            for at in 0..words.len() {
                let any = |list: &[Phrase]| list.iter().any(|p| p.at(&words, at));
                answer.boundary |= any(&self.boundary);
                answer.invitation |= any(&self.invitation);
                experience |= self
                    .experience
                    .iter()
                    .filter(|p| p.at(&words, at))
                    .any(|p| !negex || !self.negated(&words, at, at + p.len()));
            }
        }
        answer.prompt = experience || answer.boundary;
        answer
    }

    fn negated(&self, words: &[Word], start: usize, end: usize) -> bool {
        let clause = words[start].clause;
        let here = |at: usize| words[at].clause == clause;
        let before = (start.saturating_sub(WINDOW)..start).any(|at| {
            here(at)
                && !self.pseudo.iter().any(|p| p.at(words, at))
                && self
                    .before
                    .iter()
                    .any(|p| p.at(words, at) && at + p.len() <= start)
        });
        before
            || (end..words.len().min(end + WINDOW))
                .any(|at| here(at) && self.after.iter().any(|p| p.at(words, at)))
    }
}

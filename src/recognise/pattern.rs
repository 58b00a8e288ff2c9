//! Finds the lexicon's phrases and rules among the words of an account.
//!
//! Every rule is looked up by one of its steps, the rarest, and then matched
//! outwards from there, so the work grows with the number of words and not
//! with the number of rules. Steps and gaps are bounded; so is the work at any
//! one word.

use super::lexicon::{self, Effect, Rule, Step};
use super::order;
use super::text::{Break, Word};

/// A phrase of several words that belongs to a class.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    start: u32,
    end: u32,
    class: u8,
}

/// The words of an account with the phrases found among them.
pub(crate) struct Matcher<'w> {
    pub(crate) words: &'w [Word],
    /// By start.
    phrases: Vec<Phrase>,
    /// Indices into `phrases`, by end.
    by_end: Vec<u32>,
}

/// A rule that was found, and the words it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) rule: u16,
    pub(crate) name: u16,
    pub(crate) effect: Effect,
}

impl<'w> Matcher<'w> {
    /// Finds the phrases.
    pub(crate) fn new(words: &'w [Word]) -> Self {
        let mut phrases = Vec::new();
        for (start, word) in words.iter().enumerate() {
            for (rest, class) in lexicon::phrases(word.number) {
                let end = start + 1 + rest.len();
                let Some(found) = words.get(start + 1..end) else {
                    continue;
                };
                let same = found
                    .iter()
                    .zip(rest)
                    .all(|(w, r)| w.number == *r && w.before < Break::Strong);
                // "37/41" and "c/s/x" are written with slashes; a phrase may
                // cross one weak break inside, never a strong one.
                if same {
                    phrases.push(Phrase {
                        start: start as u32,
                        end: end as u32,
                        class,
                    });
                }
            }
        }
        let mut by_end: Vec<u32> = (0..phrases.len() as u32).collect();
        order::by_key(&mut by_end, |at| {
            phrases.get(*at as usize).map_or(0, |p| p.end)
        });
        Self {
            words,
            phrases,
            by_end,
        }
    }

    /// All rules found, in the order of where they start.
    pub(crate) fn hits(&self) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (at, word) in self.words.iter().enumerate() {
            for number in lexicon::rules_of_word(word.number) {
                self.try_rule(number, at, at + 1, &mut hits);
            }
            let mut classes = word.mask & lexicon::classes_with_rules();
            while classes != 0 {
                let class = classes.trailing_zeros() as u8;
                classes &= classes - 1;
                for number in lexicon::rules_of_class(class) {
                    self.try_rule(number, at, at + 1, &mut hits);
                }
            }
        }
        for phrase in &self.phrases {
            for number in lexicon::rules_of_class(phrase.class) {
                self.try_rule(
                    number,
                    phrase.start as usize,
                    phrase.end as usize,
                    &mut hits,
                );
            }
        }
        order::by_key(&mut hits, |h| (h.start, h.end, h.rule));
        hits.dedup();
        hits
    }

    fn try_rule(&self, number: u16, start: usize, end: usize, hits: &mut Vec<Hit>) {
        let Some(rule) = lexicon::rule(number) else {
            return;
        };
        let anchor = usize::from(rule.anchor);
        // Loose: a break may stand before the next word if the rule says so.
        let Some(to) = self.forward(&rule, anchor + 1, end, Break::None) else {
            return;
        };
        let Some(from) = self.backward(&rule, anchor, start, Break::None) else {
            return;
        };
        hits.push(Hit {
            start: from as u32,
            end: to as u32,
            rule: number,
            name: rule.name,
            effect: rule.effect,
        });
    }

    /// Matches the steps from `step` on, the next word being `at`; returns one
    /// past the last word. `allowed` is the break that may stand before it.
    fn forward(&self, rule: &Rule, step: usize, at: usize, allowed: Break) -> Option<usize> {
        if step >= usize::from(rule.length) {
            return Some(at);
        }
        let (what, optional) = rule.step(step);
        let next = self.words.get(at);
        let found = match what {
            Step::Comma | Step::Stop => {
                let loose = if matches!(what, Step::Comma) {
                    Break::Weak
                } else {
                    Break::Strong
                };
                return self.forward(rule, step + 1, at, allowed.max(loose));
            }
            // The commonest step, without the search for phrases.
            Step::Word(number) => match next {
                Some(w) if w.number == number && w.before <= allowed => {
                    self.forward(rule, step + 1, at + 1, Break::None)
                }
                _ => None,
            },
            Step::End => {
                if next.is_none_or(|w| w.before > Break::None) {
                    self.forward(rule, step + 1, at, allowed)
                } else {
                    None
                }
            }
            Step::NotSet(set) => {
                if next.is_some_and(|w| w.before <= Break::Weak)
                    && self.ends_in_set(at, set).next().is_some()
                {
                    None
                } else {
                    self.forward(rule, step + 1, at, allowed)
                }
            }
            Step::Gap(most) => {
                let mut at = at;
                let mut left = most;
                let mut allowed = allowed;
                loop {
                    if let Some(end) = self.forward(rule, step + 1, at, allowed.max(Break::Weak)) {
                        return Some(end);
                    }
                    allowed = allowed.max(Break::Weak);
                    if left == 0 || self.words.get(at).is_none_or(|w| w.before > allowed) {
                        return None;
                    }
                    left -= 1;
                    at += 1;
                }
            }
            _ => {
                if next.is_some_and(|w| w.before <= allowed) {
                    self.ends(what, at)
                        .find_map(|end| self.forward(rule, step + 1, end, Break::None))
                } else {
                    None
                }
            }
        };
        match found {
            None if optional => self.forward(rule, step + 1, at, allowed),
            found => found,
        }
    }

    /// Matches the steps before `step`, backwards; the word at `at` is already
    /// matched. Returns the first word.
    fn backward(&self, rule: &Rule, step: usize, at: usize, allowed: Break) -> Option<usize> {
        let Some(step) = step.checked_sub(1) else {
            return Some(at);
        };
        let (what, optional) = rule.step(step);
        let before = self.words.get(at).map_or(Break::Strong, |w| w.before);
        let found = match what {
            Step::Comma | Step::Stop => {
                let loose = if matches!(what, Step::Comma) {
                    Break::Weak
                } else {
                    Break::Strong
                };
                return self.backward(rule, step, at, allowed.max(loose));
            }
            Step::Start => {
                if before > Break::None {
                    self.backward(rule, step, at, allowed)
                } else {
                    None
                }
            }
            Step::Word(number) => {
                let fits = |at: &usize| {
                    before <= allowed && self.words.get(*at).is_some_and(|w| w.number == number)
                };
                at.checked_sub(1)
                    .filter(fits)
                    .and_then(|at| self.backward(rule, step, at, Break::None))
            }
            Step::NotSet(set) => {
                if before <= Break::Weak && self.starts_of_set(at, set) {
                    None
                } else {
                    self.backward(rule, step, at, allowed)
                }
            }
            Step::Gap(most) => {
                let mut at = at;
                let mut left = most;
                loop {
                    if let Some(start) = self.backward(rule, step, at, allowed.max(Break::Weak)) {
                        return Some(start);
                    }
                    let before = self.words.get(at).map_or(Break::Strong, |w| w.before);
                    if left == 0 || at == 0 || before > allowed.max(Break::Weak) {
                        return None;
                    }
                    left -= 1;
                    at -= 1;
                }
            }
            _ => {
                if at > 0 && before <= allowed {
                    self.starts(what, at, &mut |start| {
                        self.backward(rule, step, start, Break::None)
                    })
                } else {
                    None
                }
            }
        };
        match found {
            None if optional => self.backward(rule, step, at, allowed),
            found => found,
        }
    }

    /// Where a step that starts at `at` can end, longest phrase first.
    fn ends(&self, what: Step, at: usize) -> impl Iterator<Item = usize> {
        let (single, class) = match what {
            Step::Class(class) => (self.has(at, class), Some(class)),
            _ => (false, None),
        };
        let set = match what {
            Step::Set(set) => Some(self.ends_in_set(at, set)),
            _ => None,
        };
        class
            .into_iter()
            .flat_map(move |class| {
                self.phrases_at(at)
                    .filter(move |p| p.class == class)
                    .map(|p| p.end as usize)
            })
            .chain(single.then_some(at + 1))
            .chain(set.into_iter().flatten())
    }

    fn ends_in_set(&self, at: usize, set: u16) -> impl Iterator<Item = usize> {
        let set = lexicon::set(set);
        let single = self
            .words
            .get(at)
            .is_some_and(|w| set.has(w.number, w.mask));
        self.phrases_at(at)
            .filter(move |p| set.has_class(p.class))
            .map(|p| p.end as usize)
            .chain(single.then_some(at + 1))
    }

    fn phrases_at(&self, at: usize) -> impl Iterator<Item = &Phrase> {
        let from = self.phrases.partition_point(|p| (p.start as usize) < at);
        self.phrases
            .get(from..)
            .unwrap_or(&[])
            .iter()
            .take_while(move |p| p.start as usize == at)
    }

    fn starts<T>(
        &self,
        what: Step,
        end: usize,
        then: &mut dyn FnMut(usize) -> Option<T>,
    ) -> Option<T> {
        let one = end - 1;
        let single = match what {
            Step::Class(class) => self.has(one, class),
            Step::Set(set) => {
                let set = lexicon::set(set);
                self.words
                    .get(one)
                    .is_some_and(|w| set.has(w.number, w.mask))
            }
            _ => false,
        };
        let from = self.by_end.partition_point(|at| {
            self.phrases
                .get(*at as usize)
                .is_some_and(|p| (p.end as usize) < end)
        });
        for at in self.by_end.get(from..).unwrap_or(&[]) {
            let Some(phrase) = self
                .phrases
                .get(*at as usize)
                .filter(|p| p.end as usize == end)
            else {
                break;
            };
            let fits = match what {
                Step::Class(class) => phrase.class == class,
                Step::Set(set) => lexicon::set(set).has_class(phrase.class),
                _ => false,
            };
            if fits && let Some(found) = then(phrase.start as usize) {
                return Some(found);
            }
        }
        if single { then(one) } else { None }
    }

    fn starts_of_set(&self, end: usize, set: u16) -> bool {
        self.starts(Step::Set(set), end, &mut |_| Some(()))
            .is_some()
    }

    fn has(&self, at: usize, class: u8) -> bool {
        self.words.get(at).is_some_and(|w| w.mask >> class & 1 != 0)
    }

    /// Whether a class stands anywhere among these words.
    pub(crate) fn class_within(&self, start: u32, end: u32, class: u8) -> bool {
        self.words
            .get(start as usize..end as usize)
            .is_some_and(|words| words.iter().any(|w| w.mask >> class & 1 != 0))
            || {
                let from = self.phrases.partition_point(|p| p.start < start);
                let inside = self
                    .phrases
                    .get(from..)
                    .unwrap_or(&[])
                    .iter()
                    .take_while(|p| p.start < end);
                inside.into_iter().any(|p| p.class == class && p.end <= end)
            }
    }

    /// The longest phrase that starts here, of a class not in `but`.
    pub(crate) fn longest_phrase(&self, at: usize, but: u128) -> Option<(u8, usize)> {
        self.phrases_at(at)
            .filter(|p| but >> p.class & 1 == 0)
            .max_by_key(|p| (p.end, u8::MAX - p.class))
            .map(|p| (p.class, p.end as usize))
    }

    /// Every phrase: first word, one past the last, class.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = (usize, usize, u8)> + '_ {
        self.phrases
            .iter()
            .map(|p| (p.start as usize, p.end as usize, p.class))
    }
}

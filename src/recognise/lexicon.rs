//! The word lists and rules, compiled by `build.rs` from `lexicon/*.tsv`.
//!
//! A *class* is a set of words and phrases that rules treat alike. A *rule* is
//! a short pattern over words and classes, with an [`Effect`].

use core::ops::Range;
use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// The number of a word that stands in no list.
pub(crate) const UNKNOWN: u16 = 0xffff;

/// Where the entries of each of a row of things start. The tables hold only
/// how many each has, which packs better.
struct Starts(Vec<u16>);

impl Starts {
    fn of(counts: &[u8]) -> Self {
        let mut at = 0;
        let mut starts = vec![0];
        for count in counts {
            at += u16::from(*count);
            starts.push(at);
        }
        Self(starts)
    }

    #[inline]
    fn range(&self, of: usize) -> Range<usize> {
        match (self.0.get(of), self.0.get(of + 1)) {
            (Some(&from), Some(&to)) => usize::from(from)..usize::from(to),
            _ => 0..0,
        }
    }
}

/// Numbers that stand two to a byte.
fn halves(packed: &[u8]) -> Vec<u8> {
    let mut numbers = Vec::new();
    for pair in packed {
        numbers.push(pair & 0xf);
        numbers.push(pair >> 4);
    }
    numbers
}

/// The tables as they are looked up in; in what ships they are packed. Plain
/// loops make them, because chains of iterators take more room than they save.
struct Tables {
    words: Starts,
    phrases: Starts,
    sets: Starts,
    set_words: Vec<u16>,
    steps: Starts,
    anchors: Anchors,
    folds: Vec<u32>,
    model: Starts,
    weights: Vec<[i8; 3]>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let sets = Starts::of(&SET_SIZES);
    let set_words = set_words();
    let steps = Starts::of(&RULE_LENGTHS);
    Tables {
        words: Starts::of(&halves(&BUCKET_WORDS)),
        phrases: Starts::of(&WORD_PHRASES),
        anchors: Anchors::of(&steps, &sets, &set_words),
        sets,
        set_words,
        steps,
        folds: folds(),
        model: Starts::of(&halves(&MODEL_BUCKETS)),
        weights: model_weights(),
    }
});

/// The words of all sets; each set's are kept as distances from one to the next.
fn set_words() -> Vec<u16> {
    let mut words = Vec::new();
    let mut steps = SET_STEPS.iter();
    for size in SET_SIZES {
        let mut word = 0;
        for _ in 0..size {
            let mut step = steps.next().copied().unwrap_or_default();
            if step >= 0x80 {
                step &= 0x7f;
                word += u16::from(steps.next().copied().unwrap_or_default()) << 7;
            }
            word += u16::from(step);
            words.push(word);
        }
    }
    words
}

/// Rules by the word or class they are looked up by: words first. Each has the
/// place of its first entry, counted from one; an entry is a rule and the place
/// of the next entry.
struct Anchors {
    first: [u16; ANCHORS],
    entries: Vec<(u16, u16)>,
}

impl Anchors {
    fn of(starts: &Starts, sets: &Starts, set_words: &[u16]) -> Self {
        let mut anchors = Self {
            first: [0; ANCHORS],
            entries: Vec::new(),
        };
        for rule in (0..RULE_ANCHORS.len()).rev() {
            let anchor = RULE_ANCHORS.get(rule).copied().unwrap_or_default();
            match step(starts.range(rule).start + usize::from(anchor)).0 {
                Step::Word(word) => anchors.add(word.into(), rule),
                Step::Class(class) => anchors.add(CHECKS.len() + usize::from(class), rule),
                Step::Set(set) => {
                    let set = usize::from(set);
                    for word in set_words.get(sets.range(set)).unwrap_or_default() {
                        anchors.add(usize::from(*word), rule);
                    }
                    let classes = SET_CLASSES.get(set).copied().unwrap_or_default();
                    for class in 0..ANCHORS - CHECKS.len() {
                        if classes >> class & 1 != 0 {
                            anchors.add(CHECKS.len() + class, rule);
                        }
                    }
                }
                _ => {}
            }
        }
        anchors
    }

    fn add(&mut self, anchor: usize, rule: usize) {
        if let Some(first) = self.first.get_mut(anchor) {
            self.entries.push((rule as u16, *first));
            *first = self.entries.len() as u16;
        }
    }

    /// The rules of one anchor, in their order.
    fn rules(&self, anchor: usize) -> impl Iterator<Item = u16> {
        let mut at = self.first.get(anchor).copied().unwrap_or_default();
        core::iter::from_fn(move || {
            let (rule, next) = *self.entries.get(usize::from(at).checked_sub(1)?)?;
            at = next;
            Some(rule)
        })
    }
}

/// The first letter of each run of [`fold`].
fn folds() -> Vec<u32> {
    let mut firsts = Vec::new();
    let mut end = 0;
    for (gap, length) in FOLD_GAPS.iter().zip(&FOLD_LENGTHS) {
        let first = end + u32::from(*gap);
        end = first + u32::from(*length);
        firsts.push(first);
    }
    firsts
}

/// Each feature's weights; those that are nothing are not kept.
fn model_weights() -> Vec<[i8; 3]> {
    let mut all = Vec::new();
    let mut kept = MODEL_WEIGHTS.iter();
    for mut heads in halves(&MODEL_HEADS) {
        let mut weights = [0; 3];
        for weight in &mut weights {
            if heads & 1 != 0 {
                *weight = kept.next().copied().unwrap_or_default();
            }
            heads >>= 1;
        }
        all.push(weights);
    }
    all
}

/// What a rule says when its pattern is found. The order is `build.rs`'s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Effect {
    /// The owner's own experience, beyond doubt.
    Own3,
    /// The owner's own experience, unless context overturns it.
    Own2,
    /// A hint.
    Own1,
    /// A word standing alone in a slot: the owner's own, unless the account
    /// speaks from work, care or a group.
    Slot,
    /// Works, studies or teaches in the field.
    Professional,
    /// Speaks for a group.
    Organisation,
    /// Cares for somebody.
    Carer,
    /// Writes about the subject, reports on it or jokes about it.
    Topic,
    /// The words belong together and mean nothing here.
    Void,
    /// Denies what follows (NegEx: pre-negation).
    NegatesNext,
    /// What follows is somebody else's (ConText: experiencer).
    OthersNext,
    /// What comes before is somebody else's.
    OthersBefore,
    /// The whole scope is about somebody else.
    Others,
    /// The whole scope is a figure of speech, a sport or a trade.
    Figure,
    /// Asks people to stay away.
    Boundary,
    /// Welcomes people.
    Invitation,
    /// May ask people to stay away; the model decides.
    MaybeBoundary,
    /// A boundary that asks to be asked first.
    AskFirst,
    /// May welcome people; the model decides.
    MaybeInvitation,
    /// Nothing by itself; weighed by the model.
    Mark,
}

const EFFECTS: [Effect; 20] = [
    Effect::Own3,
    Effect::Own2,
    Effect::Own1,
    Effect::Slot,
    Effect::Professional,
    Effect::Organisation,
    Effect::Carer,
    Effect::Topic,
    Effect::Void,
    Effect::NegatesNext,
    Effect::OthersNext,
    Effect::OthersBefore,
    Effect::Others,
    Effect::Figure,
    Effect::Boundary,
    Effect::Invitation,
    Effect::MaybeBoundary,
    Effect::AskFirst,
    Effect::MaybeInvitation,
    Effect::Mark,
];

/// One step of a rule's pattern.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    Word(u16),
    Class(u8),
    Set(u16),
    NotSet(u16),
    Gap(u8),
    Start,
    End,
    Comma,
    Stop,
}

/// The step at this place, and whether it may be left out.
fn step(at: usize) -> (Step, bool) {
    let (Some(kind), Some(low), Some(high)) =
        (STEP_KINDS.get(at), STEP_LOWS.get(at), STEP_HIGHS.get(at))
    else {
        return (Step::Stop, false);
    };
    let argument = u16::from_le_bytes([*low, *high]);
    let step = match kind >> 1 {
        0 => Step::Word(argument),
        1 => Step::Class(*low),
        2 => Step::Set(argument),
        3 => Step::NotSet(argument),
        4 => Step::Gap(*low),
        5 => Step::Start,
        6 => Step::End,
        7 => Step::Comma,
        _ => Step::Stop,
    };
    (step, kind & 1 != 0)
}

/// A rule by its number.
#[derive(Clone, Copy)]
pub(crate) struct Rule {
    first: u16,
    pub(crate) length: u8,
    pub(crate) anchor: u8,
    pub(crate) effect: Effect,
    pub(crate) name: u16,
}

impl Rule {
    /// The step at `at`, and whether it may be left out.
    #[inline]
    pub(crate) fn step(&self, at: usize) -> (Step, bool) {
        step(usize::from(self.first) + at)
    }
}

/// The rule with this number.
pub(crate) fn rule(number: u16) -> Option<Rule> {
    let number = usize::from(number);
    Some(Rule {
        first: *TABLES.steps.0.get(number)?,
        length: *RULE_LENGTHS.get(number)?,
        anchor: *RULE_ANCHORS.get(number)?,
        effect: *EFFECTS.get(usize::from(*RULE_EFFECTS.get(number)?))?,
        name: u16::from(*RULE_NAMES_OF.get(number)?),
    })
}

/// The name of a rule, as in its row.
pub(crate) fn rule_name(name: u16) -> &'static str {
    RULE_NAMES.get(usize::from(name)).copied().unwrap_or("?")
}

/// The names of all rules.
pub(crate) fn rule_names() -> impl Iterator<Item = &'static str> {
    RULE_NAMES.iter().copied()
}

/// A set of words and classes: any of them will do.
#[derive(Clone, Copy)]
pub(crate) struct Set {
    words: &'static [u16],
    classes: u128,
}

impl Set {
    /// Whether a word with these classes is in the set.
    #[inline]
    pub(crate) fn has(&self, word: u16, mask: u128) -> bool {
        self.classes & mask != 0 || self.words.binary_search(&word).is_ok()
    }

    /// Whether a class is in the set.
    #[inline]
    pub(crate) fn has_class(&self, class: u8) -> bool {
        self.classes >> class & 1 != 0
    }
}

/// The set with this number.
pub(crate) fn set(number: u16) -> Set {
    let at = usize::from(number);
    let words = TABLES.set_words.get(TABLES.sets.range(at));
    Set {
        words: words.unwrap_or(&[]),
        classes: SET_CLASSES.get(at).copied().unwrap_or(0),
    }
}

/// FNV-1a, one byte at a time.
pub(crate) const HASH_START: u32 = 0x811c_9dc5;

/// Adds one byte to a running hash.
#[inline]
pub(crate) fn hash_step(h: u32, byte: u8) -> u32 {
    (h ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// Stirs a running hash, so that its top bits can choose a bucket.
#[inline]
pub(crate) fn hash_end(mut h: u32) -> u32 {
    h ^= h >> 15;
    h = h.wrapping_mul(0x2c1b_3c6d);
    h ^ (h >> 13)
}

/// The number of the word with this hash, or [`UNKNOWN`].
#[inline]
pub(crate) fn word(hash: u32) -> u16 {
    let hash = hash.wrapping_mul(FACTOR);
    for at in TABLES.words.range((hash >> 21) as usize) {
        if check(at) == Some(hash >> 9 & 0xfff) {
            return at as u16;
        }
    }
    UNKNOWN
}

/// What is kept of a word's hash: eight bits, and four that share a byte with
/// a neighbour's.
#[inline]
fn check(at: usize) -> Option<u32> {
    let low = u32::from(*CHECKS.get(at)?);
    let high = u32::from(*CHECK_HALVES.get(at / 2)?) >> (at % 2 * 4) & 0xf;
    Some(high << 8 | low)
}

/// The number of a word already folded to lower-case ASCII.
pub(crate) fn word_of(text: &[u8]) -> u16 {
    word(hash_end(
        text.iter().fold(HASH_START, |h, b| hash_step(h, *b)),
    ))
}

/// The classes a single word belongs to.
#[inline]
pub(crate) fn mask(word: u16, capitals: bool) -> u128 {
    let Some(&at) = MASK_OF.get(usize::from(word)) else {
        return 0;
    };
    let mut mask = MASKS.get(usize::from(at)).copied().unwrap_or(0);
    if capitals && let Ok(found) = CAPITALS.binary_search_by_key(&word, |c| c.0) {
        mask |= CAPITALS
            .get(found)
            .and_then(|c| MASKS.get(usize::from(c.1)))
            .copied()
            .unwrap_or(0);
    }
    mask
}

/// The phrases that begin with a word: the rest of the words, and the class.
pub(crate) fn phrases(word: u16) -> impl Iterator<Item = (&'static [u16], u8)> {
    let mut left = PHRASES
        .get(TABLES.phrases.range(usize::from(word)))
        .unwrap_or(&[]);
    core::iter::from_fn(move || {
        let (head, after) = left.split_first()?;
        let (rest, others) = after.split_at_checked(usize::from(head >> 8))?;
        left = others;
        Some((rest, *head as u8))
    })
}

/// The rules looked up by a word.
pub(crate) fn rules_of_word(word: u16) -> impl Iterator<Item = u16> {
    TABLES.anchors.rules(match word {
        // There may be a class at that place.
        UNKNOWN => usize::MAX,
        word => word.into(),
    })
}

/// The rules looked up by a class.
pub(crate) fn rules_of_class(class: u8) -> impl Iterator<Item = u16> {
    TABLES.anchors.rules(CHECKS.len() + usize::from(class))
}

/// The classes that rules are looked up by.
pub(crate) const fn classes_with_rules() -> u128 {
    CLASSES_WITH_RULES
}

/// The letter or digit that a character outside ASCII stands for, if one.
pub(crate) fn fold(c: char) -> Option<u8> {
    let code = u32::from(c);
    let firsts = &TABLES.folds;
    let at = firsts
        .partition_point(|first| *first <= code)
        .checked_sub(1)?;
    let offset = code - firsts.get(at)?;
    if offset < u32::from(*FOLD_LENGTHS.get(at)?) {
        return Some(FOLD_BASES.get(at)? + FOLD_STEPS.get(at)? * offset as u8);
    }
    None
}

/// The scores of an account without features: own experience, boundary,
/// invitation.
pub(crate) const fn bias() -> [i32; 3] {
    BIAS
}

/// The scores from which the three answers are yes.
pub(crate) const fn threshold() -> [i32; 3] {
    THRESHOLD
}

/// How many places the model has.
pub(crate) const MODEL_PLACES: usize = MODEL_CHECKS.len();

/// The place of a feature in the model and its weight in each question, if it
/// has any.
#[inline]
pub(crate) fn weights(hash: u32) -> Option<(u16, [i8; 3])> {
    let check = (hash >> (MODEL_SHIFT - 8)) as u8;
    for at in TABLES.model.range((hash >> MODEL_SHIFT) as usize) {
        if MODEL_CHECKS.get(at) == Some(&check) {
            return Some((at as u16, *TABLES.weights.get(at)?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_folded_and_their_neighbours_are_not() {
        for (c, letter) in [
            ('Ａ', Some(b'a')),
            ('ｚ', Some(b'z')),
            ('Ｚ', Some(b'z')),
            ('［', None),
            ('＠', None),
            ('９', Some(b'9')),
            ('：', None),
            ('Ⓩ', Some(b'z')),
            ('𝟿', Some(b'9')),
            ('\u{1d800}', None),
            ('é', Some(b'e')),
            ('ß', None),
            ('\u{80}', None),
            ('\u{10ffff}', None),
        ] {
            assert_eq!(fold(c), letter, "{c}");
        }
    }

    #[test]
    fn capitals_add_classes_and_take_none_away() {
        for (word, any, capitals) in [
            ("fnd", &[class::PHYS][..], &[class::PHYS][..]),
            ("ed", &[class::OWNED], &[class::OWNED, class::DXAMB]),
            ("pd", &[], &[class::DXAMB, class::PHYSAMB]),
            ("owl", &[], &[]),
        ] {
            let number = word_of(word.as_bytes());
            for (shown, classes) in [(false, any), (true, capitals)] {
                let mask = mask(number, shown);
                for class in [class::PHYS, class::OWNED, class::DXAMB, class::PHYSAMB] {
                    let is = mask >> class & 1 != 0;
                    assert_eq!(is, classes.contains(&class), "{word} {shown} {class}");
                }
            }
        }
    }
}

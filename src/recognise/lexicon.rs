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
struct Starts(Box<[u16]>);

impl Starts {
    fn of<N: Copy + Into<u16>>(counts: &[N]) -> Self {
        let mut at = 0;
        let starts = counts.iter().map(|count| {
            at += (*count).into();
            at
        });
        Self(core::iter::once(0).chain(starts).collect())
    }

    #[inline]
    fn range(&self, of: usize) -> Range<usize> {
        match (self.0.get(of), self.0.get(of + 1)) {
            (Some(&from), Some(&to)) => usize::from(from)..usize::from(to),
            _ => 0..0,
        }
    }
}

struct Places {
    words: Starts,
    phrases: Starts,
    sets: Starts,
    rules: Starts,
    model: Starts,
}

static PLACES: LazyLock<Places> = LazyLock::new(|| Places {
    words: Starts::of(&BUCKET_WORDS),
    phrases: Starts::of(&WORD_PHRASES),
    sets: Starts::of(&SET_SIZES),
    rules: Starts::of(&ANCHORS),
    model: Starts::of(&MODEL_BUCKETS),
});

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
    pub(crate) fn step(&self, at: usize) -> (Step, bool) {
        let word = ELEMENTS
            .get(usize::from(self.first) + at)
            .copied()
            .unwrap_or(0);
        let argument = word as u16;
        let step = match word >> 20 {
            0 => Step::Word(argument),
            1 => Step::Class(argument as u8),
            2 => Step::Set(argument),
            3 => Step::NotSet(argument),
            4 => Step::Gap(argument as u8),
            5 => Step::Start,
            6 => Step::End,
            7 => Step::Comma,
            _ => Step::Stop,
        };
        (step, word & 1 << 19 != 0)
    }
}

/// The rule with this number.
pub(crate) fn rule(number: u16) -> Option<Rule> {
    let (first, length, anchor, effect, name) = *RULES.get(usize::from(number))?;
    let effect = *EFFECTS.get(usize::from(effect))?;
    Some(Rule {
        first,
        length,
        anchor,
        effect,
        name,
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
    let words = SET_WORDS.get(PLACES.sets.range(at));
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
    for at in PLACES.words.range((hash >> 21) as usize) {
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
        .get(PLACES.phrases.range(usize::from(word)))
        .unwrap_or(&[]);
    core::iter::from_fn(move || {
        let (head, after) = left.split_first()?;
        let (rest, others) = after.split_at_checked(usize::from(head >> 8))?;
        left = others;
        Some((rest, *head as u8))
    })
}

/// The rules looked up by a word.
pub(crate) fn rules_of_word(word: u16) -> &'static [u16] {
    match word {
        UNKNOWN => &[],
        word => anchored(usize::from(word)),
    }
}

/// The rules looked up by a class.
pub(crate) fn rules_of_class(class: u8) -> &'static [u16] {
    anchored(CHECKS.len() + usize::from(class))
}

/// The classes that rules are looked up by.
pub(crate) const fn classes_with_rules() -> u128 {
    CLASSES_WITH_RULES
}

fn anchored(anchor: usize) -> &'static [u16] {
    ANCHORED.get(PLACES.rules.range(anchor)).unwrap_or(&[])
}

/// The letter or digit that a character outside ASCII stands for, if one.
pub(crate) fn fold(c: char) -> Option<u8> {
    let code = u32::from(c);
    let at = FOLDS.partition_point(|f| f.0 <= code).checked_sub(1)?;
    let &(first, length, base, step) = FOLDS.get(at)?;
    let offset = code - first;
    if offset < u32::from(length) {
        return Some(base + step * offset as u8);
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
    let check = (hash >> 12) as u8;
    for at in PLACES.model.range((hash >> 20) as usize) {
        if MODEL_CHECKS.get(at) == Some(&check) {
            return Some((
                at as u16,
                [
                    *MODEL_OWN.get(at)?,
                    *MODEL_BOUNDARY.get(at)?,
                    *MODEL_INVITATION.get(at)?,
                ],
            ));
        }
    }
    None
}

//! What the tests of several modules need.

use super::lexicon::Effect;
use super::pattern::Hit;
use super::reading::Field;
use super::text::{Reader, Word};

/// The words of some fields, in this order.
pub(super) fn words(fields: &[(&str, Field)]) -> Vec<Word> {
    let mut reader = Reader::default();
    for (text, field) in fields {
        reader.read(text, *field);
    }
    reader.words
}

/// The words of a bio.
pub(super) fn bio(text: &str) -> Vec<Word> {
    words(&[(text, Field::Bio)])
}

/// Something found, whatever the rule.
pub(super) fn hit(effect: Effect, start: u32, end: u32) -> Hit {
    Hit {
        start,
        end,
        rule: 0,
        name: 0,
        effect,
    }
}

//! What an account says of itself: [`Account`] -> [`Reading`]. Pure and
//! total; no clock, no browser.
//!
//! | module | does |
//! |---|---|
//! | `text` | what was written -> words with places in the original |
//! | `lexicon` | word lists and rules, compiled from `lexicon/*.tsv` |
//! | `pattern` | finds phrases and rules among the words |
//! | `context` | whose experience, denied or not, meant or not |
//! | `features` | what the model weighs |
//! | `judge` | weighs it, and reads what is declared |
//! | `reading` | the answer |

mod context;
mod features;
mod judge;
mod lexicon;
mod order;
mod pattern;
mod reading;
#[cfg(test)]
mod testing;
mod text;

use crate::account::Account;
pub use reading::{
    Act, Boundary, Evidence, Experience, Field, Invitation, People, Reading, Reason, Strength,
};

/// Reads one account. Any input gives a reading; the time is linear in its
/// length.
#[must_use]
pub fn read(account: &Account) -> Reading {
    let words = words(account);
    let matcher = pattern::Matcher::new(&words);
    let hits = matcher.hits();
    judge::judge(&matcher, &hits)
}

/// Reads only what one account asks for; how its owner describes themselves is
/// not looked at.
#[must_use]
pub fn read_declared(account: &Account) -> Reading {
    let words = words(account);
    let matcher = pattern::Matcher::new(&words);
    let hits = matcher.hits();
    judge::judge_declared(&matcher, &hits)
}

fn words(account: &Account) -> Vec<text::Word> {
    let mut reader = text::Reader::default();
    let fields = [
        (&account.name, Field::Name),
        (&account.handle, Field::Handle),
        (&account.bio, Field::Bio),
        (&account.post, Field::Post),
    ];
    for (text, field) in fields {
        if let Some(text) = text {
            reader.read(text, field);
        }
    }
    reader.words
}

/// The rules found in an account, for the reader of a wrong answer: rule name,
/// field and byte range.
#[must_use]
pub fn explain(account: &Account) -> Vec<(&'static str, Field, core::ops::Range<usize>)> {
    let words = words(account);
    let matcher = pattern::Matcher::new(&words);
    matcher
        .hits()
        .iter()
        .filter_map(|hit| {
            let first = words.get(hit.start as usize)?;
            let last = words.get((hit.end as usize).checked_sub(1)?)?;
            // A rule that goes past a full stop may go from one field into the next.
            let end = if first.field == last.field {
                last.end
            } else {
                first.end
            };
            Some((
                lexicon::rule_name(hit.name),
                first.field,
                first.start as usize..end as usize,
            ))
        })
        .collect()
}

/// What the model weighs, for its training: number, kind, field and byte
/// range of each feature.
#[must_use]
pub fn features(account: &Account) -> Vec<(u32, u8, Field, core::ops::Range<usize>)> {
    let words = words(account);
    let matcher = pattern::Matcher::new(&words);
    let hits = matcher.hits();
    let overturned = context::overturned(&matcher, &hits);
    let mut found = Vec::new();
    features::each(&matcher, &hits, &overturned, &mut |kind, feature| {
        let first = words.get(feature.start as usize);
        let last = (feature.end as usize)
            .checked_sub(1)
            .and_then(|at| words.get(at));
        if let (Some(first), Some(last)) = (first, last) {
            let end = if first.field == last.field {
                last.end
            } else {
                first.end
            };
            found.push((
                feature.hash,
                kind as u8,
                first.field,
                first.start as usize..end as usize,
            ));
        }
    });
    found
}

/// The names of all rules.
pub fn rules() -> impl Iterator<Item = &'static str> {
    lexicon::rule_names()
}

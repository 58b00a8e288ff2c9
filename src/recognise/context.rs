//! Who, whether and when: what the company of a rule's words makes of it.
//!
//! The terms are ConText's (Harkema 2009), after NegEx (Chapman 2001): a
//! modifier changes what is found in its scope, in its direction, until the
//! scope ends. Two things are turned round. A clinical note speaks of its
//! patient unless it says otherwise; a bio speaks of whoever it says it speaks
//! of. And history never cancels: who was a patient has been one.

use super::lexicon::{Effect, class};
use super::pattern::{Hit, Matcher};
use super::text::{Break, Word};

/// How far a negation reaches, in words (NegEx uses five).
const NEGATION: u32 = 5;

/// How far any modifier reaches, in words: longer than a bio's slot, and what
/// keeps the time linear when nothing divides the text.
const REACH: u32 = 48;

/// Those of some hits, in order of where they start, that stand within reach.
pub(crate) fn near(hits: &[Hit], start: u32, end: u32) -> &[Hit] {
    let from = hits.partition_point(|h| h.start + REACH < start);
    let to = hits.partition_point(|h| h.start < end.saturating_add(REACH));
    hits.get(from..to).unwrap_or(&[])
}

/// What context makes of each hit: overturned or not.
pub(crate) fn overturned(matcher: &Matcher, hits: &[Hit]) -> Vec<bool> {
    hits.iter()
        .map(|hit| {
            let own = matches!(
                hit.effect,
                Effect::Own1 | Effect::Own2 | Effect::Own3 | Effect::Slot
            );
            own && (quoted(matcher, hit)
                || (hit.start..hit.end).any(|at| glossed(matcher, at, at + 1))
                || near(hits, hit.start, hit.end)
                    .iter()
                    .any(|m| overturns(matcher, hits, m, hit)))
        })
        .collect()
}

fn overturns(matcher: &Matcher, hits: &[Hit], modifier: &Hit, hit: &Hit) -> bool {
    let overlaps = modifier.start < hit.end && hit.start < modifier.end;
    match modifier.effect {
        // Pseudo-negations and the like swallow only what is inside them.
        Effect::Void => modifier.start <= hit.start && hit.end <= modifier.end,
        Effect::Figure | Effect::Carer => overlaps,
        Effect::Others => overlaps && hit.effect != Effect::Own3,
        Effect::NegatesNext => {
            modifier.end <= hit.start + 1
                && hit.start < modifier.end + NEGATION
                && !divided(matcher, modifier.end, hit.start)
                && !near(hits, modifier.start, modifier.end).iter().any(|m| {
                    m.effect == Effect::Void && m.start <= modifier.start && modifier.end <= m.end
                })
        }
        Effect::OthersNext => {
            hit.effect != Effect::Own3
                && modifier.start <= hit.start
                && !divided(matcher, modifier.start + 1, hit.start)
        }
        Effect::OthersBefore => {
            hit.effect != Effect::Own3
                && hit.end <= modifier.end
                && !divided(matcher, hit.start + 1, modifier.start)
        }
        // The others say nothing of their company.
        _ => false,
    }
}

/// A scope ends between two words.
fn divided(matcher: &Matcher, from: u32, to: u32) -> bool {
    matcher
        .words
        .get(from as usize..=to as usize)
        .is_some_and(|words| words.iter().any(|w| w.before == Break::Strong))
}

/// Somebody else's words.
fn quoted(matcher: &Matcher, hit: &Hit) -> bool {
    let words: &[Word] = matcher
        .words
        .get(hit.start as usize..hit.end as usize)
        .unwrap_or(&[]);
    !words.is_empty() && words.iter().all(|w| w.quoted)
}

/// How far on either side an acronym may be spelled out, in words.
const GLOSS: usize = 8;

/// Whether the word at `start..end` is an acronym that the writer spells out
/// as something else within reach: "BPD mum (Big Persian Diva)".
pub(crate) fn glossed(matcher: &Matcher, start: u32, end: u32) -> bool {
    if end != start + 1 {
        return false;
    }
    let at = start as usize;
    let Some(word) = matcher.words.get(at) else {
        return false;
    };
    let conditions = 1 << class::DX | 1 << class::DXAMB | 1 << class::PHYS | 1 << class::PHYSAMB;
    let length = word
        .letters
        .iter()
        .take_while(|l| l.is_ascii_alphabetic())
        .count();
    if length < 2 || word.mask & conditions == 0 {
        return false;
    }
    let from = at.saturating_sub(GLOSS);
    let to = (at + 1 + GLOSS).min(matcher.words.len());
    let reach = matcher.words.get(from..to).unwrap_or(&[]);
    reach.windows(length).enumerate().any(|(offset, run)| {
        let first = from + offset;
        let spells = run
            .iter()
            .zip(word.letters)
            .all(|(w, l)| w.letters.first() == Some(&l) && w.field == word.field);
        // Letters one by one spell nothing out, and neither do the acronym
        // itself and the condition's own name.
        spells
            && run.iter().any(|w| w.end - w.start > 1)
            && run.iter().all(|w| w.mask & conditions == 0)
            && !matcher.class_within(first as u32, (first + length) as u32, class::DX)
            && !matcher.class_within(first as u32, (first + length) as u32, class::PHYS)
    })
}

#[cfg(test)]
mod tests;

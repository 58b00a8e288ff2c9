//! What the model weighs: words, classes and rules in their company.
//!
//! Every feature is a place where something was found, so a conclusion can
//! always be traced to the words it rests on. Words that belong to a class
//! stand for their class ("my CPN" and "my psychiatrist" are one feature),
//! which is what lets weights learned from one writer serve for another.

use super::lexicon::{self, Effect, HASH_START, class, hash_end, hash_step};
use super::pattern::{Hit, Matcher};
use super::reading::Field;
use super::text::Break;

/// A feature's number, and the words it rests on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Feature {
    pub(crate) hash: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// Kinds of features; the model holds each kind on a leash of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    /// A rule that was found, as it stands after context.
    Rule,
    /// A class, by field.
    Class,
    /// A word.
    Word,
    /// Two symbols in a row.
    Two,
    /// Three symbols in a row.
    Three,
    /// A class beside what the account is.
    Account,
    /// The beginning of a long word.
    Stem,
}

/// A word or phrase, as its class if it has one.
#[derive(Clone, Copy)]
struct Symbol {
    hash: u32,
    class: u8,
    start: u32,
    end: u32,
    before: Break,
    field: Field,
}

const NO_CLASS: u8 = 0xff;

/// Classes that words stay words in: they are about how something is said.
const GRAMMAR: u128 = 1 << class::IAM
    | 1 << class::IHAVE
    | 1 << class::SELFWORDS
    | 1 << class::WELCOME
    | 1 << class::KEEPOUT
    | 1 << class::HUMOUR
    | 1 << class::OWNED
    | 1 << class::SURV
    | 1 << class::YEAR
    | 1 << class::TIMES
    | THEMES;

/// Classes that say what is talked about: weighed beside the words, not in
/// their place.
const THEMES: u128 = 1 << class::WARDTHING
    | 1 << class::PAPERS
    | 1 << class::BODY
    | 1 << class::AID
    | 1 << class::EMOTION
    | 1 << class::STAYALIVE
    | 1 << class::HARM
    | 1 << class::FOODISSUE
    | 1 << class::CARECHILD
    | 1 << class::CLINICTHING
    | 1 << class::ORGTHING
    | 1 << class::FANDOM
    | 1 << class::OBJECTTALK
    | 1 << class::LAUGH
    | 1 << class::MEASURE
    | 1 << class::OTHERSTORY
    | 1 << class::REALONE
    | 1 << class::OWNWORD
    | 1 << class::TRADE
    | 1 << class::THIRD;

fn mix(a: u32, b: u32) -> u32 {
    hash_end((a.rotate_left(5) ^ b).wrapping_mul(0x9e37_79b1) ^ 0x5bd1)
}

/// Visits every feature. `overturned` says what context made of each hit.
pub(crate) fn each(
    matcher: &Matcher,
    hits: &[Hit],
    overturned: &[bool],
    visit: &mut impl FnMut(Kind, Feature),
) {
    let symbols = symbols(matcher);
    let mut account = 0u32;
    for (hit, overturned) in hits.iter().zip(overturned) {
        // By its name: a rule that is added must not give its neighbours other weights.
        let name = lexicon::rule_name(hit.name);
        let name = hash_end(name.bytes().fold(HASH_START, hash_step));
        let hash = mix(0x100 + u32::from(*overturned), name);
        visit(
            Kind::Rule,
            Feature {
                hash,
                start: hit.start,
                end: hit.end,
            },
        );
        account |= match hit.effect {
            Effect::Professional => 1,
            Effect::Organisation => 2,
            Effect::Carer => 4,
            Effect::Topic => 8,
            _ => 0,
        };
    }
    if account == 0 {
        account = 16;
    }
    let mut themes = [0u128; 4];
    for (at, word) in matcher.words.iter().enumerate() {
        visit(
            Kind::Word,
            Feature {
                hash: mix(0x21, word.hash),
                start: at as u32,
                end: at as u32 + 1,
            },
        );
        if let Some(next) = matcher
            .words
            .get(at + 1)
            .filter(|n| n.before < Break::Strong)
        {
            visit(
                Kind::Two,
                Feature {
                    hash: mix(mix(0x25, word.hash), next.hash),
                    start: at as u32,
                    end: at as u32 + 2,
                },
            );
        }
        if word.letters[1] == 0 && word.letters[0] != 0 {
            visit(
                Kind::Stem,
                Feature {
                    hash: mix(0x26, word.stem),
                    start: at as u32,
                    end: at as u32 + 1,
                },
            );
        }
        let field = field_number(word.field);
        let fresh = word.mask & !themes[field as usize] & WEIGHED;
        themes[field as usize] |= fresh;
        each_class(fresh, |class| {
            visit(
                Kind::Class,
                Feature {
                    hash: mix(0xa0 + field, u32::from(class)),
                    start: at as u32,
                    end: at as u32 + 1,
                },
            )
        });
    }
    for (start, end, class) in matcher.phrases() {
        let field = matcher
            .words
            .get(start)
            .map_or(0, |w| field_number(w.field));
        if themes[field as usize] >> class & 1 == 0 && WEIGHED >> class & 1 != 0 {
            themes[field as usize] |= 1 << class;
            visit(
                Kind::Class,
                Feature {
                    hash: mix(0xa0 + field, u32::from(class)),
                    start: start as u32,
                    end: end as u32,
                },
            );
        }
    }
    for field in 1..4u32 {
        for flag in 0..5 {
            if account >> flag & 1 != 0 {
                each_class(themes[field as usize], |class| {
                    visit(
                        Kind::Account,
                        Feature {
                            hash: mix(0xb0 + flag, mix(field, u32::from(class))),
                            start: 0,
                            end: 1,
                        },
                    );
                });
            }
        }
    }
    let edge = 0x45d6;
    for (at, symbol) in symbols.iter().enumerate() {
        let field = field_number(symbol.field);
        let Symbol {
            hash, start, end, ..
        } = *symbol;
        if symbol.class != NO_CLASS {
            if super::context::glossed(matcher, start, end) {
                visit(
                    Kind::Class,
                    Feature {
                        hash: mix(0x22, hash),
                        start,
                        end,
                    },
                );
                continue;
            }
            visit(
                Kind::Class,
                Feature {
                    hash: mix(0x30 + field, hash),
                    start,
                    end,
                },
            );
            visit(
                Kind::Class,
                Feature {
                    hash: mix(0x41, hash),
                    start,
                    end,
                },
            );
            if let Some(word) = matcher
                .words
                .get(start as usize)
                .filter(|w| w.tag || w.quoted)
            {
                visit(
                    Kind::Class,
                    Feature {
                        hash: mix(0x42 + u32::from(word.tag), hash),
                        start,
                        end,
                    },
                );
            }
            for flag in 0..5 {
                if account >> flag & 1 != 0 {
                    visit(
                        Kind::Account,
                        Feature {
                            hash: mix(0x50 + flag, mix(field, hash)),
                            start,
                            end,
                        },
                    );
                }
            }
        }
        let previous = at
            .checked_sub(1)
            .and_then(|p| symbols.get(p))
            .filter(|_| symbol.before < Break::Strong);
        let left = previous.map_or(edge, |p| p.hash);
        let comma = u32::from(symbol.before == Break::Weak);
        visit(
            Kind::Two,
            Feature {
                hash: mix(mix(0x60 + comma, left), hash),
                start: previous.map_or(start, |p| p.start),
                end,
            },
        );
        let next = symbols.get(at + 1).filter(|n| n.before < Break::Strong);
        if next.is_none() {
            visit(
                Kind::Two,
                Feature {
                    hash: mix(mix(0x60, hash), edge),
                    start,
                    end,
                },
            );
        }
        let right = next.map_or(edge, |n| n.hash);
        visit(
            Kind::Three,
            Feature {
                hash: mix(mix(mix(0x70, left), hash), right),
                start: previous.map_or(start, |p| p.start),
                end: next.map_or(end, |n| n.end),
            },
        );
    }
}

/// Themes and what stands with them.
const WEIGHED: u128 =
    THEMES | 1 << class::SELFWORDS | 1 << class::KEEPOUT | 1 << class::WELCOME | 1 << class::OWNED;

fn field_number(field: Field) -> u32 {
    match field {
        Field::Name | Field::Handle => 1,
        Field::Post => 3,
        _ => 2,
    }
}

fn each_class(mut mask: u128, mut visit: impl FnMut(u8)) {
    while mask != 0 {
        visit(mask.trailing_zeros() as u8);
        mask &= mask - 1;
    }
}

fn symbols(matcher: &Matcher) -> Vec<Symbol> {
    let mut symbols = Vec::with_capacity(matcher.words.len());
    let mut at = 0;
    while let Some(word) = matcher.words.get(at) {
        let single = word.mask & !GRAMMAR;
        let (class, end) = match matcher.longest_phrase(at, GRAMMAR) {
            Some((class, end)) => (class, end),
            None if single != 0 => (single.trailing_zeros() as u8, at + 1),
            None => (NO_CLASS, at + 1),
        };
        let hash = if class == NO_CLASS {
            word.hash
        } else {
            0xc1a5_5000 + u32::from(class)
        };
        symbols.push(Symbol {
            hash,
            class,
            start: at as u32,
            end: end as u32,
            before: word.before,
            field: word.field,
        });
        at = end;
    }
    symbols
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A class that fell out of a list would go unnoticed in most accounts.
    #[test]
    fn every_class_that_is_listed_is_in_its_list() {
        assert_eq!(THEMES.count_ones(), 20);
        assert_eq!(GRAMMAR.count_ones(), 10 + 20);
        assert_eq!(WEIGHED.count_ones(), 20 + 4);
    }
}

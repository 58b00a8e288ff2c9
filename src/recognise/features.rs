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

/// Small numbers side by side must not meet: a class in a bio is another
/// feature than its neighbour in a post.
fn mix(a: u32, b: u32) -> u32 {
    hash_end((a.wrapping_mul(0x85eb_ca6b) ^ b).wrapping_mul(0x9e37_79b1))
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
    use super::super::testing::{bio, hit, words};
    use super::*;

    /// A class that fell out of a list would go unnoticed in most accounts.
    #[test]
    fn every_class_that_is_listed_is_in_its_list() {
        assert_eq!(THEMES.count_ones(), 20);
        assert_eq!(GRAMMAR.count_ones(), 10 + 20);
        assert_eq!(WEIGHED.count_ones(), 20 + 4);
    }

    /// What is weighed of a text with these hits: kind, words, number.
    fn weighed_with<'t>(text: &'t str, hits: &[(Effect, u32)]) -> Vec<(Kind, &'t str, u32)> {
        let words = bio(text);
        let hits: Vec<Hit> = hits
            .iter()
            .map(|(effect, at)| hit(*effect, *at, at + 1))
            .collect();
        let mut found = Vec::new();
        let stands = vec![false; hits.len()];
        each(&Matcher::new(&words), &hits, &stands, &mut |kind, f| {
            let (first, last) = (words[f.start as usize], words[f.end as usize - 1]);
            let part = &text[first.start as usize..last.end as usize];
            found.push((kind, part, f.hash));
        });
        found
    }

    fn of_kind(text: &str, kind: Kind) -> Vec<&str> {
        let all = weighed_with(text, &[]).into_iter();
        let mut parts: Vec<&str> = all.filter(|f| f.0 == kind).map(|f| f.1).collect();
        parts.sort_unstable();
        parts
    }

    fn is_known(hash: u32) -> bool {
        lexicon::weights(hash).is_some()
    }

    #[test]
    fn words_are_weighed_alone_and_with_their_neighbours_in_the_sentence() {
        let text = "owls and, yes, moths. Hats";
        for (kind, expected) in [
            (Kind::Word, &["Hats", "and", "moths", "owls", "yes"][..]),
            // As words and as symbols; the edges of a sentence are symbols too.
            (
                Kind::Two,
                &[
                    "Hats",
                    "Hats",
                    "and, yes",
                    "and, yes",
                    "moths",
                    "owls",
                    "owls and",
                    "owls and",
                    "yes, moths",
                    "yes, moths",
                ],
            ),
            (
                Kind::Three,
                &[
                    "Hats",
                    "and, yes, moths",
                    "owls and",
                    "owls and, yes",
                    "yes, moths",
                ],
            ),
            (Kind::Stem, &["Hats", "and", "moths", "owls", "yes"][..0]),
        ] {
            assert_eq!(of_kind(text, kind), expected, "{kind:?}");
        }
        assert_eq!(of_kind("owl hibernated", Kind::Stem), ["hibernated"]);
    }

    #[test]
    fn a_theme_is_weighed_once_in_each_field_where_it_was_first_named() {
        for (text, expected) in [
            ("a torch, a torch and a trolley", "torch"),
            ("the blue lights, blue lights", "blue lights"),
            ("the blue lights and a torch", "torch"),
        ] {
            assert_eq!(of_kind(text, Kind::Class), [expected], "{text}");
        }
        let words = words(&[Field::Name, Field::Bio, Field::Post].map(|f| ("torch torch", f)));
        let mut found = Vec::new();
        each(&Matcher::new(&words), &[], &[], &mut |kind, f| {
            if kind == Kind::Class {
                found.push((f.start, f.end, f.hash));
            }
        });
        let places: Vec<_> = found.iter().map(|f| (f.0, f.1)).collect();
        assert_eq!(places, [(0, 1), (2, 3), (4, 5)]);
        found.dedup_by_key(|f| f.2);
        assert_eq!(found.len(), 3, "each field weighs for itself");
    }

    #[test]
    fn what_is_said_weighs_by_who_says_it() {
        let accounts = [
            &[][..],
            &[(Effect::Professional, 0)],
            &[(Effect::Organisation, 0)],
            &[(Effect::Carer, 0)],
            &[(Effect::Topic, 0)],
        ];
        // A condition is weighed where it stands, a theme for the whole account.
        for (text, part) in [("owls have dyslexia", "dyslexia"), ("hi, a torch", "hi")] {
            let account = |hits: &[(Effect, u32)]| -> Vec<(&str, u32)> {
                let all = weighed_with(text, hits).into_iter();
                let account = all.filter(|f| f.0 == Kind::Account);
                account.map(|f| (f.1, f.2)).collect()
            };
            let mut seen = Vec::new();
            for hits in accounts {
                let found = account(hits);
                assert_eq!(found.len(), 1, "{hits:?}: {text}");
                assert_eq!(found[0].0, part);
                seen.extend(found);
            }
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), accounts.len(), "each account weighs for itself");
            // Who is two things weighs as both, however often it is said.
            let both = account(&[(Effect::Carer, 0), (Effect::Topic, 0), (Effect::Topic, 1)]);
            assert_eq!(both, [account(accounts[3]), account(accounts[4])].concat());
        }
    }

    #[test]
    fn classes_in_hashtags_and_in_quotes_weigh_besides() {
        let classes = |text: &str| -> Vec<u32> {
            let all = weighed_with(text, &[]).into_iter();
            let mut hashes: Vec<u32> = all.filter(|f| f.0 == Kind::Class).map(|f| f.2).collect();
            hashes.sort_unstable();
            hashes.dedup();
            hashes
        };
        let mut known = 0;
        for word in [
            "mum",
            "people",
            "asd",
            "dyslexia",
            "christmas",
            "psychiatrist",
        ] {
            let plain = classes(word);
            assert_eq!(plain.len(), 2, "{word}");
            let [tagged, quoted] = [format!("#{word}"), format!("\"{word}\"")].map(|t| {
                let mut more = classes(&t);
                more.retain(|hash| !plain.contains(hash));
                assert_eq!(more.len(), 1, "{t}");
                more[0]
            });
            assert_ne!(tagged, quoted, "{word}");
            known += usize::from(is_known(tagged)) + usize::from(is_known(quoted));
        }
        assert!(known > 1, "the model learnt of {known} of them");
    }

    #[test]
    fn the_model_has_learnt_what_overturned_rules_are_worth() {
        let known = [
            "My sister was diagnosed at nine",
            "Former peer support worker",
            "Our lad is in therapy",
            "My mum was discharged from CAMHS",
        ]
        .map(|text| {
            let words = bio(text);
            let matcher = Matcher::new(&words);
            let hits = matcher.hits();
            let all: Vec<Hit> = hits
                .into_iter()
                .filter(|h| h.effect == Effect::Own2)
                .collect();
            assert!(!all.is_empty(), "{text}");
            let count = |overturned: bool| {
                let mut known = 0;
                each(
                    &matcher,
                    &all,
                    &vec![overturned; all.len()],
                    &mut |kind, f| {
                        known += usize::from(kind == Kind::Rule && is_known(f.hash));
                    },
                );
                known
            };
            (count(true), count(false))
        });
        assert!(
            known.iter().any(|k| k.0 > 0) && known.iter().any(|k| k.1 > 0),
            "{known:?}"
        );
    }
}

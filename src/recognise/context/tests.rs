//! What overturns what, in which reach, and what does not.

use super::super::reading::Field;
use super::super::testing::{bio, hit, words};
use super::*;
use Effect::{
    Boundary, Carer, Figure, NegatesNext, Others, OthersBefore, OthersNext, Own1, Own2, Own3,
    Professional, Slot, Void,
};

/// Which of some words of a text, each with its effect, context overturns.
fn overturned_of<'t>(text: &'t str, found: &[(Effect, &'t str)]) -> Vec<&'t str> {
    let words = bio(text);
    let mut hits: Vec<(Hit, &str)> = found
        .iter()
        .map(|(effect, part)| {
            let from = text.find(part).unwrap();
            let before =
                |place: usize| words.iter().filter(|w| w.start < place as u32).count() as u32;
            (hit(*effect, before(from), before(from + part.len())), *part)
        })
        .collect();
    hits.sort_by_key(|(hit, _)| hit.start);
    let (hits, parts): (Vec<Hit>, Vec<&str>) = hits.into_iter().unzip();
    let answers = overturned(&Matcher::new(&words), &hits);
    assert_eq!(answers.len(), hits.len());
    let parts = parts.into_iter().zip(answers);
    parts
        .filter(|(_, yes)| *yes)
        .map(|(part, _)| part)
        .collect()
}

/// A text, what was found in it, the last of it the owner's own, and whether
/// that is overturned.
type Row<'t> = (&'t str, &'t [(Effect, &'t str)], bool);

#[track_caller]
fn check(rows: &[Row]) {
    for (text, found, expected) in rows {
        let own = found.last().unwrap().1;
        let expected: &[&str] = if *expected { &[own] } else { &[] };
        assert_eq!(overturned_of(text, found), expected, "{found:?} in {text}");
    }
}

#[test]
fn what_stands_by_itself_stands() {
    for effect in [Own1, Own2, Own3, Slot, Professional, Boundary] {
        check(&[("I am bipolar", &[(effect, "bipolar")], false)]);
    }
}

#[test]
fn pseudo_negations_swallow_what_is_inside_them_and_nothing_else() {
    let void = (Void, "bad bipolar weather");
    let text = "not a bad bipolar weather day";
    check(&[
        (text, &[void, (Own2, "bipolar")], true),
        (text, &[void, (Own1, "bad bipolar weather")], true),
        (text, &[void, (Slot, "bad")], true),
        (text, &[void, (Own3, "weather")], true),
        (text, &[void, (Own2, "a bad bipolar")], false),
        (text, &[void, (Own2, "bipolar weather day")], false),
        (text, &[void, (Own2, "day")], false),
    ]);
}

#[test]
fn figures_and_care_overturn_what_they_share_a_word_with() {
    let text = "so bipolar about hats today";
    for effect in [Figure, Carer] {
        check(&[
            (text, &[(effect, "bipolar about"), (Own2, "bipolar")], true),
            (
                text,
                &[(effect, "bipolar about"), (Own3, "so bipolar")],
                true,
            ),
            (
                text,
                &[(effect, "bipolar about"), (Own2, "about hats")],
                true,
            ),
            (text, &[(effect, "bipolar about"), (Own2, "so")], false),
            (text, &[(effect, "bipolar about"), (Own2, "hats")], false),
            // Only what is the owner's own can be taken from them.
            (
                text,
                &[(effect, "bipolar about"), (Professional, "bipolar")],
                false,
            ),
        ]);
    }
}

#[test]
fn what_is_about_others_spares_the_plainest_forms() {
    let text = "I support people with psychosis daily";
    let others = (Others, "support people with psychosis");
    check(&[
        (text, &[others, (Own2, "psychosis")], true),
        (text, &[others, (Own3, "psychosis")], false),
        (text, &[others, (Own2, "daily")], false),
        (text, &[others, (Own2, "I")], false),
    ]);
}

#[test]
fn a_negation_reaches_five_words_on() {
    let not = (NegatesNext, "Not");
    check(&[
        ("Not bipolar", &[not, (Own2, "bipolar")], true),
        ("Not bipolar", &[not, (Own3, "bipolar")], true),
        ("Not quite bipolar", &[not, (Own2, "bipolar")], true),
        ("Not, oddly, bipolar", &[not, (Own2, "bipolar")], true),
        // What begins with the negation itself is denied as well.
        ("Not bipolar", &[not, (Own2, "Not bipolar")], true),
        (
            "Not at all bipolar",
            &[(NegatesNext, "Not at"), (Own2, "Not at all bipolar")],
            false,
        ),
        (
            "Not so very often now bipolar",
            &[not, (Own2, "bipolar")],
            true,
        ),
        (
            "Not so very often even now bipolar",
            &[not, (Own2, "bipolar")],
            false,
        ),
        (
            "Bipolar but no, not me",
            &[(NegatesNext, "no"), (Own2, "Bipolar")],
            false,
        ),
        ("Not here. Bipolar", &[not, (Own2, "Bipolar")], false),
        ("Hats. Not bipolar", &[not, (Own2, "bipolar")], true),
    ]);
}

#[test]
fn a_negation_inside_a_pseudo_negation_denies_nothing() {
    let text = "Not ever just bipolar";
    let not = (NegatesNext, "Not ever");
    let own = (Own2, "bipolar");
    check(&[
        (text, &[(Void, "Not ever"), not, own], false),
        (text, &[(Void, "Not ever just"), not, own], false),
        (text, &[(Void, "Not"), not, own], true),
        (text, &[(Void, "ever just"), not, own], true),
        (text, &[(Figure, "Not ever just"), not, own], true),
    ]);
}

#[test]
fn what_follows_somebody_else_is_theirs_as_far_as_the_sentence_goes() {
    let mum = (OthersNext, "mum has");
    check(&[
        ("mum has psychosis", &[mum, (Own2, "psychosis")], true),
        ("mum has psychosis", &[mum, (Own3, "psychosis")], false),
        (
            "mum has psychosis",
            &[mum, (Own2, "mum has psychosis")],
            true,
        ),
        (
            "mum has a hat, a cat and psychosis",
            &[mum, (Own2, "psychosis")],
            true,
        ),
        (
            "mum has a hat. Psychosis",
            &[mum, (Own2, "Psychosis")],
            false,
        ),
        ("Hats. mum has psychosis", &[mum, (Own2, "psychosis")], true),
        (
            "psychosis and mum has a cat",
            &[mum, (Own2, "psychosis")],
            false,
        ),
    ]);
}

#[test]
fn what_comes_before_somebody_else_is_theirs_as_far_as_the_sentence_goes() {
    let mum = (OthersBefore, "mum has");
    check(&[
        (
            "psychosis is what mum has",
            &[mum, (Own2, "psychosis")],
            true,
        ),
        (
            "psychosis is what mum has",
            &[mum, (Own3, "psychosis")],
            false,
        ),
        (
            "psychosis is what mum has",
            &[mum, (Own2, "what mum has")],
            true,
        ),
        (
            "psychosis. It is mum has it",
            &[mum, (Own2, "psychosis")],
            false,
        ),
        (
            "Hats. Psychosis is what mum has",
            &[mum, (Own2, "Psychosis")],
            true,
        ),
        ("mum has psychosis", &[mum, (Own2, "psychosis")], false),
        ("mum has psychosis", &[mum, (Own2, "has psychosis")], false),
    ]);
}

#[test]
fn what_is_quoted_whole_is_somebody_elses() {
    let text = "She said \"I am bipolar\" to a hat";
    check(&[
        (text, &[(Own2, "bipolar")], true),
        (text, &[(Own3, "I am bipolar")], true),
        (text, &[(Own2, "said \"I am bipolar")], false),
        (text, &[(Own2, "hat")], false),
        (text, &[(Professional, "bipolar")], false),
    ]);
}

#[test]
fn an_acronym_spelled_out_as_something_else_is_overturned() {
    let text = "Proud BPD mum (Big Persian Diva)";
    check(&[
        (text, &[(Own2, "BPD")], true),
        (text, &[(Own3, "Proud BPD mum")], true),
        (text, &[(Own2, "mum")], false),
        (text, &[(Professional, "BPD")], false),
    ]);
}

#[test]
fn modifiers_reach_forty_eight_words() {
    let hits: Vec<Hit> = (0..150).map(|at| hit(Own2, at, at + 1)).collect();
    let reached = |start, end| {
        let near = near(&hits, start, end);
        (near[0].start, near[near.len() - 1].start)
    };
    assert_eq!(reached(60, 62), (12, 109));
    assert_eq!(reached(0, 1), (0, 48));
    assert_eq!(reached(149, 150), (101, 149));
}

#[test]
fn an_acronym_is_what_its_writer_says_it_is() {
    // The first word is the acronym, unless it is named.
    for (text, acronym, expected) in [
        ("BPD mum (Big Persian Diva)", "BPD", true),
        ("BPD mum (Big Persian Cat)", "BPD", false),
        ("BPD mum", "BPD", false),
        ("Big Persian Diva: BPD for short", "BPD", true),
        // Illnesses of every kind, in two letters or more.
        ("EUPD: ends up planting dahlias", "EUPD", true),
        ("IBS, Irish balcony surfing", "IBS", true),
        ("POTS are people of the sea", "POTS", true),
        ("ED, an evening dress", "ED", true),
        ("HEDS had every door shut", "HEDS", true),
        // What is no illness is not looked at, nor is a single letter.
        ("CPN (cats, pigeons, newts)", "CPN", false),
        ("AUDHD: all ugly ducklings have dens", "AUDHD", false),
        ("T1 is tea", "T1", false),
        // Letters spell nothing out, and nor does the condition's own name.
        ("BPD, that is B, P, D", "BPD", false),
        ("BPD, that is B, P, Diva", "BPD", true),
        ("BPD: bipolar Persian Diva", "BPD", false),
        ("PD (panic disorder)", "PD", false),
        ("CF (cystic fibrosis)", "CF", false),
        // Eight words either way.
        ("BPD oh oh oh oh oh big Persian diva", "BPD", true),
        ("BPD oh oh oh oh oh oh big Persian diva", "BPD", false),
        ("Big Persian diva oh oh oh oh oh BPD", "BPD", true),
        ("Big Persian diva oh oh oh oh oh oh BPD", "BPD", false),
    ] {
        let words = bio(text);
        let place = text.find(acronym).unwrap() as u32;
        let at = words.iter().position(|w| w.start == place).unwrap() as u32;
        let matcher = Matcher::new(&words);
        assert_eq!(glossed(&matcher, at, at + 1), expected, "{text}");
        assert!(!glossed(&matcher, at, at + 2), "two words: {text}");
    }
}

#[test]
fn what_is_said_in_one_field_spells_out_nothing_in_another() {
    let words = words(&[("BPD mum", Field::Name), ("Big Persian Diva", Field::Bio)]);
    assert!(!glossed(&Matcher::new(&words), 0, 1));
}

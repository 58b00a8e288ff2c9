//! What a request is understood to ask, of whom and how firmly, and how words
//! are told apart: what the figures on whole accounts do not show.
#![cfg(test)]

use knock_first::account::Account;
use knock_first::recognise::Act::{Follow, Quote, Research};
use knock_first::recognise::People::{
    Clinicians, Journalists, Mutuals, Professionals, Researchers, Students,
};
use knock_first::recognise::Strength::{AskFirst, Firm, Soft};
use knock_first::recognise::{
    Act, Experience, People, Reading, Strength, explain, read, read_declared,
};

fn of(bio: &str) -> Account {
    Account {
        bio: Some(bio.to_owned()),
        ..Account::default()
    }
}

/// Of whom, what, how firmly, but for whom, and the words it rests on.
type Asked<'t> = (People, Vec<Act>, Strength, Option<People>, &'t str);

fn asked(text: &str) -> Vec<Asked<'_>> {
    let boundaries = read(&of(text)).boundaries.into_iter();
    boundaries
        .map(|b| {
            (
                b.people,
                b.acts,
                b.strength,
                b.except,
                &text[b.evidence.span],
            )
        })
        .collect()
}

#[test]
fn a_request_is_understood_in_all_its_parts() {
    for (text, people, acts, strength, except, words) in [
        (
            "No clinicians unless mutuals. Cats.",
            Clinicians,
            &[][..],
            Firm,
            Some(Mutuals),
            "No clinicians",
        ),
        (
            "No clinicians, except students",
            Clinicians,
            &[],
            Firm,
            Some(Students),
            "No clinicians",
        ),
        (
            "Mutuals only. No clinicians",
            Clinicians,
            &[],
            Firm,
            None,
            "No clinicians",
        ),
        (
            "No professionals please, unless we are mutuals",
            Professionals,
            &[],
            Firm,
            Some(Mutuals),
            "No professionals please",
        ),
        (
            "Please ask before you follow if you are a researcher.",
            Researchers,
            &[Follow],
            AskFirst,
            None,
            "ask before you follow",
        ),
        (
            "I'd rather clinicians did not quote me",
            Clinicians,
            &[Quote],
            Soft,
            None,
            "quote",
        ),
        (
            "Not for your research, lecturers",
            Researchers,
            &[Research],
            Firm,
            None,
            "Not for your research, lecturers",
        ),
        (
            "Prefer not to be followed by professionals",
            Professionals,
            &[Follow],
            Soft,
            None,
            "Prefer not to be followed by professionals",
        ),
        (
            "Cats. If you work in mental health, please don't follow. Tea.",
            Professionals,
            &[Follow],
            Firm,
            None,
            "follow",
        ),
    ] {
        let expected: Asked = (people, acts.to_vec(), strength, except, words);
        assert_eq!(asked(text), [expected], "{text}");
    }
}

#[test]
fn requests_side_by_side_stay_apart() {
    assert_eq!(
        asked("No researchers, no journalists"),
        [
            (Researchers, vec![], Firm, None, "No researchers"),
            (Journalists, vec![], Firm, None, "no journalists"),
        ]
    );
    assert_eq!(
        asked("Ask first. Clinicians DNI"),
        [
            (Professionals, vec![], AskFirst, None, "Ask first"),
            (Clinicians, vec![], Firm, None, "Clinicians DNI"),
        ]
    );
}

#[test]
fn what_is_asked_for_is_read_alone_as_it_is_with_the_rest() {
    let account = of("Psychiatric survivor. No journalists. Student nurses welcome");
    let all = read(&account);
    assert_eq!(all.experience, Experience::Stated);
    assert_eq!((all.boundaries.len(), all.invitations.len()), (1, 1));
    let declared = Reading {
        boundaries: all.boundaries,
        invitations: all.invitations,
        ..Reading::default()
    };
    assert_eq!(read_declared(&account), declared);
}

/// A rule, and the words in which it is found, if it is.
#[test]
fn words_are_told_apart_and_keep_their_place() {
    for (text, rule, words) in [
        ("I don't know", "neg", Some("don't")),
        ("Bees. ex-inpatient", "slot.ident", Some("ex-inpatient")),
        ("my CPN & me", "my.team", Some("my CPN")),
        ("*my CPN* knows", "my.team", Some("my CPN")),
        ("my C.P.N. said", "quote", Some("said")),
        ("sectioned '98", "sect.me", Some("sectioned '98")),
        ("no_clinicians", "b.no.who", Some("no_clinicians")),
        ("#NoHCPs", "b.tags", Some("NoHCPs")),
        ("#No HCPs", "b.tags", None),
        ("#No HCPs", "b.no.who", Some("No HCPs")),
        ("clinicians@work DNI", "b.who.keepout", None),
        // The longest phrase counts, and only one of the class.
        (
            "Proud domestic abuse survivor",
            "surv",
            Some("domestic abuse survivor"),
        ),
        (
            "brain injury survivor",
            "surv",
            Some("brain injury survivor"),
        ),
        ("blue lights survivor", "surv", None),
        // Capitals say something where not everything is in capitals.
        ("Tea. DID. Toast.", "slot.amb", Some("DID")),
        ("TEA. BUN. DID. Toast crumbs.", "slot.amb", Some("DID")),
        ("TEA. BUN. OAK. DID. Toast crumbs jam.", "slot.amb", None),
        (
            "TEA. BUN. OAK. DID. Toast crumbs jam and all of that.",
            "slot.amb",
            Some("DID"),
        ),
    ] {
        let account = of(text);
        let found = explain(&account)
            .into_iter()
            .find(|(found, ..)| *found == rule)
            .map(|(_, _, span)| &text[span]);
        assert_eq!(found, words, "{rule} in {text}");
    }
}

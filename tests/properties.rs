//! What holds of every reading, and of what is shown of one, whatever the
//! account says.
//!
//! The same cases run every time, so that a failure is nobody's bad luck.
//! `PROPTEST_CASES=100000 PROPTEST_RNG_SEED=7 cargo test --test properties`
//! runs more of them, and others.
#![cfg(test)]

#[path = "../fuzz/check.rs"]
mod fuzz;

use std::fs;

use fuzz::{check, field};
use knock_first::account::{Account, Relation};
use knock_first::page::action::Action;
use knock_first::recognise::{
    Act, Boundary, Experience, People, Reading, Strength, read, read_declared,
};
use knock_first::reflect::view::excerpts;
use knock_first::reflect::{Form, Step};
use knock_first::settings::Role;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

/// Requests to stay away that stand in a bio as a slot of their own.
const BOUNDARIES: &[&str] = &[
    "Professionals DNI",
    "No professionals",
    "No clinicians",
    "no HCPs please",
    "Clinicians, please stay away",
    "No researchers",
    "No journalists",
    "Not your CPD",
    "not your case study",
    "Dim gweithwyr proffesiynol",
    "#NoHCPs",
    "#NoResearch",
    "#KnockFirst",
    "#AskFirst",
];

/// Slots that have nothing to do with anything here.
const UNRELATED: &[&str] = &[
    "gardening",
    "Leeds",
    "tea drinker",
    "she/her",
    "sourdough",
    "three cats",
    "Garddio",
    "bell-ringing",
    "🚲",
    "est. 1974",
    "City fan",
    "knits badly",
];

/// Words that rules look for, so that random text reaches them.
const CUES: &[&str] = &[
    "my",
    "CPN",
    "DID",
    "no",
    "not just",
    "sectioned",
    "psychosis",
    "nurse",
    "professionals",
    "DNI",
    "mum's",
    "ex-patient",
    "welcome",
    "HCPs",
    "#",
    "@",
    "survivor",
    "dim",
    "croeso",
    "BPD",
    "officer",
    "if",
    "you",
    "lived experience",
    "s3ctioned",
    "d e p r e s s e d",
    "trust",
    "PhD on",
];

/// Text that programs stumble over: controls, directions, marks that join,
/// letters that grow when folded, scripts few fonts have.
const ODD: &[&str] = &[
    "\0",
    "\u{7}",
    "\r\n",
    "\u{85}",
    "\u{2028}",
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{ad}",
    "\u{fe0f}",
    "\u{20e3}",
    "e\u{301}",
    "\u{301}",
    "\u{489}",
    "Z\u{351}\u{35b}\u{32b}\u{353}",
    "İ",
    "ß",
    "ŉ",
    "ﬃ",
    "ﷺ",
    "ǅ",
    "Ⅷ",
    "㎏",
    "ｐｓｙｃｈ",
    "𝔭𝔰𝔶",
    "𝒎𝒚",
    "ᴍʏ",
    "🅼🆈",
    "рsyсhоsis",
    "👩🏽‍⚕️",
    "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "🇬🇧",
    "🎗️",
    "🚫",
    "1️⃣",
    "ᚈᚑᚏ",
    "𒀀𒁀",
    "𓀀",
    "ꙮ",
    "བོད",
    "ไทย",
    "עברית",
    "العربية",
    "한글",
    "ᄒ",
    "漢",
    "\u{e000}",
    "\u{e0041}",
    "\u{10ffff}",
    "‽",
    "…",
    "|",
    "•",
    "/",
    "\n",
    "\t",
    "\u{a0}",
    "\u{3000}",
    "_",
    "'",
    "’",
    "“",
    "-",
    "—",
    ";",
    ".",
];

/// Characters that turn the direction of what follows.
const BIDI: &[char] = &[
    '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}',
    '\u{2067}', '\u{2068}', '\u{2069}', '\u{61c}',
];

const FORMS: &[Form] = &[
    Form::Firm,
    Form::Ordinary,
    Form::Colleague,
    Form::Light,
    Form::Carer,
    Form::Space,
];

const SEPARATORS: &[&str] = &[" | ", " • ", "\n", " / ", " · "];

/// Letters that differ from the plain ones by this much are their full-width forms.
const FULL_WIDTH: u32 = 0xfee0;

fn config() -> ProptestConfig {
    let mut config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    if matches!(config.rng_seed, RngSeed::Random) {
        config.rng_seed = RngSeed::Fixed(1);
    }
    config
}

// --- accounts ------------------------------------------------------------------------------------

/// Text of anything at all, with enough in it that means something.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        2 => any::<char>().prop_map(String::from),
        2 => "[ -~]{0,12}",
        3 => select(ODD).prop_map(String::from),
        3 => select(CUES).prop_map(String::from),
        1 => select(BOUNDARIES).prop_map(String::from),
        4 => Just(" ".to_owned()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn account() -> impl Strategy<Value = Account> {
    let text = || prop::option::weighted(0.8, text());
    (text(), text(), text(), text(), text()).prop_map(|(handle, name, bio, location, post)| {
        Account {
            id: None,
            handle,
            name,
            bio,
            location,
            post,
        }
    })
}

/// Slots around one request, and where it stands among them.
fn slots() -> impl Strategy<Value = (Vec<&'static str>, usize)> {
    let unrelated = prop::collection::vec(select(UNRELATED), 0..4);
    (unrelated, select(BOUNDARIES), any::<prop::sample::Index>()).prop_map(
        |(mut slots, boundary, at)| {
            let at = at.index(slots.len() + 1);
            slots.insert(at, boundary);
            (slots, at)
        },
    )
}

fn bio(text: &str) -> Account {
    Account {
        bio: Some(text.into()),
        ..Account::default()
    }
}

// --- readings ------------------------------------------------------------------------------------

/// A request without where it stands.
fn asked(boundary: &Boundary) -> (People, &[Act], Strength, Option<People>) {
    let Boundary {
        people,
        acts,
        strength,
        except,
        ..
    } = boundary;
    (*people, acts, *strength, *except)
}

/// What a reading comes to, without where its words stand. A hint is none:
/// nobody is ever asked anything on one.
fn said(reading: &Reading) -> String {
    let requests: Vec<_> = reading.boundaries.iter().map(asked).collect();
    let welcomes: Vec<_> = reading
        .invitations
        .iter()
        .map(|i| (i.people, &i.acts))
        .collect();
    format!("{requests:?} {welcomes:?} {}", reading.prompt())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_account_gives_a_reading_that_rests_on_its_words(account in account()) {
        check(&account);
    }

    #[test]
    fn the_same_account_gives_the_same_reading(account in account()) {
        let reading = read(&account);
        prop_assert_eq!(&read(&account.clone()), &reading);
        // The number on X's button is nobody's word.
        let numbered = Account { id: Some("1900000000000000001".into()), ..account };
        prop_assert_eq!(&read(&numbered), &reading);
    }

    #[test]
    fn an_empty_field_says_no_more_than_a_missing_one(account in account()) {
        let filled = |text: &Option<String>| Some(text.clone().unwrap_or_default());
        let Account { id, handle, name, bio, location, post } = &account;
        let empty = Account {
            id: id.clone(),
            handle: filled(handle),
            name: filled(name),
            bio: filled(bio),
            location: filled(location),
            post: filled(post),
        };
        prop_assert_eq!(read(&empty), read(&account));
    }

    #[test]
    fn requests_stand_in_the_order_they_were_written(account in account()) {
        let reading = read(&account);
        for pair in reading.boundaries.windows(2) {
            let [one, next] = [&pair[0].evidence, &pair[1].evidence];
            prop_assert!(one.field != next.field || one.span.start <= next.span.start);
        }
    }

    /// Where only what is declared counts, it is read as ever, and nothing else is.
    #[test]
    fn what_is_declared_is_read_alone(account in account()) {
        let declared = Reading {
            boundaries: read(&account).boundaries,
            invitations: read(&account).invitations,
            ..Reading::default()
        };
        prop_assert_eq!(read_declared(&account), declared);
    }

    /// Of anybody's words, a pause shows little, and nothing that reaches
    /// beyond its own place: no controls, no direction, no towers of marks.
    #[test]
    fn what_a_pause_shows_is_short_and_plain(
        mut account in account(),
        more in text(),
        times in 1..200usize,
        form in select(FORMS),
        action in select(Action::ALL),
    ) {
        if let Some(bio) = &mut account.bio {
            bio.push_str(&more.repeat(times));
        }
        let step = Step { action, account: &account, relation: Relation::default() };
        let shown = excerpts(&step, &read(&account), form, Role::default());
        prop_assert!(shown.len() <= 3);
        for excerpt in &shown {
            for (text, most) in [(&excerpt.before, 50), (&excerpt.marked, 202), (&excerpt.after, 50)] {
                prop_assert!(text.chars().count() <= most, "{text}");
                prop_assert!(!text.contains(|c: char| c.is_control() || BIDI.contains(&c)), "{text:?}");
                prop_assert!(!text.contains("\u{301}\u{301}\u{301}\u{301}"), "{text:?}");
            }
            prop_assert!(!excerpt.marked.is_empty());
        }
    }

    #[test]
    fn case_does_not_lose_a_request((slots, _) in slots(), separator in select(SEPARATORS)) {
        let text = slots.join(separator);
        for text in [text.to_uppercase(), text.to_lowercase(), text] {
            prop_assert!(!read(&bio(&text)).boundaries.is_empty(), "{text}");
        }
    }

    #[test]
    fn an_unrelated_slot_does_not_lose_a_request(
        (slots, _) in slots(),
        separator in select(SEPARATORS),
        more in select(UNRELATED),
        in_front in any::<bool>(),
    ) {
        let before = slots.join(separator);
        let after = if in_front {
            [more, &before].join(separator)
        } else {
            [&before, more].join(separator)
        };
        let (before, reading) = (read(&bio(&before)), read(&bio(&after)));
        let still: Vec<_> = reading.boundaries.iter().map(asked).collect();
        for boundary in before.boundaries.iter().map(asked) {
            prop_assert!(still.contains(&boundary), "{after}: {boundary:?}, now {still:?}");
        }
    }

    #[test]
    fn separators_say_the_same((slots, _) in slots()) {
        let readings = SEPARATORS.iter().map(|separator| slots.join(separator));
        let mut readings = readings.map(|text| (said(&read(&bio(&text))), text));
        let (first, _) = readings.next().unwrap();
        for (reading, text) in readings {
            prop_assert_eq!(&reading, &first, "{}", text);
        }
    }

    /// What was read once is found again in its own words.
    #[test]
    fn a_request_rests_on_words_that_ask_it((slots, _) in slots(), separator in select(SEPARATORS)) {
        let account = bio(&slots.join(separator));
        for boundary in read(&account).boundaries {
            let words = &field(&account, boundary.evidence.field)[boundary.evidence.span];
            prop_assert!(!read(&bio(words)).boundaries.is_empty(), "{words}");
        }
    }

    #[test]
    fn a_request_may_be_written_in_other_letters(boundary in select(BOUNDARIES)) {
        let wide: String = boundary
            .chars()
            .map(|c| if c.is_ascii_alphabetic() { char::from_u32(c as u32 + FULL_WIDTH).unwrap() } else { c })
            .collect();
        prop_assert!(!read(&bio(&wide)).boundaries.is_empty(), "{wide}");
    }

    #[test]
    fn letters_that_are_not_seen_do_not_hide_a_request(
        boundary in select(BOUNDARIES),
        hidden in select(&["\u{200b}", "\u{200d}", "\u{2060}", "\u{feff}", "\u{ad}", "\u{202a}"][..]),
        at in any::<prop::sample::Index>(),
    ) {
        let places: Vec<usize> = boundary.char_indices().map(|(place, _)| place).collect();
        let mut text = boundary.to_owned();
        text.insert_str(places[at.index(places.len())], hidden);
        prop_assert!(!read(&bio(&text)).boundaries.is_empty(), "{text:?}");
    }
}

/// Every tag of `docs/signals.md` in both languages, and the English words it
/// offers instead.
#[test]
fn the_signals_are_read_as_their_page_says() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/signals.md")).unwrap();
    let mut read_as_said = 0;
    for line in page.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let tags = cells.iter().filter_map(|cell| {
            let tag = cell.strip_prefix('`')?.strip_suffix('`')?;
            tag.starts_with('#').then_some(tag)
        });
        let words = cells
            .get(2)
            .and_then(|cell| cell.strip_prefix('"')?.strip_suffix('"'));
        let welcome = line.contains("elcome");
        let (of, firmly) = (cells.get(4), cells.get(5));
        for signal in tags.chain(words) {
            for text in [
                signal,
                &signal.to_lowercase(),
                &format!("Cats | {signal} | tea"),
            ] {
                let reading = read(&bio(text));
                assert_eq!(reading.invitations.is_empty(), !welcome, "{text}");
                assert_eq!(reading.boundaries.is_empty(), welcome, "{text}");
                assert_eq!(reading.experience, Experience::None, "{text}");
                let Some(boundary) = reading
                    .boundaries
                    .first()
                    .filter(|_| signal.starts_with('#'))
                else {
                    continue;
                };
                let acts: &[Act] = match of {
                    Some(of) if of.starts_with("research") => &[Act::Research],
                    Some(of) if of.starts_with("quoting") => &[Act::Quote],
                    _ => &[],
                };
                assert_eq!(boundary.acts, acts, "{text}");
                let strength = match firmly {
                    Some(&"ask first") => Strength::AskFirst,
                    _ => Strength::Firm,
                };
                assert_eq!(boundary.strength, strength, "{text}");
            }
            read_as_said += 1;
        }
    }
    assert_eq!(read_as_said, 12 + 5, "tags and wordings on the page");
}

#[test]
fn the_fuzzers_seeds_are_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/read");
    let mut seeds = 0;
    for seed in fs::read_dir(folder).unwrap() {
        check(&fuzz::account(
            &fs::read_to_string(seed.unwrap().path()).unwrap(),
        ));
        seeds += 1;
    }
    assert!(seeds >= 40, "{seeds}");
}

#[test]
fn a_megabyte_is_read_too() {
    const LENGTH: usize = 1 << 20;
    for piece in ["a", "\u{202e}", "ﷺ", "my CPN ", "No HCPs | ", &ODD.concat()] {
        check(&bio(&piece.repeat(LENGTH / piece.len() + 1)));
    }
}

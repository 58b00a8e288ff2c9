//! What holds of the recogniser whatever is written.

use knock_first::account::Account;
use knock_first::recognise::{self, Experience, Field, People, Reading};
use proptest::prelude::*;

fn of(bio: &str, post: Option<&str>) -> Account {
    Account {
        name: Some("Wren".into()),
        handle: Some("wren_in_window".into()),
        bio: Some(bio.to_owned()),
        post: post.map(str::to_owned),
        ..Account::default()
    }
}

fn read(bio: &str) -> Reading {
    recognise::read(&of(bio, None))
}

/// Every piece of evidence can be cut out of the field it names.
fn spans_hold(account: &Account, reading: &Reading) -> bool {
    let boundaries = reading.boundaries.iter().map(|b| &b.evidence);
    let invitations = reading.invitations.iter().map(|i| &i.evidence);
    boundaries
        .chain(invitations)
        .chain(&reading.evidence)
        .all(|evidence| {
            let text = match evidence.field {
                Field::Name => &account.name,
                Field::Handle => &account.handle,
                Field::Bio => &account.bio,
                Field::Location => &account.location,
                Field::Post => &account.post,
            };
            text.as_deref()
                .and_then(|t| t.get(evidence.span.clone()))
                .is_some_and(|t| !t.is_empty())
        })
}

/// Words that matter, so that random text finds rules.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "I",
        "my",
        "not",
        "CPN",
        "bipolar",
        "nurses",
        "no",
        "DNI",
        "welcome",
        "sectioned",
        "ward",
        "mum",
        "lithium",
        "since",
        "2011",
        "𝖇𝖎𝖕𝖔𝖑𝖆𝖗",
        "s3ctioned",
        "r*ped",
        "#NoHCPs",
        "b i p o l a r",
        "🚫",
        "👩‍⚕️",
        "|",
        ".",
        ",",
        "\"",
        "“",
        "”",
        "é",
        "ﬁ",
        "\u{200b}",
        "\u{202e}",
        "@",
        "#",
        "http://a.b/c",
        "5 years",
        "soooober",
        "’s",
        "日本",
    ]);
    prop::collection::vec(word, 0..40).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn any_text_is_read_and_its_evidence_is_there(bio in any::<String>(), post in any::<String>(), name in any::<String>()) {
        let account = Account { name: Some(name), ..of(&bio, Some(&post)) };
        let reading = recognise::read(&account);
        prop_assert!(spans_hold(&account, &reading));
    }

    #[test]
    fn words_that_matter_are_read_and_their_evidence_is_there(bio in words(), post in words()) {
        let account = of(&bio, Some(&post));
        let reading = recognise::read(&account);
        prop_assert!(spans_hold(&account, &reading));
    }

    #[test]
    fn the_same_account_gives_the_same_reading(bio in words()) {
        prop_assert_eq!(read(&bio), read(&bio));
    }

    #[test]
    fn a_slot_added_never_removes_a_plain_boundary(slot in "[a-z]{3,9}( [a-z]{3,9}){0,3}") {
        let (after, before) = (format!("Clinicians DNI. {slot}"), format!("{slot} | Clinicians DNI"));
        prop_assert!(!read(&after).boundaries.is_empty());
        prop_assert!(!read(&before).boundaries.is_empty());
    }

    #[test]
    fn separators_are_alike(separator in prop::sample::select(vec![" | ", " • ", "\n", " · ", "; ", " ✨ "])) {
        let (one, other) = (read("Clinicians DNI. Cats. #AskFirst"), read(&["Clinicians DNI", "Cats", "#AskFirst"].join(separator)));
        prop_assert_eq!(one.boundaries.len(), other.boundaries.len());
    }
}

#[test]
fn disguises_are_read_as_what_they_stand_for() {
    let rule = |text: &str, rule: &str| {
        recognise::explain(&of(text, None))
            .iter()
            .any(|found| found.0 == rule)
    };
    for text in [
        "Bread. Bipolar. Bees.",
        "Bread. 𝖇𝖎𝖕𝖔𝖑𝖆𝖗. Bees.",
        "Bread. ｂｉｐｏｌａｒ. Bees.",
        "Bread. bіроlаr. Bees.",
        "Bread. b1p0lar. Bees.",
        "Bread. b*polar. Bees.",
        "Bread. bi\u{200b}pol\u{ad}ar. Bees.",
        "Bread. b i p o l a r. Bees.",
        "Bread. bipolaaaar. Bees.",
        "Bread. BIPOLAR. Bees.",
        "Bread | bɪᴘᴏʟᴀʀ | Bees",
    ] {
        assert!(rule(text, "slot.dx"), "{text}");
    }
    assert!(rule("#LivingWithBipolar", "live.dx"));
    assert!(rule("#livingwithbipolar", "live.dx"));
}

#[test]
fn capitals_decide_where_they_must() {
    let found = |text: &str| {
        recognise::explain(&of(text, None))
            .iter()
            .any(|f| f.0 == "slot.amb")
    };
    assert!(found("Tea. DID. Toast."));
    assert!(!found("Tea. did. Toast."));
}

#[test]
fn an_empty_account_says_nothing() {
    let reading = recognise::read(&Account::default());
    assert_eq!(reading, Reading::default());
    assert_eq!(reading.experience, Experience::None);
}

#[test]
fn hostile_lengths_are_read() {
    for text in [
        "*".repeat(10_000),
        "a".repeat(10_000),
        "#".repeat(10_000),
        "no ".repeat(10_000),
        "\u{200d}".repeat(10_000),
        "🚫".repeat(5_000),
    ] {
        let account = of(&text, Some(&text));
        assert!(spans_hold(&account, &recognise::read(&account)));
    }
}

#[test]
fn whoever_is_named_first_or_last_is_asked() {
    for (bio, people) in [
        (
            "Nurses and researchers: please don't follow.",
            People::Clinicians,
        ),
        (
            "Researchers and nurses: please don't follow.",
            People::Clinicians,
        ),
        ("No journalists or researchers.", People::Researchers),
        ("No researchers, please.", People::Researchers),
        ("No journalists.", People::Journalists),
    ] {
        let boundaries = read(bio).boundaries;
        let asked: Vec<People> = boundaries.iter().map(|boundary| boundary.people).collect();
        assert_eq!(asked, [people], "{bio}");
    }
}

//! What one pause shows, put together before anything is drawn. People's own
//! words come out of here bounded and plain, whatever they put into them; they
//! are made for one pause and dropped with it.

use core::ops::Range;

use super::policy::{Form, Pause, Step, asks_against};
use super::question::Question;
use crate::page::action::Action;
use crate::recognise::{Evidence, Reading, Reason};
use crate::settings::Role;

/// One pause, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// What it is about.
    pub pause: Pause,
    /// What it asks.
    pub question: Question,
    /// Varies the wording and the looks, never the meaning.
    pub seed: u32,
    /// Their words that it rests on, shown only if the reader asks.
    pub words: Vec<Excerpt>,
    /// The reader, as the other will see them.
    pub you: Option<You>,
}

/// A place in what somebody wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// A little of what stands before.
    pub before: String,
    /// The words that count.
    pub marked: String,
    /// A little of what stands after.
    pub after: String,
}

/// The reader as X shows them to others. Never stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct You {
    /// Display name.
    pub name: String,
    /// Profile text; may be empty.
    pub bio: String,
}

/// Most excerpts shown.
const MOST: usize = 3;
/// Longest text around the words that count, each side, in characters.
const AROUND: usize = 48;
/// Longest words that count, and longest bio. X's longest bio has 160 characters.
const LONGEST: usize = 200;
/// Longest name. X's longest has 50 characters.
const LONGEST_NAME: usize = 60;
/// Most marks in a row on one letter: scripts of the world need up to three.
const MARKS: usize = 3;

impl You {
    /// From a name and a bio as the page has them; without a name, nobody.
    #[must_use]
    pub fn new(name: &str, bio: &str) -> Option<Self> {
        let name = start(name.trim(), LONGEST_NAME);
        let bio = start(bio.trim(), LONGEST);
        (!name.is_empty()).then_some(Self { name, bio })
    }
}

/// Whether X shows the other person who did this.
#[must_use]
pub fn is_seen(action: Action) -> bool {
    matches!(
        action,
        Action::Follow | Action::Reply | Action::Quote | Action::List
    )
}

/// The words that a pause rests on and a little of what stands around them,
/// in the order in which they were written.
#[must_use]
pub fn excerpts(step: &Step, reading: &Reading, form: Form, role: Role) -> Vec<Excerpt> {
    let account = step.account;
    let mut rests_on: Vec<&Evidence> = Vec::new();
    if form == Form::Firm {
        for boundary in &reading.boundaries {
            if asks_against(boundary, step, role) {
                rests_on.push(&boundary.evidence);
            }
        }
    } else {
        for evidence in &reading.evidence {
            let counts = match (evidence.reason, form) {
                (_, Form::Space) => false,
                (Reason::OwnExperience, form) => form != Form::Carer,
                (Reason::Profession, form) => form == Form::Colleague,
                (Reason::Caring, form) => form == Form::Carer,
                _ => false,
            };
            if counts {
                rests_on.push(evidence);
            }
        }
    }
    let mut shown: Vec<Excerpt> = Vec::new();
    // How far the account's words have been shown: a field, and a place in it.
    let mut seen = (0, 0);
    while shown.len() < MOST {
        let later = rests_on
            .iter()
            .filter(|one| place(one, one.span.end) > seen);
        let Some(next) = later.min_by_key(|one| place(one, one.span.start)) else {
            break;
        };
        let is_same_field = seen.0 == next.field as u8;
        let from = if is_same_field { seen.1 } else { 0 };
        seen = place(next, next.span.end);
        let span = next.span.start.max(from)..next.span.end;
        let text = account.field(next.field);
        let Some(excerpt) = text.and_then(|text| cut(text, from, span)) else {
            continue;
        };
        // What stands between two of them is shown once.
        if let Some(before) = shown.last_mut().filter(|_| from > 0) {
            before.after.clear();
        }
        shown.push(excerpt);
    }
    shown
}

fn place(evidence: &Evidence, at: usize) -> (u8, usize) {
    (evidence.field as u8, at)
}

/// The span of a text, and what stands around it from a place on.
fn cut(text: &str, from: usize, span: Range<usize>) -> Option<Excerpt> {
    let marked = start(text.get(span.clone())?, LONGEST);
    (!marked.is_empty()).then_some(())?;
    Some(Excerpt {
        before: end(text.get(from..span.start)?, AROUND),
        marked,
        after: start(text.get(span.end..)?, AROUND),
    })
}

/// The beginning of a text, made plain; whole words, and an ellipsis if there is more.
fn start(text: &str, most: usize) -> String {
    let mut plain = plain(text);
    if plain.len() > most {
        plain.truncate(most);
        // Scripts without spaces, and endless words, are cut where they are.
        if let Some(space @ 1..) = plain.iter().rposition(|c| *c == ' ') {
            plain.truncate(space);
        }
        plain.push('\u{2026}');
    }
    plain.iter().collect()
}

/// The end of a text, likewise.
fn end(text: &str, most: usize) -> String {
    let mut plain = plain(text);
    let more = plain.len().saturating_sub(most);
    if more > 0 {
        let space = plain.iter().skip(more).position(|c| *c == ' ');
        plain.drain(..space.map_or(more, |space| more + space));
        plain.insert(0, '\u{2026}');
    }
    plain.iter().collect()
}

/// Text without what would reach beyond its own place: control and direction
/// characters go, any run of white space is one space, and at most [`MARKS`]
/// marks sit on a letter.
fn plain(text: &str) -> Vec<char> {
    let mut plain = Vec::new();
    let mut marks = 0;
    for c in text.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        marks = if is_mark(c) { marks + 1 } else { 0 };
        let is_second_space = c == ' ' && plain.last() == Some(&' ');
        if !is_hidden(c) && marks <= MARKS && !is_second_space {
            plain.push(c);
        }
    }
    plain
}

/// Controls, and what changes the direction of the text around it or takes no
/// place. Joiners stay: families of emoji and several scripts need them.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0xad | 0x61c | 0x180e | 0x200b | 0x200e..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f
            | 0xfeff | 0xfff9..=0xfffb | 0xe0000..=0xe007f)
}

/// Marks that stack upon a letter.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c),
        0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5c7 | 0x610..=0x61a | 0x64b..=0x65f | 0x6d6..=0x6ed
        | 0xe31 | 0xe34..=0xe3a | 0xe47..=0xe4e | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff
        | 0xfe20..=0xfe2f)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{Account, Relation};
    use crate::recognise::{self, Act, Boundary, Field, People, Strength};

    /// The words a follow of this account would show.
    fn shown_of(account: &Account, reading: &Reading, form: Form) -> Vec<Excerpt> {
        let step = Step {
            action: Action::Follow,
            account,
            relation: Relation::default(),
        };
        excerpts(&step, reading, form, Role::default())
    }

    fn account(bio: &str) -> Account {
        Account {
            bio: Some(bio.into()),
            ..Account::default()
        }
    }

    fn shown(bio: &str, form: Form) -> Vec<Excerpt> {
        let account = account(bio);
        shown_of(&account, &recognise::read(&account), form)
    }

    fn marked(bio: &str, form: Form) -> Vec<String> {
        let shown = shown(bio, form);
        shown.into_iter().map(|excerpt| excerpt.marked).collect()
    }

    #[test]
    fn exactly_the_words_that_count_are_marked() {
        let bio = "Living with bipolar. Buns and bell-ringing.";
        let account = account(bio);
        let reading = recognise::read(&account);
        let span = reading.evidence[0].span.clone();
        let [excerpt] = &shown_of(&account, &reading, Form::Ordinary)[..] else {
            panic!("one excerpt");
        };
        assert_eq!(excerpt.marked, bio[span]);
        assert_eq!(
            format!("{}{}{}", excerpt.before, excerpt.marked, excerpt.after),
            bio
        );
    }

    #[test]
    fn each_form_shows_what_it_rests_on_and_nothing_else() {
        let bio = "Ex-inpatient. Nurses and researchers: please don't follow.";
        let firm = marked(bio, Form::Firm);
        assert!(firm.iter().all(|words| !words.contains("inpatient")) && !firm.is_empty());
        let ordinary = marked(bio, Form::Ordinary);
        assert!(ordinary.iter().all(|words| !words.contains("follow")) && !ordinary.is_empty());
        assert!(marked(bio, Form::Space).is_empty());
        assert!(marked(bio, Form::Carer).is_empty());

        let both = "Mental health nurse with lived experience of depression.";
        assert!(marked(both, Form::Colleague).len() >= marked(both, Form::Ordinary).len());
        let carer = "Mum of a grown-up son with schizophrenia. Carer, baker.";
        assert!(!marked(carer, Form::Carer).is_empty());
        assert!(marked(carer, Form::Ordinary).is_empty());
    }

    #[test]
    fn a_profession_is_shown_to_a_colleague_alone() {
        let account = account("Nurse. Baker.");
        let reading = Reading {
            evidence: vec![Evidence {
                field: Field::Bio,
                span: 0..5,
                reason: Reason::Profession,
            }],
            ..Reading::default()
        };
        for form in [Form::Ordinary, Form::Colleague, Form::Light, Form::Carer] {
            let shown = shown_of(&account, &reading, form);
            assert_eq!(
                shown.len(),
                usize::from(form == Form::Colleague),
                "{form:?}"
            );
        }
    }

    #[test]
    fn few_marks_stack_on_a_letter() {
        let shown = plain(&format!("e{}x\u{301}", "\u{301}".repeat(9)));
        assert_eq!(shown.len(), 1 + MARKS + 2);
    }

    #[test]
    fn a_boundary_about_another_act_is_not_shown() {
        let bio = "No messages. No nurses.";
        let boundary = |acts: &[Act], span| Boundary {
            people: People::Professionals,
            acts: acts.to_vec(),
            strength: Strength::Firm,
            except: None,
            evidence: Evidence {
                field: Field::Bio,
                span,
                reason: Reason::Boundary,
            },
        };
        let reading = Reading {
            boundaries: vec![boundary(&[Act::Message], 0..11), boundary(&[], 13..22)],
            ..Reading::default()
        };
        let shown = shown_of(&account(bio), &reading, Form::Firm);
        assert_eq!(shown.len(), 1);
        assert_eq!(shown[0].marked, "No nurses");
    }

    /// A reading that rests on these spans of the bio.
    fn resting_on(spans: &[(usize, usize)]) -> Reading {
        let evidence = |&(start, end): &(usize, usize)| Evidence {
            field: Field::Bio,
            span: start..end,
            reason: Reason::OwnExperience,
        };
        Reading {
            evidence: spans.iter().map(evidence).collect(),
            ..Reading::default()
        }
    }

    fn cut_out(bio: &str, spans: &[(usize, usize)]) -> Vec<(String, String, String)> {
        shown_of(&account(bio), &resting_on(spans), Form::Ordinary)
            .into_iter()
            .map(|excerpt| (excerpt.before, excerpt.marked, excerpt.after))
            .collect()
    }

    fn three(before: &str, marked: &str, after: &str) -> (String, String, String) {
        (before.into(), marked.into(), after.into())
    }

    #[test]
    fn a_little_of_the_text_around_is_shown_in_whole_words() {
        let bio = format!("{}here I am{}", "word ".repeat(100), " and on".repeat(100));
        let [(before, marked, after)] = &cut_out(&bio, &[(500, 509)])[..] else {
            panic!("one excerpt");
        };
        assert_eq!(marked, "here I am");
        assert!(before.starts_with("\u{2026} word ") && before.ends_with("word "));
        assert!(after.starts_with(" and on") && after.ends_with('\u{2026}'));
        for around in [before, after] {
            assert!(
                (20..=AROUND + 1).contains(&around.chars().count()),
                "{around}"
            );
            let words = around.trim_matches(['\u{2026}', ' ']);
            assert!(
                words
                    .split(' ')
                    .all(|word| ["word", "and", "on"].contains(&word))
            );
        }
    }

    #[test]
    fn words_that_overlap_or_stand_together_are_shown_once() {
        assert_eq!(
            cut_out("one two three four", &[(4, 13), (0, 7), (4, 7)]),
            [three("", "one two", ""), three("", " three", " four")]
        );
        assert_eq!(
            cut_out("one two three four", &[(8, 13), (0, 3)]),
            [three("", "one", ""), three(" two ", "three", " four")]
        );
        assert_eq!(
            cut_out("a b c d e f", &[(0, 1), (2, 3), (4, 5), (6, 7), (8, 9)]).len(),
            MOST
        );
    }

    #[test]
    fn a_span_that_fits_no_text_shows_nothing() {
        for (bio, span) in [
            ("short", (0, 99)),
            ("\u{e9}t\u{e9}", (1, 2)),
            ("short", (3, 3)),
        ] {
            let shown = cut_out(bio, &[span]);
            assert!(shown.is_empty(), "{bio}");
        }
        let shown = cut_out("short", &[(4, 2)]);
        assert!(shown.is_empty());
    }

    #[test]
    fn hostile_text_stays_in_its_place() {
        let zalgo = "Z\u{335}\u{321}\u{34e}\u{33b}\u{359}".repeat(40);
        let marks = zalgo.clone() + " Living with bipolar";
        let at = zalgo.len() + 1;
        let shown = cut_out(&marks, &[(at, marks.len())]);
        let stacked = |text: &str| {
            let runs = text.split(|c: char| !is_mark(c));
            runs.map(|run| run.chars().count()).max().unwrap_or(0)
        };
        assert_eq!(shown[0].1, "Living with bipolar");
        assert_eq!(stacked(&marks), 5);
        assert!(stacked(&shown[0].0) <= MARKS);

        let hidden = "\u{202e}\u{2066}a\u{7}\u{200b}\n\r\n\u{85}b\u{2028}c\u{feff}\u{e0041}";
        assert_eq!(start(hidden, 50), "a b c");
        // A family stays one, and so does a letter that needs a joiner.
        let family = "\u{1f469}\u{200d}\u{1f680} \u{646}\u{200c}\u{647}";
        assert_eq!(start(family, 50), family);
    }

    #[test]
    fn text_without_end_is_cut() {
        let endless = "x".repeat(10_000);
        let shown = cut_out(&endless, &[(2_000, 8_000)]);
        assert_eq!(shown[0].0.chars().count(), AROUND + 1);
        assert_eq!(shown[0].1.chars().count(), LONGEST + 1);
        assert_eq!(shown[0].2.chars().count(), AROUND + 1);
        let you = You::new(&endless, &endless.repeat(2)).unwrap();
        assert_eq!(you.name.chars().count(), LONGEST_NAME + 1);
        assert_eq!(you.bio.chars().count(), LONGEST + 1);
    }

    #[test]
    fn the_reader_has_a_name_or_is_not_shown() {
        assert_eq!(You::new("", "A bio."), None);
        assert_eq!(You::new(" \u{202e}\u{200b} ", "A bio."), None);
        let you = You::new(" Wren ", "").unwrap();
        assert_eq!((you.name.as_str(), you.bio.as_str()), ("Wren", ""));
    }

    #[test]
    fn only_what_x_tells_the_other_of_shows_the_reader() {
        let seen = Action::ALL
            .iter()
            .copied()
            .filter(|action| is_seen(*action));
        assert_eq!(
            seen.collect::<Vec<_>>(),
            [Action::Follow, Action::Reply, Action::Quote, Action::List]
        );
    }
}

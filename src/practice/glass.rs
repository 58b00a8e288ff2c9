//! The looking glass: what the tool would do at every act, with one account
//! whose owner wants to know. Nothing is kept, and one text is looked at at a
//! time, by hand.

use core::ops::Range;

use crate::account::{Account, Relation};
use crate::moment::Moment;
use crate::page::action::Action;
use crate::recognise::{self, Act, Evidence, Field, People, Reading, Reason, Strength};
use crate::reflect::{self, Decision, Form, History, Pause, Step, View, You, question, view};
use crate::settings::{Mode, Role};

/// Longest bio that is looked at, in letters. X's longest has 160, and there
/// are places with longer ones; nobody's has more.
pub const LONGEST: usize = 500;

/// Longest name, handle and location, likewise.
pub const LONGEST_LINE: usize = 60;

/// What is done at one act, in one mode, for readers of these roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// How the pause is put; none if it lets the act through.
    pub form: Option<Form>,
    /// The readers for whom it is so.
    pub roles: Vec<Role>,
}

impl Answer {
    /// Whether it is so whatever the reader does.
    #[must_use]
    pub fn is_for_all(&self) -> bool {
        self.roles.len() == Role::ALL.len()
    }
}

/// What is done at one act in one mode: most of the time one answer for all,
/// else those that differ.
#[must_use]
pub fn answers(account: &Account, relation: Relation, action: Action, mode: Mode) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    for &role in Role::ALL {
        let form = pause(account, relation, action, mode, role).map(|(pause, _)| pause.form);
        match answers.iter_mut().find(|answer| answer.form == form) {
            Some(answer) => answer.roles.push(role),
            None => answers.push(Answer {
                form,
                roles: vec![role],
            }),
        }
    }
    answers
}

/// The pause as it would be put the first time, before a reader of this role.
#[must_use]
pub fn put(
    account: &Account,
    relation: Relation,
    (action, mode, role): (Action, Mode, Role),
    you: Option<You>,
    seed: u32,
) -> Option<View> {
    let (pause, reading) = pause(account, relation, action, mode, role)?;
    let step = Step {
        action,
        account,
        relation,
    };
    Some(View {
        pause,
        question: question::choose(pause, role, seed, None),
        seed,
        words: view::excerpts(&step, &reading, pause.form, role),
        you,
    })
}

/// As the content script decides, with nothing asked before.
fn pause(
    account: &Account,
    relation: Relation,
    action: Action,
    mode: Mode,
    role: Role,
) -> Option<(Pause, Reading)> {
    let reading = read(account, mode);
    let mut history = History::default();
    history.learn(&["mode=", mode.name(), " role=", role.name()].concat());
    let step = Step {
        action,
        account,
        relation,
    };
    match reflect::decide(&reading, &step, &history, Moment::default()) {
        Decision::Pause(pause) => Some((pause, reading)),
        Decision::LetThrough => None,
    }
}

/// What is read in each mode.
fn read(account: &Account, mode: Mode) -> Reading {
    match mode {
        Mode::Declared => recognise::read_declared(account),
        Mode::Described => recognise::read(account),
    }
}

/// Words that count, and what for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where they stand.
    pub field: Field,
    /// Which of its bytes.
    pub span: Range<usize>,
    /// Why they count.
    pub reason: Reason,
    /// What they ask or welcome, if they do.
    pub wish: Option<Wish>,
}

/// What somebody asks or welcomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Who is meant.
    pub people: People,
    /// What they are to do or not to do; empty means any contact.
    pub acts: Vec<Act>,
    /// How firmly it is asked; nothing for a welcome.
    pub strength: Option<Strength>,
    /// Who is not meant.
    pub except: Option<People>,
}

/// All words that count, in the order in which they stand.
#[must_use]
pub fn marks(account: &Account) -> Vec<Mark> {
    let reading = recognise::read(account);
    let mark = |evidence: &Evidence, wish| Mark {
        field: evidence.field,
        span: evidence.span.clone(),
        reason: evidence.reason,
        wish,
    };
    let asked = reading.boundaries.iter().map(|asked| {
        let wish = Wish {
            people: asked.people,
            acts: asked.acts.clone(),
            strength: Some(asked.strength),
            except: asked.except,
        };
        mark(&asked.evidence, Some(wish))
    });
    let welcomed = reading.invitations.iter().map(|welcome| {
        let wish = Wish {
            people: welcome.people,
            acts: welcome.acts.clone(),
            strength: None,
            except: None,
        };
        mark(&welcome.evidence, Some(wish))
    });
    let said = reading.evidence.iter().map(|said| mark(said, None));
    let mut marks: Vec<Mark> = asked.chain(welcomed).chain(said).collect();
    marks.sort_by_key(|mark| (mark.field as u8, mark.span.start, mark.span.end));
    marks.dedup();
    marks
}

/// A field in pieces: what counts, and what stands between.
#[must_use]
pub fn pieces<'t>(text: &'t str, field: Field, marks: &[Mark]) -> Vec<(&'t str, bool)> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for mark in marks.iter().filter(|mark| mark.field == field) {
        let start = mark.span.start.max(from);
        let before = text.get(from..start).unwrap_or_default();
        let marked = text.get(start..mark.span.end).unwrap_or_default();
        for (piece, counts) in [(before, false), (marked, true)] {
            if !piece.is_empty() {
                pieces.push((piece, counts));
                from += piece.len();
            }
        }
    }
    let rest = text.get(from..).unwrap_or_default();
    if !rest.is_empty() {
        pieces.push((rest, false));
    }
    pieces
}

/// Words that ask or welcome, as `docs/signals.md` offers them: what for, in
/// English, in Welsh.
pub fn wordings() -> impl Iterator<Item = [&'static str; 3]> {
    let rows = include_str!("wordings.tsv").lines();
    rows.filter(|row| !row.starts_with('#')).filter_map(|row| {
        let mut cells = row.split('\t');
        Some([cells.next()?, cells.next()?, cells.next()?])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(bio: &str) -> Account {
        Account {
            bio: Some(bio.into()),
            ..Account::default()
        }
    }

    fn forms(bio: &str, action: Action, mode: Mode) -> Vec<(Option<Form>, usize)> {
        let answers = answers(&account(bio), Relation::default(), action, mode);
        let form = |answer: &Answer| (answer.form, answer.roles.len());
        answers.iter().map(form).collect()
    }

    #[test]
    fn each_act_is_answered_as_the_tables_row_says() {
        let bio = "Living with bipolar. Buns.";
        for &action in Action::ALL {
            let form = match action {
                Action::Tag => Form::Space,
                _ => Form::Ordinary,
            };
            assert_eq!(forms(bio, action, Mode::Described), [(Some(form), 5)]);
            let form = Some(form).filter(|form| *form == Form::Space);
            assert_eq!(forms(bio, action, Mode::Declared), [(form, 5)]);
        }
        let asks = "No professionals, please.";
        for mode in Mode::ALL {
            assert_eq!(forms(asks, Action::Follow, *mode), [(Some(Form::Firm), 5)]);
        }
        let carer = "Mum of a grown-up son with schizophrenia. Carer, baker.";
        assert_eq!(
            forms(carer, Action::Quote, Mode::Described),
            [(Some(Form::Carer), 5)]
        );
        assert_eq!(forms(carer, Action::Follow, Mode::Described), [(None, 5)]);
    }

    #[test]
    fn where_the_readers_role_matters_the_answers_differ() {
        let bio = "No researchers.";
        let answers = answers(
            &account(bio),
            Relation::default(),
            Action::Follow,
            Mode::Declared,
        );
        let [through, firm] = &answers[..] else {
            panic!("two answers: {answers:?}");
        };
        assert_eq!(
            (through.form, &through.roles[..]),
            (None, &[Role::Nurse][..])
        );
        assert_eq!((firm.form, firm.roles.len()), (Some(Form::Firm), 4));
        assert!(!firm.is_for_all());
    }

    #[test]
    fn people_in_touch_are_met_lightly() {
        let relation = Relation {
            follows_you: Some(true),
            ..Relation::default()
        };
        let account = account("Living with bipolar.");
        let form = |action| answers(&account, relation, action, Mode::Described)[0].form;
        assert_eq!(form(Action::Follow), Some(Form::Light));
        assert_eq!(form(Action::Reply), None);
    }

    #[test]
    fn what_would_be_put_is_what_is_answered() {
        for bio in [
            "Living with bipolar.",
            "No researchers.",
            "Professionals welcome.",
            "",
        ] {
            let account = account(bio);
            for &action in Action::ALL {
                for &mode in Mode::ALL {
                    for answer in answers(&account, Relation::default(), action, mode) {
                        for role in answer.roles {
                            let put =
                                put(&account, Relation::default(), (action, mode, role), None, 7);
                            assert_eq!(put.map(|view| view.pause.form), answer.form);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn the_words_that_count_are_marked_and_nothing_is_lost() {
        let bio = "Living with bipolar. Buns. Nurses, please don't follow.";
        let account = account(bio);
        let marks = marks(&account);
        let reasons: Vec<Reason> = marks.iter().map(|mark| mark.reason).collect();
        assert!(reasons.contains(&Reason::OwnExperience) && reasons.contains(&Reason::Boundary));
        let pieces = pieces(bio, Field::Bio, &marks);
        let whole: String = pieces.iter().map(|(piece, _)| *piece).collect();
        assert_eq!(whole, bio);
        let counts = |words: &str| {
            pieces
                .iter()
                .any(|(piece, counts)| *counts && piece.contains(words))
        };
        assert!(counts("bipolar") && counts("follow") && !counts("Buns"));
    }

    #[test]
    fn marks_that_overlap_lose_no_letter() {
        let mark = |span| Mark {
            field: Field::Bio,
            span,
            reason: Reason::Caring,
            wish: None,
        };
        let text = "one two three";
        for marks in [
            vec![mark(0..7), mark(4..13)],
            vec![mark(0..13), mark(4..7)],
            vec![mark(4..99)],
            vec![mark(7..4)],
            vec![],
        ] {
            let pieces = pieces(text, Field::Bio, &marks);
            let whole: String = pieces.iter().map(|(piece, _)| *piece).collect();
            assert_eq!(whole, text, "{marks:?}");
        }
    }

    #[test]
    fn the_wordings_offered_are_those_of_the_document_and_no_others() {
        let document = include_str!("../../docs/signals.md");
        let rows = document.lines().filter(|line| line.starts_with("| "));
        let mut listed = Vec::new();
        for row in rows {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            match cells[..] {
                [tag, welsh, ..] if tag.starts_with("`#") => {
                    listed.push([tag.trim_matches('`'), welsh.trim_matches('`')]);
                }
                [_, words, welsh] if words.starts_with('"') => {
                    listed.push([words.trim_matches('"'), welsh.trim_matches('"')]);
                }
                _ => {}
            }
        }
        let offered: Vec<[&str; 2]> = wordings().map(|[_, en, cy]| [en, cy]).collect();
        assert_eq!(offered, listed);
    }

    #[test]
    fn every_english_wording_is_understood_as_what_it_is_offered_for() {
        for [what, words, _] in wordings() {
            let marks = marks(&account(words));
            let wishes: Vec<&Wish> = marks.iter().filter_map(|mark| mark.wish.as_ref()).collect();
            assert!(!wishes.is_empty(), "{words}");
            let welcomes = matches!(what, "wantWelcome" | "wantCompany");
            for wish in wishes {
                assert_eq!(wish.strength.is_none(), welcomes, "{words}");
            }
        }
    }
}

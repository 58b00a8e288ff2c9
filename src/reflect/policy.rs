//! When to ask: the project's table.
//!
//! | reading | follow | reply | quote, list, notify, message |
//! |---|---|---|---|
//! | boundary that covers the act | firm | firm | firm |
//! | lived experience | ask | ask | ask |
//! | both professional and lived experience | ask as a colleague | ask as a colleague | ask as a colleague |
//! | that, and invites professionals, no boundary | through | through | ask |
//! | that, and follows you or wrote to you first | light | through | through |
//! | carer | through | through | ask for quote and list |
//! | anything else | through | through | through |
//!
//! A post into a community's tag is asked about for the tag's sake, whoever
//! reads it. What people ask for comes before what they say of themselves.

use super::history::History;
use crate::account::{Account, Relation};
use crate::page::action::Action;
use crate::recognise::{Act, Boundary, Experience, Invitation, People, Reading};

/// How a pause is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// They ask people like the reader to stay away.
    Firm,
    /// They speak from lived experience.
    Ordinary,
    /// They do, and share the reader's profession: nobody is called an outsider.
    Colleague,
    /// They do, and they follow the reader or spoke to them first.
    Light,
    /// They speak from caring for somebody.
    Carer,
    /// A community's hashtag is about to be posted into.
    Space,
}

/// One pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// What the reader is about to do.
    pub action: Action,
    /// How it is put.
    pub form: Form,
    /// Whether the reader has gone on several times in a row, so that the
    /// question is about that.
    pub pattern: bool,
}

/// Let the gesture through, or pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Nothing to ask.
    LetThrough,
    /// Something to ask.
    Pause(Pause),
}

/// Decides about one gesture.
#[must_use]
pub fn decide(
    reading: &Reading,
    action: Action,
    account: &Account,
    relation: Relation,
    history: &History,
) -> Decision {
    match form(reading, action, relation) {
        Some(form) if !history.has_asked(action, account) => Decision::Pause(Pause {
            action,
            form,
            pattern: false,
        }),
        _ => Decision::LetThrough,
    }
}

fn form(reading: &Reading, action: Action, relation: Relation) -> Option<Form> {
    if action == Action::Tag {
        return Some(Form::Space);
    }
    // What looks the same in a menu or on a bell undoes it.
    let undoes = match action {
        Action::Follow => relation.followed == Some(true),
        Action::Notify => relation.notified == Some(true),
        _ => false,
    };
    if undoes {
        return None;
    }
    if reading
        .boundaries
        .iter()
        .any(|boundary| covers(boundary, action))
    {
        return Some(Form::Firm);
    }
    let is_answer = matches!(action, Action::Follow | Action::Reply);
    if reading.experience != Experience::Stated {
        // Another person's story is theirs to move, too.
        let carries_off = matches!(action, Action::Quote | Action::List);
        return (reading.carer && carries_off).then_some(Form::Carer);
    }
    // A boundary against something else still says: not just anybody.
    let invited = reading.boundaries.is_empty() && reading.invitations.iter().any(welcomes);
    if invited && is_answer {
        return None;
    }
    let is_in_touch = relation.follows_you == Some(true) || relation.wrote_first == Some(true);
    match action {
        Action::Follow if is_in_touch => Some(Form::Light),
        _ if is_in_touch => None,
        _ if reading.professional => Some(Form::Colleague),
        _ => Some(Form::Ordinary),
    }
}

pub(super) fn covers(boundary: &Boundary, action: Action) -> bool {
    boundary.acts.is_empty() || act(action).is_some_and(|act| boundary.acts.contains(&act))
}

/// Whoever welcomes one kind of contact has opened the door: to follow somebody
/// who says "nurses, ask me anything" is within the welcome.
fn welcomes(invitation: &Invitation) -> bool {
    // Friends and the press are not the people this tool is installed by.
    !matches!(invitation.people, People::Mutuals | People::Journalists)
}

/// The act that people name when they set a boundary. Being told of every post
/// is following, more closely.
fn act(action: Action) -> Option<Act> {
    Some(match action {
        Action::Follow | Action::Notify => Act::Follow,
        Action::Reply => Act::Reply,
        Action::Quote => Act::Quote,
        Action::Message => Act::Message,
        Action::List => Act::List,
        Action::Tag | Action::Bookmark | Action::CopyLink => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::{Evidence, Field, Reason, Strength};

    fn words(reason: Reason) -> Evidence {
        Evidence {
            field: Field::Bio,
            span: 0..1,
            reason,
        }
    }

    fn boundary(acts: &[Act]) -> Boundary {
        Boundary {
            people: People::Professionals,
            acts: acts.to_vec(),
            strength: Strength::Firm,
            except: None,
            evidence: words(Reason::Boundary),
        }
    }

    fn invitation(acts: &[Act]) -> Invitation {
        Invitation {
            people: People::Professionals,
            acts: acts.to_vec(),
            evidence: words(Reason::Invitation),
        }
    }

    fn lived() -> Reading {
        Reading {
            experience: Experience::Stated,
            ..Reading::default()
        }
    }

    fn follows_you() -> Relation {
        Relation {
            follows_you: Some(true),
            ..Relation::default()
        }
    }

    fn form_of(reading: &Reading, action: Action, relation: Relation) -> Option<Form> {
        let account = Account {
            handle: Some("fern".into()),
            ..Account::default()
        };
        match decide(reading, action, &account, relation, &History::default()) {
            Decision::Pause(pause) => Some(pause.form),
            Decision::LetThrough => None,
        }
    }

    /// Follow, reply, and the four others, which must agree but for carers.
    fn forms(reading: &Reading, relation: Relation) -> [Option<Form>; 3] {
        [Action::Follow, Action::Reply, Action::Message]
            .map(|action| form_of(reading, action, relation))
    }

    #[test]
    fn the_table_row_by_row() {
        let stranger = Relation::default();
        let with = |boundaries: Vec<Boundary>, invitations: Vec<Invitation>| Reading {
            boundaries,
            invitations,
            ..lived()
        };
        let ask = Some(Form::Ordinary);
        let firm = Some(Form::Firm);
        let colleague = Some(Form::Colleague);
        let light = Some(Form::Light);
        let wrote_first = Relation {
            wrote_first: Some(true),
            ..Relation::default()
        };
        let plain = Reading::default;
        for (reading, relation, expected) in [
            (plain(), stranger, [None; 3]),
            (lived(), stranger, [ask; 3]),
            (
                Reading {
                    experience: Experience::Hinted,
                    ..plain()
                },
                stranger,
                [None; 3],
            ),
            (
                Reading {
                    professional: true,
                    ..lived()
                },
                stranger,
                [colleague; 3],
            ),
            (
                Reading {
                    professional: true,
                    ..plain()
                },
                stranger,
                [None; 3],
            ),
            (
                Reading {
                    carer: true,
                    ..plain()
                },
                stranger,
                [None; 3],
            ),
            (lived(), follows_you(), [light, None, None]),
            (lived(), wrote_first, [light, None, None]),
            (
                with(vec![], vec![invitation(&[])]),
                stranger,
                [None, None, ask],
            ),
            (
                with(vec![], vec![invitation(&[Act::Reply])]),
                stranger,
                [None, None, ask],
            ),
            (
                with(vec![boundary(&[])], vec![invitation(&[])]),
                stranger,
                [firm; 3],
            ),
            (
                with(vec![boundary(&[Act::Reply])], vec![]),
                stranger,
                [ask, firm, ask],
            ),
            (
                with(vec![boundary(&[Act::Research])], vec![invitation(&[])]),
                stranger,
                [ask; 3],
            ),
            (with(vec![boundary(&[])], vec![]), follows_you(), [firm; 3]),
        ] {
            assert_eq!(forms(&reading, relation), expected, "{reading:?}");
        }
    }

    #[test]
    fn quote_list_notify_and_message_are_treated_alike() {
        for reading in [
            Reading::default(),
            lived(),
            Reading {
                professional: true,
                ..lived()
            },
        ] {
            for relation in [Relation::default(), follows_you()] {
                let message = form_of(&reading, Action::Message, relation);
                for action in [Action::Quote, Action::List, Action::Notify] {
                    assert_eq!(form_of(&reading, action, relation), message, "{action:?}");
                }
            }
        }
    }

    #[test]
    fn a_carers_words_are_asked_about_where_they_would_be_carried_off() {
        let carer = Reading {
            carer: true,
            ..Reading::default()
        };
        for action in Action::ALL {
            let expected = match action {
                Action::Quote | Action::List => Some(Form::Carer),
                Action::Tag => Some(Form::Space),
                _ => None,
            };
            assert_eq!(
                form_of(&carer, *action, Relation::default()),
                expected,
                "{action:?}"
            );
        }
    }

    #[test]
    fn undoing_is_never_asked_about() {
        let followed = Relation {
            followed: Some(true),
            ..Relation::default()
        };
        assert_eq!(form_of(&lived(), Action::Follow, followed), None);
        assert_eq!(
            form_of(&lived(), Action::Notify, followed),
            Some(Form::Ordinary)
        );
        let notified = Relation {
            notified: Some(true),
            ..followed
        };
        assert_eq!(form_of(&lived(), Action::Notify, notified), None);
    }

    #[test]
    fn a_boundary_against_following_covers_the_bell() {
        let reading = Reading {
            boundaries: vec![boundary(&[Act::Follow])],
            ..Reading::default()
        };
        assert_eq!(
            form_of(&reading, Action::Notify, Relation::default()),
            Some(Form::Firm)
        );
        assert_eq!(form_of(&reading, Action::Quote, Relation::default()), None);
    }

    #[test]
    fn nobody_is_asked_twice_about_the_same_step() {
        let account = Account {
            id: Some("1".into()),
            ..Account::default()
        };
        let mut history = History::default();
        let ask = |history: &History, action| {
            decide(&lived(), action, &account, Relation::default(), history)
        };
        assert!(matches!(ask(&history, Action::Follow), Decision::Pause(_)));
        history.remember(Action::Follow, &account);
        assert_eq!(ask(&history, Action::Follow), Decision::LetThrough);
        assert!(matches!(ask(&history, Action::Reply), Decision::Pause(_)));
    }
}

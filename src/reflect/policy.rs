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
//! reads it. What people ask for comes before what they say of themselves. A
//! request counts if the reader is among those it is made to; where only what
//! is declared counts, the rows below it are not looked at.
//!
//! Each step is asked about once in a browser session, and not at all if the
//! reader said so. A firm pause is never rationed.

use super::history::History;
use crate::account::{Account, Relation};
use crate::moment::Moment;
use crate::page::action::Action;
use crate::recognise::{Act, Boundary, Experience, Invitation, People, Reading};
use crate::settings::{Mode, Role};

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
    /// Whether it is a single line, because the day's full pauses are used up.
    pub brief: bool,
}

/// What the reader is about to do, and to whom.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// What.
    pub action: Action,
    /// To whom.
    pub account: &'a Account,
    /// How they stand to the reader.
    pub relation: Relation,
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
pub fn decide(reading: &Reading, step: &Step, history: &History, now: Moment) -> Decision {
    let settings = history.settings();
    let Some(form) = form(reading, step, settings.mode, settings.role) else {
        return Decision::LetThrough;
    };
    let Step {
        action, account, ..
    } = *step;
    let is_settled = history.has_asked(&history.step(action, account))
        || history.is_marked(&history.mark(form, account, reading));
    if is_settled {
        return Decision::LetThrough;
    }
    let is_firm = form == Form::Firm;
    Decision::Pause(Pause {
        action,
        form,
        pattern: !is_firm && history.is_row(),
        brief: !is_firm && history.is_rationed(now),
    })
}

fn form(reading: &Reading, step: &Step, mode: Mode, role: Role) -> Option<Form> {
    let Step {
        action, relation, ..
    } = *step;
    if action == Action::Tag {
        return Some(Form::Space);
    }
    if undoes(action, relation) {
        return None;
    }
    if reading
        .boundaries
        .iter()
        .any(|boundary| asks_against(boundary, step, role))
    {
        return Some(Form::Firm);
    }
    if mode == Mode::Declared {
        return None;
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

/// Whether the control would undo it: what does so looks the same in a menu or
/// on a bell.
#[must_use]
pub fn undoes(action: Action, relation: Relation) -> bool {
    match action {
        Action::Follow => relation.followed == Some(true),
        Action::Notify => relation.notified == Some(true),
        _ => false,
    }
}

/// Whether this reader is asked not to take this step.
pub(super) fn asks_against(boundary: &Boundary, step: &Step, role: Role) -> bool {
    covers(boundary, step.action, role) && is_for(boundary, role, step.relation)
}

/// Whether the act is one that is asked against.
fn covers(boundary: &Boundary, action: Action, role: Role) -> bool {
    let asked_against = |act| boundary.acts.contains(&act);
    // Taking words along is how they become somebody's data or teaching.
    let takes_along = matches!(action, Action::Quote | Action::List)
        && matches!(role, Role::Lecturer | Role::Researcher);
    boundary.acts.is_empty()
        || act(action).is_some_and(asked_against)
        || takes_along && asked_against(Act::Research)
}

/// Whether the reader is among those who are asked. Who says nothing of their
/// role is taken to be.
fn is_for(boundary: &Boundary, role: Role, relation: Relation) -> bool {
    let among = match boundary.people {
        People::Journalists => role == Role::Other,
        People::Researchers => role != Role::Nurse,
        People::Students => !matches!(role, Role::Nurse | Role::Researcher),
        _ => true,
    };
    let excepted = match boundary.except {
        Some(People::Mutuals) => {
            relation.follows_you == Some(true) && relation.followed == Some(true)
        }
        Some(People::Students) => role == Role::Student,
        _ => false,
    };
    among && !excepted
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

    const NOW: Moment = Moment(1e12);

    fn account() -> Account {
        Account {
            handle: Some("fern".into()),
            ..Account::default()
        }
    }

    fn decided(
        reading: &Reading,
        action: Action,
        relation: Relation,
        history: &History,
    ) -> Decision {
        let account = account();
        decide(
            reading,
            &Step {
                action,
                account: &account,
                relation,
            },
            history,
            NOW,
        )
    }

    fn form_of(reading: &Reading, action: Action, relation: Relation) -> Option<Form> {
        form_for(reading, action, relation, "")
    }

    /// The form for a reader who has chosen something.
    fn form_for(
        reading: &Reading,
        action: Action,
        relation: Relation,
        chosen: &str,
    ) -> Option<Form> {
        let mut history = History::default();
        history.learn(chosen);
        match decided(reading, action, relation, &history) {
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
        let mut history = History::default();
        let ask =
            |history: &History, action| decided(&lived(), action, Relation::default(), history);
        assert!(matches!(ask(&history, Action::Follow), Decision::Pause(_)));
        let step = history.step(Action::Follow, &account());
        history.asked(&step, true, 0, NOW);
        assert_eq!(ask(&history, Action::Follow), Decision::LetThrough);
        assert!(matches!(ask(&history, Action::Reply), Decision::Pause(_)));
    }

    #[test]
    fn nobody_is_asked_about_whom_they_asked_not_to_be_asked_about_but_firmly() {
        let mut history = History::default();
        let mark = history.mark(Form::Ordinary, &account(), &lived());
        history.keep_mark(&mark);
        let ask =
            |reading: &Reading| decided(reading, Action::Follow, Relation::default(), &history);
        assert_eq!(ask(&lived()), Decision::LetThrough);
        let firm = Reading {
            boundaries: vec![boundary(&[])],
            ..lived()
        };
        assert!(matches!(
            ask(&firm),
            Decision::Pause(Pause {
                form: Form::Firm,
                ..
            })
        ));
    }

    #[test]
    fn where_only_what_is_declared_counts_nothing_else_is_asked_about() {
        let carer = Reading {
            carer: true,
            ..Reading::default()
        };
        let both = Reading {
            professional: true,
            ..lived()
        };
        for action in Action::ALL
            .iter()
            .copied()
            .filter(|action| *action != Action::Tag)
        {
            for reading in [&lived(), &both, &carer] {
                let form = form_for(reading, action, Relation::default(), "mode=declared");
                assert_eq!(form, None, "{action:?}");
            }
            let firm = Reading {
                boundaries: vec![boundary(&[])],
                ..lived()
            };
            let form = form_for(&firm, action, Relation::default(), "mode=declared");
            assert_eq!(form, Some(Form::Firm), "{action:?}");
        }
        let tag = form_for(&lived(), Action::Tag, Relation::default(), "mode=declared");
        assert_eq!(tag, Some(Form::Space));
    }

    #[test]
    fn who_is_asked_to_stay_away_is_asked_firmly_and_others_are_not() {
        let to = |people, except| Reading {
            boundaries: vec![Boundary {
                people,
                except,
                ..boundary(&[])
            }],
            ..Reading::default()
        };
        let firm = |reading: &Reading, role: &str, relation| {
            let form = form_for(reading, Action::Follow, relation, &format!("role={role}"));
            form == Some(Form::Firm)
        };
        let stranger = Relation::default();
        let mutual = Relation {
            followed: Some(true),
            ..follows_you()
        };
        for (people, asked) in [
            (
                People::Professionals,
                ["nurse", "student", "lecturer", "researcher", "other"].as_slice(),
            ),
            (
                People::Clinicians,
                &["nurse", "student", "lecturer", "researcher", "other"],
            ),
            (
                People::OwnService,
                &["nurse", "student", "lecturer", "researcher", "other"],
            ),
            (
                People::Researchers,
                &["student", "lecturer", "researcher", "other"],
            ),
            (People::Students, &["student", "lecturer", "other"]),
            (People::Journalists, &["other"]),
        ] {
            for role in ["nurse", "student", "lecturer", "researcher", "other"] {
                let expected = asked.contains(&role);
                assert_eq!(
                    firm(&to(people, None), role, stranger),
                    expected,
                    "{people:?} {role}"
                );
            }
        }
        let but_students = to(People::Professionals, Some(People::Students));
        assert!(!firm(&but_students, "student", stranger));
        assert!(firm(&but_students, "nurse", stranger));
        // Who follows each other already has nothing to follow: a reply shows it.
        let but_mutuals = to(People::Professionals, Some(People::Mutuals));
        let reply = |relation| form_for(&but_mutuals, Action::Reply, relation, "");
        assert_eq!(reply(mutual), None);
        assert_eq!(reply(follows_you()), Some(Form::Firm));
    }

    #[test]
    fn words_that_are_nobodys_data_are_not_taken_along_by_those_who_would_use_them() {
        let reading = Reading {
            boundaries: vec![boundary(&[Act::Research])],
            ..Reading::default()
        };
        let form = |action, role| form_for(&reading, action, Relation::default(), role);
        for action in [Action::Quote, Action::List] {
            assert_eq!(form(action, "role=lecturer"), Some(Form::Firm));
            assert_eq!(form(action, "role=researcher"), Some(Form::Firm));
            assert_eq!(form(action, "role=nurse"), None);
        }
        assert_eq!(form(Action::Follow, "role=researcher"), None);
    }

    #[test]
    fn firm_pauses_are_never_shortened_nor_made_about_the_row() {
        let mut history = History::default();
        history.learn("ration=0 row=3");
        let ask = |reading: &Reading| match decided(
            reading,
            Action::Follow,
            Relation::default(),
            &history,
        ) {
            Decision::Pause(pause) => (pause.brief, pause.pattern),
            Decision::LetThrough => panic!("a pause"),
        };
        assert_eq!(ask(&lived()), (true, true));
        let firm = Reading {
            boundaries: vec![boundary(&[])],
            ..lived()
        };
        assert_eq!(ask(&firm), (false, false));
    }
}

//! What the tool would do at a step of a scenario, for its author to compare
//! with what the scenario says.

use super::pack::{Expect, Scenario, Step};
use crate::account::{Account, Relation};
use crate::moment::Moment;
use crate::page::action::Action;
use crate::page::handle;
use crate::recognise;
use crate::reflect::{self, Decision, Form, History};

/// What the tool does at a step for the first time that day, as it is when
/// installed, for a reader as the scenario has one.
#[must_use]
pub fn does(scenario: &Scenario, step: &Step, is_welsh: bool) -> Expect {
    let is = |handle: &str| handle.eq_ignore_ascii_case(&step.account);
    let who = scenario.accounts.iter().find(|one| is(&one.handle));
    let (true, Some(who)) = (Action::BY_DEFAULT.contains(&step.action), who) else {
        return Expect::Through;
    };
    // Only what is about one post of theirs is read with it.
    let is_about_post = matches!(step.action, Action::Reply | Action::Quote);
    let post = step.post.as_deref().filter(|_| is_about_post);
    let post = post.and_then(|id| scenario.post(id));
    let post = post.map(|post| post.text.spoken(is_welsh).to_owned());
    let location = who.location.as_ref();
    let location = location.map(|line| line.spoken(is_welsh).to_owned());
    let is_reader = |name: String| name.eq_ignore_ascii_case(&scenario.reader.handle);
    let relation = Relation {
        follows_you: Some(who.follows_you),
        followed: Some(who.you_follow),
        notified: Some(false),
        wrote_first: post
            .as_deref()
            .map(|post| handle::mentions(post).any(is_reader)),
    };
    let account = Account {
        id: None,
        handle: Some(who.handle.clone()),
        name: Some(who.name.clone()),
        bio: Some(who.bio.spoken(is_welsh).to_owned()),
        location,
        post,
    };
    let mut history = History::default();
    history.learn(&["role=", scenario.reader.role.name()].concat());
    let step = reflect::Step {
        action: step.action,
        account: &account,
        relation,
    };
    match reflect::decide(
        &recognise::read(&account),
        &step,
        &history,
        Moment::default(),
    ) {
        Decision::LetThrough => Expect::Through,
        Decision::Pause(pause) => match pause.form {
            Form::Firm => Expect::Firm,
            Form::Ordinary => Expect::Ordinary,
            Form::Colleague => Expect::Colleague,
            Form::Light => Expect::Light,
            Form::Carer => Expect::Carer,
            Form::Space => Expect::Space,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::pack::{self, Scenario};

    fn example() -> Scenario {
        let read = pack::read(include_str!("example.json")).unwrap();
        read.scenarios.into_iter().next().unwrap()
    }

    #[test]
    fn the_examples_steps_are_what_it_says_in_both_languages() {
        let scenario = example();
        for step in &scenario.steps {
            for is_welsh in [false, true] {
                assert_eq!(does(&scenario, step, is_welsh), step.expect);
            }
        }
    }

    #[test]
    fn what_the_scenario_says_of_them_counts() {
        let mut scenario = example();
        let step = scenario.steps[0].clone();
        scenario.accounts[0].follows_you = true;
        assert_eq!(does(&scenario, &step, false), Expect::Light);
        scenario.accounts[0].you_follow = true;
        assert_eq!(does(&scenario, &step, false), Expect::Through);
        scenario.accounts[0].bio.en = "No nurses.".into();
        let reply = Step {
            action: Action::Reply,
            ..step.clone()
        };
        assert_eq!(does(&scenario, &reply, false), Expect::Firm);
        let bookmark = Step {
            action: Action::Bookmark,
            ..step
        };
        assert_eq!(does(&scenario, &bookmark, false), Expect::Through);
    }

    #[test]
    fn whoever_wrote_to_the_reader_first_is_answered() {
        let mut scenario = example();
        let reply = Step {
            action: Action::Reply,
            ..scenario.steps[0].clone()
        };
        assert_eq!(does(&scenario, &reply, false), Expect::Ordinary);
        let post = scenario.posts.iter_mut().find(|post| post.id == "beans");
        post.unwrap().text.en = "@wren_kf The beans are up.".into();
        assert_eq!(does(&scenario, &reply, false), Expect::Through);
    }
}

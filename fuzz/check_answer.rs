//! What the page-world reader answers is the page's to say: whatever it is, it
//! is believed only about the account asked about, and only as text of a length.
//! Shared with `tests/fuzz.rs`, which also reads the seeds.
//!
//! An input is the answer's JSON. The way from a browser's JSON to [`Told`] is
//! in `src/web/bridge.rs`, over JavaScript values; here it is done over ours.

use knock_first::account::Relation;
use knock_first::message::{LONGEST_ANSWER, Told, User};
use knock_first::moment::Moment;
use knock_first::page::account::{LONGEST_TEXT, account, is_own, reader, you};
use knock_first::page::{Dom, Door, Knock};
use knock_first::recognise::read;
use knock_first::reflect::{Decision, History, Step, decide};
use knock_first::value::{Value, json};

/// A page on which nothing stands, so that all there is was told.
struct Blank;

impl Dom for Blank {
    type Node = ();

    fn closest(&self, (): &(), _: &str) -> Option<()> {
        None
    }

    fn matches(&self, (): &(), _: &str) -> bool {
        false
    }

    fn parent(&self, (): &()) -> Option<()> {
        None
    }

    fn all(&self, _: Option<&()>, _: &str) -> Vec<()> {
        Vec::new()
    }

    fn attribute(&self, (): &(), _: &str) -> Option<String> {
        None
    }

    fn text(&self, (): &()) -> String {
        String::new()
    }

    fn path(&self) -> String {
        "/bellbuns_kf".into()
    }

    fn is_connected(&self, (): &()) -> bool {
        true
    }
}

/// Panics unless all of that holds.
pub fn check(answer: &str) {
    let told = told(answer);
    for (id, handle) in [
        (Some("90000002"), Some("bellbuns_kf")),
        (None, Some("bellbuns_kf")),
        (Some("90000002"), None),
    ] {
        let knock = Knock {
            door: Door::FollowButton,
            control: (),
            around: None,
            id: id.map(Into::into),
            handle: handle.map(Into::into),
            post: None,
        };
        believed(&knock, told.as_ref());
    }
}

fn believed(knock: &Knock<()>, told: Option<&Told>) {
    let (found, relation) = account(&Blank, knock, told);
    // Who it is about is the page's control to say, and nobody else's.
    if knock.id.is_some() {
        assert_eq!(found.id, knock.id);
    }
    if knock.handle.is_some() {
        assert_eq!(found.handle, knock.handle);
    }
    let same = |one: &Option<String>, other: &Option<String>| matches!((one, other), (Some(one), Some(other)) if one.eq_ignore_ascii_case(other));
    let user = told.and_then(|told| told.user.as_ref());
    let is_about =
        user.is_some_and(|user| same(&user.id, &knock.id) || same(&user.handle, &knock.handle));
    let texts = [&found.name, &found.bio, &found.location];
    if !is_about {
        assert_eq!(texts, [&None; 3], "of somebody else: {told:?}");
        assert_eq!(relation, Relation::default(), "of somebody else: {told:?}");
    }
    assert!(found.post.is_none(), "nothing of a post was told");
    for text in texts.into_iter().flatten() {
        assert!(text.len() <= LONGEST_TEXT);
    }
    for name in [&found.handle, &reader(&Blank, told)].into_iter().flatten() {
        assert!((1..=20).contains(&name.len()), "{name:?}");
    }
    if let Some(you) = you(&Blank, told) {
        assert!(!you.name.is_empty() && you.bio.chars().count() <= 202);
    }
    let own = is_own(&Blank, knock, told);
    assert!(
        !own || knock.handle.is_some(),
        "nobody is oneself by chance"
    );
    let step = Step {
        action: knock.action(),
        account: &found,
        relation,
    };
    let decision = decide(&read(&found), &step, &History::default(), Moment(0.0));
    // Of whom nothing is known, nothing is asked.
    let is_unknown = texts.iter().all(|text| text.is_none());
    assert!(!is_unknown || decision == Decision::LetThrough || found.handle.is_some());
}

/// As `src/web/bridge.rs` does it: a property of another kind is none.
fn told(answer: &str) -> Option<Told> {
    if answer.encode_utf16().count() > LONGEST_ANSWER as usize {
        return None;
    }
    let parsed = json::read_value(answer)?;
    if !matches!(parsed, Value::Map(_) | Value::List(_)) {
        return None;
    }
    Some(Told {
        user: user(parsed.get("user")),
        own_handle: text(parsed.get("ownHandle")),
        own: user(parsed.get("own")),
    })
}

fn user(found: &Value) -> Option<User> {
    matches!(found, Value::Map(_) | Value::List(_)).then(|| User {
        id: text(found.get("id")),
        handle: text(found.get("handle")),
        name: text(found.get("name")),
        bio: text(found.get("bio")),
        location: text(found.get("location")),
        followed_by: found.get("followedBy").truth(),
        following: found.get("following").truth(),
        notifications: found.get("notifications").truth(),
    })
}

fn text(value: &Value) -> Option<String> {
    value.text().map(Into::into)
}

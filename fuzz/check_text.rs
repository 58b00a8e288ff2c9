//! One text of somebody's, wherever it may stand: what is found in it lies in
//! it, and what is shown of it is short and plain.
//! Shared with `tests/fuzz.rs`, which also reads the seeds.

use knock_first::account::{Account, Relation};
use knock_first::page::action::Action;
use knock_first::page::{handle, route, tag};
use knock_first::recognise::{Field, explain, features, read};
use knock_first::reflect::{Form, Step, You, view};
use knock_first::settings::Role;

const FORMS: [Form; 6] = [
    Form::Firm,
    Form::Ordinary,
    Form::Colleague,
    Form::Light,
    Form::Carer,
    Form::Space,
];

/// Panics unless all of that holds.
pub fn check(text: &str) {
    let some = || Some(text.to_owned());
    let account = Account {
        id: None,
        handle: some(),
        name: some(),
        bio: some(),
        location: some(),
        post: some(),
    };
    lies_within(&account, text);
    is_shown_plainly(&account);
    names_have_their_shape(text);
}

fn lies_within(account: &Account, text: &str) {
    let rules = explain(account)
        .into_iter()
        .map(|(_, field, span)| (field, span));
    let weighed = features(account)
        .into_iter()
        .map(|(_, _, field, span)| (field, span));
    for (field, span) in rules.chain(weighed) {
        assert!(
            text.get(span.clone()).is_some(),
            "{field:?} {span:?} is not in {text:?}"
        );
        assert_ne!(field, Field::Location, "where somebody lives says nothing");
    }
}

fn is_shown_plainly(account: &Account) {
    let reading = read(account);
    for form in FORMS {
        let step = Step {
            action: Action::Quote,
            account,
            relation: Relation::default(),
        };
        let shown = view::excerpts(&step, &reading, form, Role::default());
        assert!(shown.len() <= 3);
        for excerpt in &shown {
            assert!(!excerpt.marked.is_empty());
            for (text, most) in [
                (&excerpt.before, 50),
                (&excerpt.marked, 202),
                (&excerpt.after, 50),
            ] {
                is_plain(text, most);
            }
        }
    }
    let text = account.field(Field::Bio).unwrap_or_default();
    if let Some(you) = You::new(text, text) {
        is_plain(&you.name, 62);
        is_plain(&you.bio, 202);
    }
}

fn is_plain(text: &str, most: usize) {
    assert!(text.chars().count() <= most, "{text:?} is long");
    let reaches_out = |c: char| {
        c.is_control()
            || ('\u{202a}'..='\u{202e}').contains(&c)
            || ('\u{2060}'..='\u{206f}').contains(&c)
    };
    assert!(
        !text.contains(reaches_out),
        "{text:?} reaches beyond its place"
    );
}

/// Whatever is taken for a name of X's has the shape of one.
fn names_have_their_shape(text: &str) {
    let is_handle = |name: &str| {
        (1..=20).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    let named = handle::handle(text)
        .into_iter()
        .chain(handle::mentioned(text))
        .chain(handle::mentions(text))
        .chain(route::first_handle(text))
        .chain(route::profile_link(text));
    for name in named {
        assert!(is_handle(&name), "{name:?} of {text:?}");
    }
    if let Some(id) = handle::id(text) {
        assert!(id.bytes().all(|b| b.is_ascii_digit()), "{id:?}");
    }
    assert!(text.contains(route::kind(text)));
    if let Some(tag) = tag::community_tag(text) {
        assert!(tag.starts_with('#') && text.to_ascii_lowercase().contains(&tag));
    }
}

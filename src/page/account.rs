//! What the page shows of the account behind a door.
//!
//! Where each fact comes from, first to last; what comes first counts if the
//! two differ, and a fact that none of them has stays unknown:
//!
//! | fact | from |
//! |---|---|
//! | id | the control's test id, the page-world reader |
//! | handle | what stands around the control, the address, the page-world reader |
//! | name, bio, location | the page-world reader, if it has more than nothing (what a person wrote, where the page may show a machine's translation); the profile, row, card or post around the control |
//! | post | the post around the control |
//! | follows the reader | the page-world reader; X's own mark around the control |
//! | followed, notified | the page-world reader, from the page's store before React's properties, which may be those of an earlier drawing |
//! | wrote first | the post's mentions, against the reader's own handle |
//! | the reader's own handle | the side navigation, the page-world reader |
//! | the reader's own name and bio | the page-world reader; the name alone also the side navigation |
//!
//! What the page-world reader says counts only if it is about the account asked
//! about: the same id, or the same handle where one of them has no id.

use super::action::{Action, Door};
use super::route::{self, Route};
use super::selectors as sel;
use super::{Dom, Knock, handle};
use crate::account::{Account, Relation};
use crate::message::{Told, User};
use crate::reflect::You;

/// Longest text taken from any one place of the page, in bytes. X's longest
/// bio is 160 characters and its longest ordinary post 280; a page that shows
/// megabytes gets read no further.
pub const LONGEST_TEXT: usize = 16 * 1024;

/// Cuts text to [`LONGEST_TEXT`] bytes on a character boundary.
#[must_use]
pub fn bounded(mut text: String) -> String {
    text.truncate(text.floor_char_boundary(LONGEST_TEXT));
    text
}

/// Whether the account is the reader's own, which is never asked about.
#[must_use]
pub fn is_own<D: Dom>(dom: &D, knock: &Knock<D::Node>, told: Option<&Told>) -> bool {
    let Some(theirs) = knock.handle.as_deref() else {
        return false;
    };
    let shown = own_handle(dom);
    let known = told
        .and_then(|told| told.own_handle.as_deref())
        .and_then(handle::handle);
    [shown, known]
        .iter()
        .flatten()
        .any(|own| own.eq_ignore_ascii_case(theirs))
}

/// Puts together what the page shows around the control and what the
/// page-world reader told. What the reader told comes first: it is what the
/// person wrote, where the page may show a machine translation of it.
#[must_use]
pub fn account<D: Dom>(
    dom: &D,
    knock: &Knock<D::Node>,
    told: Option<&Told>,
) -> (Account, Relation) {
    let shown = shown(dom, knock);
    let user = told
        .and_then(|told| told.user.as_ref())
        .filter(|user| is_about(user, knock));
    let follows_you = user
        .and_then(|user| user.followed_by)
        .or_else(|| follows_you(dom, knock).then_some(true));
    // Page-world data without a text may only be half loaded.
    let text = |told: Option<&String>, shown: Option<String>| {
        let told = told.cloned().map(bounded);
        match told {
            Some(told) if !told.is_empty() => Some(told),
            told => shown.or(told),
        }
    };
    let account = Account {
        id: knock
            .id
            .clone()
            .or_else(|| user.and_then(|user| handle::id(user.id.as_deref()?))),
        handle: knock
            .handle
            .clone()
            .or_else(|| user.and_then(|user| handle::handle(user.handle.as_deref()?))),
        name: text(user.and_then(|user| user.name.as_ref()), shown.name),
        bio: text(user.and_then(|user| user.bio.as_ref()), shown.bio),
        location: text(user.and_then(|user| user.location.as_ref()), shown.location),
        post: shown.post,
    };
    let wrote_first = account
        .post
        .as_deref()
        .and_then(|post| mentions_reader(dom, post, told));
    let relation = Relation {
        follows_you,
        // Following somebody does not undo a subscription to them.
        followed: user
            .filter(|_| knock.door != Door::Subscribe)
            .and_then(|user| user.following),
        notified: user.and_then(|user| user.notifications),
        wrote_first,
    };
    (account, relation)
}

/// Whether the post speaks to the reader by handle; unknown if the reader's
/// own handle is.
fn mentions_reader<D: Dom>(dom: &D, post: &str, told: Option<&Told>) -> Option<bool> {
    let own = reader(dom, told)?;
    let mut named = handle::mentions(post);
    Some(named.any(|handle| handle.eq_ignore_ascii_case(&own)))
}

/// Whether the page-world reader answered about the account we asked about.
fn is_about<N>(user: &User, knock: &Knock<N>) -> bool {
    match (&user.id, &knock.id) {
        (Some(told), Some(asked)) => told == asked,
        _ => match (&user.handle, &knock.handle) {
            (Some(told), Some(asked)) => told.eq_ignore_ascii_case(asked),
            _ => false,
        },
    }
}

/// The reader's own handle, if the page or the page-world reader has it.
#[must_use]
pub fn reader<D: Dom>(dom: &D, told: Option<&Told>) -> Option<String> {
    own_handle(dom).or_else(|| handle::handle(told?.own_handle.as_deref()?))
}

/// The reader as others see them: from the page-world reader, else the name
/// alone from the side navigation, where the handle follows it.
#[must_use]
pub fn you<D: Dom>(dom: &D, told: Option<&Told>) -> Option<You> {
    let own = told.and_then(|told| told.own.as_ref());
    let text = |told: fn(&User) -> Option<&String>| own.and_then(told).map_or("", String::as_str);
    let shown = || {
        let button = dom.first(None, sel::OWN_ACCOUNT.css)?;
        let text = dom.text(&button);
        let (name, _) = text.rsplit_once('@')?;
        You::new(name, "")
    };
    You::new(text(|own| own.name.as_ref()), text(|own| own.bio.as_ref())).or_else(shown)
}

fn own_handle<D: Dom>(dom: &D) -> Option<String> {
    let from_avatar = || {
        let button = dom.first(None, sel::OWN_ACCOUNT.css)?;
        let avatar = dom.first(Some(&button), sel::AVATAR.css)?;
        let test_id = dom.attribute(&avatar, "data-testid")?;
        handle::handle(test_id.strip_prefix(sel::AVATAR_PREFIX)?)
    };
    let from_link = || {
        let link = dom.first(None, sel::OWN_PROFILE.css)?;
        route::profile_link(&dom.attribute(&link, "href")?)
    };
    from_avatar().or_else(from_link)
}

/// The account's words as they stand on the page around the control.
fn shown<D: Dom>(dom: &D, knock: &Knock<D::Node>) -> Account {
    match &knock.around {
        Some(around) if dom.closest(around, sel::POST.css).is_some() => {
            let account = shown_in_post(dom, around);
            match knock.action() {
                Action::Reply | Action::Quote | Action::Bookmark | Action::CopyLink => account,
                // The others are about the person, not about one post of theirs.
                _ => Account {
                    post: None,
                    ..account
                },
            }
        }
        Some(around) => shown_in_row(dom, around),
        None => shown_on_profile(dom, knock),
    }
}

fn shown_in_post<D: Dom>(dom: &D, post: &D::Node) -> Account {
    let own = |selector: &str| {
        dom.all(Some(post), selector)
            .into_iter()
            .find(|node| dom.closest(node, sel::QUOTED.css).is_none())
    };
    Account {
        name: own(sel::POST_NAME.css).and_then(|block| name_in(dom, &block)),
        post: own(sel::POST_TEXT.css).map(|text| dom.text(&text)),
        ..Account::default()
    }
}

/// A row of a list, or a hover card. The bio has no test id there: it is the
/// last text people wrote that is not the name, the handle or a link's label.
fn shown_in_row<D: Dom>(dom: &D, around: &D::Node) -> Account {
    let is_prose = |node: &D::Node| {
        dom.closest(node, "a").is_none()
            && dom.closest(node, sel::FOLLOW.css).is_none()
            && dom.closest(node, sel::FOLLOWS_YOU.css).is_none()
    };
    let bio = dom
        .all(Some(around), sel::WRITTEN.css)
        .into_iter()
        .rfind(|node| is_prose(node) && dom.first(Some(node), sel::AVATAR.css).is_none())
        .map(|node| dom.text(&node));
    Account {
        name: name_in(dom, around),
        bio,
        ..Account::default()
    }
}

fn shown_on_profile<D: Dom>(dom: &D, knock: &Knock<D::Node>) -> Account {
    if !is_on_their_profile(dom, knock) {
        return Account::default();
    }
    let text = |selector: &str| dom.first(None, selector).map(|node| dom.text(&node));
    Account {
        name: dom
            .first(None, sel::PROFILE_NAME.css)
            .map(|block| without_handle(dom.text(&block))),
        bio: text(sel::PROFILE_BIO.css),
        location: text(sel::PROFILE_LOCATION.css),
        ..Account::default()
    }
}

fn follows_you<D: Dom>(dom: &D, knock: &Knock<D::Node>) -> bool {
    match &knock.around {
        Some(around) => dom.first(Some(around), sel::FOLLOWS_YOU.css).is_some(),
        None if is_on_their_profile(dom, knock) => dom
            .first(None, sel::PROFILE_NAME.css)
            .and_then(|name| dom.closest(&name, sel::PRIMARY_COLUMN.css))
            .is_some_and(|column| {
                dom.all(Some(&column), sel::FOLLOWS_YOU.css)
                    .iter()
                    .any(|mark| dom.closest(mark, sel::USER_CELL.css).is_none())
            }),
        None => false,
    }
}

/// Whether the page behind the control is the account's own profile.
fn is_on_their_profile<D: Dom>(dom: &D, knock: &Knock<D::Node>) -> bool {
    match route::route(&dom.path()) {
        Route::Profile { handle } => knock
            .handle
            .as_deref()
            .is_some_and(|theirs| theirs.eq_ignore_ascii_case(&handle)),
        _ => false,
    }
}

/// The display name: the text of the first profile link that is not the handle.
fn name_in<D: Dom>(dom: &D, block: &D::Node) -> Option<String> {
    dom.all(Some(block), sel::LINK.css)
        .iter()
        .filter(|link| {
            let href = dom.attribute(link, "href").unwrap_or_default();
            route::profile_link(&href).is_some()
        })
        .map(|link| dom.text(link))
        .find(|text| {
            let is_handle = text.trim_start().starts_with('@') && handle::handle(text).is_some();
            !text.trim().is_empty() && !is_handle
        })
}

fn without_handle(block: String) -> String {
    match block.rsplit_once('@') {
        Some((name, _)) => name
            .trim_matches(|c: char| c.is_whitespace() || handle::is_format(c))
            .to_owned(),
        None => block,
    }
}

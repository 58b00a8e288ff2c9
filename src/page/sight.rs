//! Whether we still see what X shows: honest about our own sight.
//!
//! Each [`Sign`] holds something that has nothing to do with our selectors
//! (a time within a permanent link, a button whose label names somebody)
//! against what the table finds there. A page that shows neither says
//! nothing: an empty list or a page still loading has not changed.
//!
//! Only whether something stands there is looked at; no text, and nobody's
//! name but the address's own.

use super::handle;
use super::route::{self, Route};
use super::{Dom, selectors as sel};
use crate::locale::PageMessage;

macro_rules! signs {
    ($($(#[$doc:meta])* $sign:ident = $name:literal, $message:ident;)*) => {
        /// One thing that we should be able to see.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Sign {
            $($(#[$doc])* $sign,)*
        }

        impl Sign {
            /// Every sign.
            pub const ALL: &[Sign] = &[$(Sign::$sign),*];

            /// The name under which its yes or no is kept.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Sign::$sign => $name,)* }
            }

            /// What the reader is told while it is not seen.
            #[must_use]
            pub fn message(self) -> PageMessage {
                match self { $(Sign::$sign => PageMessage::$message,)* }
            }
        }
    };
}

signs! {
    /// Posts.
    Posts = "posts", SightPosts;
    /// Reply icons under posts.
    Replies = "replies", SightReplies;
    /// The reply composer under a post.
    ReplyBox = "replyBox", SightReplyBox;
    /// The follow button of a profile.
    Follow = "follow", SightFollow;
    /// Follow buttons in lists of people.
    FollowInLists = "followInLists", SightFollowInLists;
    /// The rows of lists of people.
    Rows = "rows", SightRows;
    /// What stands on a profile.
    Profile = "profile", SightProfile;
    /// The box of a conversation.
    Messages = "messages", SightMessages;
    /// X's own list of its keys.
    Keys = "keys", SightKeys;
}

impl Sign {
    /// The sign kept under that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Sign::ALL.iter().copied().find(|sign| sign.name() == name)
    }
}

/// What was looked for and whether it was seen.
pub type Seen = (Sign, bool);

/// The kinds of page whose look is known well enough to say that it changed:
/// elsewhere, in settings for instance, what looks alike may be something else.
const KINDS: &[&str] = &[
    "",
    "chat",
    "connect_people",
    "explore",
    "follow_people",
    "followers",
    "followers_you_follow",
    "following",
    "home",
    "messages",
    "search",
    "status",
    "verified_followers",
];

/// How many gestures on one kind of page are looked at: the first may come
/// while it is still loading.
const LOOKS: u8 = 3;

/// How many of anything are looked at on one page.
const MOST: usize = 12;

/// A row of people, or a page of posts, has at least so many.
const SOME: usize = 2;

/// A bar of actions has at least so many controls.
const BAR: usize = 3;

/// Which kinds of page were looked at, and what was told of them.
#[derive(Debug, Default)]
pub struct Watch {
    kinds: Vec<(String, u8)>,
    told: Vec<Seen>,
}

impl Watch {
    /// Whether a gesture at this address is one at which to look.
    pub fn is_due(&mut self, address: &str) -> bool {
        let kind = route::kind(address);
        if !KINDS.contains(&kind) {
            return false;
        }
        match self.kinds.iter_mut().find(|(known, _)| known == kind) {
            Some((_, looks)) => {
                *looks = looks.saturating_add(1);
                *looks <= LOOKS
            }
            None => {
                self.kinds.push((kind.to_owned(), 1));
                true
            }
        }
    }

    /// What of this was not told before.
    pub fn news(&mut self, found: &[Seen]) -> Vec<Seen> {
        let mut news = Vec::new();
        for &(sign, seen) in found {
            if self.told.contains(&(sign, seen)) {
                continue;
            }
            self.told.retain(|(told, _)| *told != sign);
            self.told.push((sign, seen));
            news.push((sign, seen));
        }
        news
    }
}

/// Looks at the page as it is now. Signs that it has no room for are left out.
#[must_use]
pub fn look<D: Dom>(dom: &D) -> Vec<Seen> {
    let path = dom.path();
    let kind = route::kind(&path);
    let mut found = Vec::new();
    if !KINDS.contains(&kind) {
        return found;
    }
    let mut add = |sign, seen: Option<bool>| found.extend(seen.map(|seen| (sign, seen)));
    let route = route::route(&path);
    if route == Route::Conversation {
        add(Sign::Messages, messages(dom));
    }
    // A post that was sent to somebody does not look like one on a page.
    if matches!(kind, "chat" | "messages") {
        return found;
    }
    add(Sign::Posts, posts(dom));
    add(Sign::Replies, replies(dom));
    add(Sign::FollowInLists, follow_in_lists(dom));
    match &route {
        Route::Profile { handle } => {
            add(Sign::Follow, follow(dom, handle));
            add(Sign::Profile, profile(dom, handle));
        }
        Route::Post { .. } => add(Sign::ReplyBox, reply_box(dom)),
        _ => add(Sign::Rows, rows(dom)),
    }
    add(Sign::Keys, keys(dom));
    found
}

/// Times within permanent links: whatever else X renames, a post has one.
fn times<D: Dom>(dom: &D) -> Vec<D::Node> {
    some(dom.all(None, sel::POST_TIME.css))
}

fn some<N>(mut nodes: Vec<N>) -> Vec<N> {
    nodes.truncate(MOST);
    nodes
}

fn posts<D: Dom>(dom: &D) -> Option<bool> {
    let times = times(dom);
    let seen = times
        .iter()
        .any(|time| dom.closest(time, sel::POST.css).is_some());
    (seen || times.len() >= SOME).then_some(seen)
}

fn replies<D: Dom>(dom: &D) -> Option<bool> {
    let mut found = None;
    for time in times(dom) {
        let Some(post) = dom.closest(&time, sel::POST.css) else {
            continue;
        };
        let has_bar = dom.all(Some(&post), sel::ACTION_BAR.css).iter().any(|bar| {
            let controls = dom.all(Some(bar), sel::BUTTON.css);
            controls.len() >= BAR
        });
        if has_bar {
            if dom.first(Some(&post), sel::REPLY.css).is_some() {
                return Some(true);
            }
            found = Some(false);
        }
    }
    found
}

/// The composer is told by being the one box to type in on a post's page that
/// does not stand in a dialog.
fn reply_box<D: Dom>(dom: &D) -> Option<bool> {
    let typing = some(dom.all(None, sel::TYPING.css))
        .into_iter()
        .find(|node| dom.closest(node, sel::MODAL.css).is_none())?;
    let composer = dom
        .closest(&typing, sel::COMPOSER_BOX.css)
        .and_then(|text_box| dom.closest(&text_box, sel::INLINE_REPLY.css));
    Some(
        composer.is_some_and(|composer| dom.first(Some(&composer), sel::SEND_INLINE.css).is_some()),
    )
}

/// Buttons whose label names somebody. X labels Follow, Unfollow and the rest
/// of that family so, in every language.
fn naming<D: Dom>(dom: &D) -> Vec<D::Node> {
    let elsewhere = [sel::POST.css, sel::HOVER_CARD.css, sel::MENU.css];
    some(dom.all(None, sel::NAMING_BUTTON.css))
        .into_iter()
        .filter(|button| {
            elsewhere
                .iter()
                .all(|css| dom.closest(button, css).is_none())
        })
        .collect()
}

/// Whether a Follow button is among them; unknown if the page shows its kin alone.
fn has_follow<D: Dom>(dom: &D, buttons: &[D::Node]) -> Option<bool> {
    let any = |css: &str| buttons.iter().any(|button| dom.matches(button, css));
    match (any(sel::FOLLOW.css), any(sel::FOLLOW_FAMILY.css)) {
        (true, _) => Some(true),
        (false, true) => None,
        (false, false) => Some(false),
    }
}

fn follow<D: Dom>(dom: &D, theirs: &str) -> Option<bool> {
    let mut buttons = naming(dom);
    buttons.retain(|button| {
        let label = dom.attribute(button, "aria-label").unwrap_or_default();
        dom.closest(button, sel::USER_CELL.css).is_none()
            && handle::mentioned(&label).is_some_and(|named| named.eq_ignore_ascii_case(theirs))
    });
    if buttons.is_empty() {
        return None;
    }
    has_follow(dom, &buttons)
}

fn follow_in_lists<D: Dom>(dom: &D) -> Option<bool> {
    let mut buttons = naming(dom);
    buttons.retain(|button| dom.closest(button, sel::USER_CELL.css).is_some());
    if buttons.len() < SOME {
        return None;
    }
    has_follow(dom, &buttons)
}

fn rows<D: Dom>(dom: &D) -> Option<bool> {
    let mut buttons = naming(dom);
    buttons.retain(|button| dom.matches(button, sel::FOLLOW.css));
    let seen = buttons
        .iter()
        .any(|button| dom.closest(button, sel::USER_CELL.css).is_some());
    (buttons.len() >= SOME).then_some(seen)
}

/// A profile is there once it links to whom they follow.
fn profile<D: Dom>(dom: &D, theirs: &str) -> Option<bool> {
    let elsewhere = [sel::HOVER_CARD.css, sel::USER_CELL.css];
    some(dom.all(None, sel::CARD_FOLLOWING.css))
        .iter()
        .filter(|link| elsewhere.iter().all(|css| dom.closest(link, css).is_none()))
        .filter_map(|link| dom.attribute(link, "href"))
        .find(|href| {
            let whose = href.split('/').find(|segment| !segment.is_empty());
            whose.is_some_and(|whose| whose.eq_ignore_ascii_case(theirs))
        })?;
    Some(dom.first(None, sel::PROFILE_NAME.css).is_some())
}

fn messages<D: Dom>(dom: &D) -> Option<bool> {
    let typing = dom.first(None, sel::TYPING.css)?;
    Some(dom.closest(&typing, sel::MESSAGE_BOX.css).is_some())
}

/// X writes its keys down itself, with their labels.
fn keys<D: Dom>(dom: &D) -> Option<bool> {
    let list = dom.first(None, sel::SHORTCUTS.css)?;
    let keys = dom.attribute(&list, "data-at-shortcutkeys")?;
    Some(keys.split('"').any(|word| word == "r"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_has_a_name_of_its_own() {
        for &sign in Sign::ALL {
            assert_eq!(Sign::named(sign.name()), Some(sign));
            assert!(sign.name().bytes().all(|byte| byte.is_ascii_alphabetic()));
        }
        assert_eq!(Sign::named("others"), None);
    }

    #[test]
    fn a_kind_of_page_is_looked_at_a_few_times_and_no_more() {
        let mut watch = Watch::default();
        let mut due = |address: &str| watch.is_due(address);
        assert!(due("/home"));
        assert!(due("/fern_at_dusk"));
        assert!(due("/heron_at_dusk"), "another profile is the same kind");
        assert!(due("/home?rows=20"));
        assert!(due("/home"));
        assert!(!due("/home"));
        assert!(due("/fern_at_dusk"));
        assert!(!due("/fern_at_dusk"));
        assert!(due("/fern_at_dusk/followers"));
        assert!(!due("/settings/muted/all"));
    }

    #[test]
    fn only_news_is_told() {
        let mut watch = Watch::default();
        let both = [(Sign::Posts, true), (Sign::Replies, false)];
        assert_eq!(watch.news(&both), both);
        assert_eq!(watch.news(&both), []);
        let mended = [(Sign::Posts, true), (Sign::Replies, true)];
        assert_eq!(watch.news(&mended), [(Sign::Replies, true)]);
    }
}

//! Where on X we are, from the path of the address alone. The page's title and
//! its nesting change too often to be read for this.

use super::handle;

/// First path segments that are pages of X and never a handle.
const RESERVED: &[&str] = &[
    "account",
    "communities",
    "compose",
    "dms",
    "download",
    "explore",
    "hashtag",
    "home",
    "i",
    "intent",
    "jobs",
    "login",
    "logout",
    "messages",
    "notifications",
    "places",
    "privacy",
    "search",
    "search-advanced",
    "settings",
    "share",
    "signup",
    "tos",
    "who_to_follow",
];

/// Segments after a handle that are lists of other people.
const PEOPLE_LISTS: &[&str] = &[
    "following",
    "followers",
    "verified_followers",
    "followers_you_follow",
    "affiliates",
];

/// A page of X.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// A profile, on any of its own tabs.
    Profile {
        /// Whose.
        handle: String,
    },
    /// One post and its conversation, or a picture of it.
    Post {
        /// Its author, as the address has it.
        handle: String,
        /// Its id.
        id: String,
    },
    /// The composer, over the page or as a page.
    Compose,
    /// A profile that an address asks to follow.
    FollowIntent {
        /// Whose, by handle.
        handle: Option<String>,
        /// Whose, by id.
        id: Option<String>,
    },
    /// The page that suggests members for a list.
    ListSuggestions,
    /// A conversation of two people.
    Conversation,
    /// Anything else.
    Other,
}

/// Reads a path, with or without its query, such as `/someone/status/12`.
#[must_use]
pub fn route(address: &str) -> Route {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let parts: Vec<&str> = path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .collect();
    match parts[..] {
        ["compose", "post" | "tweet", ..] | ["intent", "post" | "tweet"] => return Route::Compose,
        ["intent", "follow" | "user"] => {
            return Route::FollowIntent {
                handle: parameter(query, "screen_name").and_then(handle::handle),
                id: parameter(query, "user_id").and_then(handle::id),
            };
        }
        ["i", "lists", _, "members", "suggested"] => return Route::ListSuggestions,
        ["i", "chat", ids] | ["messages", ids] if is_pair(ids) => return Route::Conversation,
        _ => {}
    }
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let Some(first) = segments.next() else {
        return Route::Other;
    };
    if RESERVED.contains(&first.to_ascii_lowercase().as_str()) {
        return Route::Other;
    }
    let Some(handle) = handle::handle(first) else {
        return Route::Other;
    };
    match segments.next() {
        Some("status") => match segments.next().and_then(handle::id) {
            Some(id) => Route::Post { handle, id },
            None => Route::Other,
        },
        Some(list) if PEOPLE_LISTS.contains(&list) => Route::Other,
        _ => Route::Profile { handle },
    }
}

/// The kind of page: X's own word for it, or what follows a handle; never a
/// handle itself. Nothing for a profile.
#[must_use]
pub fn kind(address: &str) -> &str {
    let path = address.split('?').next().unwrap_or_default();
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    match segments.next() {
        Some(first) if first != "i" && RESERVED.contains(&first) => first,
        _ => segments.next().unwrap_or_default(),
    }
}

/// Whether this is how X writes a conversation of two: both ids, with `-` between.
fn is_pair(ids: &str) -> bool {
    ids.split_once('-')
        .is_some_and(|(one, other)| handle::id(one).is_some() && handle::id(other).is_some())
}

fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// The handle a link to a profile or to any of its pages begins with.
#[must_use]
pub fn first_handle(href: &str) -> Option<String> {
    match route(href) {
        Route::Profile { handle } | Route::Post { handle, .. } => Some(handle),
        _ => None,
    }
}

/// The handle a link such as `/someone` leads to: a profile itself, not one of
/// its tabs and not a post.
#[must_use]
pub fn profile_link(href: &str) -> Option<String> {
    let rest = href.strip_prefix('/')?;
    let only_segment = !rest.contains(['/', '?', '#']);
    match route(href) {
        Route::Profile { handle } if only_segment => Some(handle),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(handle: &str) -> Route {
        Route::Profile {
            handle: handle.into(),
        }
    }

    #[test]
    fn paths_are_told_apart() {
        assert_eq!(route("/fern_at_dusk"), profile("fern_at_dusk"));
        assert_eq!(route("/fern_at_dusk/media"), profile("fern_at_dusk"));
        assert_eq!(route("/fern_at_dusk/followers"), Route::Other);
        let post = Route::Post {
            handle: "fern_at_dusk".into(),
            id: "12".into(),
        };
        assert_eq!(route("/fern_at_dusk/status/12"), post);
        assert_eq!(route("/fern_at_dusk/status/12/photo/1"), post);
        for other in [
            "",
            "/",
            "/home",
            "/i/status/12",
            "/Compose/post",
            "/a-b",
            "/fern/status/x",
        ] {
            assert_eq!(route(other), Route::Other, "{other:?}");
        }
    }

    #[test]
    fn a_conversation_of_two_has_both_their_ids() {
        for path in ["/i/chat/1-2", "/messages/1-2"] {
            assert_eq!(route(path), Route::Conversation, "{path:?}");
        }
        for path in [
            "/i/chat",
            "/i/chat/1",
            "/i/chat/1-x",
            "/i/chat/pin/recovery",
            "/messages/12",
        ] {
            assert_eq!(route(path), Route::Other, "{path:?}");
        }
    }

    #[test]
    fn a_kind_of_page_names_nobody() {
        for (address, expected) in [
            ("/home?rows=20", "home"),
            ("/fern_at_dusk", ""),
            ("/fern_at_dusk/followers", "followers"),
            ("/fern_at_dusk/status/12", "status"),
            ("/i/lists/7/members", "lists"),
            ("/", ""),
        ] {
            assert_eq!(kind(address), expected, "{address:?}");
        }
    }

    #[test]
    fn only_a_bare_profile_link_names_somebody() {
        assert_eq!(
            profile_link("/fern_at_dusk").as_deref(),
            Some("fern_at_dusk")
        );
        for other in [
            "/fern_at_dusk/status/1",
            "/home",
            "/i/lists/3",
            "fern",
            "/fern?x=1",
        ] {
            assert_eq!(profile_link(other), None, "{other:?}");
        }
    }
}

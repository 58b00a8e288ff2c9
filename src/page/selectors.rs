//! The one table of what we look for on X's page, where, and what stands in
//! when X moves it. Nothing else in the crate holds a selector for X.
//!
//! Each selector is a CSS list: the form seen today first, then the fallback.
//! Test ids are used because they are the same in every display language
//! (`x-page` facts, checked by nobody on the live site since the date given).

use std::sync::LazyLock;

/// One thing we look for.
#[derive(Clone, Copy, Debug)]
pub struct Selector {
    /// What it is.
    pub name: &'static str,
    /// Where on X it stands.
    pub page: &'static str,
    /// CSS selector list: primary first, fallback after.
    pub css: &'static str,
    /// Year and month of the newest evidence that X builds it so.
    pub seen: &'static str,
}

macro_rules! table {
    ($($(#[$doc:meta])* $name:ident, $page:literal, $css:literal, $seen:literal;)*) => {
        $($(#[$doc])* pub const $name: Selector = Selector {
            name: stringify!($name), page: $page, css: $css, seen: $seen,
        };)*
        /// Every row, for the documentation and for tests.
        pub const ALL: &[Selector] = &[$($name),*];
    };
}

table! {
    /// A Follow button, `<numeric id>-follow`. Unfollow, block and the rest of
    /// that family end differently.
    FOLLOW, "everywhere", r#"[data-testid$="-follow"]"#, "2026-08";
    /// Subscribe: a follow that is paid for. As a button, and as a menu's item.
    SUBSCRIBE, "profile, posts, caret menu", r#"[data-testid$="-subscribe"], [data-testid="subscribe"]"#, "2026-08";
    /// The page that takes a subscription.
    SUBSCRIBE_LINK, "profile", r#"a[href$="/creator-subscriptions/subscribe"]"#, "2025-07";
    /// A Follow shown to somebody who is not logged in: a link with a label alone.
    FOLLOW_LINK, "logged out", r#"a[role="link"][aria-label*="@"]:not([data-testid])"#, "2024-10";
    /// The button that confirms what an address asked for.
    CONFIRM, "confirmation sheet", r#"[data-testid="confirmationSheetConfirm"]"#, "2026-08";
    /// The reply icon under a post, or in the bar of an open picture.
    REPLY, "posts, pictures", r#"[data-testid="reply"]"#, "2026-08";
    /// A link to a new post. On a post's page it answers that post: X has not
    /// been seen to name the button that floats there.
    COMPOSE_LINK, "post detail, narrow", r#"a[href="/compose/post"]:not([data-testid^="SideNav_"])"#, "2026-08";
    /// The bookmark under a post; the one that removes it is called otherwise.
    BOOKMARK, "posts, pictures", r#"[data-testid="bookmark"]"#, "2026-08";
    /// A post's share button, which has no name, while its menu is open.
    SHARE_OPEN, "posts, pictures", r#"[role="group"] [aria-expanded="true"]:not([data-testid])"#, "2026-08";
    /// The reply composer below a post in the wide layout.
    INLINE_REPLY, "post detail", r#"[data-testid="inline_reply_offscreen"]"#, "2026-08";
    /// A composer's text box.
    COMPOSER_BOX, "composers", r#"[data-testid^="tweetTextarea_"], [data-testid="inline_reply_offscreen"] [role="textbox"]"#, "2026-08";
    /// The send button of Home's composer and of the inline reply alike.
    SEND_INLINE, "home, post detail", r#"[data-testid="tweetButtonInline"]"#, "2026-08";
    /// The send button of the composer that opens over the page.
    SEND_MODAL, "composer", r#"[data-testid="tweetButton"]"#, "2026-08";
    /// An item of an open menu.
    MENU_ITEM, "menus", r#"[role="menuitem"]"#, "2026-08";
    /// An open menu.
    MENU, "menus", r#"[role="menu"], [data-testid="Dropdown"], [data-testid="sheetDialog"]"#, "2026-08";
    /// A post's menu button while its menu is open.
    CARET_OPEN, "posts", r#"[data-testid="caret"][aria-expanded="true"]"#, "2026-08";
    /// A post's repost button while its menu is open.
    REPOST_OPEN, "posts", r#"[data-testid="retweet"][aria-expanded="true"], [data-testid="unretweet"][aria-expanded="true"]"#, "2026-08";
    /// Repost, in the menu in which the next item is Quote.
    REPOST_ITEM, "repost menu", r#"[data-testid="retweetConfirm"], [data-testid="repostConfirm"], [data-testid="unretweetConfirm"], [data-testid="unrepostConfirm"]"#, "2026-08";
    /// Add to or remove from lists.
    LIST_LINK, "profile menu, caret menu", r#"a[href="/i/lists/add_member"]"#, "2026-08";
    /// Write a message, on a profile.
    MESSAGE, "profile", r#"[data-testid="sendDMFromProfile"]"#, "2026-08";
    /// The text box of a message: the Chat of 2025, then the older one.
    MESSAGE_BOX, "chat", r#"[data-testid="dm-composer-textarea"], [data-testid="dmComposerTextInput"]"#, "2026-08";
    /// The send button of a message: the Chat of 2025, then the older one.
    MESSAGE_SEND, "chat", r#"[data-testid="dm-composer-send-button"], [data-testid="dmComposerSendButton"]"#, "2026-08";
    /// The head of a conversation, with whom it is held.
    MESSAGE_HEADER, "chat", r#"[data-testid="dm-conversation-header"], [data-testid="DmActivityContainer"]"#, "2026-08";
    /// What holds a conversation.
    CHAT, "chat", r#"[data-testid="dm-container"], [data-testid="chat-drawer-root"], [data-testid="DMDrawer"], main"#, "2026-08";
    /// Unfollow, on a profile: only who follows is offered the bell.
    UNFOLLOW, "everywhere", r#"[data-testid$="-unfollow"]"#, "2026-08";
    /// A button without a test id, as the bell and a list's Add are.
    NAMELESS, "profile, list members", r#"button:not([data-testid]), [role="button"]:not([data-testid])"#, "2025-07";
    /// One post.
    POST, "everywhere", r#"article[data-testid="tweet"], article"#, "2026-08";
    /// The post a detail page is about.
    FOCAL_POST, "post detail", r#"article[data-testid="tweet"][tabindex="-1"]"#, "2026-08";
    /// A post or a link card shown inside another post.
    QUOTED, "posts", r#"article [role="link"]:not(a), article article"#, "2026-08";
    /// The post that a composer shows as a card.
    QUOTE_CARD, "composer", r#"[role="link"]:not(a), [data-testid="card.wrapper"], [data-testid="attachments"]"#, "2026-08";
    /// A dialog of X's own.
    MODAL, "layers", r#"[role="dialog"][aria-modal="true"], [aria-modal="true"]"#, "2026-08";
    /// A row that shows one person.
    USER_CELL, "lists of people", r#"[data-testid="UserCell"]"#, "2026-08";
    /// The card shown while the pointer rests on a name.
    HOVER_CARD, "layers", r#"[data-testid="HoverCard"], [data-testid="hoverCardParent"]"#, "2026-08";
    /// The hover card's own link to whom that person follows.
    CARD_FOLLOWING, "hover card", r#"a[href$="/following"]"#, "2026-08";
    /// The page's main column.
    PRIMARY_COLUMN, "everywhere", r#"[data-testid="primaryColumn"], main"#, "2026-08";
    /// Name and handle at the head of a post.
    POST_NAME, "posts", r#"[data-testid="User-Name"], [data-testid="User-Names"]"#, "2026-08";
    /// Name and handle on a profile.
    PROFILE_NAME, "profile", r#"[data-testid="UserName"]"#, "2026-08";
    /// The bio on a profile.
    PROFILE_BIO, "profile", r#"[data-testid="UserDescription"]"#, "2026-08";
    /// The location on a profile.
    PROFILE_LOCATION, "profile", r#"[data-testid="UserLocation"]"#, "2025-07";
    /// What a post says.
    POST_TEXT, "posts", r#"[data-testid="tweetText"]"#, "2026-08";
    /// A post's time, inside its permanent link.
    POST_LINK, "posts", r#"a[href*="/status/"]"#, "2026-08";
    /// An avatar whose test id ends in the handle.
    AVATAR, "everywhere", r#"[data-testid^="UserAvatar-Container-"]"#, "2026-08";
    /// "Follows you".
    FOLLOWS_YOU, "profile, people, hover card", r#"[data-testid="userFollowIndicator"]"#, "2026-08";
    /// The button that shows the reader's own account.
    OWN_ACCOUNT, "side bar", r#"[data-testid="SideNav_AccountSwitcher_Button"], [data-testid="DashButton_ProfileIcon_Link"]"#, "2026-08";
    /// The reader's own profile link.
    OWN_PROFILE, "side bar", r#"a[data-testid="AppTabBar_Profile_Link"]"#, "2026-08";
    /// A link within X.
    LINK, "everywhere", r#"a[href^="/"]"#, "2026-08";
    /// Text that people wrote, as X marks it: a bio has no test id in rows and cards.
    WRITTEN, "lists of people, hover card", r#"div[dir="auto"]"#, "2026-08";
    /// A control that does nothing now.
    DISABLED, "everywhere", r#"[disabled], [aria-disabled="true"]"#, "2026-08";
    /// A post's time: a permanent link has one, whatever else is renamed.
    POST_TIME, "sight check", r#"a[href*="/status/"] time"#, "2026-08";
    /// The controls below a post.
    ACTION_BAR, "sight check", r#"[role="group"]"#, "2026-08";
    /// Any button.
    BUTTON, "sight check", r#"button, [role="button"]"#, "2026-08";
    /// A button whose label names an account.
    NAMING_BUTTON, "sight check", r#"button[aria-label*="@"], [role="button"][aria-label*="@"]"#, "2026-08";
    /// Follow and what stands in its place.
    FOLLOW_FAMILY, "sight check", r#"[data-testid$="-follow"], [data-testid$="-unfollow"], [data-testid$="-cancel"], [data-testid$="-block"], [data-testid$="-unblock"]"#, "2026-08";
    /// Where one writes, in the page itself.
    TYPING, "sight check", r#"main [role="textbox"], main textarea"#, "2026-08";
    /// X's own list of its keys, as JSON.
    SHORTCUTS, "sight check", r#"[data-at-shortcutkeys]"#, "2025-07";
    /// Where typed letters are text and not shortcuts.
    EDITABLE, "everywhere", r#"input, textarea, select, [contenteditable="true"], [contenteditable=""]"#, "2026-08";
}

/// Test-id prefix of an avatar; the handle follows.
pub const AVATAR_PREFIX: &str = "UserAvatar-Container-";

/// Every control that can be a door.
const DOORS: &[&str] = &[
    FOLLOW.css,
    SUBSCRIBE.css,
    SUBSCRIBE_LINK.css,
    FOLLOW_LINK.css,
    CONFIRM.css,
    REPLY.css,
    BOOKMARK.css,
    COMPOSE_LINK.css,
    SEND_INLINE.css,
    SEND_MODAL.css,
    COMPOSER_BOX.css,
    MENU_ITEM.css,
    LIST_LINK.css,
    MESSAGE.css,
    MESSAGE_BOX.css,
    MESSAGE_SEND.css,
    NAMELESS.css,
];

/// All doors in one list, so that a press that is none of ours costs one look.
#[must_use]
pub fn doors() -> &'static str {
    static LIST: LazyLock<String> = LazyLock::new(|| {
        let mut list = String::new();
        for door in DOORS {
            if !list.is_empty() {
                list.push(',');
            }
            list.push_str(door);
        }
        list
    });
    &LIST
}

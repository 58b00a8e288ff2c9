//! From a control to the action it stands for and the account it acts on.

use super::route::{self, Route};
use super::selectors::{self as sel};
use super::{Dom, handle, label, tag};
use crate::letter::is_letter_or_digit;

/// What the reader is about to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// Follow the account, or subscribe to it.
    #[default]
    Follow,
    /// Reply to the account.
    Reply,
    /// Quote the account's post.
    Quote,
    /// Write to the account privately.
    Message,
    /// Add the account to a list.
    List,
    /// Be told of whatever the account posts.
    Notify,
    /// Post into a community's hashtag.
    Tag,
    /// Keep the account's post for oneself.
    Bookmark,
    /// Take the address of the account's post elsewhere.
    CopyLink,
}

impl Action {
    /// Every action.
    pub const ALL: &[Action] = &[
        Action::Follow,
        Action::Reply,
        Action::Quote,
        Action::Message,
        Action::List,
        Action::Notify,
        Action::Tag,
        Action::Bookmark,
        Action::CopyLink,
    ];

    /// What is asked about unless the reader chooses otherwise. The other two
    /// are seen by nobody but the reader.
    pub const BY_DEFAULT: &[Action] = &[
        Action::Follow,
        Action::Reply,
        Action::Quote,
        Action::Message,
        Action::List,
        Action::Notify,
        Action::Tag,
    ];

    /// The name it is kept by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Action::Follow => "follow",
            Action::Reply => "reply",
            Action::Quote => "quote",
            Action::Message => "message",
            Action::List => "list",
            Action::Notify => "notify",
            Action::Tag => "tag",
            Action::Bookmark => "bookmark",
            Action::CopyLink => "copylink",
        }
    }

    /// The action that is kept by this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|action| action.name() == name)
    }
}

/// The kinds of control that carry out an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// A Follow button, wherever it stands, or a link that does the same.
    FollowButton,
    /// The Follow item of a post's menu.
    FollowItem,
    /// Subscribe, as a button, a link or an item: whoever follows already can still do that.
    Subscribe,
    /// The sheet that an address opened to follow somebody.
    FollowSheet,
    /// The reply icon under a post, or a button above or below a post's page that does the same.
    ReplyIcon,
    /// The text box of a reply composer.
    ReplyBox,
    /// The send button of a reply composer.
    ReplySend,
    /// Quote, in the repost menu.
    QuoteItem,
    /// The send button of a composer that holds a quoted post.
    QuoteSend,
    /// The message button on a profile.
    MessageButton,
    /// The text box of a conversation, in which Enter sends.
    MessageBox,
    /// The send button of a conversation.
    MessageSend,
    /// Add to lists, in a menu.
    ListItem,
    /// Add, on the page of a list's members.
    ListAdd,
    /// The bell on a profile.
    Bell,
    /// The send button of a post that carries a community's tag.
    TagSend,
    /// The bookmark under a post.
    Bookmark,
    /// Copy link, in a post's share menu.
    CopyLinkItem,
}

impl Door {
    /// The action behind the door.
    #[must_use]
    pub fn action(self) -> Action {
        match self {
            Door::FollowButton | Door::FollowItem | Door::Subscribe | Door::FollowSheet => {
                Action::Follow
            }
            Door::ReplyIcon | Door::ReplyBox | Door::ReplySend => Action::Reply,
            Door::QuoteItem | Door::QuoteSend => Action::Quote,
            Door::MessageButton | Door::MessageBox | Door::MessageSend => Action::Message,
            Door::ListItem | Door::ListAdd => Action::List,
            Door::Bell => Action::Notify,
            Door::TagSend => Action::Tag,
            Door::Bookmark => Action::Bookmark,
            Door::CopyLinkItem => Action::CopyLink,
        }
    }

    /// Whether keys pressed in it are typing.
    #[must_use]
    pub fn is_box(self) -> bool {
        matches!(self, Door::ReplyBox | Door::MessageBox)
    }
}

/// One control that the reader is about to use.
#[derive(Clone, Debug)]
pub struct Knock<N> {
    /// Which kind of control.
    pub door: Door,
    /// The control itself.
    pub control: N,
    /// The smallest part of the page that shows the account: a post, a row, a card.
    pub around: Option<N>,
    /// The account's numeric id, where the control carries it.
    pub id: Option<String>,
    /// The account's handle, where the page names it.
    pub handle: Option<String>,
    /// The id of the post being replied to.
    pub post: Option<String>,
}

impl<N> Knock<N> {
    /// The action behind the door.
    #[must_use]
    pub fn action(&self) -> Action {
        self.door.action()
    }

    /// Whether both would do the same thing to the same account (and, for a
    /// reply, under the same post).
    #[must_use]
    pub fn is_same<M>(&self, other: &Knock<M>) -> bool {
        let same_account = match (&self.id, &other.id) {
            (Some(a), Some(b)) => a == b,
            _ => match (&self.handle, &other.handle) {
                (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
                _ => false,
            },
        };
        self.door == other.door && same_account && self.post == other.post
    }
}

/// The door that a press on `node` would open, or `None` if it is none of ours.
///
/// A control without any account to be told is none of ours: asking about
/// nobody would be asking about everybody.
#[must_use]
pub fn knock<D: Dom>(dom: &D, node: &D::Node) -> Option<Knock<D::Node>> {
    let control = dom.closest(node, sel::doors())?;
    if dom.closest(&control, sel::DISABLED.css).is_some() {
        return None;
    }
    let is = |css: &str| dom.matches(&control, css);
    let found = if is(sel::FOLLOW.css) || is(sel::SUBSCRIBE.css) {
        follow(dom, control)
    } else if is(sel::SUBSCRIBE_LINK.css) || is(sel::FOLLOW_LINK.css) {
        follow_link(dom, control)
    } else if is(sel::CONFIRM.css) {
        follow_sheet(dom, control)
    } else if is(sel::REPLY.css) {
        below_post(dom, Door::ReplyIcon, control)
    } else if is(sel::BOOKMARK.css) {
        below_post(dom, Door::Bookmark, control)
    } else if is(sel::SEND_INLINE.css) || is(sel::SEND_MODAL.css) {
        composer(dom, control, true)
    } else if is(sel::COMPOSER_BOX.css) {
        composer(dom, control, false)
    } else if is(sel::LIST_LINK.css) {
        list_item(dom, control)
    } else if is(sel::MENU_ITEM.css) {
        menu_item(dom, control)
    } else if is(sel::COMPOSE_LINK.css) {
        reply_on_page(dom, control)
    } else if is(sel::MESSAGE.css) {
        of_profile(dom, Door::MessageButton, control)
    } else if is(sel::MESSAGE_BOX.css) {
        conversation(dom, Door::MessageBox, control)
    } else if is(sel::MESSAGE_SEND.css) {
        conversation(dom, Door::MessageSend, control)
    } else {
        nameless(dom, control)
    }?;
    (found.id.is_some() || found.handle.is_some()).then_some(found)
}

/// The reply that X's key `r` would start: to the post that has focus.
#[must_use]
pub fn reply_key<D: Dom>(dom: &D, focused: &D::Node) -> Option<Knock<D::Node>> {
    if dom.closest(focused, sel::EDITABLE.css).is_some() {
        return None;
    }
    let post = dom.closest(focused, sel::POST.css)?;
    let icon = dom.first(Some(&post), sel::REPLY.css)?;
    knock(dom, &icon)
}

/// The message that X's key `m` would start on a profile.
#[must_use]
pub fn message_key<D: Dom>(dom: &D, focused: Option<&D::Node>) -> Option<Knock<D::Node>> {
    if focused.is_some_and(|focused| dom.closest(focused, sel::EDITABLE.css).is_some()) {
        return None;
    }
    knock(dom, &dom.first(None, sel::MESSAGE.css)?)
}

/// What Ctrl or Command with Enter would send from a composer's text box.
#[must_use]
pub fn send_key<D: Dom>(dom: &D, focused: &D::Node) -> Option<Knock<D::Node>> {
    let text_box = dom.closest(focused, sel::COMPOSER_BOX.css)?;
    let scope = composer_around(dom, &text_box)?;
    let send = [sel::SEND_INLINE.css, sel::SEND_MODAL.css];
    let button = send.iter().find_map(|send| dom.first(Some(&scope), send))?;
    knock(dom, &button)
}

/// Finds the control again after the reader has decided: the same node if it
/// still acts on the same account, else another that does. X recycles nodes,
/// so a node that is still there may belong to somebody else by now.
#[must_use]
pub fn find_again<D: Dom>(dom: &D, earlier: &Knock<D::Node>) -> Option<D::Node> {
    let same = |node: &D::Node| knock(dom, node).is_some_and(|now| now.is_same(earlier));
    if dom.is_connected(&earlier.control) && same(&earlier.control) {
        return Some(earlier.control.clone());
    }
    dom.all(None, sel::doors()).into_iter().find(same)
}

/// What a click must hit for the step to be taken: the control itself, but for
/// the box of a conversation, in which Enter does what the button beside it does.
#[must_use]
pub fn carries_out<D: Dom>(dom: &D, door: Door, control: D::Node) -> Option<D::Node> {
    match door {
        Door::MessageBox => {
            let chat = dom.closest(&control, sel::CHAT.css)?;
            dom.first(Some(&chat), sel::MESSAGE_SEND.css)
        }
        _ => Some(control),
    }
}

impl<N> Knock<N> {
    fn new(door: Door, control: N) -> Self {
        Knock {
            door,
            control,
            around: None,
            id: None,
            handle: None,
            post: None,
        }
    }
}

fn follow<D: Dom>(dom: &D, control: D::Node) -> Option<Knock<D::Node>> {
    let test_id = dom.attribute(&control, "data-testid")?;
    let Some((id, _)) = test_id.split_once('-') else {
        return of_open_post(dom, sel::CARET_OPEN.css, Door::Subscribe, control);
    };
    let id = handle::id(id)?;
    let door = if dom.matches(&control, sel::SUBSCRIBE.css) {
        Door::Subscribe
    } else {
        Door::FollowButton
    };
    let label = dom.attribute(&control, "aria-label").unwrap_or_default();
    let around = dom
        .closest(&control, sel::HOVER_CARD.css)
        .or_else(|| dom.closest(&control, sel::USER_CELL.css))
        .or_else(|| dom.closest(&control, sel::POST.css));
    let handle = handle::mentioned(&label).or_else(|| match &around {
        Some(around) => handle_within(dom, around),
        None => profile_of_page(dom, &control),
    });
    Some(Knock {
        around,
        id: Some(id),
        handle,
        ..Knock::new(door, control)
    })
}

fn follow_link<D: Dom>(dom: &D, control: D::Node) -> Option<Knock<D::Node>> {
    let label = dom.attribute(&control, "aria-label").unwrap_or_default();
    let href = dom.attribute(&control, "href").unwrap_or_default();
    let door = if dom.matches(&control, sel::SUBSCRIBE_LINK.css) {
        Door::Subscribe
    } else {
        Door::FollowButton
    };
    // Whoever is logged in has buttons; for them such a link is only a link.
    if door == Door::FollowButton && dom.first(None, sel::OWN_ACCOUNT.css).is_some() {
        return None;
    }
    let around = dom.closest(&control, sel::USER_CELL.css);
    let handle = handle::mentioned(&label).or_else(|| route::first_handle(&href));
    Some(Knock {
        around,
        handle,
        ..Knock::new(door, control)
    })
}

/// The sheet opened by an address such as `/intent/follow?screen_name=…`. Other
/// sheets (unfollow, block, like) have the same test id.
fn follow_sheet<D: Dom>(dom: &D, control: D::Node) -> Option<Knock<D::Node>> {
    let Route::FollowIntent { handle, id } = route::route(&dom.path()) else {
        return None;
    };
    let label = dom.attribute(&control, "aria-label").unwrap_or_default();
    let written = || handle::mentioned(&label).or_else(|| handle::mentioned(&dom.text(&control)));
    Some(Knock {
        id,
        handle: handle.or_else(written),
        ..Knock::new(Door::FollowSheet, control)
    })
}

/// Follow has no test id in a post's menu. It is the last item before the link
/// to the lists that names the author; Mute names them too, but comes after.
fn menu_item<D: Dom>(dom: &D, control: D::Node) -> Option<Knock<D::Node>> {
    let menu = dom.closest(&control, sel::MENU.css)?;
    let items = dom.all(Some(&menu), sel::MENU_ITEM.css);
    let place = items.iter().position(|item| *item == control)?;
    if let Some(repost) = items
        .iter()
        .position(|item| dom.matches(item, sel::REPOST_ITEM.css))
    {
        return (place == repost + 1)
            .then(|| quote_item(dom, control))
            .flatten();
    }
    let Some(caret) = dom.first(None, sel::CARET_OPEN.css) else {
        let share = dom.first(None, sel::SHARE_OPEN.css)?;
        // The link is what a share menu begins with.
        return (place == 0)
            .then(|| of_post_around(dom, &share, Door::CopyLinkItem, control))
            .flatten();
    };
    let post = dom.closest(&caret, sel::POST.css)?;
    let author = author(dom, &post)?;
    let lists = items.iter().position(|item| {
        dom.matches(item, sel::LIST_LINK.css) || dom.first(Some(item), sel::LIST_LINK.css).is_some()
    })?;
    let follow = items.get(..lists)?.iter().rposition(|item| {
        dom.attribute(item, "data-testid").is_none()
            && handle::mentioned(&dom.text(item))
                .is_some_and(|named| named.eq_ignore_ascii_case(&author))
    })?;
    (place == follow)
        .then(|| follow_item(dom, control))
        .flatten()
}

fn follow_item<D: Dom>(dom: &D, control: D::Node) -> Option<Knock<D::Node>> {
    of_open_post(dom, sel::CARET_OPEN.css, Door::FollowItem, control)
}

fn quote_item<D: Dom>(dom: &D, control: D::Node) -> Option<Knock<D::Node>> {
    of_open_post(dom, sel::REPOST_OPEN.css, Door::QuoteItem, control)
}

fn list_item<D: Dom>(dom: &D, control: D::Node) -> Option<Knock<D::Node>> {
    of_open_post(dom, sel::CARET_OPEN.css, Door::ListItem, control.clone())
        .or_else(|| of_profile(dom, Door::ListItem, control))
}

/// A menu's item acts on the post whose menu button is open.
fn of_open_post<D: Dom>(
    dom: &D,
    button: &str,
    door: Door,
    control: D::Node,
) -> Option<Knock<D::Node>> {
    let post = dom.closest(&dom.first(None, button)?, sel::POST.css)?;
    Some(at_post(dom, door, control, post))
}

fn of_profile<D: Dom>(dom: &D, door: Door, control: D::Node) -> Option<Knock<D::Node>> {
    match route::route(&dom.path()) {
        Route::Profile { handle } => Some(Knock {
            handle: Some(handle),
            ..Knock::new(door, control)
        }),
        _ => None,
    }
}

/// A control of the bar below a post.
fn below_post<D: Dom>(dom: &D, door: Door, control: D::Node) -> Option<Knock<D::Node>> {
    of_post_around(dom, &control.clone(), door, control)
}

fn of_post_around<D: Dom>(
    dom: &D,
    inside: &D::Node,
    door: Door,
    control: D::Node,
) -> Option<Knock<D::Node>> {
    match dom.closest(inside, sel::POST.css) {
        Some(post) => Some(at_post(dom, door, control, post)),
        // The bar of an open picture stands outside any post; the address names it.
        None => at_address(dom, door, control),
    }
}

/// A button of a post's page that answers the post it is about: the one that
/// floats in the narrow layout, and the one on top once the composer has
/// scrolled away.
fn reply_on_page<D: Dom>(dom: &D, control: D::Node) -> Option<Knock<D::Node>> {
    let elsewhere = [sel::POST.css, sel::MENU.css, sel::USER_CELL.css];
    let is_elsewhere = |place: &&str| dom.closest(&control, place).is_some();
    if elsewhere.iter().any(is_elsewhere) {
        return None;
    }
    let knock = at_address(dom, Door::ReplyIcon, control.clone())?;
    match dom.first(None, sel::FOCAL_POST.css) {
        Some(post) => Some(at_post(dom, Door::ReplyIcon, control, post)),
        None => Some(knock),
    }
}

/// A composer's box or send button: a reply, a quote, or a post of one's own,
/// which concerns nobody unless it goes into a community's tag.
fn composer<D: Dom>(dom: &D, control: D::Node, sends: bool) -> Option<Knock<D::Node>> {
    let reply = if sends {
        Door::ReplySend
    } else {
        Door::ReplyBox
    };
    // Home's own composer has the same test ids and replies to nobody.
    if dom.closest(&control, sel::INLINE_REPLY.css).is_some() {
        return match dom.first(None, sel::FOCAL_POST.css) {
            Some(post) => Some(at_post(dom, reply, control, post)),
            None => at_address(dom, reply, control),
        };
    }
    let scope = composer_around(dom, &control)?;
    // In the narrow layout the composer is a page; in the wide one it stands
    // over another page, whose own composer has nothing to do with it.
    let is_page = || {
        matches!(route::route(&dom.path()), Route::Compose)
            && dom.first(None, sel::MODAL.css).is_none()
    };
    let is_composer_page = dom.matches(&scope, sel::MODAL.css) || is_page();
    if is_composer_page && let Some(post) = dom.first(Some(&scope), sel::POST.css) {
        return Some(at_post(dom, reply, control, post));
    }
    if !sends {
        return None;
    }
    if is_composer_page && let Some(handle) = quoted_author(dom, &scope) {
        return Some(Knock {
            around: Some(scope),
            handle: Some(handle),
            ..Knock::new(Door::QuoteSend, control)
        });
    }
    let text = dom.text(&dom.first(Some(&scope), sel::COMPOSER_BOX.css)?);
    Some(Knock {
        handle: Some(tag::community_tag(&text)?),
        ..Knock::new(Door::TagSend, control)
    })
}

/// The dialog, the inline reply or the page that a composer stands in.
fn composer_around<D: Dom>(dom: &D, control: &D::Node) -> Option<D::Node> {
    dom.closest(control, sel::INLINE_REPLY.css)
        .or_else(|| dom.closest(control, sel::MODAL.css))
        .or_else(|| dom.closest(control, sel::PRIMARY_COLUMN.css))
}

/// Whose post the composer shows as a card.
fn quoted_author<D: Dom>(dom: &D, scope: &D::Node) -> Option<String> {
    let names = dom.all(Some(scope), sel::POST_NAME.css);
    let name = names.first()?;
    let card = dom.closest(name, sel::QUOTE_CARD.css)?;
    handle_within(dom, &card).or_else(|| handle::mentioned(&dom.text(name)))
}

fn at_post<D: Dom>(dom: &D, door: Door, control: D::Node, post: D::Node) -> Knock<D::Node> {
    let link = permanent_link(dom, &post);
    let author = author(dom, &post);
    let (linked, id) = link.unzip();
    Knock {
        handle: author.or(linked),
        around: Some(post),
        post: id,
        ..Knock::new(door, control)
    }
}

fn at_address<D: Dom>(dom: &D, door: Door, control: D::Node) -> Option<Knock<D::Node>> {
    match route::route(&dom.path()) {
        Route::Post { handle, id } => Some(Knock {
            handle: Some(handle),
            post: Some(id),
            ..Knock::new(door, control)
        }),
        _ => None,
    }
}

/// A conversation is held with whoever its head links to.
fn conversation<D: Dom>(dom: &D, door: Door, control: D::Node) -> Option<Knock<D::Node>> {
    let chat = dom.closest(&control, sel::CHAT.css)?;
    // Enter in a box without words sends nothing: no button then, or a disabled one.
    let send = dom.first(Some(&chat), sel::MESSAGE_SEND.css)?;
    if dom.closest(&send, sel::DISABLED.css).is_some() {
        return None;
    }
    let handle = match dom.first(Some(&chat), sel::MESSAGE_HEADER.css) {
        Some(header) => handle_within(dom, &header),
        None => partner(dom, &control),
    };
    Some(Knock {
        handle,
        ..Knock::new(door, control)
    })
}

/// How many elements above its box the card of a conversation may be.
const HIGHEST_CARD: usize = 256;

/// The older conversation has no head, but a card of whom it is held with: the
/// avatar that stands nearest. Not so in a group, whose address has one id.
fn partner<D: Dom>(dom: &D, control: &D::Node) -> Option<String> {
    if !matches!(route::route(&dom.path()), Route::Conversation) {
        return None;
    }
    let above = |node: &D::Node| dom.parent(node);
    let around = core::iter::successors(above(control), above)
        .take(HIGHEST_CARD)
        .find(|around| dom.first(Some(around), sel::AVATAR.css).is_some())?;
    handle_within(dom, &around)
}

/// Buttons that X gives no name: told by where they stand.
fn nameless<D: Dom>(dom: &D, control: D::Node) -> Option<Knock<D::Node>> {
    if let Some(cell) = dom.closest(&control, sel::USER_CELL.css) {
        // Suggestions are people who are not on the list yet, but for those just added.
        let adds = matches!(route::route(&dom.path()), Route::ListSuggestions)
            && !label::is_removal(dom, &control);
        return adds.then(|| Knock {
            handle: handle_within(dom, &cell),
            around: Some(cell),
            ..Knock::new(Door::ListAdd, control)
        });
    }
    if matches!(route::route(&dom.path()), Route::Post { .. }) {
        return label::is_reply(dom, &control)
            .then(|| reply_on_page(dom, control))
            .flatten();
    }
    bell(dom, control)
}

/// How many elements above the bell the profile's row of buttons may be.
const HIGHEST_ROW: usize = 4;

/// The bell stands in a profile's row of buttons, beside Unfollow, and shows a
/// picture alone.
fn bell<D: Dom>(dom: &D, control: D::Node) -> Option<Knock<D::Node>> {
    let elsewhere = [sel::POST.css, sel::MENU.css, sel::MODAL.css];
    let stands_alone = elsewhere
        .iter()
        .all(|place| dom.closest(&control, place).is_none());
    if !stands_alone || dom.text(&control).chars().any(is_letter_or_digit) {
        return None;
    }
    let above = |node: &D::Node| dom.parent(node);
    core::iter::successors(above(&control), above)
        .take(HIGHEST_ROW)
        .find(|row| dom.first(Some(row), sel::UNFOLLOW.css).is_some())?;
    of_profile(dom, Door::Bell, control)
}

/// The author of a post: the first name block that is not a quoted post's. For
/// a repost that is the original author, on whom X's buttons act too.
fn author<D: Dom>(dom: &D, post: &D::Node) -> Option<String> {
    dom.all(Some(post), sel::POST_NAME.css)
        .iter()
        .filter(|name| dom.closest(name, sel::QUOTED.css).is_none())
        .find_map(|name| {
            dom.all(Some(name), sel::LINK.css)
                .iter()
                .find_map(|link| route::profile_link(&dom.attribute(link, "href")?))
        })
}

/// Author and id from a post's own permanent link.
fn permanent_link<D: Dom>(dom: &D, post: &D::Node) -> Option<(String, String)> {
    dom.all(Some(post), sel::POST_LINK.css)
        .iter()
        .filter(|link| dom.closest(link, sel::QUOTED.css).is_none())
        .find_map(|link| match route::route(&dom.attribute(link, "href")?) {
            Route::Post { handle, id } => Some((handle, id)),
            _ => None,
        })
}

/// The handle a row or card is about: its avatar's, else its own links'.
fn handle_within<D: Dom>(dom: &D, around: &D::Node) -> Option<String> {
    let avatar = dom
        .all(Some(around), sel::AVATAR.css)
        .into_iter()
        .find_map(|avatar| {
            let test_id = dom.attribute(&avatar, "data-testid")?;
            handle::handle(test_id.strip_prefix(sel::AVATAR_PREFIX)?)
        });
    let of_card = || {
        let link = dom.first(Some(around), sel::CARD_FOLLOWING.css)?;
        let href = dom.attribute(&link, "href")?;
        handle::handle(href.trim_start_matches('/').split('/').next()?)
    };
    let linked = || {
        dom.all(Some(around), sel::LINK.css)
            .iter()
            .filter(|link| dom.closest(link, sel::WRITTEN.css).is_none())
            .find_map(|link| route::profile_link(&dom.attribute(link, "href")?))
    };
    avatar.or_else(of_card).or_else(linked)
}

fn profile_of_page<D: Dom>(dom: &D, control: &D::Node) -> Option<String> {
    dom.closest(control, sel::PRIMARY_COLUMN.css)?;
    match route::route(&dom.path()) {
        Route::Profile { handle } => Some(handle),
        _ => None,
    }
}

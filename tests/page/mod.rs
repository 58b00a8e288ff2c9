//! What we make of X's page, on pages saved from the stand-in by
//! `tests/pages/save.mjs`. A test that needs another page than those changes
//! one, so that what differs stands in the test.
use std::fs;

use knock_first::account::{Account, Relation};
use knock_first::message::{Told, User};
use knock_first::page::account::{self, LONGEST_TEXT, bounded};
use knock_first::page::action::{Action, find_again, knock, message_key, reply_key};
use knock_first::page::sight::{self, Sign};
use knock_first::page::{Dom, Door, Knock};
use scraper::{ElementRef, Html, Node, Selector};

const BUNS_POST: &str = "1900000000000000001";
const BUNS_BIO: &str = "Living with bipolar. Buns and bell-ringing.";

// --- saved pages ---------------------------------------------------------------------------------

struct Page {
    html: Html,
    path: String,
}

impl Page {
    fn new(html: &str, path: &str) -> Self {
        Self {
            html: Html::parse_document(html),
            path: path.into(),
        }
    }

    /// The first match, which has to be there.
    fn at(&self, selector: &str) -> ElementRef<'_> {
        (&self).first(None, selector).expect(selector)
    }

    fn knock(&self, selector: &str) -> Option<Knock<ElementRef<'_>>> {
        knock(&self, &self.at(selector))
    }

    /// What is read behind a door that has to be one.
    fn read(&self, selector: &str, told: Option<&Told>) -> (Account, Relation) {
        let knock = self.knock(selector).expect(selector);
        account::account(&self, &knock, told)
    }

    fn shown(&self, selector: &str) -> Account {
        self.read(selector, None).0
    }

    fn handle(&self, selector: &str) -> Option<String> {
        self.knock(selector)?.handle
    }
}

impl<'a> Dom for &'a Page {
    type Node = ElementRef<'a>;

    fn closest(&self, node: &ElementRef<'a>, selector: &str) -> Option<ElementRef<'a>> {
        let selector = Selector::parse(selector).expect(selector);
        let mut above = node.ancestors().filter_map(ElementRef::wrap);
        core::iter::once(*node)
            .chain(&mut above)
            .find(|node| selector.matches(node))
    }

    fn matches(&self, node: &ElementRef<'a>, selector: &str) -> bool {
        Selector::parse(selector).expect(selector).matches(node)
    }

    fn parent(&self, node: &ElementRef<'a>) -> Option<ElementRef<'a>> {
        node.parent().and_then(ElementRef::wrap)
    }

    fn all(&self, within: Option<&ElementRef<'a>>, selector: &str) -> Vec<ElementRef<'a>> {
        let page: &'a Page = self;
        let selector = Selector::parse(selector).expect(selector);
        match within {
            Some(node) => node.select(&selector).collect(),
            None => page.html.select(&selector).collect(),
        }
    }

    fn attribute(&self, node: &ElementRef<'a>, name: &str) -> Option<String> {
        node.attr(name).map(Into::into)
    }

    fn text(&self, node: &ElementRef<'a>) -> String {
        let pieces = node.descendants().map(|node| match node.value() {
            Node::Text(text) => &text[..],
            Node::Element(element) if element.name() == "img" => {
                element.attr("alt").unwrap_or_default()
            }
            _ => "",
        });
        bounded(pieces.collect())
    }

    fn path(&self) -> String {
        self.path.clone()
    }

    fn is_connected(&self, node: &ElementRef<'a>) -> bool {
        core::ptr::eq(node.tree(), &self.html.tree)
    }
}

fn saved(name: &str) -> String {
    let path = format!(
        "{}/tests/pages/saved/{name}.html",
        env!("CARGO_MANIFEST_DIR")
    );
    fs::read_to_string(&path).expect(name)
}

fn profile() -> Page {
    Page::new(&saved("profile"), "/bellbuns_kf")
}

fn followers() -> Page {
    Page::new(&saved("followers"), "/pond_kf/followers")
}

fn timeline() -> Page {
    Page::new(&saved("timeline"), "/home")
}

fn detail() -> Page {
    Page::new(
        &saved("detail"),
        &format!("/bellbuns_kf/status/{BUNS_POST}"),
    )
}

fn composer() -> Page {
    Page::new(&saved("composer"), "/compose/post")
}

/// A saved page with something in it written otherwise.
fn changed(name: &str, path: &str, changes: &[(&str, &str)]) -> Page {
    let mut html = saved(name);
    for (from, to) in changes {
        assert!(html.contains(from), "{name}: {from}");
        html = html.replace(from, to);
    }
    Page::new(&html, path)
}

fn column(id: &str) -> String {
    format!(r#"[data-testid="primaryColumn"] [data-testid="{id}-follow"]"#)
}

fn in_post(post: &str, inner: &str) -> String {
    format!(r#"article:has(a[href$="/status/{post}"]) {inner}"#)
}

const REPLY: &str = r#"[data-testid="reply"]"#;
const REPLY_BUTTON: &str = r#"<button data-testid="reply" role="button">1</button>"#;
const INLINE_BOX: &str =
    r#"[data-testid="inline_reply_offscreen"] [data-testid="tweetTextarea_0"]"#;

fn some(text: &str) -> Option<String> {
    Some(text.into())
}

// --- follow --------------------------------------------------------------------------------------

#[test]
fn a_profile_is_read_from_its_header() {
    let page = profile();
    let (account, relation) = page.read(&column("90000002"), None);
    assert_eq!(
        account,
        Account {
            id: some("90000002"),
            handle: some("bellbuns_kf"),
            name: some("Mar Thistledown"),
            bio: some(BUNS_BIO),
            location: None,
            post: None,
        }
    );
    assert_eq!(relation.follows_you, None);
}

#[test]
fn a_location_and_the_mark_of_a_follower_are_read_where_they_are() {
    let joined = r#"<span data-testid="UserJoinDate">"#;
    let place = format!(r#"<span data-testid="UserLocation">Under the viaduct</span>{joined}"#);
    let name = r#"<div data-testid="UserName" class="names">"#;
    let mark = format!(r#"{name}<span data-testid="userFollowIndicator">Follows you</span>"#);
    let page = changed(
        "profile",
        "/bellbuns_kf",
        &[(joined, &place), (name, &mark)],
    );
    let (account, relation) = page.read(&column("90000002"), None);
    assert_eq!(account.location, some("Under the viaduct"));
    assert_eq!(relation.follows_you, Some(true));
}

#[test]
fn somebody_elses_mark_says_nothing_of_the_profile() {
    let tabs = r#"<nav class="row tabs">"#;
    let row = r#"<div data-testid="UserCell"><span data-testid="userFollowIndicator">Follows you</span></div>"#;
    let page = changed(
        "profile",
        "/bellbuns_kf",
        &[(tabs, &format!("{row}{tabs}"))],
    );
    let sidebar = r#"[data-testid="sidebarColumn"] [data-testid="90000021-follow"]"#;
    assert_eq!(page.read(sidebar, None).1.follows_you, Some(true));
    assert_eq!(page.read(&column("90000002"), None).1.follows_you, None);
}

#[test]
fn an_old_pages_header_belongs_to_nobody_else() {
    // The address has moved on before the page is drawn anew.
    let page = Page::new(&saved("profile"), "/pond_kf");
    let account = page.shown(&column("90000002"));
    assert_eq!(account.handle, some("bellbuns_kf"));
    assert_eq!((account.name, account.bio), (None, None));
}

#[test]
fn a_row_is_read_from_itself_alone() {
    let page = followers();
    let account = page.shown(&column("90000003"));
    assert_eq!(account.handle, some("kettle_kf"));
    assert_eq!(account.name, some("Kettle On"));
    assert_eq!(
        account.bio,
        some("Diagnosed with BPD in 2019. Knitter of bad hats.")
    );
}

#[test]
fn a_row_without_a_bio_is_unknown() {
    let page = timeline();
    let sidebar = r#"[data-testid="sidebarColumn"] [data-testid="90000002-follow"]"#;
    let account = page.shown(sidebar);
    assert_eq!(account.handle, some("bellbuns_kf"));
    assert_eq!(account.name, some("Mar Thistledown"));
    assert_eq!(account.bio, None);
}

#[test]
fn an_empty_bio_is_empty_and_not_unknown() {
    let bio = format!(
        r#"class="bio"><span>{}</span>"#,
        "Diagnosed with BPD in 2019. Knitter of bad hats."
    );
    let page = changed(
        "followers",
        "/pond_kf/followers",
        &[(&bio, r#"class="bio">"#)],
    );
    assert_eq!(page.shown(&column("90000003")).bio, some(""));
}

#[test]
fn a_hover_card_is_read_from_itself_alone() {
    let page = Page::new(&saved("hovercard"), "/home");
    let button = r#"[data-testid="HoverCard"] [data-testid="90000002-follow"]"#;
    let account = page.shown(button);
    assert_eq!(account.handle, some("bellbuns_kf"));
    assert_eq!(account.name, some("Mar Thistledown"));
    assert_eq!(account.bio, some(BUNS_BIO));
}

#[test]
fn a_hover_card_without_an_avatar_is_known_by_its_own_link() {
    let page = changed(
        "hovercard",
        "/home",
        &[
            ("UserAvatar-Container-", "Face-"),
            (
                r#"aria-label="Follow @bellbuns_kf""#,
                r#"aria-label="Folgen""#,
            ),
        ],
    );
    let button = r#"[data-testid="HoverCard"] [data-testid="90000002-follow"]"#;
    assert_eq!(page.handle(button), some("bellbuns_kf"));
}

#[test]
fn a_mention_in_a_bio_is_not_the_account() {
    // `gravel_kf`'s bio names another account; nothing else names its owner.
    let page = changed(
        "followers",
        "/pond_kf/followers",
        &[
            ("UserAvatar-Container-gravel_kf", "Face"),
            (r#"aria-label="Follow @gravel_kf""#, ""),
            (r#"href="/gravel_kf""#, r#"href="/i/nobody""#),
        ],
    );
    let knock = page.knock(&column("90000014")).unwrap();
    assert_eq!(knock.handle, None);
    assert_eq!(knock.id, some("90000014"));
}

#[test]
fn a_label_without_a_handle_is_made_up_for_by_what_stands_around() {
    for (name, path) in [
        ("profile", "/bellbuns_kf"),
        ("followers", "/pond_kf/followers"),
    ] {
        let page = changed(
            name,
            path,
            &[(r#"aria-label="Follow @"#, r#"aria-label="متابعة ‏"#)],
        );
        assert_eq!(
            page.handle(&column("90000002")),
            some("bellbuns_kf"),
            "{name}"
        );
    }
}

#[test]
fn invisible_format_characters_are_no_part_of_a_handle() {
    let before = changed(
        "profile",
        "/bellbuns_kf",
        &[("Follow @bellbuns_kf", "Follow \u{2066}@bellbuns_kf\u{2069}")],
    );
    assert_eq!(before.handle(&column("90000002")), some("bellbuns_kf"));
    // Between the sign and the handle: the label is no help, the row is.
    let within = changed(
        "followers",
        "/pond_kf/followers",
        &[("Follow @bellbuns_kf", "Follow @\u{2066}bellbuns_kf\u{2069}")],
    );
    assert_eq!(within.handle(&column("90000002")), some("bellbuns_kf"));
}

#[test]
fn ids_that_are_not_numbers_are_no_doors() {
    for id in ["", "me", "12a", "-1", "123456789012345678901", "90000002 "] {
        let page = changed(
            "profile",
            "/bellbuns_kf",
            &[(r#""90000002-follow""#, &format!(r#""{id}-follow""#))],
        );
        assert!(page.knock(&column(id)).is_none(), "{id:?}");
    }
}

#[test]
fn unfollow_is_no_door() {
    let page = changed("profile", "/bellbuns_kf", &[("-follow\"", "-unfollow\"")]);
    let button = r#"[data-testid="primaryColumn"] [data-testid="90000002-unfollow"]"#;
    assert!(page.knock(button).is_none());
}

#[test]
fn a_press_on_the_label_inside_is_a_press_on_the_control() {
    let page = profile();
    let label = format!("{} span span", column("90000002"));
    let knock = page.knock(&label).unwrap();
    assert_eq!(knock.door, Door::FollowButton);
    assert_eq!(knock.control, page.at(&column("90000002")));
}

#[test]
fn a_div_for_a_button_is_a_door_like_any_other() {
    let as_div = [("<button", r#"<div tabindex="0""#), ("</button>", "</div>")];
    let page = changed("profile", "/bellbuns_kf", &as_div);
    assert_eq!(page.shown(&column("90000002")).bio, some(BUNS_BIO));
    let page = changed("timeline", "/home", &as_div);
    assert_eq!(page.handle(&in_post(BUNS_POST, REPLY)), some("bellbuns_kf"));
}

#[test]
fn without_its_containers_a_page_tells_less_but_nothing_wrong() {
    let gone = [
        ("primaryColumn", "column"),
        ("<main", "<div"),
        ("UserName", "Gone"),
        ("UserDescription", "Gone"),
        (r#"aria-label="Follow @bellbuns_kf""#, ""),
    ];
    let page = changed("profile", "/bellbuns_kf", &gone);
    let button = r#"[data-testid="placementTracking"] [data-testid="90000002-follow"]"#;
    let account = page.shown(button);
    assert_eq!(account.id, some("90000002"));
    assert_eq!(
        (account.handle, account.name, account.bio),
        (None, None, None)
    );

    // Without rows, a list's button is not taken for the list's owner's.
    let page = changed("followers", "/pond_kf/followers", &[("UserCell", "cell")]);
    let account = page.shown(&column("90000003"));
    assert_eq!(account.handle, some("kettle_kf"));
    assert_eq!(account.bio, None);
}

// --- reply ---------------------------------------------------------------------------------------

#[test]
fn a_reply_in_the_timeline_is_to_the_posts_author() {
    let page = timeline();
    let knock = page.knock(&in_post("1900000000000000003", REPLY)).unwrap();
    assert_eq!(knock.door, Door::ReplyIcon);
    let (account, _) = account::account(&&page, &knock, None);
    assert_eq!(account.handle, some("quiet_kf"));
    assert_eq!(account.name, some("Quiet Carriage"));
    assert_eq!(account.bio, None);
    assert_eq!(
        account.post,
        some("Ten years today since I was sectioned. I have the same mug.")
    );
}

#[test]
fn a_mention_in_a_post_is_not_its_author() {
    // Its text links to `gravel_kf`.
    let page = timeline();
    assert_eq!(
        page.handle(&in_post("1900000000000000002", REPLY)),
        some("pond_kf")
    );
}

#[test]
fn a_repost_is_answered_at_its_original_author() {
    let page = timeline();
    let repost = format!(r#"article:has([data-testid="socialContext"]) {REPLY}"#);
    let account = page.shown(&repost);
    assert_eq!(account.handle, some("bellbuns_kf"));
    assert_eq!(account.post, some("Forty buns, one oven, no regrets."));
}

#[test]
fn a_quoted_post_is_not_what_is_answered() {
    // By `gravel_kf`, quoting `plum_kf`, who asks professionals to keep away.
    let page = timeline();
    let account = page.shown(&in_post("1900000000000000006", REPLY));
    assert_eq!(account.handle, some("gravel_kf"));
    assert_eq!(account.name, some("Gravel & Co"));
    assert_eq!(account.post, some("This, but with gravel."));
}

#[test]
fn a_quoting_post_without_words_has_none_of_its_own() {
    let own = r#"<div data-testid="tweetText" dir="auto" lang="en"><span>This, but with gravel.</span></div>"#;
    let page = changed("timeline", "/home", &[(own, "")]);
    let account = page.shown(&in_post("1900000000000000006", REPLY));
    assert_eq!(account.handle, some("gravel_kf"));
    assert_eq!(account.post, None);
}

#[test]
fn a_post_without_a_name_is_not_its_quotes_authors() {
    for quote in [r#"div role="link""#, "article"] {
        let html = format!(
            r#"<article><{quote}><div data-testid="User-Name"><a href="/plum_kf">plum jam</a></div></{}>
            {REPLY_BUTTON}</article>"#,
            quote.split(' ').next().unwrap()
        );
        assert!(Page::new(&html, "/home").knock(REPLY).is_none(), "{quote}");
    }
}

#[test]
fn emoji_are_read_from_their_pictures() {
    let page = timeline();
    let account = page.shown(&in_post("1900000000000000018", REPLY));
    assert_eq!(account.name, some("Moss 🌱🧠"));
    assert_eq!(account.post, some("Leeks 🌱 in. #allotment"));
}

#[test]
fn what_people_write_is_never_markup() {
    let page = timeline();
    let account = page.shown(&in_post("1900000000000000012", REPLY));
    assert_eq!(
        account.name,
        some("<img src=x onerror=window.__standin.note('hacked')>")
    );
    assert!(account.post.unwrap().starts_with("<script>"));
}

#[test]
fn an_article_without_an_author_is_no_door() {
    let page = Page::new(
        &format!("<main><article><p>An advertisement.</p>{REPLY_BUTTON}</article></main>"),
        "/home",
    );
    assert!(page.knock(REPLY).is_none());
}

#[test]
fn an_open_pictures_bar_takes_the_author_from_the_address() {
    let html = format!("<main><div role=group>{REPLY_BUTTON}</div></main>");
    let page = Page::new(&html, "/quiet_kf/status/1900000000000000003/photo/1");
    let knock = page.knock(REPLY).unwrap();
    assert_eq!(knock.handle, some("quiet_kf"));
    assert_eq!(knock.post, some("1900000000000000003"));
    assert!(Page::new(&html, "/quiet_kf").knock(REPLY).is_none());
}

#[test]
fn the_inline_composer_answers_the_focal_post() {
    let page = detail();
    for (door, selector) in [
        (Door::ReplyBox, INLINE_BOX),
        // X's wrapper shares the box's test id as a prefix and passes the press on.
        (Door::ReplyBox, r#"[data-testid="tweetTextarea_0_label"]"#),
    ] {
        let knock = page.knock(selector).unwrap();
        assert_eq!(knock.door, door);
        assert_eq!(knock.handle, some("bellbuns_kf"));
        let (account, _) = account::account(&&page, &knock, None);
        assert_eq!(account.post, some("Forty buns, one oven, no regrets."));
    }
}

#[test]
fn the_inline_composers_send_button_is_a_door_once_it_can_be_pressed() {
    let send = r#"[data-testid="tweetButtonInline"]"#;
    assert!(detail().knock(send).is_none());
    let path = format!("/bellbuns_kf/status/{BUNS_POST}");
    let page = changed("detail", &path, &[(r#"disabled="""#, "")]);
    let knock = page.knock(send).unwrap();
    assert_eq!(knock.door, Door::ReplySend);
    assert_eq!(knock.handle, some("bellbuns_kf"));
}

#[test]
fn an_answer_under_a_post_is_answered_at_its_own_author() {
    let page = detail();
    assert_eq!(
        page.handle(&in_post("1900000000000000009", REPLY)),
        some("kettle_kf")
    );
}

#[test]
fn a_detail_page_without_its_focal_post_goes_by_the_address() {
    let path = format!("/bellbuns_kf/status/{BUNS_POST}");
    let page = changed(
        "detail",
        &path,
        &[(r#"tabindex="-1" class="post""#, r#"class="post""#)],
    );
    let knock = page.knock(INLINE_BOX).unwrap();
    assert_eq!(knock.handle, some("bellbuns_kf"));
    assert_eq!(knock.post, some(BUNS_POST));
}

#[test]
fn homes_own_composer_answers_nobody() {
    let page = changed("timeline", "/home", &[(r#"disabled="""#, "")]);
    for inner in [
        "tweetTextarea_0",
        "tweetTextarea_0_label",
        "tweetButtonInline",
    ] {
        let selector = format!(r#"[data-testid="{inner}"]"#);
        assert!(page.knock(&selector).is_none(), "{inner}");
    }
}

#[test]
fn the_modal_composer_answers_the_post_it_shows() {
    let modal = |inner: &str| format!(r#"[role="dialog"] [data-testid="{inner}"]"#);
    assert!(composer().knock(&modal("tweetButton")).is_none());
    let page = changed("composer", "/compose/post", &[(r#"disabled="""#, "")]);
    for (door, inner) in [
        (Door::ReplySend, "tweetButton"),
        (Door::ReplyBox, "tweetTextarea_0"),
    ] {
        let knock = page.knock(&modal(inner)).unwrap();
        assert_eq!(knock.door, door);
        assert_eq!(knock.handle, some("bellbuns_kf"));
        let (account, _) = account::account(&&page, &knock, None);
        assert_eq!(account.post, some("Forty buns, one oven, no regrets."));
    }
    // Behind the modal, Home's composer still answers nobody.
    let behind = r#"[data-testid="primaryColumn"] [data-testid="tweetButtonInline"]"#;
    assert!(page.knock(behind).is_none());
}

#[test]
fn a_modal_composer_without_a_post_answers_nobody() {
    let html = r#"<div role="dialog" aria-modal="true">
        <div data-testid="tweetTextarea_0" role="textbox" contenteditable="true"></div>
        <button data-testid="tweetButton">Post</button></div>"#;
    let page = Page::new(html, "/compose/post");
    assert!(page.knock(r#"[data-testid="tweetButton"]"#).is_none());
    assert!(page.knock(r#"[data-testid="tweetTextarea_0"]"#).is_none());
}

#[test]
fn a_new_post_written_over_a_post_answers_nobody() {
    let layers = r#"<div id="layers">"#;
    let modal = r#"<div id="layers"><div role="dialog" aria-modal="true">
        <div id="new" data-testid="tweetTextarea_0" role="textbox"></div></div>"#;
    let page = changed("detail", "/compose/post", &[(layers, modal)]);
    assert!(page.knock("#new").is_none());
}

#[test]
fn a_control_that_x_has_disabled_is_no_door() {
    // X fades a limited post's button by an ancestor and explains itself.
    let page = timeline();
    assert!(page.knock(&in_post("1900000000000000019", REPLY)).is_none());
    let at = r#"data-testid="90000002-follow""#;
    for way in [r#"disabled="""#, r#"aria-disabled="true""#] {
        let page = changed("profile", "/bellbuns_kf", &[(at, &format!("{at} {way}"))]);
        assert!(page.knock(&column("90000002")).is_none(), "{way}");
    }
}

// --- the key r -----------------------------------------------------------------------------------

#[test]
fn the_key_answers_the_focused_post() {
    let page = timeline();
    let focused = page.at(&in_post("1900000000000000003", r#"[data-testid="like"]"#));
    let knock = reply_key(&&page, &focused).unwrap();
    assert_eq!(knock.door, Door::ReplyIcon);
    assert_eq!(knock.handle, some("quiet_kf"));
}

#[test]
fn the_key_answers_nobody_where_there_is_no_post_or_letters_are_text() {
    let page = timeline();
    assert!(reply_key(&&page, &page.at("main")).is_none());
    let limited = page.at(&in_post("1900000000000000019", r#"[data-testid="like"]"#));
    assert!(reply_key(&&page, &limited).is_none());
    // A box inside a post: there the letter is a letter.
    let bar = r#"<div role="group" class="actions""#;
    let page = changed("timeline", "/home", &[(bar, &format!("<input>{bar}"))]);
    let like = in_post(BUNS_POST, r#"[data-testid="like"]"#);
    assert!(reply_key(&&page, &page.at(&like)).is_some());
    assert!(reply_key(&&page, &page.at(&in_post(BUNS_POST, "input"))).is_none());
}

// --- finding the control again -------------------------------------------------------------------

#[test]
fn the_same_control_is_pressed_if_it_is_still_there() {
    let page = timeline();
    let knock = page.knock(&in_post(BUNS_POST, REPLY)).unwrap();
    assert_eq!(find_again(&&page, &knock), Some(knock.control));
}

#[test]
fn a_control_that_was_swapped_is_found_again() {
    let (before, after) = (followers(), followers());
    let knock = before.knock(&column("90000003")).unwrap();
    assert_eq!(
        find_again(&&after, &knock),
        Some(after.at(&column("90000003")))
    );
}

#[test]
fn a_control_that_has_gone_is_not_replaced_by_another_persons() {
    let before = followers();
    let after = changed(
        "followers",
        "/pond_kf/followers",
        &[("90000003-follow", "90000003-unfollow")],
    );
    let knock = before.knock(&column("90000003")).unwrap();
    assert_eq!(find_again(&&after, &knock), None);
}

#[test]
fn a_node_that_belongs_to_somebody_else_by_now_is_not_pressed() {
    let page = followers();
    let mut knock = page.knock(&column("90000003")).unwrap();
    knock.control = page.at(&column("90000004"));
    assert_eq!(
        find_again(&&page, &knock),
        Some(page.at(&column("90000003")))
    );
}

#[test]
fn a_reply_is_never_turned_into_a_follow() {
    let before = timeline();
    let after = changed("timeline", "/home", &[(r#"data-testid="reply""#, "")]);
    let knock = before.knock(&in_post(BUNS_POST, REPLY)).unwrap();
    assert_eq!(find_again(&&after, &knock), None);
}

// --- the reader's own account --------------------------------------------------------------------

#[test]
fn ones_own_account_is_known_by_any_of_its_three_signs() {
    let own = |page: &Page, told: Option<&Told>| {
        let knock = page.knock(&in_post("1900000000000000016", REPLY)).unwrap();
        account::is_own(&page, &knock, told)
    };
    assert!(own(&timeline(), None));
    let no_button = ("SideNav_AccountSwitcher_Button", "gone");
    assert!(own(&changed("timeline", "/home", &[no_button]), None));
    let no_link = ("AppTabBar_Profile_Link", "gone");
    let page = changed("timeline", "/home", &[no_button, no_link]);
    assert!(!own(&page, None));
    let told = Told {
        own_handle: some("@Wren_KF"),
        ..Told::default()
    };
    assert!(own(&page, Some(&told)));
    let nonsense = Told {
        own_handle: some("wren_kf and others"),
        ..Told::default()
    };
    assert!(!own(&page, Some(&nonsense)));
}

#[test]
fn other_people_are_not_the_reader() {
    let page = timeline();
    let knock = page.knock(&in_post(BUNS_POST, REPLY)).unwrap();
    assert!(!account::is_own(&&page, &knock, None));
}

// --- what the page-world reader told -------------------------------------------------------------

fn told(user: User) -> Told {
    Told {
        user: Some(user),
        ..Told::default()
    }
}

#[test]
fn what_the_pages_data_has_comes_before_what_is_drawn() {
    let told = told(User {
        id: some("90000002"),
        name: some("Mar"),
        bio: some("Words in another language."),
        location: some("Under the viaduct"),
        followed_by: Some(true),
        ..User::default()
    });
    let page = profile();
    let (account, relation) = page.read(&column("90000002"), Some(&told));
    assert_eq!(account.handle, some("bellbuns_kf"));
    assert_eq!(account.name, some("Mar"));
    assert_eq!(account.bio, some("Words in another language."));
    assert_eq!(account.location, some("Under the viaduct"));
    assert_eq!(relation.follows_you, Some(true));
}

#[test]
fn what_the_pages_data_lacks_is_filled_from_what_is_drawn() {
    let told = told(User {
        id: some("90000002"),
        followed_by: Some(false),
        ..User::default()
    });
    let (account, relation) = profile().read(&column("90000002"), Some(&told));
    assert_eq!(account.name, some("Mar Thistledown"));
    assert_eq!(account.bio, some(BUNS_BIO));
    assert_eq!(relation.follows_you, Some(false));
}

#[test]
fn a_post_gets_its_authors_id_and_bio_from_the_pages_data() {
    let told = told(User {
        id: some("90000002"),
        handle: some("BellBuns_KF"),
        bio: some(BUNS_BIO),
        ..User::default()
    });
    let (account, _) = timeline().read(&in_post(BUNS_POST, REPLY), Some(&told));
    assert_eq!(account.id, some("90000002"));
    assert_eq!(account.handle, some("bellbuns_kf"));
    assert_eq!(account.bio, some(BUNS_BIO));
    assert_eq!(account.post, some("Forty buns, one oven, no regrets."));
}

#[test]
fn what_is_told_about_somebody_else_is_ignored() {
    let other = User {
        bio: some("No professionals, please."),
        followed_by: Some(true),
        ..User::default()
    };
    for (id, handle) in [
        // An id that differs counts, even with the handle asked about: handles change hands.
        (some("90000003"), some("bellbuns_kf")),
        (None, some("kettle_kf")),
        (None, None),
    ] {
        let told = told(User {
            id,
            handle,
            ..other.clone()
        });
        let (account, relation) = profile().read(&column("90000002"), Some(&told));
        assert_eq!(account.bio, some(BUNS_BIO), "{told:?}");
        assert_eq!(relation.follows_you, None, "{told:?}");
    }
}

#[test]
fn ids_and_handles_are_taken_only_in_their_shape() {
    let told = told(User {
        id: some("9000 0002"),
        handle: some("bellbuns_kf"),
        ..User::default()
    });
    let (account, _) = timeline().read(&in_post(BUNS_POST, REPLY), Some(&told));
    assert_eq!(account.id, None);
    let unnamed = changed(
        "profile",
        "/home",
        &[(r#"aria-label="Follow @bellbuns_kf""#, "")],
    );
    let told = self::told(User {
        id: some("90000002"),
        handle: some("two words"),
        ..User::default()
    });
    let (account, _) = unnamed.read(&column("90000002"), Some(&told));
    assert_eq!(account.handle, None);
}

// --- bounds --------------------------------------------------------------------------------------

#[test]
fn texts_of_any_length_are_cut_on_a_character() {
    let long = "🧁".repeat(10_000);
    let page = changed("profile", "/bellbuns_kf", &[(BUNS_BIO, &long)]);
    let told = told(User {
        id: some("90000002"),
        bio: some(&long),
        ..User::default()
    });
    for told in [None, Some(&told)] {
        let (account, _) = page.read(&column("90000002"), told);
        let bio = account.bio.unwrap();
        assert!((LONGEST_TEXT - 3..=LONGEST_TEXT).contains(&bio.len()));
        assert!(long.starts_with(&bio));
    }
}

#[test]
fn a_reply_knows_its_post() {
    let page = timeline();
    let knock = page.knock(&in_post(BUNS_POST, REPLY)).unwrap();
    assert_eq!(knock.post, some(BUNS_POST));
}

#[test]
fn another_post_of_the_same_author_is_not_answered_instead() {
    let before = timeline();
    let after = changed(
        "timeline",
        "/home",
        &[("1900000000000000002", "1900000000000000099")],
    );
    let knock = before
        .knock(&in_post("1900000000000000002", REPLY))
        .unwrap();
    assert_eq!(find_again(&&after, &knock), None);
}

#[test]
fn a_post_without_a_name_block_is_known_by_its_link() {
    let page = changed("timeline", "/home", &[("User-Name", "gone")]);
    assert_eq!(
        page.handle(&in_post("1900000000000000002", REPLY)),
        some("pond_kf")
    );
}

#[test]
fn the_profile_behind_an_open_picture_says_nothing_of_its_author() {
    let html = saved("profile").replace(
        r#"<div data-testid="UserName" class="names">"#,
        r#"<div data-testid="UserName" class="names"><span data-testid="userFollowIndicator">Follows you</span>"#,
    ).replace(r#"<div id="layers">"#, &format!(r#"<div id="layers"><div role="dialog" aria-modal="true"><div id="bar">{REPLY_BUTTON}</div></div>"#));
    let page = Page::new(&html, "/quiet_kf/status/1900000000000000003/photo/1");
    let (account, relation) = page.read("#bar button", None);
    assert_eq!(account.handle, some("quiet_kf"));
    assert_eq!(relation.follows_you, None);
}

#[test]
fn a_name_that_begins_with_an_at_sign_is_still_a_name() {
    let page = changed(
        "timeline",
        "/home",
        &[(
            "<span>Quiet Carriage</span>",
            "<span>@ the quiet carriage</span>",
        )],
    );
    assert_eq!(
        page.shown(&in_post("1900000000000000003", REPLY)).name,
        some("@ the quiet carriage")
    );
}

#[test]
fn an_empty_bio_told_does_not_hide_the_drawn_one() {
    let told = told(User {
        id: some("90000002"),
        bio: some(""),
        ..User::default()
    });
    assert_eq!(
        profile().read(&column("90000002"), Some(&told)).0.bio,
        some(BUNS_BIO)
    );
}

// --- other places --------------------------------------------------------------------------------

/// A page of a post, with more markup before its main part's end.
fn post_page(more: &str) -> Page {
    let path = format!("/bellbuns_kf/status/{BUNS_POST}");
    changed("detail", &path, &[("</main>", &format!("{more}</main>"))])
}

#[test]
fn a_link_to_the_composer_answers_the_post_whose_page_it_floats_over() {
    let floats = r#"<a id="float" href="/compose/post">+</a>"#;
    let page = post_page(floats);
    let knock = page.knock("#float").unwrap();
    assert_eq!(knock.door, Door::ReplyIcon);
    assert_eq!(knock.handle, some("bellbuns_kf"));
    assert_eq!(knock.post, some(BUNS_POST));
    let named = r#"<a id="float" href="/compose/post" data-testid="FloatingActionButtons_Reply_Button">+</a>"#;
    assert!(post_page(named).knock("#float").is_some());
    let side = r#"<a id="float" href="/compose/post" data-testid="SideNav_NewTweet_Button">+</a>"#;
    assert!(post_page(side).knock("#float").is_none());
    let home = changed(
        "timeline",
        "/home",
        &[("</main>", &format!("{floats}</main>"))],
    );
    assert!(home.knock("#float").is_none());
}

#[test]
fn a_nameless_button_answers_if_the_page_calls_replying_so() {
    let button = |label: &str| post_page(&format!(r#"<button id="top">{label}</button>"#));
    assert_eq!(button("Reply").handle("#top"), some("bellbuns_kf"));
    for other in ["", "1", "Sort", "Post"] {
        assert!(button(other).knock("#top").is_none(), "{other:?}");
    }
    // In German, whatever the word is.
    let german = changed(
        "detail",
        &format!("/bellbuns_kf/status/{BUNS_POST}"),
        &[
            (r#"aria-label="1 Reply""#, r#"aria-label="1 Antworten""#),
            (
                "</main>",
                r#"<div role="button" id="top" aria-label="Antworten"></div></main>"#,
            ),
        ],
    );
    assert_eq!(german.handle("#top"), some("bellbuns_kf"));
}

#[test]
fn subscribing_is_following_and_not_undone_by_it() {
    let page = changed(
        "profile",
        "/bellbuns_kf",
        &[("90000002-follow", "90000002-subscribe")],
    );
    let button = r#"[data-testid="primaryColumn"] [data-testid="90000002-subscribe"]"#;
    let knock = page.knock(button).unwrap();
    assert_eq!(knock.door, Door::Subscribe);
    assert_eq!(knock.action(), Action::Follow);
    let following = || {
        told(User {
            id: some("90000002"),
            following: Some(true),
            ..User::default()
        })
    };
    assert_eq!(page.read(button, Some(&following())).1.followed, None);
    let follow = profile().read(&column("90000002"), Some(&following()));
    assert_eq!(follow.1.followed, Some(true));
}

#[test]
fn a_bookmark_and_a_link_to_copy_are_doors_of_their_own() {
    let page = timeline();
    let knock = page
        .knock(&in_post(BUNS_POST, r#"[data-testid="bookmark"]"#))
        .unwrap();
    assert_eq!(knock.action(), Action::Bookmark);
    assert_eq!(knock.handle, some("bellbuns_kf"));
    let html = r#"<article data-testid="tweet"><div data-testid="User-Name"><a href="/fern">Fern</a></div>
        <div role="group"><button data-testid="reply">1</button><button aria-expanded="true">^</button></div></article>
        <div role="menu"><div role="menuitem" id="copy">Copy</div><div role="menuitem" id="send">Send</div></div>"#;
    let page = Page::new(html, "/home");
    let knock = page.knock("#copy").unwrap();
    assert_eq!(knock.action(), Action::CopyLink);
    assert_eq!(knock.handle, some("fern"));
    assert!(page.knock("#send").is_none());
    for action in [Action::Bookmark, Action::CopyLink] {
        assert!(!Action::BY_DEFAULT.contains(&action));
        assert!(Action::ALL.contains(&action));
    }
}

const OLD_BOX: &str = r#"[data-testid="dmComposerTextInput"]"#;
const OLD_SEND: &str = r#"[data-testid="dmComposerSendButton"]"#;
const PAIR: &str = "90000001-90000002";

#[test]
fn a_conversation_is_with_whoever_its_head_or_its_card_shows() {
    for (page, text_box, send) in [
        (chat(), "dm-composer-textarea", "dm-composer-send-button"),
        (messages(), "dmComposerTextInput", "dmComposerSendButton"),
    ] {
        for (door, name) in [(Door::MessageBox, text_box), (Door::MessageSend, send)] {
            let knock = page
                .knock(&format!(r#"[data-testid="{name}"]"#))
                .expect(name);
            assert_eq!(knock.door, door);
            assert_eq!(knock.handle, some("bellbuns_kf"), "{name}");
        }
    }
}

#[test]
fn a_group_is_not_whoever_stands_nearest() {
    let group = Page::new(&saved("messages"), "/messages/12");
    assert!(group.knock(OLD_SEND).is_none());
}

#[test]
fn where_nothing_is_written_enter_sends_nothing() {
    let send = r#"data-testid="dmComposerSendButton""#;
    let empty = changed(
        "messages",
        &format!("/messages/{PAIR}"),
        &[(send, &format!("disabled {send}"))],
    );
    assert!(empty.knock(OLD_BOX).is_none());
}

#[test]
fn the_narrow_layout_answers_by_the_button_that_floats() {
    let path = format!("/bellbuns_kf/status/{BUNS_POST}");
    let page = Page::new(&saved("narrow"), &path);
    let knock = page.knock(r#"a[href="/compose/post"]"#).unwrap();
    assert_eq!(knock.door, Door::ReplyIcon);
    assert_eq!(knock.handle, some("bellbuns_kf"));
    let follow = r#"article [data-testid="90000002-follow"]"#;
    assert_eq!(page.knock(follow).unwrap().door, Door::FollowButton);
}

#[test]
fn of_a_posts_menu_follow_and_the_lists_are_doors_and_nothing_else() {
    let page = Page::new(&saved("menu"), "/bellbuns_kf");
    let doors: Vec<Option<Door>> = page
        .html
        .select(&Selector::parse(r#"[role="menuitem"]"#).unwrap())
        .map(|item| knock(&&page, &item).map(|knock| knock.door))
        .collect();
    let (follow, lists) = (Some(Door::FollowItem), Some(Door::ListItem));
    assert_eq!(doors, [None, follow, lists, None, None, None]);
}

#[test]
fn a_lists_suggestions_are_added_one_by_one() {
    let page = Page::new(&saved("members"), "/i/lists/7001/members/suggested");
    let row = |handle: &str| {
        format!(
            r#"[data-testid="UserCell"]:has([data-testid="UserAvatar-Container-{handle}"]) button:not([data-testid])"#
        )
    };
    let knock = page.knock(&row("bellbuns_kf")).unwrap();
    assert_eq!(knock.door, Door::ListAdd);
    assert_eq!(knock.handle, some("bellbuns_kf"));
    // On the list already.
    assert!(page.knock(&row("pond_kf")).is_none());
}

#[test]
fn the_key_for_a_message_is_the_profiles_button() {
    let page = profile();
    let knock = message_key(&&page, None).unwrap();
    assert_eq!(knock.door, Door::MessageButton);
    assert_eq!(knock.handle, some("bellbuns_kf"));
    assert!(message_key(&&timeline(), None).is_none());
}

// --- sight ---------------------------------------------------------------------------------------

fn seen(page: &Page, sign: Sign) -> Option<bool> {
    let found = sight::look(&page);
    found
        .iter()
        .find(|(found, _)| *found == sign)
        .map(|(_, seen)| *seen)
}

#[test]
fn the_saved_pages_are_seen_whole() {
    for (page, signs) in [
        (
            timeline(),
            &[
                Sign::Posts,
                Sign::Replies,
                Sign::FollowInLists,
                Sign::Rows,
                Sign::Keys,
            ][..],
        ),
        (followers(), &[Sign::FollowInLists, Sign::Rows, Sign::Keys]),
        (profile(), &[Sign::Follow, Sign::Profile, Sign::Replies]),
        (detail(), &[Sign::ReplyBox, Sign::Replies, Sign::Posts]),
        (chat(), &[Sign::Messages]),
        (messages(), &[Sign::Messages]),
    ] {
        for &sign in signs {
            assert_eq!(seen(&page, sign), Some(true), "{}: {sign:?}", page.path);
        }
        assert!(
            sight::look(&&page).iter().all(|(_, seen)| *seen),
            "{}",
            page.path
        );
    }
}

fn chat() -> Page {
    Page::new(&saved("chat"), &format!("/i/chat/{PAIR}"))
}

fn messages() -> Page {
    Page::new(&saved("messages"), &format!("/messages/{PAIR}"))
}

#[test]
fn what_x_has_renamed_is_no_longer_seen() {
    let post = format!("/bellbuns_kf/status/{BUNS_POST}");
    let list = "/pond_kf/followers";
    for (name, path, from, to, sign) in [
        ("timeline", "/home", "<article", "<section", Sign::Posts),
        (
            "timeline",
            "/home",
            r#""reply""#,
            r#""answer""#,
            Sign::Replies,
        ),
        (
            "timeline",
            "/home",
            "&quot;r&quot;",
            "&quot;a&quot;",
            Sign::Keys,
        ),
        ("detail", &post, "inline_reply", "answer", Sign::ReplyBox),
        ("detail", &post, "tweetButton", "send", Sign::ReplyBox),
        (
            "profile",
            "/bellbuns_kf",
            "-follow\"",
            "-add\"",
            Sign::Follow,
        ),
        ("profile", "/bellbuns_kf", "UserName", "Name", Sign::Profile),
        (
            "followers",
            list,
            "-follow\"",
            "-add\"",
            Sign::FollowInLists,
        ),
        ("followers", list, "UserCell", "Row", Sign::Rows),
    ] {
        let page = changed(name, path, &[(from, to)]);
        assert_eq!(seen(&page, sign), Some(false), "{name}: {from}");
    }
    // Where what stands in for it is still there, nothing is lost.
    let page = changed("detail", &post, &[("tweetTextarea_0", "box")]);
    assert_eq!(seen(&page, Sign::ReplyBox), Some(true));
    let path = format!("/i/chat/{PAIR}");
    let page = changed("chat", &path, &[("dm-composer-textarea", "writing")]);
    assert_eq!(seen(&page, Sign::Messages), Some(false));
}

#[test]
fn a_page_that_has_nothing_to_show_has_not_changed() {
    let loading =
        r#"<main><div data-testid="primaryColumn"><div role="progressbar"></div></div></main>"#;
    for path in [
        "/home",
        "/bellbuns_kf",
        "/pond_kf/followers",
        "/messages/1-2",
        "/fern/status/1",
    ] {
        for html in ["", loading] {
            let page = Page::new(html, path);
            assert_eq!(sight::look(&&page), [], "{path}");
        }
    }
    // Somebody followed already shows Unfollow, and that is no change.
    let page = changed("profile", "/bellbuns_kf", &[("-follow\"", "-unfollow\"")]);
    assert_eq!(seen(&page, Sign::Follow), None);
    // One's own profile, or another's address before the page is drawn anew.
    let page = Page::new(&saved("profile"), "/pond_kf");
    assert_eq!(
        (seen(&page, Sign::Follow), seen(&page, Sign::Profile)),
        (None, None)
    );
}

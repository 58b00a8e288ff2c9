//! The stage: a page with the names that X gives its parts, in a frame of the
//! practice page, so that gate, recogniser and dialog run on it as they do on X.
//! Its looks are its own. What can be pressed says what it does in `data-act`.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, DocumentFragment, Element, Event, HtmlElement, KeyboardEvent};

use crate::locale::{Message, PageMessage};
use crate::page::action::Action;
use crate::practice::pack::{Person, Post, Scenario, Step, View};
use crate::web::pages::parts::{add, all, elements, filled, page_words, say_words};
use crate::web::words::{by_key, words};

/// Numbers such as X gives people and posts.
const FIRST_ID: usize = 90_000_000;
const FIRST_POST: usize = 1_900_000_000;

#[wasm_bindgen]
extern "C" {
    type Frame;
    #[wasm_bindgen(method, getter, js_name = contentDocument)]
    fn document(this: &Frame) -> Option<Document>;
    #[wasm_bindgen(method, getter, js_name = contentWindow)]
    fn world(this: &Frame) -> World;

    type World;
    #[wasm_bindgen(method, getter)]
    fn practice(this: &World) -> Tie;

    /// What practice-link.js shares with the desk.
    type Tie;
    #[wasm_bindgen(method, setter)]
    fn set_address(this: &Tie, address: &str);
    #[wasm_bindgen(method, setter)]
    fn set_state(this: &Tie, state: &Object);
    #[wasm_bindgen(method, getter)]
    fn props(this: &Tie) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn touched(this: &Tie) -> Option<Element>;
    #[wasm_bindgen(method, catch)]
    fn restart(this: &Tie, standing: &str) -> Result<(), JsValue>;

    type Template;
    #[wasm_bindgen(method, getter)]
    fn content(this: &Template) -> DocumentFragment;
}

/// What a control on the stage does, and to whom.
pub struct Act {
    /// What.
    pub action: Action,
    /// Whose handle.
    pub of: String,
    /// Which post of theirs, or none.
    pub post: String,
}

/// A page of the invented network.
#[derive(Clone, Debug, PartialEq)]
enum Page {
    Home,
    Profile(String),
    Post(String),
    People,
}

/// The stage.
pub struct Stage {
    outer: Document,
    /// The frame's own document.
    pub document: Document,
    tie: Tie,
    /// Whom the learner follows by now.
    follows: Vec<String>,
    /// The post in the composer of one's own, if the step is about it.
    draft: Option<String>,
}

/// The scenario as it is drawn.
#[derive(Clone, Copy)]
struct Scene<'s> {
    scenario: &'s Scenario,
    is_welsh: bool,
}

impl Scene<'_> {
    fn person(&self, handle: &str) -> Option<(usize, &Person)> {
        let all = self.scenario.accounts.iter().enumerate();
        let mut all = all.map(|(at, person)| (at + 1, person));
        all.find(|(_, person)| person.handle.eq_ignore_ascii_case(handle))
    }

    /// Name and number, of the learner too.
    fn who(&self, handle: &str) -> (usize, &str) {
        let reader = (0, self.scenario.reader.name.as_str());
        let person = self.person(handle);
        person.map_or(reader, |(at, person)| (at, person.name.as_str()))
    }

    fn post(&self, id: &str) -> Option<(usize, &Post)> {
        let mut all = self.scenario.posts.iter().enumerate();
        all.find(|(_, post)| post.id == id)
    }
}

impl Stage {
    /// The stage of a page, once its frame is there.
    pub fn new(outer: &Document) -> Option<Self> {
        let frame = outer.query_selector("iframe").ok()??;
        let frame: &Frame = frame.unchecked_ref();
        Some(Self {
            outer: outer.clone(),
            document: frame.document()?,
            tie: frame.world().practice(),
            follows: Vec::new(),
            draft: None,
        })
    }

    /// Draws the page of a step, for a core that has asked nothing yet.
    pub fn begin(&mut self, scenario: &Scenario, step: &Step, is_welsh: bool) -> Option<()> {
        let accounts = scenario.accounts.iter();
        let followed = accounts.filter(|person| person.you_follow);
        self.follows = followed.map(|person| person.handle.clone()).collect();
        let scene = Scene { scenario, is_welsh };
        let draft = || Some(scene.post(step.post.as_deref()?)?.1.text.spoken(is_welsh));
        self.draft = match step.action {
            Action::Tag => draft().map(Into::into),
            _ => None,
        };
        let page = match (step.view, &step.post) {
            (View::Profile, _) => Page::Profile(step.account.clone()),
            (View::Post, Some(post)) => Page::Post(post.clone()),
            (View::People, _) => Page::People,
            _ => Page::Home,
        };
        self.frame(scene)?;
        self.open(scene, &page)?;
        // A core that cannot start asks nothing, and the page says that it did not.
        let _ = self
            .tie
            .restart(&["role=", scenario.reader.role.name()].concat());
        Some(())
    }

    /// The size of its type.
    pub fn resize(&self, size: u8) -> Option<()> {
        let root = self.document.document_element()?;
        root.set_attribute("data-size", &size.to_string()).ok()
    }

    /// What was pressed last, also if it was held.
    pub fn touched(&self) -> Option<Act> {
        act(&self.tie.touched()?)
    }

    /// Carries out a press that came through, and says what it was.
    pub fn press(&mut self, event: &Event, scenario: &Scenario, is_welsh: bool) -> Option<Act> {
        let target: Element = event.target()?.unchecked_into();
        let scene = Scene { scenario, is_welsh };
        let control = target.closest("button, a").ok()?;
        let is_inside = target.closest("#layers").ok()?.is_some();
        if control.is_none() {
            if !is_inside {
                self.close();
            }
            return None;
        }
        let control = control?;
        let link = control.get_attribute("href");
        if link.is_some() {
            event.prevent_default();
        }
        if let Some(act) = act(&control) {
            self.close();
            self.carry_out(scene, &act);
            return Some(act);
        }
        if let Some(menu) = control.get_attribute("data-menu") {
            self.close();
            self.open_menu(scene, &menu, &control);
        } else if is_inside {
            if control.class_name() == "send" {
                self.done();
            }
            self.close();
        } else if let Some(page) = link.and_then(|link| page_of(scene, &link)) {
            self.open(scene, &page);
        }
        None
    }

    /// Escape closes whatever is open.
    pub fn key(&self, event: &KeyboardEvent) {
        if event.key() == "Escape" {
            self.close();
        }
    }

    fn close(&self) -> Option<()> {
        self.document
            .get_element_by_id("layers")?
            .set_text_content(None);
        for button in all(&self.document, "[aria-expanded=true]") {
            button.set_attribute("aria-expanded", "false").ok()?;
        }
        Some(())
    }

    fn done(&self) -> Option<()> {
        let place = self.document.get_element_by_id("done")?;
        place.set_text_content(Some(&page_words(PageMessage::StageDone)));
        Some(())
    }

    /// A part of the page from its template, in words.
    fn part(&self, id: &str) -> Option<Element> {
        let template = self.outer.get_element_by_id(id)?;
        let content = template.unchecked_ref::<Template>().content();
        let copy = self.document.import_node_with_deep(&content, true).ok()?;
        let copy: DocumentFragment = copy.unchecked_into();
        let part = copy.first_element_child()?;
        for (attribute, is_label) in [("data-words", false), ("data-label", true)] {
            let selector = ["[", attribute, "]"].concat();
            let found = copy.query_selector_all(&selector).ok()?;
            for one in elements(&found) {
                let text = by_key(&one.get_attribute(attribute)?);
                match is_label {
                    true => one.set_attribute("aria-label", &text).ok()?,
                    false => one.set_text_content(Some(&text)),
                }
            }
        }
        Some(part)
    }

    /// What stands around every page, and the page's own data of everybody.
    fn frame(&self, scene: Scene) -> Option<()> {
        let reader = &scene.scenario.reader;
        let root = self.document.document_element()?;
        root.set_attribute("lang", &words(Message::Language)).ok()?;
        let body = self.document.body()?;
        body.set_text_content(None);
        let template = self.outer.get_element_by_id("page")?;
        let content = template.unchecked_ref::<Template>().content();
        let copy = self.document.import_node_with_deep(&content, true).ok()?;
        body.append_child(&copy).ok()?;
        say_words(&self.document);
        let own = first(&body, "[data-testid=SideNav_AccountSwitcher_Button]")?;
        name(&own, &reader.name, &reader.handle)?;
        face(&own, 0, &reader.name, &reader.handle)?;
        let link = first(&body, "[data-testid=AppTabBar_Profile_Link]")?;
        link.set_attribute("href", &["/", &reader.handle].concat())
            .ok()?;
        let fiber = object(&[("memoizedProps", self.tie.props())]);
        let page = self.document.get_element_by_id("react-root")?;
        Reflect::set(
            page.first_element_child()?.as_ref(),
            &"__reactFiber$practice".into(),
            &fiber,
        )
        .ok()?;
        self.know(scene);
        Some(())
    }

    /// What X's page would know of everybody.
    fn know(&self, scene: Scene) {
        let Scene { scenario, is_welsh } = scene;
        let reader = &scenario.reader;
        let own = user(0, &reader.handle, &reader.name, reader.bio.spoken(is_welsh));
        let mut users = vec![(id(0), own.into())];
        for (at, person) in (1..).zip(&scenario.accounts) {
            let bio = person.bio.spoken(is_welsh);
            let user = user(at, &person.handle, &person.name, bio);
            let place = person.location.as_ref();
            let place = place.map_or("", |place| place.spoken(is_welsh));
            set(&user, "location", &place.into());
            set(&user, "followed_by", &person.follows_you.into());
            set(&user, "following", &self.is_followed(&person.handle).into());
            users.push((id(at), user.into()));
        }
        let entities = Object::new();
        for (id, user) in users {
            set(&entities, &id, &user);
        }
        let users = object(&[("entities", entities.into())]);
        let entities = object(&[("users", users.into())]);
        let session = object(&[("user_id", id(0).into())]);
        let state = object(&[("entities", entities.into()), ("session", session.into())]);
        self.tie.set_state(&state);
    }

    fn is_followed(&self, handle: &str) -> bool {
        let mut follows = self.follows.iter();
        follows.any(|one| one.eq_ignore_ascii_case(handle))
    }

    /// Goes to a page.
    fn open(&self, scene: Scene, page: &Page) -> Option<()> {
        self.close();
        self.document
            .get_element_by_id("done")?
            .set_text_content(None);
        let place = self
            .document
            .query_selector("[data-testid=primaryColumn]")
            .ok()??;
        place.set_text_content(None);
        let address = match page {
            Page::Home => "/home".to_owned(),
            Page::Profile(handle) => ["/", handle].concat(),
            Page::Post(id) => link_to(scene, id)?,
            Page::People => ["/", &scene.scenario.reader.handle, "/following"].concat(),
        };
        self.tie.set_address(&address);
        let heading = match page {
            Page::Home => Some(PageMessage::StageHome),
            Page::People => Some(PageMessage::StagePeople),
            Page::Post(_) => Some(PageMessage::StagePost),
            Page::Profile(_) => None,
        };
        if let Some(heading) = heading {
            add(&place, "h1", &page_words(heading))?;
        }
        match page {
            Page::Home => self.home(scene, &place),
            Page::Profile(handle) => self.profile(scene, &place, handle),
            Page::Post(id) => self.conversation(scene, &place, id),
            Page::People => self.people(scene, &place),
        }
    }

    fn home(&self, scene: Scene, place: &Element) -> Option<()> {
        let composer = self.part("own")?;
        if let Some(draft) = &self.draft {
            first(&composer, "textarea")?.set_text_content(Some(draft));
        }
        let own = &scene.scenario.reader.handle;
        first(&composer, "[data-act]")?
            .set_attribute("data-of", own)
            .ok()?;
        place.append_child(&composer).ok()?;
        for (at, post) in scene.scenario.posts.iter().enumerate() {
            // The learner's own is still in the composer.
            if self.draft.is_none() || !post.by.eq_ignore_ascii_case(own) {
                self.post(scene, place, at, post)?;
            }
        }
        Some(())
    }

    fn people(&self, scene: Scene, place: &Element) -> Option<()> {
        for (at, person) in (1..).zip(&scene.scenario.accounts) {
            let cell = self.part("cell")?;
            name(&cell, &person.name, &person.handle)?;
            face(&cell, at, &person.name, &person.handle)?;
            first(&cell, ".bio")?.set_text_content(Some(person.bio.spoken(scene.is_welsh)));
            mark(&cell, person)?;
            self.follow_button(&first(&cell, ".placementTracking")?, at, &person.handle)?;
            place.append_child(&cell).ok()?;
        }
        Some(())
    }

    fn profile(&self, scene: Scene, place: &Element, handle: &str) -> Option<()> {
        if let Some((at, person)) = scene.person(handle) {
            let head = self.part("head")?;
            name(&head, &person.name, &person.handle)?;
            face(&head, at, &person.name, &person.handle)?;
            mark(&head, person)?;
            let bio = first(&head, "[data-testid=UserDescription]")?;
            bio.set_text_content(Some(person.bio.spoken(scene.is_welsh)));
            let location = first(&head, "[data-testid=UserLocation]")?;
            match &person.location {
                Some(text) => location.set_text_content(Some(text.spoken(scene.is_welsh))),
                None => location.remove(),
            }
            for button in elements(&head.query_selector_all("[data-act], [data-menu]").ok()?) {
                button.set_attribute("data-of", &person.handle).ok()?;
            }
            if !self.is_followed(handle) {
                first(&head, ".bell")?.remove();
            }
            self.follow_button(&first(&head, ".placementTracking")?, at, &person.handle)?;
            place.append_child(&head).ok()?;
        }
        for (at, post) in scene.scenario.posts.iter().enumerate() {
            if post.by.eq_ignore_ascii_case(handle) {
                self.post(scene, place, at, post)?;
            }
        }
        Some(())
    }

    /// A post, what it answers above it, and what answers it below.
    fn conversation(&self, scene: Scene, place: &Element, id: &str) -> Option<()> {
        let (at, post) = scene.post(id)?;
        let mut above = Vec::new();
        let mut last = post;
        while let Some(answered) = last.answers.as_deref().and_then(|id| scene.post(id)) {
            above.push(answered);
            last = answered.1;
        }
        for (at, post) in above.into_iter().rev() {
            self.post(scene, place, at, post)?;
        }
        let focal = self.post(scene, place, at, post)?;
        focal.set_attribute("tabindex", "-1").ok()?;
        for (at, post) in scene.scenario.posts.iter().enumerate() {
            if post.answers.as_deref() == Some(id) {
                self.post(scene, place, at, post)?;
            }
        }
        Some(())
    }

    fn post(&self, scene: Scene, place: &Element, at: usize, post: &Post) -> Option<Element> {
        let article = self.part("post")?;
        let (number, own) = scene.who(&post.by);
        name(&article, own, &post.by)?;
        face(&article, number, own, &post.by)?;
        let when = first(&article, ".when")?;
        when.set_attribute("href", &link_to(scene, &post.id)?)
            .ok()?;
        first(&when, "time")?.set_text_content(Some(&time(at)));
        let answers = first(&article, ".answers")?;
        match post.answers.as_deref().and_then(|id| scene.post(id)) {
            Some((_, other)) => {
                let text = filled(PageMessage::StageAnswers, &[&other.by]);
                answers.set_text_content(Some(&text));
            }
            None => answers.remove(),
        }
        let text = first(&article, "[data-testid=tweetText]")?;
        text.set_text_content(Some(post.text.spoken(scene.is_welsh)));
        if let Some((_, other)) = post.quotes.as_deref().and_then(|id| scene.post(id)) {
            let card = self.quoted(scene, other)?;
            text.after_with_node_1(&card).ok()?;
        }
        for (name, message) in [
            ("reply", PageMessage::StageReply),
            ("bookmark", PageMessage::StageBookmark),
        ] {
            let button = first(&article, &["[data-testid=", name, "]"].concat())?;
            button
                .set_attribute("aria-label", &page_words(message))
                .ok()?;
        }
        for button in elements(&article.query_selector_all("[data-act], [data-menu]").ok()?) {
            button.set_attribute("data-of", &post.by).ok()?;
            button.set_attribute("data-post", &post.id).ok()?;
        }
        place.append_child(&article).ok()?;
        Some(article)
    }

    fn quoted(&self, scene: Scene, post: &Post) -> Option<Element> {
        let card = self.part("quoted")?;
        name(&card, scene.who(&post.by).1, &post.by)?;
        let text = first(&card, "[data-testid=tweetText]")?;
        text.set_text_content(Some(post.text.spoken(scene.is_welsh)));
        Some(card)
    }

    fn follow_button(&self, place: &Element, at: usize, handle: &str) -> Option<()> {
        place.set_text_content(None);
        let (template, end, message) = match self.is_followed(handle) {
            true => ("following", "-unfollow", PageMessage::StageFollowing),
            false => ("follow", "-follow", PageMessage::StageFollow),
        };
        let button = self.part(template)?;
        button
            .set_attribute("data-testid", &[&id(at), end].concat())
            .ok()?;
        let label = [&page_words(message), " @", handle].concat();
        button.set_attribute("aria-label", &label).ok()?;
        button.set_attribute("data-of", handle).ok()?;
        place.append_child(&button).ok()?;
        Some(())
    }

    fn open_menu(&self, scene: Scene, menu: &str, button: &Element) -> Option<()> {
        let of = button.get_attribute("data-of").unwrap_or_default();
        let post = button.get_attribute("data-post").unwrap_or_default();
        let sheet = self.part(menu)?;
        for item in elements(&sheet.query_selector_all("[data-act]").ok()?) {
            item.set_attribute("data-of", &of).ok()?;
            item.set_attribute("data-post", &post).ok()?;
            if item.get_attribute("data-act").as_deref() == Some(Action::Follow.name()) {
                let is_other = scene.person(&of).is_some();
                let message = match self.is_followed(&of) {
                    true => PageMessage::StageFollowing,
                    false => PageMessage::StageFollow,
                };
                match is_other {
                    true => {
                        item.set_text_content(Some(&[&page_words(message), " @", &of].concat()))
                    }
                    false => item.remove(),
                }
            }
        }
        button.set_attribute("aria-expanded", "true").ok()?;
        self.document
            .get_element_by_id("layers")?
            .append_child(&sheet)
            .ok()?;
        focus(&first(&sheet, "[role=menuitem]")?)
    }

    fn carry_out(&mut self, scene: Scene, act: &Act) -> Option<()> {
        match act.action {
            Action::Follow => {
                if !self.is_followed(&act.of) {
                    self.follows.push(act.of.clone());
                }
                self.know(scene);
                let (at, person) = scene.person(&act.of)?;
                let selector = ["[data-testid=\"", &id(at), "-follow\"]"].concat();
                for button in all(&self.document, &selector) {
                    self.follow_button(&button.parent_element()?, at, &person.handle)?;
                }
                self.done()
            }
            Action::Reply | Action::Quote | Action::Message => self.compose(scene, act),
            _ => self.done(),
        }
    }

    /// A composer over the page.
    fn compose(&self, scene: Scene, act: &Act) -> Option<()> {
        let shade = self.part("composer")?;
        let dialog = shade.first_element_child()?;
        let about = first(&shade, ".about")?;
        let text_box = first(&shade, "textarea")?;
        let send = first(&shade, ".send")?;
        let (text_id, send_id) = match act.action {
            Action::Message => ("dm-composer-textarea", "dm-composer-send-button"),
            _ => ("tweetTextarea_0", "tweetButton"),
        };
        text_box.set_attribute("data-testid", text_id).ok()?;
        send.set_attribute("data-testid", send_id).ok()?;
        if act.action == Action::Message {
            dialog.set_attribute("data-testid", "dm-container").ok()?;
            about
                .set_attribute("data-testid", "dm-conversation-header")
                .ok()?;
            let link = add(&about, "a", &["@", &act.of].concat())?;
            link.set_attribute("href", &["/", &act.of].concat()).ok()?;
        } else {
            let (at, post) = scene.post(&act.post)?;
            if act.action == Action::Quote {
                let card = self.quoted(scene, post)?;
                about.append_child(&card).ok()?;
            } else {
                let article = self.post(scene, &about, at, post)?;
                for part in ["[role=group]", "[data-testid=caret]"] {
                    first(&article, part)?.remove();
                }
            }
        }
        self.document
            .get_element_by_id("layers")?
            .append_child(&shade)
            .ok()?;
        Some(())
    }
}

fn first(within: &Element, selector: &str) -> Option<Element> {
    within.query_selector(selector).ok().flatten()
}

fn focus(part: &Element) -> Option<()> {
    part.unchecked_ref::<HtmlElement>().focus().ok()
}

fn act(control: &Element) -> Option<Act> {
    Some(Act {
        action: Action::named(&control.get_attribute("data-act")?)?,
        of: control.get_attribute("data-of").unwrap_or_default(),
        post: control.get_attribute("data-post").unwrap_or_default(),
    })
}

/// Where a link of the stage's leads.
fn page_of(scene: Scene, link: &str) -> Option<Page> {
    let path = link.strip_prefix('/')?;
    Some(match path.split_once("/status/") {
        Some(_) => {
            let posts = &scene.scenario.posts;
            let post = posts
                .iter()
                .find(|post| link_to(scene, &post.id).as_deref() == Some(link));
            Page::Post(post?.id.clone())
        }
        None if path == "home" => Page::Home,
        None => Page::Profile(path.into()),
    })
}

fn link_to(scene: Scene, id: &str) -> Option<String> {
    let (at, post) = scene.post(id)?;
    Some(["/", &post.by, "/status/", &(FIRST_POST + at).to_string()].concat())
}

fn id(at: usize) -> String {
    (FIRST_ID + at).to_string()
}

/// Nine in the morning, and the later a post stands the earlier it was.
fn time(at: usize) -> String {
    let minutes = 590 - 7 * at.min(80);
    let two = |number: usize| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    [two(minutes / 60), two(minutes % 60)].join(":")
}

/// Name and handle, as text or as links to the profile.
fn name(part: &Element, name: &str, handle: &str) -> Option<()> {
    let own = first(part, ".name")?;
    own.set_text_content(Some(name));
    let other = first(part, ".handle")?;
    other.set_text_content(Some(&["@", handle].concat()));
    for link in [own, other] {
        if link.tag_name().eq_ignore_ascii_case("a") {
            link.set_attribute("href", &["/", handle].concat()).ok()?;
        }
    }
    Some(())
}

/// A disc with the first letter of a name: nobody here has a picture.
fn face(part: &Element, at: usize, name: &str, handle: &str) -> Option<()> {
    let face = first(part, ".face")?;
    let letter: String = name.chars().take(1).collect();
    face.set_text_content(Some(&letter));
    face.set_attribute("data-hue", &(at % 6).to_string()).ok()?;
    let test_id = ["UserAvatar-Container-", handle].concat();
    face.set_attribute("data-testid", &test_id).ok()
}

fn mark(part: &Element, person: &Person) -> Option<()> {
    if !person.follows_you {
        first(part, ".mark")?.remove();
    }
    Some(())
}

fn user(at: usize, handle: &str, name: &str, bio: &str) -> Object {
    object(&[
        ("id_str", id(at).into()),
        ("screen_name", handle.into()),
        ("name", name.into()),
        ("description", bio.into()),
    ])
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // An ordinary object takes any property.
    let _ = Reflect::set(object, &name.into(), value);
}

fn object(entries: &[(&str, JsValue)]) -> Object {
    let made = Object::new();
    for (name, value) in entries {
        set(&made, name, value);
    }
    made
}

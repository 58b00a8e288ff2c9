//! The stage: a page with the names that X gives its parts, in a frame of the
//! practice page, so that gate, recogniser and dialog run on it as they do on X.
//! Its looks are its own. What can be pressed says what it does in `data-act`.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, DocumentFragment, Element, Event, HtmlElement, KeyboardEvent};

use crate::locale::{Message, PageMessage};
use crate::page::action::Action;
use crate::practice::pack::{Person, Post, Scenario, Step, View};
use crate::web::nodes::add;
use crate::web::pages::parts::{all, elements, filled, page_words};
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
        note(
            &self.document.document_element()?,
            "data-size",
            &size.to_string(),
        );
        Some(())
    }

    /// What was pressed last, also if it was held.
    pub fn touched(&self) -> Option<Act> {
        act(&self.tie.touched()?)
    }

    /// Carries out a press that came through, and says what it was.
    pub fn press(&mut self, event: &Event, scenario: &Scenario, is_welsh: bool) -> Option<Act> {
        let target: Element = event.target()?.unchecked_into();
        let scene = Scene { scenario, is_welsh };
        let is_inside = target.closest("#layers").ok()?.is_some();
        let Some(control) = target.closest("button, a").ok()? else {
            if !is_inside {
                self.close();
            }
            return None;
        };
        let link = control.get_attribute("href");
        if link.is_some() {
            event.prevent_default();
        }
        self.close();
        if let Some(act) = act(&control) {
            self.carry_out(scene, &act);
            return Some(act);
        }
        if let Some(menu) = control.get_attribute("data-menu") {
            self.open_menu(scene, &menu, &control);
        } else if is_inside {
            if control.class_name() == "send" {
                self.done();
            }
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
        let body = self.document.body()?;
        put(&body, "#layers", "");
        say_all(&body, "[aria-expanded]", "aria-expanded", "false");
        Some(())
    }

    fn done(&self) -> Option<()> {
        put(
            &*self.document.body()?,
            "#done",
            &page_words(PageMessage::StageDone),
        );
        Some(())
    }

    /// What a template holds, in words.
    fn copy(&self, id: &str) -> Option<DocumentFragment> {
        let template = self.outer.get_element_by_id(id)?;
        let content = template.unchecked_ref::<Template>().content();
        let copy = self.document.import_node_with_deep(&content, true).ok()?;
        let copy: DocumentFragment = copy.unchecked_into();
        for attribute in ["data-words", "data-label"] {
            let found = copy.query_selector_all(&["[", attribute, "]"].concat());
            for part in elements(&found.ok()?) {
                let text = by_key(&part.get_attribute(attribute)?);
                match attribute {
                    "data-words" => part.set_text_content(Some(&text)),
                    _ => note(&part, "aria-label", &text),
                }
            }
        }
        Some(copy)
    }

    fn part(&self, id: &str) -> Option<Element> {
        self.copy(id)?.first_element_child()
    }

    /// What stands around every page, and the page's own data of everybody.
    fn frame(&self, scene: Scene) -> Option<()> {
        let reader = &scene.scenario.reader;
        note(
            &self.document.document_element()?,
            "lang",
            &words(Message::Language),
        );
        let body = self.document.body()?;
        body.set_text_content(None);
        let page = self.copy("page")?;
        body.append_child(&page).ok()?;
        name(&body, &reader.name, &reader.handle);
        face(&body, 0, &reader.name, &reader.handle);
        let link = ["/", &reader.handle].concat();
        say(&body, ".self", "href", &link);
        let fiber = object(&[("memoizedProps", self.tie.props())]);
        let page = first(&body, "#react-root")?.first_element_child()?;
        set(page.unchecked_ref(), "__reactFiber$practice", &fiber);
        self.know(scene);
        Some(())
    }

    /// What X's page would know of everybody.
    fn know(&self, scene: Scene) {
        let Scene { scenario, is_welsh } = scene;
        let entities = Object::new();
        let know = |at, handle: &str, name: &str, bio: &str, more: &[(&str, JsValue)]| {
            let user = object(more);
            let texts = [
                ("id_str", id(at).as_str()),
                ("screen_name", handle),
                ("name", name),
                ("description", bio),
            ]
            .map(|(name, text)| (name, JsValue::from(text)));
            for (name, text) in texts {
                set(&user, name, &text);
            }
            set(&entities, &id(at), &user);
        };
        let reader = &scenario.reader;
        know(
            0,
            &reader.handle,
            &reader.name,
            reader.bio.spoken(is_welsh),
            &[],
        );
        for (at, person) in (1..).zip(&scenario.accounts) {
            let location = person.location.as_ref();
            let location = location.map_or("", |place| place.spoken(is_welsh));
            let more = [
                ("location", location.into()),
                ("followed_by", person.follows_you.into()),
                ("following", self.is_followed(&person.handle).into()),
            ];
            know(
                at,
                &person.handle,
                &person.name,
                person.bio.spoken(is_welsh),
                &more,
            );
        }
        let users = object(&[("entities", entities.into())]);
        let entities = object(&[("users", users.into())]);
        let session = object(&[("user_id", id(0).into())]);
        self.tie.set_state(&object(&[
            ("entities", entities.into()),
            ("session", session.into()),
        ]));
    }

    fn is_followed(&self, handle: &str) -> bool {
        let mut follows = self.follows.iter();
        follows.any(|one| one.eq_ignore_ascii_case(handle))
    }

    /// Goes to a page.
    fn open(&self, scene: Scene, page: &Page) -> Option<()> {
        let body = self.document.body()?;
        put(&body, "#done", "");
        let place = first(&body, "main")?;
        place.set_text_content(None);
        let own = &scene.scenario.reader.handle;
        let posts = scene.scenario.posts.iter().enumerate();
        let head = |heading| add(&place, "h1", &page_words(heading));
        let address = match page {
            Page::Home => {
                head(PageMessage::StageHome)?;
                let composer = self.part("own")?;
                put(
                    &composer,
                    "textarea",
                    self.draft.as_deref().unwrap_or_default(),
                );
                append(&place, &composer);
                // The learner's own is still in the composer.
                let is_shown =
                    |post: &Post| self.draft.is_none() || !post.by.eq_ignore_ascii_case(own);
                for (at, post) in posts.filter(|(_, post)| is_shown(post)) {
                    self.post(scene, &place, at, post)?;
                }
                "/home".to_owned()
            }
            Page::People => {
                head(PageMessage::StagePeople)?;
                for (at, person) in (1..).zip(&scene.scenario.accounts) {
                    self.person(scene, &place, "cell", at, person)?;
                }
                ["/", own, "/following"].concat()
            }
            Page::Profile(handle) => {
                if let Some((at, person)) = scene.person(handle) {
                    self.person(scene, &place, "head", at, person)?;
                }
                for (at, post) in posts.filter(|(_, post)| post.by.eq_ignore_ascii_case(handle)) {
                    self.post(scene, &place, at, post)?;
                }
                ["/", handle].concat()
            }
            Page::Post(id) => {
                head(PageMessage::StagePost)?;
                let (at, post) = scene.post(id)?;
                let mut above = Vec::new();
                let mut last = post;
                while let Some(answered) = last.answers.as_deref().and_then(|id| scene.post(id)) {
                    above.push(answered);
                    last = answered.1;
                }
                for (at, post) in above.into_iter().rev() {
                    self.post(scene, &place, at, post)?;
                }
                note(&self.post(scene, &place, at, post)?, "tabindex", "-1");
                for (at, post) in posts.filter(|(_, post)| post.answers.as_ref() == Some(id)) {
                    self.post(scene, &place, at, post)?;
                }
                link_to(scene, id)?
            }
        };
        self.tie.set_address(&address);
        Some(())
    }

    /// A row of a list, or the head of a profile.
    fn person(
        &self,
        scene: Scene,
        place: &Element,
        template: &str,
        at: usize,
        person: &Person,
    ) -> Option<()> {
        let part = self.part(template)?;
        name(&part, &person.name, &person.handle);
        face(&part, at, &person.name, &person.handle);
        if !person.follows_you {
            remove(&part, ".mark");
        }
        put(&part, ".bio", person.bio.spoken(scene.is_welsh));
        match &person.location {
            Some(text) => put(&part, ".place", text.spoken(scene.is_welsh)),
            None => remove(&part, ".place"),
        }
        say_all(&part, "[data-act], [data-menu]", "data-of", &person.handle);
        // Only who is followed can be watched.
        if !self.is_followed(&person.handle) {
            remove(&part, ".bell");
        }
        self.follow_button(&first(&part, ".placementTracking")?, at, &person.handle)?;
        append(place, &part);
        Some(())
    }

    fn post(&self, scene: Scene, place: &Element, at: usize, post: &Post) -> Option<Element> {
        let article = self.part("post")?;
        let (number, own) = scene.who(&post.by);
        name(&article, own, &post.by);
        face(&article, number, own, &post.by);
        say(&article, ".when", "href", &link_to(scene, &post.id)?);
        put(&article, "time", &time(at));
        match post.answers.as_deref().and_then(|id| scene.post(id)) {
            Some((_, other)) => {
                let text = filled(PageMessage::StageAnswers, &[&other.by]);
                put(&article, ".answers", &text);
            }
            None => remove(&article, ".answers"),
        }
        put(&article, ".text", post.text.spoken(scene.is_welsh));
        match post.quotes.as_deref().and_then(|id| scene.post(id)) {
            Some((_, other)) => append(&first(&article, ".quotes")?, &self.quoted(scene, other)?),
            None => remove(&article, ".quotes"),
        }
        say_all(&article, "[data-act], [data-menu]", "data-of", &post.by);
        say_all(&article, "[data-act], [data-menu]", "data-post", &post.id);
        append(place, &article);
        Some(article)
    }

    fn quoted(&self, scene: Scene, post: &Post) -> Option<Element> {
        let card = self.part("quoted")?;
        name(&card, scene.who(&post.by).1, &post.by);
        put(&card, ".text", post.text.spoken(scene.is_welsh));
        Some(card)
    }

    fn follow_button(&self, place: &Element, at: usize, handle: &str) -> Option<()> {
        place.set_text_content(None);
        let (template, end) = match self.is_followed(handle) {
            true => ("following", "-unfollow"),
            false => ("follow", "-follow"),
        };
        let button = self.part(template)?;
        note(&button, "data-testid", &[&id(at), end].concat());
        note(&button, "aria-label", &self.follow_words(handle));
        note(&button, "data-of", handle);
        append(place, &button);
        Some(())
    }

    /// What stands on a control that follows somebody, as X has it: with the handle.
    fn follow_words(&self, handle: &str) -> String {
        let message = match self.is_followed(handle) {
            true => PageMessage::StageFollowing,
            false => PageMessage::StageFollow,
        };
        [&page_words(message), " @", handle].concat()
    }

    fn open_menu(&self, scene: Scene, menu: &str, button: &Element) -> Option<()> {
        let of = button.get_attribute("data-of")?;
        let sheet = self.part(menu)?;
        say_all(&sheet, "[data-act]", "data-of", &of);
        let post = button.get_attribute("data-post").unwrap_or_default();
        say_all(&sheet, "[data-act]", "data-post", &post);
        match scene.person(&of) {
            Some(_) => put(&sheet, "[data-act=follow]", &self.follow_words(&of)),
            // Nobody follows themselves.
            None => remove(&sheet, "[data-act=follow]"),
        }
        note(button, "aria-expanded", "true");
        append(&first(&*self.document.body()?, "#layers")?, &sheet);
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
                let is_theirs = |place: &Element| {
                    let button = first(place, "[data-act=follow]");
                    let of = button.and_then(|button| button.get_attribute("data-of"));
                    of.is_some_and(|of| of == act.of)
                };
                for place in all(&self.document, ".placementTracking") {
                    if is_theirs(&place) {
                        self.follow_button(&place, at, &person.handle)?;
                    }
                }
                self.done()
            }
            Action::Reply | Action::Quote | Action::Message => self.compose(scene, act),
            _ => self.done(),
        }
    }

    /// A composer over the page.
    fn compose(&self, scene: Scene, act: &Act) -> Option<()> {
        let is_message = act.action == Action::Message;
        let shade = self.part(if is_message { "letter" } else { "composer" })?;
        let about = first(&shade, ".about")?;
        if is_message {
            let link = add(&about, "a", &["@", &act.of].concat())?;
            note(&link, "href", &["/", &act.of].concat());
        } else {
            let (at, post) = scene.post(&act.post)?;
            if act.action == Action::Quote {
                append(&about, &self.quoted(scene, post)?);
            } else {
                let article = self.post(scene, &about, at, post)?;
                remove(&article, "[role=group]");
                remove(&article, ".caret");
            }
        }
        append(&first(&*self.document.body()?, "#layers")?, &shade);
        Some(())
    }
}

fn first(within: &Element, selector: &str) -> Option<Element> {
    within.query_selector(selector).ok().flatten()
}

/// Puts a text into a part, if it is there.
fn put(within: &Element, selector: &str, text: &str) {
    if let Some(part) = first(within, selector) {
        part.set_text_content(Some(text));
    }
}

/// Says something of a part, if it is there.
fn say(within: &Element, selector: &str, name: &str, value: &str) {
    if let Some(part) = first(within, selector) {
        note(&part, name, value);
    }
}

/// Says something of every part that a selector finds.
fn say_all(within: &Element, selector: &str, name: &str, value: &str) {
    if let Ok(found) = within.query_selector_all(selector) {
        for part in elements(&found) {
            note(&part, name, value);
        }
    }
}

fn note(part: &Element, name: &str, value: &str) {
    // A browser refuses no name that stands here.
    let _ = part.set_attribute(name, value);
}

fn remove(within: &Element, selector: &str) {
    if let Some(part) = first(within, selector) {
        part.remove();
    }
}

fn append(place: &Element, part: &Element) {
    // Nor any part that was made from a template.
    let _ = place.append_child(part);
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
fn name(part: &Element, name: &str, handle: &str) {
    put(part, ".name", name);
    put(part, ".handle", &["@", handle].concat());
    let link = ["/", handle].concat();
    say_all(part, "a.name, a.handle", "href", &link);
}

/// A disc with the first letter of a name: nobody here has a picture.
fn face(part: &Element, at: usize, name: &str, handle: &str) {
    let second = name.char_indices().nth(1);
    let letter = second.map_or(name, |(end, _)| name.get(..end).unwrap_or(name));
    put(part, ".face", letter);
    say(part, ".face", "data-hue", &(at % 6).to_string());
    let test_id = ["UserAvatar-Container-", handle].concat();
    say(part, ".face", "data-testid", &test_id);
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

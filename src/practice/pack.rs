//! Scenarios as people write them: a file of JSON that holds one, or a pack of
//! several. `extension/practice/scenario.schema.json` says what is in it, and a
//! test holds the two to each other.
//!
//! Whatever is wrong is said with its line and with what would be right. A
//! scenario is nobody's story: handles and names that its author did not
//! declare invented are refused, wherever they stand.

use core::fmt;

use crate::page::action::Action;
use crate::settings::{Role, named};
use crate::value::json::Reader;

/// Longest file that is read, in bytes.
pub const LONGEST: usize = 1024 * 1024;

/// Deeper than any scenario, for what stands where it does not belong.
const DEEPEST: u8 = 16;

/// Most faults that are told of one file.
const MOST_FAULTS: usize = 50;

/// The schema's own limits: a line and a text, in letters.
const LINE: u32 = 120;
const TEXT: u32 = 1200;
const NAME: u32 = 50;
const ENDLESS: u32 = u32::MAX;

named! {
    /// The page that a step shows.
    View {
        /// The timeline.
        #[default]
        Home = "home",
        /// The account's profile.
        Profile = "profile",
        /// A post and its conversation.
        Post = "post",
        /// A list of people.
        People = "people",
    }
}

named! {
    /// What the tool does at a step.
    Expect {
        /// It lets it through.
        #[default]
        Through = "through",
        /// An ordinary pause.
        Ordinary = "ordinary",
        /// A firm one.
        Firm = "firm",
        /// A colleague's.
        Colleague = "colleague",
        /// A light one.
        Light = "light",
        /// A carer's.
        Carer = "carer",
        /// About a community's space.
        Space = "space",
    }
}

named! {
    /// What is wrong with a file.
    Wrong {
        /// It cannot be read from there on.
        #[default]
        NotJson = "json",
        /// It is too long.
        TooLong = "long",
        /// Several values by name were expected.
        NotObject = "object",
        /// A list was expected, of so many.
        NotList = "list",
        /// A text was expected, of so many letters.
        NotText = "text",
        /// A whole number was expected, from and to.
        NotWhole = "whole",
        /// Yes or no was expected.
        NotTruth = "truth",
        /// One of these names was expected.
        NotNamed = "named",
        /// An id was expected.
        NotId = "id",
        /// A handle was expected.
        NotHandle = "handle",
        /// Nothing is called so here.
        Unknown = "unknown",
        /// This is missing here.
        Missing = "missing",
        /// It is there twice.
        Twice = "twice",
        /// Nobody declared it invented.
        NotInvented = "invented",
        /// No such account in the scenario.
        NoAccount = "account",
        /// No such post in the scenario.
        NoPost = "post",
        /// The post is by somebody else.
        NotBy = "by",
        /// Posts that answer or quote each other in a ring.
        Ring = "ring",
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line it stands on.
    pub line: u32,
    /// What it is called in the file; empty for the whole.
    pub at: &'static str,
    /// What is wrong.
    pub what: Wrong,
    /// What would be right, or what is meant.
    pub of: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, at, of, .. } = self;
        write!(f, "line {line}: ")?;
        if !at.is_empty() {
            write!(f, "{at}: ")?;
        }
        match self.what {
            Wrong::NotJson => f.write_str("the file cannot be read from here on"),
            Wrong::TooLong => write!(f, "the file should have at most {of} bytes"),
            Wrong::NotObject => f.write_str("it should be {...}, values by name"),
            Wrong::NotList => write!(f, "it should be a list [...] of {of}"),
            Wrong::NotText => write!(f, "it should be a text of {of} letters"),
            Wrong::NotWhole => write!(f, "it should be a whole number, {of}"),
            Wrong::NotTruth => f.write_str("it should be true or false"),
            Wrong::NotNamed => write!(f, "it should be one of {of}"),
            Wrong::NotId => write!(
                f,
                "it should be small letters, digits and hyphens, {of}; a scenario's begins with a letter"
            ),
            Wrong::NotHandle => {
                f.write_str("it should be a handle without @: at most 15 letters, digits and _")
            }
            Wrong::Unknown => write!(f, "nothing is called {of} here"),
            Wrong::Missing => write!(f, "{of} is missing"),
            Wrong::Twice => write!(f, "{of} is there twice"),
            Wrong::NotInvented => write!(f, "{of} is not declared in invented"),
            Wrong::NoAccount => write!(f, "the scenario has no account {of}"),
            Wrong::NoPost => write!(f, "the scenario has no post {of}"),
            Wrong::NotBy => write!(f, "the post {of} is not by the account"),
            Wrong::Ring => write!(f, "the post {of} leads back to itself"),
        }
    }
}

impl core::error::Error for Fault {}

macro_rules! object {
    ($(#[$doc:meta])* $object:ident {
        $($(#[$of:meta])* $field:ident: $kind:ty = $name:literal, $read:expr;)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $object {
            /// The line it begins on.
            pub line: u32,
            $($(#[$of])* pub $field: $kind,)*
        }

        impl $object {
            /// What the file calls them; what need not be there ends in `?`.
            const PROPERTIES: &[&str] = &[$($name),*];

            fn read(from: &mut Reading) -> Option<Self> {
                #[allow(non_camel_case_types)]
                enum At { $($field,)* }
                let line = from.json.line();
                let mut object = Self { line, ..Self::default() };
                from.object(Self::PROPERTIES, &mut |from, at| {
                    $(if at == At::$field as usize {
                        let read: fn(&mut Reading) -> Option<$kind> = $read;
                        object.$field = read(from)?;
                    })*
                    Some(())
                })?;
                Some(object)
            }
        }
    };
}

object! {
    /// Several scenarios under a title; one alone is under its own.
    Pack {
        /// The version of how it is written.
        version: u32 = "version", |from| from.whole(1, 1);
        /// What it is called.
        title: Line = "title", Line::read;
        /// The scenarios.
        scenarios: Vec<Scenario> = "scenarios", |from| from.list(1, 60, Scenario::whole);
    }
}

object! {
    /// One scenario.
    Scenario {
        /// The version of how it is written.
        version: u32 = "version", |from| from.whole(1, 1);
        /// What it is known by.
        id: String = "id", |from| from.shaped(Wrong::NotId, "3\u{2013}41", is_scenario_id);
        /// 1 plain, 2 needs thought, 3 has no good answer.
        grade: u32 = "grade", |from| from.whole(1, 3);
        /// What it is called.
        title: Line = "title", Line::read;
        /// Every handle and every name in it, which are nobody's.
        invented: Vec<String> = "invented", |from| from.list(2, 120, Reading::declared);
        /// Who the learner is.
        reader: Learner = "reader", Learner::read;
        /// Everybody else.
        accounts: Vec<Person> = "accounts", |from| from.list(1, 30, Person::read);
        /// What they wrote.
        posts: Vec<Post> = "posts", |from| from.list(0, 60, Post::read);
        /// What it is for.
        aims: Vec<Text> = "aims", |from| from.list(1, 4, Text::read);
        /// Where the learner is and why, before the first step.
        scene: Text = "scene", Text::read;
        /// What the learner is asked to consider.
        steps: Vec<Step> = "steps", |from| from.list(1, 6, Step::read);
        /// To talk about afterwards.
        discussion: Vec<Text> = "discussion", |from| from.list(2, 6, Text::read);
        /// What of the professions' guidance it touches.
        guidance: Vec<Guidance> = "guidance", |from| from.list(1, ENDLESS, Guidance::read);
    }
}

object! {
    /// A short text in both languages.
    Line {
        /// In English.
        en: String = "en", |from| from.text(1, LINE);
        /// In Welsh.
        cy: String = "cy", |from| from.text(1, LINE);
    }
}

object! {
    /// A text in both languages.
    Text {
        /// In English.
        en: String = "en", |from| from.text(0, TEXT);
        /// In Welsh.
        cy: String = "cy", |from| from.text(0, TEXT);
    }
}

object! {
    /// Who the learner is in a scenario.
    Learner {
        /// Handle without `@`.
        handle: String = "handle", |from| from.own_handle();
        /// Display name.
        name: String = "name", |from| from.name();
        /// Profile text.
        bio: Text = "bio", Text::read;
        /// As in the settings.
        role: Role = "role", |from| from.one_of(Role::ALL, Role::name);
    }
}

object! {
    /// An invented account.
    Person {
        /// Handle without `@`.
        handle: String = "handle", |from| from.own_handle();
        /// Display name.
        name: String = "name", |from| from.name();
        /// Profile text.
        bio: Text = "bio", Text::read;
        /// Profile location.
        location: Option<Line> = "location?", |from| Line::read(from).map(Some);
        /// They follow the learner.
        follows_you: bool = "followsYou?", |from| from.truth();
        /// The learner follows them.
        you_follow: bool = "youFollow?", |from| from.truth();
    }
}

object! {
    /// An invented post.
    Post {
        /// What it is known by.
        id: String = "id", |from| from.shaped(Wrong::NotId, "1\u{2013}20", is_post_id);
        /// Whose it is.
        by: String = "by", |from| from.handle();
        /// What it says.
        text: Text = "text", Text::read;
        /// The post that it answers.
        answers: Option<String> = "answers?", |from| from.post();
        /// The post that it quotes.
        quotes: Option<String> = "quotes?", |from| from.post();
    }
}

object! {
    /// One act to consider.
    Step {
        /// What the learner is asked to consider doing.
        say: Text = "say", Text::read;
        /// The page shown.
        view: View = "view", |from| from.one_of(View::ALL, View::name);
        /// Whom it touches.
        account: String = "account", |from| from.handle();
        /// The post that it touches, if it is one.
        post: Option<String> = "post?", |from| from.post();
        /// The act.
        action: Action = "action", |from| from.one_of(Action::ALL, Action::name);
        /// What the tool does.
        expect: Expect = "expect", |from| from.one_of(Expect::ALL, Expect::name);
        /// If the learner leaves it.
        left: Outcome = "left", Outcome::read;
        /// If the learner goes on.
        went: Outcome = "went", Outcome::read;
    }
}

object! {
    /// What follows from a choice.
    Outcome {
        /// For the learner.
        you: Text = "you", Text::read;
        /// For the other person.
        them: Text = "them", Text::read;
    }
}

object! {
    /// A paragraph of guidance.
    Guidance {
        /// Whose it is.
        body: String = "body", |from| from.text(0, 60);
        /// What it is called.
        title: String = "title", |from| from.text(0, 160);
        /// When it came out.
        year: u32 = "year", |from| from.whole(2000, 2100);
        /// The paragraph.
        paragraph: Option<String> = "paragraph?", |from| from.text(0, 20).map(Some);
    }
}

impl Pack {
    /// Reads it, and whether its scenarios can be told from each other.
    fn whole(from: &mut Reading) -> Option<Self> {
        let pack = Self::read(from)?;
        let mut ids = Vec::new();
        for Scenario { id, line, .. } in &pack.scenarios {
            from.once(&mut ids, id, *line);
        }
        from.settle(0, &|named| {
            let mut scenarios = pack.scenarios.iter();
            scenarios.any(|one| one.declares(&named.name))
        });
        Some(pack)
    }
}

impl Scenario {
    /// Reads it, and whether everybody and everything it names is in it.
    fn whole(from: &mut Reading) -> Option<Self> {
        let since = from.named.len();
        let scenario = Self::read(from)?;
        let Self {
            reader,
            accounts,
            posts,
            ..
        } = &scenario;
        from.settle(since, &|named| {
            let is = |name: &String| name.eq_ignore_ascii_case(&named.name);
            match named.what {
                Wrong::NotInvented => scenario.declares(&named.name),
                Wrong::NoPost => scenario.post(&named.name).is_some(),
                _ => is(&reader.handle) || accounts.iter().any(|one| is(&one.handle)),
            }
        });
        let mut handles = vec![reader.handle.to_ascii_lowercase()];
        for Person { handle, line, .. } in accounts {
            from.once(&mut handles, &handle.to_ascii_lowercase(), *line);
        }
        let mut ids = Vec::new();
        for Post { id, line, .. } in posts {
            from.once(&mut ids, id, *line);
        }
        scenario.steps_touch(from);
        scenario.posts_end(from);
        Some(scenario)
    }

    /// Whether its author says that this is nobody.
    fn declares(&self, name: &str) -> bool {
        let mut invented = self.invented.iter();
        invented.any(|one| one.eq_ignore_ascii_case(name))
    }

    /// The post of this id.
    #[must_use]
    pub fn post(&self, id: &str) -> Option<&Post> {
        self.posts.iter().find(|post| post.id == id)
    }

    /// What acts on a post needs one, by the account it touches.
    fn steps_touch(&self, from: &mut Reading) {
        for step in &self.steps {
            let on_post = matches!(
                step.action,
                Action::Reply | Action::Quote | Action::Bookmark | Action::CopyLink
            );
            let post = step.post.as_ref();
            if post.is_none() && (on_post || step.view == View::Post) {
                from.fault(step.line, Wrong::Missing, "post".into());
            }
            let post = post.and_then(|id| self.post(id));
            let by = post.filter(|post| !post.by.eq_ignore_ascii_case(&step.account));
            if let Some(post) = by.filter(|_| on_post) {
                from.fault(step.line, Wrong::NotBy, post.id.clone());
            }
        }
    }

    /// Whoever walks from post to post must come to an end.
    fn posts_end(&self, from: &mut Reading) {
        let mut ended: Vec<&str> = Vec::new();
        loop {
            let before = ended.len();
            for post in &self.posts {
                let ends = |next: &Option<String>| {
                    let there = next.as_deref().filter(|id| self.post(id).is_some());
                    there.is_none_or(|id| ended.contains(&id))
                };
                if !ended.contains(&post.id.as_str()) && ends(&post.answers) && ends(&post.quotes) {
                    ended.push(&post.id);
                }
            }
            if ended.len() == before {
                break;
            }
        }
        for Post { id, line, .. } in &self.posts {
            if !ended.contains(&id.as_str()) {
                from.fault(*line, Wrong::Ring, id.clone());
            }
        }
    }
}

/// Reads a file.
///
/// # Errors
/// Says everything that is wrong, in the order of the lines; up to a limit.
pub fn read(text: &str) -> Result<Pack, Vec<Fault>> {
    let mut from = Reading {
        json: Reader::new(text),
        at: "",
        faults: Vec::new(),
        named: Vec::new(),
    };
    if text.len() > LONGEST {
        from.fault(1, Wrong::TooLong, LONGEST.to_string());
        return Err(from.faults);
    }
    let read = match is_pack(text) {
        true => Pack::whole(&mut from),
        false => Scenario::whole(&mut from).map(|scenario| Pack {
            line: scenario.line,
            version: scenario.version,
            title: scenario.title.clone(),
            scenarios: vec![scenario],
        }),
    };
    let read = read.filter(|_| from.json.is_done());
    if read.is_none() {
        let line = from.json.line();
        from.fault(line, Wrong::NotJson, String::new());
    }
    match read {
        Some(pack) if from.faults.is_empty() => Ok(pack),
        _ => Err(from.faults),
    }
}

/// Only a pack has scenarios.
fn is_pack(text: &str) -> bool {
    let name = b"\"scenarios\"";
    let mut places = text.as_bytes().windows(name.len()).enumerate();
    places.any(|(at, place)| {
        let rest = text.as_bytes().get(at + name.len()..).unwrap_or_default();
        place == name && rest.trim_ascii_start().starts_with(b":")
    })
}

/// Something that stands in a scenario and must be known by its end.
struct Named {
    line: u32,
    at: &'static str,
    /// What is wrong if it is not known.
    what: Wrong,
    name: String,
}

struct Reading<'t> {
    json: Reader<'t>,
    /// What is being read.
    at: &'static str,
    faults: Vec<Fault>,
    named: Vec<Named>,
}

impl Reading<'_> {
    fn fault(&mut self, line: u32, what: Wrong, of: String) {
        let at = self.at;
        // What a hostile file repeats need not all be kept.
        if self.faults.len() < MOST_FAULTS {
            let before = self.faults.iter().rposition(|other| other.line <= line);
            let place = before.map_or(0, |last| last + 1);
            self.faults.insert(place, Fault { line, at, what, of });
        }
    }

    /// Goes past a value of the wrong kind.
    fn instead(&mut self, what: Wrong, of: String) -> Option<()> {
        let line = self.json.line();
        self.fault(line, what, of);
        self.json.value(DEEPEST).map(drop)
    }

    /// Values by name. What need not be there ends in `?`.
    fn object(
        &mut self,
        properties: &'static [&'static str],
        each: &mut dyn FnMut(&mut Self, usize) -> Option<()>,
    ) -> Option<()> {
        let start = self.json.line();
        if !self.json.is_next("{") {
            return self.instead(Wrong::NotObject, String::new());
        }
        let mut seen = 0u32;
        let mut more = self.json.takes("{") && !self.json.takes("}");
        while more {
            let line = self.json.line();
            let name = self.json.text()?;
            self.json.takes(":").then_some(())?;
            let known = properties.iter().position(|known| plain(known) == name);
            match known {
                Some(at) if seen >> at & 1 == 0 => {
                    seen |= 1 << at;
                    let around = self.at;
                    self.at = plain(properties[at]);
                    each(self, at)?;
                    self.at = around;
                }
                _ => {
                    let what = known.map_or(Wrong::Unknown, |_| Wrong::Twice);
                    self.fault(line, what, name);
                    self.json.value(DEEPEST)?;
                }
            }
            more = self.more("}")?;
        }
        for (at, property) in properties.iter().enumerate() {
            if seen >> at & 1 == 0 && !property.ends_with('?') {
                self.fault(start, Wrong::Missing, (*property).into());
            }
        }
        Some(())
    }

    fn list<T>(
        &mut self,
        least: u32,
        most: u32,
        each: fn(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut list = Vec::new();
        self.items(least, most, &mut |from| {
            list.push(each(from)?);
            Some(())
        })?;
        Some(list)
    }

    fn items(
        &mut self,
        least: u32,
        most: u32,
        each: &mut dyn FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        let start = self.json.line();
        if !self.json.is_next("[") {
            return self.instead(Wrong::NotList, range(least, most));
        }
        let mut count = 0;
        let mut more = self.json.takes("[") && !self.json.takes("]");
        while more {
            count += 1;
            if count <= most {
                each(self)?;
            } else {
                self.json.value(DEEPEST)?;
            }
            more = self.more("]")?;
        }
        if count < least || count > most {
            self.fault(start, Wrong::NotList, range(least, most));
        }
        Some(())
    }

    /// Whether another one follows, or the end.
    fn more(&mut self, end: &str) -> Option<bool> {
        if self.json.takes(end) {
            return Some(false);
        }
        self.json.takes(",").then_some(true)
    }

    /// A text of so many letters. Whoever is mentioned in it must be invented.
    fn text(&mut self, least: u32, most: u32) -> Option<String> {
        let line = self.json.line();
        if !self.json.is_next("\"") {
            self.instead(Wrong::NotText, range(least, most))?;
            return Some(String::new());
        }
        let text = self.json.text()?;
        let letters = text.chars().count();
        if letters < least as usize || letters > most as usize {
            self.fault(line, Wrong::NotText, range(least, most));
            return Some(text);
        }
        // Of one that is too long, not even that.
        for name in mentions(&text) {
            self.must(line, Wrong::NotInvented, &name);
        }
        Some(text)
    }

    /// A handle or a name that the author says is nobody's.
    fn declared(&mut self) -> Option<String> {
        self.text(0, ENDLESS)
    }

    /// A text of the right shape, which says what is wrong with another.
    fn shaped(&mut self, what: Wrong, of: &str, fits: fn(&str) -> bool) -> Option<String> {
        let line = self.json.line();
        let text = self.text(0, ENDLESS)?;
        if !fits(&text) {
            self.fault(line, what, of.into());
        }
        Some(text)
    }

    /// The handle of somebody new.
    fn own_handle(&mut self) -> Option<String> {
        let line = self.json.line();
        let handle = self.shaped(Wrong::NotHandle, "", is_handle)?;
        self.must(line, Wrong::NotInvented, &handle);
        Some(handle)
    }

    /// The handle of somebody who must be in the scenario.
    fn handle(&mut self) -> Option<String> {
        let line = self.json.line();
        let handle = self.shaped(Wrong::NotHandle, "", is_handle)?;
        self.must(line, Wrong::NoAccount, &handle);
        Some(handle)
    }

    fn name(&mut self) -> Option<String> {
        let line = self.json.line();
        let name = self.text(1, NAME)?;
        self.must(line, Wrong::NotInvented, &name);
        Some(name)
    }

    /// The id of a post that must be in the scenario.
    fn post(&mut self) -> Option<Option<String>> {
        let line = self.json.line();
        let id = self.text(0, ENDLESS)?;
        self.must(line, Wrong::NoPost, &id);
        Some(Some(id))
    }

    fn must(&mut self, line: u32, what: Wrong, name: &str) {
        let (at, name) = (self.at, name.to_owned());
        self.named.push(Named {
            line,
            at,
            what,
            name,
        });
    }

    fn whole(&mut self, least: u32, most: u32) -> Option<u32> {
        let line = self.json.line();
        let number = self.json.value(DEEPEST)?.whole(most);
        if let Some(number) = number.filter(|number| *number >= least) {
            return Some(number);
        }
        self.fault(line, Wrong::NotWhole, range(least, most));
        Some(least)
    }

    fn truth(&mut self) -> Option<bool> {
        let line = self.json.line();
        let truth = self.json.value(DEEPEST)?.truth();
        if truth.is_none() {
            self.fault(line, Wrong::NotTruth, String::new());
        }
        Some(truth.unwrap_or_default())
    }

    fn one_of<T: Copy>(&mut self, all: &[T], name: fn(T) -> &'static str) -> Option<T> {
        let line = self.json.line();
        let value = self.json.value(DEEPEST)?;
        let is_named = |one: &&T| value.text() == Some(name(**one));
        let found = all.iter().find(is_named).copied();
        if found.is_none() {
            let names: Vec<&str> = all.iter().map(|one| name(*one)).collect();
            self.fault(line, Wrong::NotNamed, names.join(", "));
        }
        found.or(all.first().copied())
    }

    /// Says that it is there twice.
    fn once(&mut self, seen: &mut Vec<String>, id: &str, line: u32) {
        // One that is missing is told of already.
        if !id.is_empty() && seen.iter().any(|one| one == id) {
            self.fault(line, Wrong::Twice, id.into());
        }
        seen.push(id.into());
    }

    /// Says which of what was named since is not known.
    fn settle(&mut self, since: usize, is_known: &dyn Fn(&Named) -> bool) {
        for named in self.named.split_off(since) {
            if !is_known(&named) {
                let Named {
                    line,
                    at,
                    what,
                    name,
                } = named;
                self.at = at;
                self.fault(line, what, name);
            }
        }
        self.at = "";
    }
}

fn plain(property: &str) -> &str {
    property.strip_suffix('?').unwrap_or(property)
}

/// From and to, as people write it.
fn range(least: u32, most: u32) -> String {
    let mut range = least.to_string();
    if most == ENDLESS {
        range.push('+');
    } else if most > least {
        range.push('\u{2013}');
        range.push_str(&most.to_string());
    }
    range
}

fn is_handle(text: &str) -> bool {
    (1..=15).contains(&text.len()) && text.bytes().all(is_of_handle)
}

fn is_of_handle(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn is_post_id(text: &str) -> bool {
    let fits = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    (1..=20).contains(&text.len()) && text.bytes().all(fits)
}

fn is_scenario_id(text: &str) -> bool {
    let (start, rest) = text.split_at_checked(1).unwrap_or_default();
    let is_start = start.bytes().all(|byte| byte.is_ascii_lowercase());
    // As long as two of a post's.
    let (one, other) = rest.split_at_checked(20).unwrap_or((rest, "-"));
    rest.len() >= 2 && is_start && is_post_id(one) && is_post_id(other)
}

/// Everybody who is named by `@handle` or by the address of their profile.
fn mentions(text: &str) -> Vec<String> {
    let text = text.to_ascii_lowercase();
    let mut found = Vec::new();
    for (at, _) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        let befores = ["@", "\u{ff20}", "x.com/", "twitter.com/"];
        let after = befores.iter().find_map(|before| rest.strip_prefix(before));
        let after = after.unwrap_or_default();
        let end = after.bytes().position(|byte| !is_of_handle(byte));
        let name = after.get(..end.unwrap_or(after.len())).unwrap_or_default();
        if !name.is_empty() {
            found.push(name.to_owned());
        }
    }
    found
}

//! How a pause is drawn: `extension/dialog.html`, filled in, as steps that
//! `extension/question.js` carries out. `build/template.rs` says how a template
//! is written as steps; added here are `#id`, which goes to the element with
//! that id, `-`, which takes the one at hand out, and `!`, which shows it if it
//! is a dialog, or else gives it the focus.

use super::answer::{Aside, Purpose};
use super::policy::Form;
use super::question;
use super::view::{Excerpt, View, is_seen};
use crate::locale::Message;
use crate::page::theme::Theme;

include!(concat!(env!("OUT_DIR"), "/template.rs"));

/// The style sheet of a pause.
pub const SHEET: &str = STYLE;

/// The style sheet of what stands around the frame that a pause is drawn in.
pub const FRAME_SHEET: &str = FRAME_STYLE;

/// The page that a pause is drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// How it looks.
    pub theme: Theme,
    /// Whether its texts begin at the right.
    pub is_rtl: bool,
}

/// The words of a message, by its key.
pub type Words<'a> = &'a dyn Fn(&str) -> String;

/// The steps that draw a question.
#[must_use]
pub fn question(view: &View, ground: Ground, words: Words) -> String {
    let pause = view.pause;
    let is_full = !pause.brief;
    let look = match (is_full, view.seed % 3) {
        (false, _) => "line",
        (true, 0) => "top",
        (true, 1) => "side",
        (true, _) => "open",
    };
    let mut steps = drawn(TEMPLATE, words);
    dress(&mut steps, look, ground, words);
    say(
        &mut steps,
        "heading",
        question::heading(pause.action).key(),
        words,
    );
    say(
        &mut steps,
        "said",
        question::said(pause.form, view.seed),
        words,
    );
    say(&mut steps, "ask", view.question.key(), words);
    say(&mut steps, "leave", Message::Leave.key(), words);
    push(&mut steps, "#", "words");
    view.words
        .iter()
        .for_each(|excerpt| quote(&mut steps, excerpt));
    if let Some(you) = &view.you {
        for (id, text) in [("name", &you.name), ("bio", &you.bio)] {
            push(&mut steps, "#", id);
            push(&mut steps, "\"", text);
        }
    }
    for (id, is_shown) in [
        ("ask", true),
        ("words", !view.words.is_empty()),
        ("you", view.you.is_some() && is_seen(pause.action)),
        // People in touch know what for.
        ("purpose", pause.form != Form::Light),
    ] {
        if !(is_full && is_shown) {
            leave_out(&mut steps, id);
        }
    }
    shown(steps)
}

/// The steps that say that nothing could be done, because the control has gone.
#[must_use]
pub fn gone(ground: Ground, words: Words) -> String {
    let mut steps = drawn(TEMPLATE, words);
    dress(&mut steps, "top", ground, words);
    say(&mut steps, "heading", Message::GoneHeading.key(), words);
    say(&mut steps, "said", Message::Gone.key(), words);
    say(&mut steps, "leave", Message::Close.key(), words);
    for id in ["ask", "go", "more"] {
        leave_out(&mut steps, id);
    }
    shown(steps)
}

/// The steps that draw the frame for a pause.
#[must_use]
pub fn frame(words: Words) -> String {
    drawn(FRAME, words)
}

/// What the reader chose besides the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// What they would go on for.
    pub purpose: Option<Purpose>,
    /// What they said about being asked.
    pub aside: Option<Aside>,
}

impl Choices {
    /// Takes a press on the choice with this name, which marks it alone in its
    /// group, or takes the mark off again; and the steps that show so, with
    /// what there is to say of it. None of another name.
    pub fn press(&mut self, name: &str, words: Words) -> Option<String> {
        if let Some(pressed) = Purpose::named(name) {
            let was = toggle(&mut self.purpose, pressed);
            let now = self.purpose;
            let note = now.and_then(thought).map(Message::key);
            let [was, now] = [was, now].map(|one| one.map(Purpose::name));
            return Some(marked(was, now, "thought", note, words));
        }
        let was = toggle(&mut self.aside, Aside::named(name)?);
        let note = self.aside.map(noted).map(Message::key);
        let [was, now] = [was, self.aside].map(|one| one.map(Aside::name));
        Some(marked(was, now, "noted", note, words))
    }
}

/// Chooses what was pressed, or nothing if it was chosen; and what was.
fn toggle<T: Copy + PartialEq>(chosen: &mut Option<T>, pressed: T) -> Option<T> {
    let now = Some(pressed).filter(|_| *chosen != Some(pressed));
    core::mem::replace(chosen, now)
}

/// A second thought about a purpose.
fn thought(purpose: Purpose) -> Option<Message> {
    match purpose {
        Purpose::Learn => Some(Message::ThoughtLearn),
        Purpose::Research => Some(Message::ThoughtResearch),
        _ => None,
    }
}

/// What comes of it.
fn noted(aside: Aside) -> Message {
    match aside {
        Aside::DontAskAgain => Message::NotedMark,
        Aside::Wrong => Message::NotedWrong,
        Aside::NotNow => Message::NotedLater,
    }
}

fn marked(
    was: Option<&str>,
    now: Option<&str>,
    place: &str,
    note: Option<&str>,
    words: Words,
) -> String {
    let mut out = String::new();
    for (one, is_pressed) in [(was, "false"), (now, "true")] {
        if let Some(id) = one {
            push(&mut out, "#", id);
            push(&mut out, " aria-pressed=", is_pressed);
        }
    }
    push(&mut out, "#", place);
    push(&mut out, "\"", &note.map(words).unwrap_or_default());
    out
}

/// Adds a step. Texts are plain by now: none has a line's end, which would end
/// the step.
fn push(steps: &mut String, kind: &str, rest: &str) {
    if !steps.is_empty() {
        steps.push('\n');
    }
    steps.push_str(kind);
    steps.push_str(rest);
}

fn say(steps: &mut String, id: &str, key: &str, words: Words) {
    push(steps, "#", id);
    push(steps, "\"", &words(key));
}

fn leave_out(steps: &mut String, id: &str) {
    push(steps, "#", id);
    push(steps, "-", "");
}

/// With the last step, which shows the pause.
fn shown(mut steps: String) -> String {
    push(&mut steps, "#", "pause");
    push(&mut steps, "!", "");
    steps
}

/// How the pause looks, and the language it speaks.
fn dress(steps: &mut String, look: &str, ground: Ground, words: Words) {
    push(steps, "#", "pause");
    push(steps, " class=", look);
    if ground.theme == Theme::Dark {
        steps.push_str(" dark");
    }
    push(steps, " dir=", if ground.is_rtl { "rtl" } else { "ltr" });
    push(steps, " lang=", &words(Message::Language.key()));
}

/// Some of their own words, as plain text whose direction stays its own.
fn quote(steps: &mut String, excerpt: &Excerpt) {
    push(steps, "<p", "");
    push(steps, "<bdi", "");
    for (tag, text) in [
        ("<span", &excerpt.before),
        ("<mark", &excerpt.marked),
        ("<span", &excerpt.after),
    ] {
        push(steps, tag, "");
        push(steps, "\"", text);
        push(steps, "/", "");
    }
    push(steps, "/\n/", "");
}

/// A template's steps with all messages in words.
fn drawn(template: &str, words: Words) -> String {
    let mut steps = String::new();
    for step in template.lines() {
        let (kind, rest) = step.split_at_checked(1).unwrap_or_default();
        match (kind, rest.split_once('=')) {
            ("\"", _) => push(&mut steps, kind, &words(rest)),
            ("@", Some((name, key))) => {
                push(&mut steps, " ", name);
                steps.push('=');
                steps.push_str(&words(key));
            }
            _ => push(&mut steps, step, ""),
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::page::action::Action;
    use crate::reflect::{Pause, Question, You};
    use crate::settings::Role;

    /// A question whose message keys stand for its messages.
    fn view(action: Action, form: Form, seed: u32) -> View {
        let pause = Pause {
            action,
            form,
            pattern: false,
            brief: false,
        };
        View {
            pause,
            question: chosen(pause),
            seed,
            words: vec![Excerpt {
                before: "Baker, ".into(),
                marked: "living with bipolar".into(),
                after: ". Buns".into(),
            }],
            you: You::new("Wren Oakhollow", "Early shifts."),
        }
    }

    fn chosen(pause: Pause) -> Question {
        question::choose(pause, Role::default(), 0, None)
    }

    const GROUND: Ground = Ground {
        theme: Theme::Light,
        is_rtl: false,
    };

    fn keys(key: &str) -> String {
        format!("<{key}>")
    }

    /// What stands at the end: by id (or by place, of an element without one),
    /// all attributes and the text, in the order in which they were made.
    fn carried_out(steps: &str) -> Vec<BTreeMap<String, String>> {
        let mut made: Vec<BTreeMap<String, String>> = Vec::new();
        let mut around: Vec<usize> = Vec::new();
        let mut parents: Vec<Option<usize>> = Vec::new();
        for step in steps.lines() {
            let (kind, rest) = step.split_at(1);
            let at = around.last().copied();
            match kind {
                "<" => {
                    parents.push(at);
                    around.push(made.len());
                    made.push(BTreeMap::from([("tag".into(), rest.into())]));
                }
                "/" => drop(around.pop()),
                "#" => {
                    let found = made
                        .iter()
                        .position(|one| one.get("id").is_some_and(|id| id == rest));
                    let found = found.unwrap_or_else(|| panic!("no element {rest}"));
                    around = vec![found];
                }
                "-" => {
                    let gone = at.unwrap();
                    for (place, one) in made.iter_mut().enumerate() {
                        let mut up = Some(place);
                        while let Some(above) = up {
                            if above == gone {
                                one.clear();
                                break;
                            }
                            up = parents[above];
                        }
                    }
                }
                "\"" => drop(made[at.unwrap()].insert("text".into(), rest.into())),
                " " => {
                    let (name, value) = rest.split_once('=').unwrap();
                    made[at.unwrap()].insert(name.into(), value.into());
                }
                "!" => drop(made[at.unwrap()].insert("shown".into(), "yes".into())),
                _ => panic!("{step} is no step"),
            }
        }
        made.retain(|one| !one.is_empty());
        made
    }

    /// The value of an element with that id; `None` if there is no such element.
    fn of<'a>(all: &'a [BTreeMap<String, String>], id: &str, name: &str) -> Option<&'a str> {
        let one = all
            .iter()
            .find(|one| one.get("id").is_some_and(|its| its == id))?;
        Some(one.get(name).map_or("", String::as_str))
    }

    fn drawn_of(view: &View) -> Vec<BTreeMap<String, String>> {
        carried_out(&question(view, GROUND, &keys))
    }

    #[test]
    fn a_question_says_what_it_is_about_and_shows_what_it_has() {
        let view = view(Action::Follow, Form::Ordinary, 0);
        let all = drawn_of(&view);
        for (id, key) in [
            ("heading", "headingFollow"),
            ("said", question::said(Form::Ordinary, 0)),
            ("ask", view.question.key()),
            ("leave", "leave"),
            ("go", "goOn"),
        ] {
            assert_eq!(of(&all, id, "text"), Some(keys(key).as_str()), "{id}");
        }
        assert_eq!(of(&all, "pause", "shown"), Some("yes"));
        assert_eq!(of(&all, "name", "text"), Some("Wren Oakhollow"));
        assert_eq!(of(&all, "bio", "text"), Some("Early shifts."));
        assert!(of(&all, "purpose", "").is_some());
        let texts: Vec<_> = all.iter().filter_map(|one| one.get("text")).collect();
        let place = texts
            .iter()
            .position(|text| *text == "living with bipolar")
            .unwrap();
        assert_eq!(
            texts[place - 1..=place + 1],
            ["Baker, ", "living with bipolar", ". Buns"]
        );
        let mark = all.iter().find(|one| one["tag"] == "mark").unwrap();
        assert_eq!(mark["text"], "living with bipolar");
    }

    #[test]
    fn what_people_write_is_no_step() {
        let mut view = view(Action::Follow, Form::Ordinary, 0);
        view.you = You::new("Wren\n#go\n-", "Early\r\n#leave\n-\u{2028}<b");
        let all = drawn_of(&view);
        assert_eq!(of(&all, "name", "text"), Some("Wren #go -"));
        assert_eq!(of(&all, "bio", "text"), Some("Early #leave - <b"));
        assert!(of(&all, "go", "").is_some() && of(&all, "leave", "").is_some());
    }

    #[test]
    fn each_excerpt_is_a_paragraph_of_its_own() {
        let mut view = view(Action::Follow, Form::Ordinary, 0);
        view.words.push(view.words[0].clone());
        let steps = question(&view, GROUND, &keys);
        let excerpts = steps.split_once("#words\n").unwrap().1;
        assert!(
            excerpts.starts_with("<p\n<bdi\n<span\n\"Baker, \n/\n<mark\n"),
            "{excerpts}"
        );
        assert!(
            excerpts.contains("\"\u{2e} Buns\n/\n/\n/\n<p\n<bdi\n"),
            "{excerpts}"
        );
    }

    #[test]
    fn what_there_is_nothing_to_show_of_is_left_out() {
        let mut bare = view(Action::Follow, Form::Ordinary, 0);
        bare.words.clear();
        bare.you = None;
        let all = drawn_of(&bare);
        assert_eq!((of(&all, "words", ""), of(&all, "you", "")), (None, None));
        assert_eq!(of(&all, "name", ""), None, "what stood in it goes with it");
        assert!(of(&all, "ask", "").is_some() && of(&all, "menu", "").is_some());
        let unseen = drawn_of(&view(Action::Bookmark, Form::Ordinary, 0));
        assert_eq!(
            of(&unseen, "you", ""),
            None,
            "X does not show who keeps a post"
        );
        let light = drawn_of(&view(Action::Follow, Form::Light, 0));
        assert_eq!(of(&light, "purpose", ""), None);
        assert!(of(&light, "words", "").is_some());
    }

    #[test]
    fn a_brief_one_has_the_two_buttons_and_the_menu() {
        let mut brief = view(Action::Follow, Form::Ordinary, 1);
        brief.pause.brief = true;
        let all = drawn_of(&brief);
        for id in ["ask", "words", "you", "purpose"] {
            assert_eq!(of(&all, id, ""), None, "{id}");
        }
        for id in ["heading", "said", "leave", "go", "menu"] {
            assert!(of(&all, id, "").is_some(), "{id}");
        }
        assert_eq!(of(&all, "pause", "class"), Some("line"));
    }

    #[test]
    fn it_looks_as_the_lot_and_the_page_say() {
        for (seed, look) in [(0, "top"), (1, "side"), (2, "open"), (3, "top")] {
            let all = drawn_of(&view(Action::Reply, Form::Firm, seed));
            assert_eq!(of(&all, "pause", "class"), Some(look), "{seed}");
        }
        let dark = Ground {
            theme: Theme::Dark,
            is_rtl: true,
        };
        let view = view(Action::Reply, Form::Firm, 1);
        let all = carried_out(&question(&view, dark, &keys));
        assert_eq!(of(&all, "pause", "class"), Some("side dark"));
        assert_eq!(of(&all, "pause", "dir"), Some("rtl"));
        assert_eq!(of(&all, "pause", "lang"), Some("<language>"));
        let all = drawn_of(&view);
        assert_eq!(of(&all, "pause", "dir"), Some("ltr"));
    }

    #[test]
    fn where_the_control_has_gone_there_is_only_one_thing_to_press() {
        let all = carried_out(&gone(GROUND, &keys));
        let pressed: Vec<_> = all.iter().filter(|one| one["tag"] == "button").collect();
        assert_eq!(pressed.len(), 1);
        assert_eq!(of(&all, "leave", "text"), Some("<close>"));
        assert_eq!(of(&all, "heading", "text"), Some("<goneHeading>"));
        assert_eq!(of(&all, "said", "text"), Some("<gone>"));
        assert_eq!((of(&all, "ask", ""), of(&all, "more", "")), (None, None));
        assert_eq!(of(&all, "pause", "class"), Some("top"));
    }

    #[test]
    fn the_frame_runs_no_script_and_is_of_no_origin() {
        let all = carried_out(&frame(&keys));
        let sandbox = of(&all, "frame", "sandbox").unwrap();
        assert_eq!(sandbox, "allow-popups allow-popups-to-escape-sandbox");
        assert_eq!(of(&all, "frame", "srcdoc"), Some(""));
        let button = all.iter().find(|one| one["tag"] == "button").unwrap();
        assert_eq!(button["aria-label"], "<close>");
    }

    #[test]
    fn a_choice_is_marked_alone_in_its_group_and_taken_back() {
        let mut choices = Choices::default();
        let mut press = |name: &str| {
            let steps = choices.press(name, &keys);
            (steps, choices.purpose, choices.aside)
        };
        let learn = "#learn\n aria-pressed=true\n#thought\n\"<thoughtLearn>";
        assert_eq!(
            press("learn"),
            (Some(learn.into()), Some(Purpose::Learn), None)
        );
        let know = "#learn\n aria-pressed=false\n#know\n aria-pressed=true\n#thought\n\"";
        assert_eq!(
            press("know"),
            (Some(know.into()), Some(Purpose::Know), None)
        );
        let research = "#know\n aria-pressed=false\n#research\n aria-pressed=true\n#thought\n\"<thoughtResearch>";
        assert_eq!(press("research").0.unwrap(), research);
        let mark = "#mark\n aria-pressed=true\n#noted\n\"<notedMark>";
        let marked = (
            Some(mark.into()),
            Some(Purpose::Research),
            Some(Aside::DontAskAgain),
        );
        assert_eq!(press("mark"), marked);
        let back = "#mark\n aria-pressed=false\n#noted\n\"";
        assert_eq!(
            press("mark"),
            (Some(back.into()), Some(Purpose::Research), None)
        );
        assert!(press("wrong").0.unwrap().ends_with("<notedWrong>"));
        assert!(press("later").0.unwrap().ends_with("<notedLater>"));
        assert_eq!(press("research").1, None);
        assert_eq!(press("beside"), (None, None, Some(Aside::NotNow)));
    }

    #[test]
    fn every_choice_is_in_the_template_where_its_note_is() {
        let all = drawn_of(&view(Action::Follow, Form::Ordinary, 0));
        let names = Purpose::ALL.iter().map(|one| one.name());
        for name in names.chain(Aside::ALL.iter().map(|one| one.name())) {
            assert_eq!(of(&all, name, "aria-pressed"), Some("false"), "{name}");
        }
        for id in ["thought", "noted"] {
            assert_eq!(of(&all, id, "role"), Some("status"), "{id}");
        }
    }
}

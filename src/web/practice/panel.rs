//! Everything of the practice page that is not its stage.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

use super::{say, show_if};
use crate::locale::{Message, PageMessage};
use crate::practice::pack::{Fault, Outcome, Scenario};
use crate::practice::run::{Choice, Mode, Place, Run, Shown};
use crate::practice::summary::{self, Words};
use crate::web::nodes::{add, emptied, show};
use crate::web::pages::parts::{all, filled, page_words, put_in, say_words};
use crate::web::words::words;

/// Draws all of it.
pub fn draw(document: &Document, run: &Run, is_welsh: bool, size: u8) -> Option<()> {
    let root = document.document_element()?;
    root.set_attribute("lang", &words(Message::Language)).ok()?;
    root.set_attribute("data-size", &size.to_string()).ok()?;
    root.set_attribute("data-mode", run.mode().name()).ok()?;
    // For a page around this one that tells a learning environment so.
    let is_through = run.is_through().to_string();
    root.set_attribute("data-through", &is_through).ok()?;
    say_words(document);
    let place = run.place();
    let is_run = !matches!(place, Place::List | Place::Summary);
    show_if(document, "start", place == Place::List);
    show_if(document, "run", is_run);
    show_if(document, "summary", place == Place::Summary);
    show_if(document, "cover", run.is_covered());
    match place {
        Place::List => list(document, run, is_welsh),
        Place::Summary => chosen(document, run, is_welsh),
        _ => scenario(document, run, is_welsh),
    }
}

/// Puts the focus where what is new begins.
pub fn focus(document: &Document, run: &Run) -> Option<()> {
    let selector = match (run.place(), run.shown()) {
        (_, Shown::One(_)) => "#one h2",
        (_, Shown::Both) => "#both h2",
        (Place::Step(_), _) => "#say",
        _ => "main:not([hidden]) h1",
    };
    let part = document.query_selector(selector).ok()??;
    part.unchecked_ref::<HtmlElement>().focus().ok()
}

fn list(document: &Document, run: &Run, is_welsh: bool) -> Option<()> {
    let place = emptied(document, "scenarios")?;
    let grades = [
        PageMessage::PracticeGrade1,
        PageMessage::PracticeGrade2,
        PageMessage::PracticeGrade3,
    ];
    for (grade, heading) in (1..).zip(grades) {
        let all = run.scenarios().iter().enumerate();
        let mut of_grade = all.filter(|(_, one)| one.grade == grade).peekable();
        if of_grade.peek().is_none() {
            continue;
        }
        add(&place, "h3", &page_words(heading))?;
        let list = add(&place, "ul", "")?;
        list.set_class_name("scenarios");
        for (at, scenario) in of_grade {
            let item = add(&list, "li", "")?;
            let button = add(&item, "button", "")?;
            button.set_attribute("type", "button").ok()?;
            button.set_attribute("data-begin", &at.to_string()).ok()?;
            add(&button, "b", scenario.title.spoken(is_welsh))?;
            let aim = scenario.aims.first()?;
            add(&button, "span", aim.spoken(is_welsh))?;
        }
    }
    Some(())
}

fn scenario(document: &Document, run: &Run, is_welsh: bool) -> Option<()> {
    let scenario = run.scenario()?;
    let place = run.place();
    put_in(document, "title", scenario.title.spoken(is_welsh));
    let at = match place {
        Place::Step(step) => {
            let numbers = [step + 1, scenario.steps.len()].map(|number| number.to_string());
            filled(PageMessage::PracticeStep, &[&numbers[0], &numbers[1]])
        }
        _ => String::new(),
    };
    put_in(document, "where", &at);
    show_if(document, "opening", place == Place::Opening);
    show_if(document, "step", matches!(place, Place::Step(_)));
    show_if(document, "end", place == Place::End);
    opening(document, scenario, is_welsh)?;
    step(document, run, is_welsh);
    let talk = scenario.discussion.iter();
    items(
        document,
        "talk",
        talk.map(|one| one.spoken(is_welsh).to_owned()),
    )?;
    items(
        document,
        "guidance",
        scenario.guidance.iter().map(summary::cited),
    )?;
    for button in all(document, "#bar [data-cue]") {
        let cue = button.get_attribute("data-cue")?;
        let is_group = run.mode() == Mode::Group;
        let is_step = matches!(place, Place::Step(_));
        let is_shown = match cue.as_str() {
            "next" => run.may_go_on(),
            "compare" => is_step && run.may_go_on(),
            "cover" => is_group,
            "summary" => !is_group && run.has_made(),
            _ => true,
        };
        show(&button, is_shown);
        if cue == "compare" {
            let is_pressed = (run.shown() == Shown::Both).to_string();
            button.set_attribute("aria-pressed", &is_pressed).ok()?;
        }
    }
    show_if(document, "keys", run.mode() == Mode::Group);
    Some(())
}

fn opening(document: &Document, scenario: &Scenario, is_welsh: bool) -> Option<()> {
    let reader = &scenario.reader;
    let bio = reader.bio.spoken(is_welsh);
    let who = [reader.name.as_str(), &reader.handle, bio];
    put_in(document, "you", &filled(PageMessage::PracticeYouAre, &who));
    for id in ["scene", "recall"] {
        put_in(document, id, scenario.scene.spoken(is_welsh));
    }
    let aims = scenario.aims.iter();
    items(
        document,
        "aims",
        aims.map(|one| one.spoken(is_welsh).to_owned()),
    )
}

fn step(document: &Document, run: &Run, is_welsh: bool) -> Option<()> {
    let step = run.step()?;
    put_in(document, "say", step.say.spoken(is_welsh));
    let shown = run.shown();
    show_if(document, "choose", shown == Shown::Nothing);
    show_if(document, "stage", shown != Shown::Both);
    show_if(document, "one", matches!(shown, Shown::One(_)));
    show_if(document, "both", shown == Shown::Both);
    let one = emptied(document, "one")?;
    let both = emptied(document, "both")?;
    let outcome = |choice| match choice {
        Choice::Left => &step.left,
        Choice::Went => &step.went,
    };
    match shown {
        Shown::Nothing => {}
        Shown::One(choice) => {
            let made = run.made()?;
            let words = the_words(is_welsh);
            let [chose, asked] = words.of(made);
            head(&one, chose)?;
            add(&one, "p", asked)?.set_class_name("what");
            follows(&one, outcome(choice), is_welsh)?;
        }
        Shown::Both => {
            for (heading, choice) in [
                (PageMessage::PracticeIfLeft, Choice::Left),
                (PageMessage::PracticeIfWent, Choice::Went),
            ] {
                let card = add(&both, "section", "")?;
                card.set_class_name("card");
                head(&card, &page_words(heading))?;
                follows(&card, outcome(choice), is_welsh)?;
            }
        }
    }
    Some(())
}

/// A heading that the focus can be put on.
fn head(place: &Element, text: &str) -> Option<()> {
    add(place, "h2", text)?.set_attribute("tabindex", "-1").ok()
}

fn follows(place: &Element, outcome: &Outcome, is_welsh: bool) -> Option<()> {
    say(
        place,
        "h3",
        PageMessage::PracticeYou,
        outcome.you.spoken(is_welsh),
    )?;
    say(
        place,
        "h3",
        PageMessage::PracticeThem,
        outcome.them.spoken(is_welsh),
    )
}

fn items(document: &Document, id: &str, texts: impl Iterator<Item = String>) -> Option<()> {
    let list = emptied(document, id)?;
    for text in texts {
        add(&list, "li", &text)?;
    }
    Some(())
}

fn the_words(is_welsh: bool) -> Words {
    Words {
        title: page_words(PageMessage::PracticeSummary),
        private: page_words(PageMessage::PracticePrivate),
        left: page_words(PageMessage::PracticeLeft),
        went: page_words(PageMessage::PracticeWent),
        asked: page_words(PageMessage::PracticeAsked),
        unasked: page_words(PageMessage::PracticeUnasked),
        think: page_words(PageMessage::PracticeTalk),
        guidance: page_words(PageMessage::PracticeGuidance),
        is_welsh,
    }
}

/// The summary, and the link that saves it as a text.
fn chosen(document: &Document, run: &Run, is_welsh: bool) -> Option<()> {
    let words = the_words(is_welsh);
    let place = emptied(document, "chosen")?;
    let parts = summary::parts(run);
    if parts.is_empty() {
        add(&place, "p", &page_words(PageMessage::PracticeNone))?;
    }
    for part in &parts {
        let section = add(&place, "section", "")?;
        add(&section, "h2", part.scenario.title.spoken(is_welsh))?;
        for (step, made) in &part.steps {
            add(&section, "p", step.say.spoken(is_welsh))?.set_class_name("what");
            let [chose, asked] = words.of(*made);
            let line = add(&section, "p", "")?;
            add(&line, "b", chose)?;
            add(&line, "span", &[" ", asked].concat())?;
        }
        add(&section, "h3", &words.think)?;
        let list = add(&section, "ul", "")?;
        for question in &part.scenario.discussion {
            add(&list, "li", question.spoken(is_welsh))?;
        }
    }
    let save = document.get_element_by_id("save")?;
    show(&save, !parts.is_empty());
    let text = js_sys::encode_uri_component(&summary::written(run, &words));
    let address = ["data:text/plain;charset=utf-8,", &String::from(text)].concat();
    save.set_attribute("href", &address).ok()
}

/// Says that a file was opened.
pub fn say_opened(place: &Element, count: usize) {
    let text = filled(PageMessage::PracticeOpened, &[&count.to_string()]);
    place.set_text_content(Some(&text));
}

/// Says what is wrong with a file: nothing else has changed.
pub fn say_faults(place: &Element, faults: &[Fault]) -> Option<()> {
    place.set_text_content(None);
    add(place, "p", &page_words(PageMessage::PracticeFaulty))?;
    let list = add(place, "ul", "")?;
    // Those who write scenarios read English: so are the names in a file.
    list.set_attribute("lang", "en-GB").ok()?;
    for fault in faults {
        add(&list, "li", &fault.to_string())?;
    }
    Some(())
}

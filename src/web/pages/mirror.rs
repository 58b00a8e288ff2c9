//! The mirror: the reader's own counts as bars, and as tables that say the same.

use web_sys::{Document, Element};

use super::parts::{page_words, put_in};
use crate::keep::mirror::{self, Row};
use crate::keep::tally::{Tallies, as_people_write};
use crate::locale::PageMessage;
use crate::moment::Moment;
use crate::page::action::Action;
use crate::reflect::{Kind, Purpose};
use crate::web::nodes::{add, emptied, show};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Weeks that are drawn; the table has all of them.
const DRAWN: usize = 13;

/// How wide a bar is, in units of its own.
const WIDTH: f64 = 1000.0;

/// What a row is about, and its counts in the order of the legend.
type Line = (String, Vec<u32>);

/// Fills the mirror with what has been counted.
pub fn fill(document: &Document, tallies: &Tallies, now: Moment) -> Option<()> {
    let frame = document.get_element_by_id("mirror")?;
    let weeks = mirror::by_week(tallies);
    show(&frame, !weeks.is_empty());
    if let Some(nothing) = document.get_element_by_id("nothing") {
        show(&nothing, weeks.is_empty());
    }
    let counts = |row: Row| vec![row.left, row.on, row.through];
    let weeks = weeks.into_iter();
    let weeks = weeks.map(|(week, row)| (as_people_write(week), counts(row)));
    let acts = mirror::by_action(tallies).into_iter();
    let acts = acts.map(|(action, row)| (page_words(act(action)), counts(row)));
    let purposes = mirror::purposes(tallies).into_iter();
    let purposes = purposes.map(|(purpose, count)| (page_words(why(purpose)), vec![count]));
    let followed = mirror::followed(tallies).into_iter();
    let followed = followed.map(|(kind, count)| (page_words(who(kind)), vec![count]));
    let asked = [
        PageMessage::CountLeft,
        PageMessage::CountOn,
        PageMessage::CountThrough,
    ];
    let often = [PageMessage::HeadCount];
    draw(document, "weeks", PageMessage::HeadWeek, &asked, weeks);
    draw(document, "acts", PageMessage::HeadAct, &asked, acts);
    draw(
        document,
        "purposes",
        PageMessage::HeadPurpose,
        &often,
        purposes,
    );
    draw(document, "followed", PageMessage::HeadWho, &often, followed);
    let questions = [
        PageMessage::MirrorAskWho,
        PageMessage::MirrorAskLeft,
        PageMessage::MirrorAskMissing,
    ];
    // Another one from day to day.
    let question = questions.get(now.day() as usize % questions.len())?;
    put_in(document, "question", &page_words(*question));
    Some(())
}

fn draw(
    document: &Document,
    id: &str,
    head: PageMessage,
    columns: &[PageMessage],
    lines: impl Iterator<Item = Line>,
) -> Option<()> {
    let place = emptied(document, id)?;
    let lines: Vec<Line> = lines.collect();
    show(&place.parent_element()?, !lines.is_empty());
    let sum = |(_, counts): &Line| counts.iter().sum::<u32>();
    let most = lines.iter().map(sum).max().unwrap_or_default().max(1);

    // The table says it all; the bars are for those who see them.
    let bars = add(&place, "ul", "")?;
    bars.set_class_name("bars");
    bars.set_attribute("aria-hidden", "true").ok()?;
    for (name, counts) in lines.iter().take(DRAWN) {
        let item = add(&bars, "li", "")?;
        add(&item, "span", name)?;
        let bar = bar(document, counts, most)?;
        item.append_child(&bar).ok()?;
    }

    let table = add(&place, "table", "")?;
    let row = add(&add(&table, "thead", "")?, "tr", "")?;
    for head in [head].iter().chain(columns) {
        add(&row, "th", &page_words(*head))?
            .set_attribute("scope", "col")
            .ok()?;
    }
    let body = add(&table, "tbody", "")?;
    for (name, counts) in &lines {
        let row = add(&body, "tr", "")?;
        add(&row, "th", name)?.set_attribute("scope", "row").ok()?;
        for count in counts {
            add(&row, "td", &count.to_string())?;
        }
    }
    Some(())
}

/// One bar: a piece for each count, one after the other.
fn bar(document: &Document, counts: &[u32], most: u32) -> Option<Element> {
    let make = |name: &str| document.create_element_ns(Some(SVG), name).ok();
    let bar = make("svg")?;
    let whole = ["0 0 ", &(WIDTH as u32).to_string(), " 16"].concat();
    bar.set_attribute("viewBox", &whole).ok()?;
    bar.set_attribute("preserveAspectRatio", "none").ok()?;
    let looks = match counts {
        [_] => ["count"].as_slice(),
        _ => &["left", "on", "through"],
    };
    let mut from = 0;
    for (count, look) in counts.iter().zip(looks) {
        let width = (f64::from(*count) / f64::from(most) * WIDTH) as u32;
        let piece = make("rect")?;
        for (name, value) in [("x", from), ("width", width), ("height", 16)] {
            piece.set_attribute(name, &value.to_string()).ok()?;
        }
        piece.set_attribute("class", look).ok()?;
        bar.append_child(&piece).ok()?;
        from += width;
    }
    Some(bar)
}

fn act(action: Action) -> PageMessage {
    match action {
        Action::Follow => PageMessage::ActFollow,
        Action::Reply => PageMessage::ActReply,
        Action::Quote => PageMessage::ActQuote,
        Action::Message => PageMessage::ActMessage,
        Action::List => PageMessage::ActList,
        Action::Notify => PageMessage::ActNotify,
        Action::Tag => PageMessage::ActTag,
        Action::Bookmark => PageMessage::ActBookmark,
        Action::CopyLink => PageMessage::ActCopyLink,
    }
}

fn why(purpose: Purpose) -> PageMessage {
    match purpose {
        Purpose::Know => PageMessage::PurposeKnow,
        Purpose::Asked => PageMessage::PurposeAsked,
        Purpose::Answer => PageMessage::PurposeAnswer,
        Purpose::Learn => PageMessage::PurposeLearn,
        Purpose::Research => PageMessage::PurposeResearch,
        Purpose::Unsure => PageMessage::PurposeUnsure,
    }
}

fn who(kind: Kind) -> PageMessage {
    match kind {
        Kind::Unknown => PageMessage::KindUnknown,
        Kind::Professional => PageMessage::KindProfessional,
        Kind::Organisation => PageMessage::KindOrganisation,
        Kind::Lived => PageMessage::KindLived,
        Kind::Both => PageMessage::KindBoth,
        Kind::Other => PageMessage::KindOther,
    }
}

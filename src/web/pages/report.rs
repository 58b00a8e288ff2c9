//! What the tool says of itself: what came of a choice, what was not taken and
//! why, what is kept, and what of X is still seen.

use web_sys::Document;

use super::parts::{filled, page_words, put_in};
use crate::keep::organisation::Organisation;
use crate::keep::tally::as_people_write;
use crate::keep::{Kept, Settled, Source};
use crate::locale::PageMessage;
use crate::message::Outcome;
use crate::settings::Refusal;
use crate::value::json;
use crate::web::nodes::{add, emptied, show};

/// Who has set what is set.
pub fn name(organisation: &Organisation) -> String {
    let named = organisation.name.clone();
    named.unwrap_or_else(|| page_words(PageMessage::Nameless))
}

/// Fills in whatever a page has of this.
pub fn fill(document: &Document, kept: &Kept, settled: &Settled) {
    if let Some(place) = emptied(document, "refused") {
        show(&place, !settled.refused.is_empty());
        for (source, name, refusal) in &settled.refused {
            let message = match source {
                Source::Reader => PageMessage::NotTakenOwn,
                Source::Organisation => PageMessage::NotTakenPolicy,
            };
            // A line that cannot be shown leaves the others.
            let _ = add(&place, "li", &filled(message, &[name, &reason(*refusal)]));
        }
    }
    let count = kept.marks.len().to_string();
    put_in(
        document,
        "marks",
        &filled(PageMessage::MarksCount, &[&count]),
    );
    if let Some(link) = document.get_element_by_id("export") {
        let file: String = js_sys::encode_uri_component(&kept.exported()).into();
        // A link that leads nowhere can still be seen to.
        let _ = link.set_attribute("href", &["data:application/json,", &file].concat());
    }
    let looked = kept.sight.iter().map(|sight| sight.on.as_str()).max();
    let said = match looked {
        None => page_words(PageMessage::SightNever),
        Some(on) if kept.unseen().next().is_none() => {
            filled(PageMessage::SightAll, &[&as_people_write(on)])
        }
        Some(on) => filled(PageMessage::SightSome, &[&as_people_write(on)]),
    };
    put_in(document, "sight", &said);
    if let Some(place) = emptied(document, "unseen") {
        for sign in kept.unseen() {
            let _ = add(&place, "p", &page_words(sign.message()));
        }
    }
    put_in(document, "kept", &json::written(&kept.written()));
}

/// Says what came of a choice, with a line for each thing that was not taken.
pub fn say(document: &Document, outcome: &Outcome) {
    let Some(place) = emptied(document, "said") else {
        return;
    };
    let head = match outcome {
        Outcome::Done => PageMessage::KeptDone,
        Outcome::Unkept => PageMessage::KeptNot,
        Outcome::Refused(faults) if faults.iter().any(is_whole) => PageMessage::KeptRefused,
        Outcome::Refused(_) => PageMessage::KeptPartly,
    };
    let _ = add(&place, "p", &page_words(head));
    if let Outcome::Refused(faults) = outcome {
        for fault in faults {
            let why = reason(fault.refusal);
            let named = [fault.name.as_str(), ": ", &why].concat();
            let what = if fault.name.is_empty() { &why } else { &named };
            let line = fault.line.to_string();
            let text = match fault.line {
                0 => why,
                _ => filled(PageMessage::AtLine, &[&line, what]),
            };
            let _ = add(&place, "p", &text);
        }
    }
}

/// Whether it is about everything that was to be taken.
fn is_whole(fault: &crate::message::task::Fault) -> bool {
    fault.line == 0 || fault.name.is_empty()
}

fn reason(refusal: Refusal) -> String {
    page_words(match refusal {
        Refusal::Unknown => PageMessage::WhyUnknown,
        Refusal::Newer => PageMessage::WhyNewer,
        Refusal::NotTruth => PageMessage::WhyTruth,
        Refusal::NotWithin => PageMessage::WhyWithin,
        Refusal::NotNamed => PageMessage::WhyNamed,
        Refusal::NotActions => PageMessage::WhyActions,
        Refusal::NotHandles => PageMessage::WhyHandles,
        Refusal::NotText => PageMessage::WhyText,
        Refusal::NotLink => PageMessage::WhyLink,
        Refusal::NotSettings => PageMessage::WhySettings,
        Refusal::Locked => PageMessage::WhyLocked,
        Refusal::NotJson => PageMessage::WhyJson,
        Refusal::TooLong => PageMessage::WhyLong,
    })
}

//! What the reader's organisation says in its own words: text, and one address.

use web_sys::Document;

use super::parts::{filled, put_in};
use super::report::name;
use crate::keep::organisation::Organisation;
use crate::locale::{Message, PageMessage};
use crate::web::nodes::show;
use crate::web::words::words;

/// Shows it where a page has a place for it; the place stays hidden where there
/// is nothing to show.
pub fn fill(document: &Document, organisation: &Organisation) -> Option<()> {
    let place = document.get_element_by_id("house")?;
    let is_welsh = words(Message::Language).starts_with("cy");
    let line = organisation.line(is_welsh);
    let link = organisation.link.as_ref();
    let contact = organisation.contact.as_deref();
    show(
        &place,
        line.is_some() || link.is_some() || contact.is_some(),
    );

    let who = name(organisation);
    put_in(
        document,
        "houseName",
        &filled(PageMessage::HouseFrom, &[&who]),
    );
    put_in(
        document,
        "houseSees",
        &filled(PageMessage::HouseSees, &[&who]),
    );
    put_in(document, "houseLine", line.unwrap_or_default());
    let asked = contact.map(|contact| filled(PageMessage::HouseAsk, &[contact]));
    put_in(document, "houseContact", &asked.unwrap_or_default());

    let anchor = document.get_element_by_id("houseLink")?;
    show(&anchor, link.is_some());
    let (address, host) = link.map_or(("", ""), |link| (&link.address, &link.host));
    put_in(
        document,
        "houseLink",
        &filled(PageMessage::HouseLink, &[host]),
    );
    anchor.set_attribute("href", address).ok()
}

//! The dialog's template compiles into what it says, or the build fails.
#![cfg(test)]

#[path = "../build/template.rs"]
mod template;

use std::collections::BTreeMap;

use template::{READ, compiled, dense, steps};

const SOURCES: &str =
    "# a remark\nsourceOne\thttps://one.example/\tlearn\nsourceTwo\t-\tlearn research\n";

#[test]
fn elements_attributes_and_messages_become_steps() {
    let template = r#"<!-- why --> <p id="a" hidden title="__MSG_more__">__MSG_less__</p>"#;
    let expected = ["<p", " id=a", " hidden=", "@title=more", "\"less", "/"];
    assert_eq!(steps(template, SOURCES).unwrap(), expected);
    let nested = "<div>\n  <p></p>\n  <b></b>\n</div>";
    assert_eq!(
        steps(nested, SOURCES).unwrap(),
        ["<div", "<p", "/", "<b", "/", "/"]
    );
}

#[test]
fn sources_become_rows_and_links_tell_nobody_where_the_reader_came_from() {
    let list = |purpose: &str| steps(&format!("<ul data-sources=\"{purpose}\"></ul>"), SOURCES);
    assert_eq!(
        list("research").unwrap().join(" "),
        "<ul  class=research <li \"sourceTwo / /"
    );
    let learn = list("learn").unwrap().join(" ");
    assert!(
        learn.contains("<a  href=https://one.example/  target=_blank  rel=noopener noreferrer")
    );
}

#[test]
fn what_cannot_be_understood_is_refused() {
    for template in [
        "<p>Words that nobody can translate</p>",
        "<p></b>",
        "<p>",
        "<p",
        "<p id=\"a></p>",
        "<ul data-sources=\"learn\"></ul>",
    ] {
        let sources = "sourceOne\thttp://one.example/\tlearn\n";
        assert!(steps(template, sources).is_err(), "{template}");
    }
    assert!(steps("<ul data-sources=\"learn\"></ul>", "one\ttwo\n").is_err());
}

#[test]
fn a_style_sheet_keeps_the_spaces_it_needs() {
    let style =
        "/* why */\n:host { all: initial; }\n#a b > c,\nd {\n  margin: calc(1px + 2px) 0;\n}\n";
    assert_eq!(
        dense(style),
        ":host{all:initial}#a b > c,d{margin:calc(1px + 2px) 0}"
    );
}

#[test]
fn the_template_itself_compiles() {
    let english = include_str!("../extension/_locales/en/messages.json");
    let english: BTreeMap<String, serde_json::Value> = serde_json::from_str(english).unwrap();
    let known = english.into_keys().map(|key| (key.clone(), key)).collect();
    let code = compiled(&known).unwrap();
    for name in ["TEMPLATE", "STYLE", "FRAME", "FRAME_STYLE"] {
        assert!(code.contains(&format!("const {name}: &str = ")), "{name}");
    }
    // Leave it is the first thing that can be pressed, Go on the second.
    let html = std::fs::read_to_string(READ[0]).unwrap();
    let at = |text: &str| html.find(text).unwrap();
    assert!(at("id=\"leave\"") < at("id=\"go\"") && at("id=\"go\"") < at("<details"));
}

//! Settings as a file that people may write themselves: JSON, of which every
//! name's line is known, so that whatever is wrong can be pointed at.

use super::{DEEPEST, Map, Value};

/// Longest file that is read, in bytes.
pub const LONGEST: usize = 64 * 1024;

/// A name at the top of the file, its line, and what stands there.
pub type Entry = (u32, String, Value);

/// The line on which a file stops being JSON that holds values by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotJson(pub u32);

/// What a file holds by name.
///
/// # Errors
/// Names the line that cannot be read.
pub fn read(text: &str) -> Result<Vec<Entry>, NotJson> {
    let mut reader = Reader::new(text);
    let entries = reader.whole();
    entries.ok_or(NotJson(reader.line))
}

/// One value, if the text is that and nothing else.
#[must_use]
pub fn read_value(text: &str) -> Option<Value> {
    let mut reader = Reader {
        rest: text,
        line: 1,
    };
    let value = reader.value(DEEPEST)?;
    reader.is_done().then_some(value)
}

/// Deeper than anything that is kept, and than an organisation may set.
const DEEPEST_STORED: u8 = 32;

/// What storage holds, as JSON.
#[must_use]
pub fn stored(text: &str) -> Option<Value> {
    Reader::new(text).value(DEEPEST_STORED)
}

/// Reads one thing after the other. What is not there as asked for is `None`,
/// and then the line is the one that cannot be read.
pub(crate) struct Reader<'t> {
    rest: &'t str,
    line: u32,
}

impl<'t> Reader<'t> {
    /// Reads a text from its start.
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            // Some editors put a mark before the text.
            rest: text.strip_prefix('\u{feff}').unwrap_or(text),
            line: 1,
        }
    }

    /// The line on which the next thing stands.
    #[cfg(any(feature = "desk", feature = "glass", not(target_arch = "wasm32")))]
    pub(crate) fn line(&mut self) -> u32 {
        self.skip();
        self.line
    }

    /// Whether that stands next; it is not gone past.
    #[cfg(any(feature = "desk", feature = "glass", not(target_arch = "wasm32")))]
    pub(crate) fn is_next(&mut self, text: &str) -> bool {
        self.skip();
        self.rest.starts_with(text)
    }

    fn whole(&mut self) -> Option<Vec<Entry>> {
        self.skip();
        let entries = self.entries(DEEPEST)?;
        self.is_done().then_some(entries)
    }

    /// Whether nothing more follows.
    pub(crate) fn is_done(&mut self) -> bool {
        self.skip();
        self.rest.is_empty()
    }

    fn skip(&mut self) {
        while let Some(byte @ (b' ' | b'\t' | b'\r' | b'\n')) = self.rest.bytes().next() {
            self.line += u32::from(byte == b'\n');
            self.rest = &self.rest[1..];
        }
    }

    /// Goes past a text that stands next, if it does.
    pub(crate) fn takes(&mut self, text: &str) -> bool {
        self.skip();
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Any value, of at most so many levels.
    pub(crate) fn value(&mut self, levels: u8) -> Option<Value> {
        let levels = levels.checked_sub(1)?;
        self.skip();
        Some(match self.rest.bytes().next()? {
            b'{' => {
                let entries = self.entries(levels)?.into_iter();
                Value::Map(entries.map(|(_, name, value)| (name, value)).collect())
            }
            b'[' => Value::List(self.list(levels)?),
            b'"' => Value::Text(self.text()?),
            b't' if self.takes("true") => Value::Truth(true),
            b'f' if self.takes("false") => Value::Truth(false),
            b'n' if self.takes("null") => Value::Nothing,
            _ => Value::Number(self.number()?),
        })
    }

    fn entries(&mut self, levels: u8) -> Option<Vec<Entry>> {
        let mut entries = Vec::new();
        if !self.takes("{") {
            return None;
        }
        if self.takes("}") {
            return Some(entries);
        }
        loop {
            self.skip();
            let line = self.line;
            let name = self.text()?;
            if !self.takes(":") {
                return None;
            }
            entries.push((line, name, self.value(levels)?));
            if self.takes("}") {
                return Some(entries);
            }
            if !self.takes(",") {
                return None;
            }
        }
    }

    fn list(&mut self, levels: u8) -> Option<Vec<Value>> {
        let mut list = Vec::new();
        if !self.takes("[") {
            return None;
        }
        if self.takes("]") {
            return Some(list);
        }
        loop {
            list.push(self.value(levels)?);
            if self.takes("]") {
                return Some(list);
            }
            if !self.takes(",") {
                return None;
            }
        }
    }

    /// A text, if its quotation mark stands next.
    pub(crate) fn text(&mut self) -> Option<String> {
        let mut units: Vec<u16> = Vec::new();
        let mut letters = self.rest.strip_prefix('"')?.chars();
        loop {
            let letter = match letters.next()? {
                '"' => break,
                '\\' => match letters.next()? {
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'u' => {
                        let mut unit = 0;
                        for _ in 0..4 {
                            unit = unit << 4 | letters.next()?.to_digit(16)? as u16;
                        }
                        units.push(unit);
                        continue;
                    }
                    other @ ('"' | '\\' | '/') => other,
                    _ => return None,
                },
                control if control < ' ' => return None,
                other => other,
            };
            units.extend_from_slice(letter.encode_utf16(&mut [0; 2]));
        }
        self.rest = letters.as_str();
        Some(String::from_utf16_lossy(&units))
    }

    /// Exact for whole numbers, which all settings are; near enough to be
    /// refused for any other.
    fn number(&mut self) -> Option<f64> {
        let sign = if self.takes("-") { -1.0 } else { 1.0 };
        if self.rest.starts_with('0') && self.rest[1..].starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let mut number = self.digits()?.0;
        if let Some(rest) = self.rest.strip_prefix('.') {
            self.rest = rest;
            let (part, places) = self.digits()?;
            number += part / places;
        }
        if let Some(rest) = self.rest.strip_prefix(['e', 'E']) {
            let signless = rest.strip_prefix(['+', '-']);
            let shrinks = rest.starts_with('-');
            self.rest = signless.unwrap_or(rest);
            // Beyond that every number is nought or endless.
            for _ in 0..self.digits()?.0.min(700.0) as u32 {
                number = if shrinks {
                    number / 10.0
                } else {
                    number * 10.0
                };
            }
        }
        Some(sign * number)
    }

    /// At least one digit: their number, and ten to the power of how many.
    fn digits(&mut self) -> Option<(f64, f64)> {
        let rest = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = &self.rest[..self.rest.len() - rest.len()];
        self.rest = rest;
        let start = (0.0, 1.0);
        let read = digits.bytes().fold(start, |(sum, places), digit| {
            (sum * 10.0 + f64::from(digit - b'0'), places * 10.0)
        });
        (!digits.is_empty()).then_some(read)
    }
}

/// Values by name as a file, a line each.
#[must_use]
pub fn written(map: &Map) -> String {
    let mut text = String::from("{");
    for (at, (name, value)) in map.iter().enumerate() {
        text.push_str(if at == 0 { "\n  " } else { ",\n  " });
        push_text(&mut text, name);
        text.push_str(": ");
        push(&mut text, value);
    }
    text.push_str("\n}\n");
    text
}

/// A value on one line.
#[must_use]
pub fn written_value(value: &Value) -> String {
    let mut text = String::new();
    push(&mut text, value);
    text
}

fn push(text: &mut String, value: &Value) {
    match value {
        Value::Nothing => text.push_str("null"),
        Value::Truth(truth) => text.push_str(if *truth { "true" } else { "false" }),
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            text.push_str(&(*number as i64).to_string());
        }
        // No setting is such a number.
        Value::Number(_) => text.push_str("null"),
        Value::Text(written) => push_text(text, written),
        Value::List(list) => {
            for (at, value) in list.iter().enumerate() {
                text.push_str(if at == 0 { "[" } else { ", " });
                push(text, value);
            }
            text.push_str(if list.is_empty() { "[]" } else { "]" });
        }
        Value::Map(map) => {
            for (at, (name, value)) in map.iter().enumerate() {
                text.push_str(if at == 0 { "{" } else { ", " });
                push_text(text, name);
                text.push_str(": ");
                push(text, value);
            }
            text.push_str(if map.is_empty() { "{}" } else { "}" });
        }
    }
}

fn push_text(text: &mut String, written: &str) {
    text.push('"');
    for letter in written.chars() {
        match letter {
            '"' | '\\' => text.extend(['\\', letter]),
            '\n' => text.push_str("\\n"),
            control if control < ' ' => {
                text.push_str("\\u00");
                for half in [control as u32 >> 4, control as u32 & 0xf] {
                    text.extend(char::from_digit(half, 16));
                }
            }
            _ => text.push(letter),
        }
    }
    text.push('"');
}

// What makes up cases is for native tests alone.
#[cfg(not(target_arch = "wasm32"))]
#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_name_is_read_with_its_line() {
        let read = read(
            "\u{feff}{\r\n  \"on\": true,\n\n  \"actions\": [\"follow\",\n \"tag\"], \"ration\": -2.5e1,\n\"of\":{\"a\":null}}\n",
        );
        assert_eq!(
            read.unwrap(),
            [
                (2, "on".to_owned(), true.into()),
                (
                    4,
                    "actions".to_owned(),
                    ["follow", "tag"].into_iter().collect()
                ),
                (5, "ration".to_owned(), Value::Number(-25.0)),
                (
                    6,
                    "of".to_owned(),
                    Value::Map(vec![("a".into(), Value::Nothing)])
                ),
            ]
        );
    }

    #[test]
    fn what_is_no_json_is_refused_with_its_line() {
        for (text, line) in [
            ("", 1),
            ("\n\n[1]", 3),
            ("{\n\"on\": yes\n}", 2),
            ("{\n\"on\": true\n\"mode\": 1}", 3),
            ("{\"on\": true,\n}", 2),
            ("{\"on\": true}\nmore", 2),
            ("{\n\"on\": \"tr\nue\"}", 2),
            ("{\"on\": 01}", 1),
            ("{\"on\": 1.}", 1),
            ("{\"on\": \"\\x\"}", 1),
            ("{\"on\": \"\\u12\"}", 1),
            ("{'on': true}", 1),
            ("{\"deep\":\n[[[[[[[[]]]]]]]]}", 2),
            ("{\"on\": true", 1),
            ("<html>", 1),
        ] {
            assert_eq!(read(text), Err(NotJson(line)), "{text}");
        }
        let deep = "[".repeat(1_000_000);
        assert_eq!(read_value(&deep), None);
    }

    #[test]
    fn texts_keep_what_is_in_them() {
        let strange = "a\"b\\c\n\u{1}\u{202e}é\u{1f426}</script>";
        let map = vec![(strange.to_owned(), Value::from(strange))];
        let back = read(&written(&map)).unwrap();
        assert_eq!(back, [(2, strange.to_owned(), Value::from(strange))]);
        assert_eq!(
            read_value(r#""\ud83d\udc26 \/ \ud83d""#),
            Some(Value::Text("\u{1f426} / \u{fffd}".into()))
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_fault(text in "\\PC*") {
            let _ = read(&text);
        }

        #[test]
        fn it_agrees_with_another_reader(text in "[\\[\\]{}\",:0-9eE.+ntrufals \\\\-]{0,24}") {
            let ours = read_value(&text).is_some();
            let theirs = serde_json::from_str::<serde_json::Value>(&text);
            // Ours reads less deep, and halves of letters as no letter.
            let shallow = text.matches(['[', '{']).count() < usize::from(DEEPEST);
            if shallow && !text.contains('\\') && !text.contains(['e', 'E']) {
                prop_assert_eq!(ours, theirs.is_ok());
            }
        }
    }
}

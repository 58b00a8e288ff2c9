//! A value as storage, policy or an imported file holds it: it may be anything.
//! One tree for all of them, because every further type that is read out of
//! JavaScript would be paid for in what ships.

pub mod json;

/// Deeper than anything that people write into a file of settings.
const DEEPEST: u8 = 4;

/// Values by name, in the order they were written.
pub type Map = Vec<(String, Value)>;

/// One value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing, or something that no value can be.
    #[default]
    Nothing,
    /// Yes or no.
    Truth(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// Several values.
    List(Vec<Value>),
    /// Values by name.
    Map(Map),
}

impl Value {
    /// The value of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> &Value {
        get(self.entries(), name)
    }

    /// All values by name; none if it is no map.
    #[must_use]
    pub fn entries(&self) -> &[(String, Value)] {
        match self {
            Value::Map(map) => map,
            _ => &[],
        }
    }

    /// Yes or no, if it is that.
    #[must_use]
    pub fn truth(&self) -> Option<bool> {
        match self {
            Value::Truth(truth) => Some(*truth),
            _ => None,
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The texts, if it is a list of nothing else.
    #[must_use]
    pub fn texts(&self) -> Option<Vec<&str>> {
        match self {
            Value::List(list) => list.iter().map(Value::text).collect(),
            _ => None,
        }
    }

    /// A whole number from nought to `most`, if it is that.
    #[must_use]
    pub fn whole(&self, most: u32) -> Option<u32> {
        match self {
            Value::Number(number)
                if (0.0..=f64::from(most)).contains(number) && number.fract() == 0.0 =>
            {
                Some(*number as u32)
            }
            _ => None,
        }
    }

    /// A moment, as milliseconds since the start of 1970; the start if it is none.
    #[must_use]
    pub fn milliseconds(&self) -> f64 {
        match self {
            Value::Number(number) if number.is_finite() => number.max(0.0),
            _ => 0.0,
        }
    }
}

/// The value of this name; nothing if there is none.
#[must_use]
pub fn get<'m>(map: &'m [(String, Value)], name: &str) -> &'m Value {
    let found = map.iter().find(|(found, _)| found == name);
    found.map_or(&Value::Nothing, |(_, value)| value)
}

/// Sets the value of this name.
pub fn set(map: &mut Map, name: &str, value: Value) {
    match map.iter_mut().find(|(found, _)| found == name) {
        Some((_, old)) => *old = value,
        None => map.push((name.into(), value)),
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Value::Truth(truth)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Value::Number(number.into())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.into())
    }
}

impl<V: Into<Value>> FromIterator<V> for Value {
    fn from_iter<I: IntoIterator<Item = V>>(values: I) -> Self {
        Value::List(values.into_iter().map(Into::into).collect())
    }
}

// What makes up cases is for native tests alone.
#[cfg(not(target_arch = "wasm32"))]
#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(json: serde_json::Value) -> Value {
        json::stored(&json.to_string()).unwrap()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let json = json!({ "on": true, "ration": 3.0, "role": "nurse", "who": ["a", null], "in": { "b": -15.0 } });
        let value = read(json.clone());
        let written = json::written_value(&value);
        assert_eq!(read(serde_json::from_str(&written).unwrap()), value);
        assert_eq!(value.get("ration").whole(9), Some(3));
        assert_eq!(value.get("in").get("b"), &Value::Number(-15.0));
        assert_eq!(value.get("nowhere"), &Value::Nothing);
    }

    #[test]
    fn what_lies_too_deep_is_not_read() {
        let deep = |levels| ["[".repeat(levels), "]".repeat(levels)].concat();
        assert!(json::stored(&deep(16)).is_some());
        assert_eq!(json::stored(&deep(100_000)), None);
    }

    #[test]
    fn nothing_is_taken_for_what_it_is_not() {
        for value in [
            read(json!(null)),
            read(json!("7")),
            read(json!([7])),
            read(json!({ "a": 7 })),
        ] {
            assert_eq!(value.truth(), None);
            assert_eq!(value.whole(9), None);
            assert_eq!(value.milliseconds(), 0.0);
        }
        for number in [-1.0, 0.5, 10.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Value::Number(number).whole(9), None, "{number}");
        }
        assert_eq!(read(json!(["a", 1])).texts(), None);
        assert_eq!(read(json!(["a", "b"])).texts(), Some(vec!["a", "b"]));
    }

    #[test]
    fn a_name_is_set_once() {
        let mut map = Map::new();
        set(&mut map, "a", 1.into());
        set(&mut map, "a", 2.into());
        assert_eq!(map, [("a".to_owned(), Value::Number(2.0))]);
    }
}

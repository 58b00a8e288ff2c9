//! A value as storage, policy or an imported file holds it: it may be anything.
//! One tree for all of them, because every further type that is read out of
//! JavaScript would be paid for in what ships.

pub mod json;

use core::fmt;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Deeper than anything that is kept; what lies deeper is nothing.
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

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Nothing => serializer.serialize_unit(),
            Value::Truth(truth) => serializer.serialize_bool(*truth),
            Value::Number(number) => serializer.serialize_f64(*number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(list) => {
                let mut sequence = serializer.serialize_seq(Some(list.len()))?;
                for value in list {
                    sequence.serialize_element(value)?;
                }
                sequence.end()
            }
            Value::Map(map) => {
                let mut entries = serializer.serialize_map(Some(map.len()))?;
                for (name, value) in map {
                    entries.serialize_entry(name, value)?;
                }
                entries.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Reader(DEEPEST).deserialize(deserializer)
    }
}

/// Reads so many levels more.
#[derive(Clone, Copy)]
struct Reader(u8);

impl<'de> DeserializeSeed<'de> for Reader {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self.0 {
            0 => deserializer
                .deserialize_ignored_any(IgnoredAny)
                .map(|_| Value::Nothing),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Truth(truth))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = sequence.next_element_seed(Reader(self.0 - 1))? {
            list.push(value);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(name) = entries.next_key()? {
            map.push((name, entries.next_value_seed(Reader(self.0 - 1))?));
        }
        Ok(Value::Map(map))
    }
}

// What makes up cases is for native tests alone.
#[cfg(not(target_arch = "wasm32"))]
#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(json: serde_json::Value) -> Value {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let json = json!({ "on": true, "ration": 3.0, "role": "nurse", "who": ["a", null], "in": { "b": -1.5 } });
        let value = read(json.clone());
        assert_eq!(serde_json::to_value(&value).unwrap(), json);
        assert_eq!(value.get("ration").whole(9), Some(3));
        assert_eq!(value.get("in").get("b"), &Value::Number(-1.5));
        assert_eq!(value.get("nowhere"), &Value::Nothing);
    }

    #[test]
    fn what_lies_too_deep_is_nothing() {
        assert_eq!(
            read(json!([[[[[[1]]]]]])),
            Value::List(vec![Value::List(vec![Value::List(vec![Value::List(
                vec![Value::Nothing]
            )])])])
        );
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

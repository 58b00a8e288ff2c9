//! A pack as a form: what the schema says may be filled in, with what the file
//! has there. Both are trees of values, so that a file with faults in it can
//! still be mended by the form, and a schema that changes changes the form.

use crate::value::json::{Reader, written_value};
use crate::value::{self, Map, Value};

/// Deeper than any pack.
const DEEPEST: u8 = 16;

/// One thing that can be filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Where in the file it is: names and numbers, each after a `/`.
    pub path: String,
    /// What it is called: its name in the file, or its number in a list.
    pub name: String,
    /// How it is filled in.
    pub kind: Kind,
}

/// How something is filled in.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Several parts.
    Group(Vec<Part>),
    /// Any number of parts that are alike.
    List {
        /// Those that there are.
        items: Vec<Part>,
        /// Whether there may be more.
        has_room: bool,
    },
    /// A text.
    Text {
        /// What is there.
        text: String,
        /// The most letters, if there is a limit.
        most: Option<u32>,
    },
    /// A whole number.
    Whole {
        /// What is there, if it is one.
        number: Option<u32>,
        /// The least.
        least: u32,
        /// The most.
        most: u32,
    },
    /// One of a few names.
    Choice {
        /// What is there.
        chosen: String,
        /// The names.
        names: Vec<String>,
    },
    /// Yes or no.
    Truth(bool),
}

/// The schema, and what is made with it.
pub struct Form {
    schema: Value,
}

impl Form {
    /// The form of this schema. `None` if it cannot be read.
    #[must_use]
    pub fn new(schema: &str) -> Option<Self> {
        Some(Self {
            schema: read(schema)?,
        })
    }

    /// The form of the scenario with this number in a file, which may be one alone.
    #[must_use]
    pub fn of_scenario(&self, file: &Value, number: usize) -> Option<Part> {
        let path = match scenarios(file) {
            Some(_) => format!("/scenarios/{number}"),
            None => String::new(),
        };
        let schema = self.named("scenario");
        Some(self.part(schema, at(file, &path)?, path, String::new()))
    }

    /// The form of a pack's own title, if the file is one.
    #[must_use]
    pub fn of_title(&self, file: &Value) -> Option<Part> {
        scenarios(file)?;
        let title = file.get("title");
        let schema = self.named("pack").get("properties").get("title");
        Some(self.part(schema, title, "/title".into(), "title".into()))
    }

    fn named(&self, name: &str) -> &Value {
        self.schema.get("$defs").get(name)
    }

    /// What a reference leads to.
    fn whole<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let name = schema.get("$ref").text();
        match name.and_then(|name| name.strip_prefix("#/$defs/")) {
            Some(name) => self.named(name),
            None => schema,
        }
    }

    fn part(&self, schema: &Value, value: &Value, path: String, name: String) -> Part {
        let schema = self.whole(schema);
        let limit = |name| schema.get(name).whole(u32::MAX);
        let names = schema.get("enum").texts();
        let kind = match schema.get("type").text() {
            _ if names.is_some() => Kind::Choice {
                chosen: value.text().unwrap_or_default().into(),
                names: names.into_iter().flatten().map(Into::into).collect(),
            },
            Some("object") => {
                let properties = schema.get("properties").entries().iter();
                // A version is not the author's to choose.
                let open = properties.filter(|(_, part)| part.get("const") == &Value::Nothing);
                let part = |(name, part): &(String, Value)| {
                    let path = [&path, "/", name].concat();
                    self.part(part, value.get(name), path, name.clone())
                };
                Kind::Group(open.map(part).collect())
            }
            Some("array") => {
                let items = items(value).iter().enumerate();
                let part = |(number, item): (usize, &Value)| {
                    let path = format!("{path}/{number}");
                    self.part(schema.get("items"), item, path, (number + 1).to_string())
                };
                let items: Vec<Part> = items.map(part).collect();
                let has_room = limit("maxItems").is_none_or(|most| items.len() < most as usize);
                Kind::List { items, has_room }
            }
            Some("integer") => {
                let most = limit("maximum").unwrap_or(u32::MAX);
                Kind::Whole {
                    number: value.whole(u32::MAX),
                    least: limit("minimum").unwrap_or_default(),
                    most,
                }
            }
            Some("boolean") => Kind::Truth(value.truth().unwrap_or_default()),
            _ => Kind::Text {
                text: value.text().unwrap_or_default().into(),
                most: limit("maxLength"),
            },
        };
        Part { path, name, kind }
    }

    /// The least that fits a part of the schema, to be filled in.
    #[must_use]
    pub fn blank(&self, name: &str) -> Value {
        self.blank_of(self.named(name))
    }

    fn blank_of(&self, schema: &Value) -> Value {
        let schema = self.whole(schema);
        let number = |name: &str| schema.get(name).whole(u32::MAX);
        if let Some(only) = number("const") {
            return only.into();
        }
        if let Some(names) = schema.get("enum").texts() {
            return names.first().copied().unwrap_or_default().into();
        }
        match schema.get("type").text() {
            Some("object") => {
                let required = schema.get("required").texts().unwrap_or_default();
                let properties = schema.get("properties");
                let blank = |name: &&str| ((*name).into(), self.blank_of(properties.get(name)));
                Value::Map(required.iter().map(blank).collect())
            }
            Some("array") => {
                let least = number("minItems").unwrap_or_default();
                let item = || self.blank_of(schema.get("items"));
                Value::List((0..least).map(|_| item()).collect())
            }
            Some("integer") => number("minimum").unwrap_or_default().into(),
            Some("boolean") => false.into(),
            _ => "".into(),
        }
    }

    /// The part of the schema for a place in a file, and whether it must be there.
    fn schema_at(&self, file: &Value, path: &str) -> (&Value, bool) {
        let is_pack = scenarios(file).is_some();
        let mut schema = self.named(if is_pack { "pack" } else { "scenario" });
        let mut is_required = true;
        for name in names(path) {
            let properties = schema.get("properties");
            if properties == &Value::Nothing {
                schema = self.whole(schema.get("items"));
                is_required = true;
            } else {
                let required = schema.get("required").texts().unwrap_or_default();
                is_required = required.contains(&name);
                schema = self.whole(properties.get(name));
            }
        }
        (schema, is_required)
    }

    /// Puts in what somebody wrote or chose, as the schema has it there. An
    /// optional text that is empty is taken out.
    pub fn put(&self, file: &mut Value, path: &str, written: &str) {
        let (schema, is_required) = self.schema_at(file, path);
        let value = match schema.get("type").text() {
            Some("integer") => match written.trim().parse::<u32>() {
                Ok(number) => number.into(),
                Err(_) => written.into(),
            },
            Some("boolean") => (written == "true").into(),
            _ => written.into(),
        };
        let is_out = !is_required && (written.is_empty() || written == "false");
        set(file, path, Some(value).filter(|_| !is_out));
        self.tidy(file, path);
    }

    /// Takes out an optional part whose texts are all empty, and puts in what
    /// is missing of one that has any.
    fn tidy(&self, file: &mut Value, path: &str) {
        let Some((around, _)) = path.rsplit_once('/') else {
            return;
        };
        let (schema, is_required) = self.schema_at(file, around);
        if is_required {
            return;
        }
        let is_empty = |(_, value): &(String, Value)| value.text() == Some("");
        let mut parts = at(file, around).map_or(&[][..], Value::entries).to_vec();
        for (name, value) in self.blank_of(schema).entries() {
            if value::get(&parts, name) == &Value::Nothing {
                parts.push((name.clone(), value.clone()));
            }
        }
        let parts = (!parts.iter().all(is_empty)).then_some(Value::Map(parts));
        set(file, around, parts);
    }

    /// Adds one to a list.
    pub fn add(&self, file: &mut Value, path: &str) {
        let blank = self.blank_of(self.schema_at(file, path).0.get("items"));
        let mut items = at(file, path).map_or(&[][..], items).to_vec();
        items.push(blank);
        set(file, path, Some(Value::List(items)));
    }

    /// Takes one out of a list.
    pub fn remove(&self, file: &mut Value, path: &str) {
        set(file, path, None);
    }

    /// Adds a scenario to be filled in; one alone becomes a pack of two.
    pub fn add_scenario(&self, file: &mut Value) {
        if scenarios(file).is_none() {
            let mut pack = self.blank("pack");
            set(&mut pack, "/title", Some(file.get("title").clone()));
            set(
                &mut pack,
                "/scenarios",
                Some(Value::List(vec![file.clone()])),
            );
            *file = pack;
        }
        self.add(file, "/scenarios");
    }
}

/// The scenarios of a file, if it is a pack of them.
#[must_use]
pub fn scenarios(file: &Value) -> Option<&[Value]> {
    match file.get("scenarios") {
        Value::Nothing => None,
        found => Some(items(found)),
    }
}

/// A file as a tree, whatever is in it. `None` if it is no JSON.
#[must_use]
pub fn read(file: &str) -> Option<Value> {
    let mut reader = Reader::new(file);
    let value = reader.value(DEEPEST)?;
    reader.is_done().then_some(value)
}

/// A tree as people would write it.
#[must_use]
pub fn written(value: &Value) -> String {
    let mut text = String::new();
    write(&mut text, value, "\n");
    text.push('\n');
    text
}

fn write(text: &mut String, value: &Value, line: &str) {
    let inner = [line, "  "].concat();
    let entries: Vec<(Option<&str>, &Value)> = match value {
        Value::Map(map) => map
            .iter()
            .map(|(name, part)| (Some(name.as_str()), part))
            .collect(),
        Value::List(list) => list.iter().map(|part| (None, part)).collect(),
        _ => Vec::new(),
    };
    if entries.is_empty() {
        return text.push_str(&written_value(value));
    }
    let is_map = matches!(value, Value::Map(_));
    text.push(if is_map { '{' } else { '[' });
    for (number, (name, part)) in entries.into_iter().enumerate() {
        text.push_str(if number == 0 { "" } else { "," });
        text.push_str(&inner);
        if let Some(name) = name {
            text.push_str(&written_value(&name.into()));
            text.push_str(": ");
        }
        write(text, part, &inner);
    }
    text.push_str(line);
    text.push(if is_map { '}' } else { ']' });
}

fn items(value: &Value) -> &[Value] {
    match value {
        Value::List(list) => list,
        _ => &[],
    }
}

fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').skip(1)
}

/// What is at a place; nothing, if a list ends before it.
fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    names(path).try_fold(value, |value, name| match value {
        Value::List(list) => list.get(name.parse::<usize>().ok()?),
        other => Some(other.get(name)),
    })
}

/// Puts a value in at a place, or takes out what is there. What lies on the
/// way and is not there, or is something else, becomes values by name.
fn set(value: &mut Value, path: &str, new: Option<Value>) {
    let path = path.strip_prefix('/').unwrap_or_default();
    let (name, rest) = match path.find('/') {
        Some(end) => (&path[..end], Some(&path[end..])),
        None => (path, None),
    };
    if let (Value::List(list), Ok(number)) = (&mut *value, name.parse::<usize>()) {
        if number >= list.len() {
            return;
        }
        match (rest, new) {
            (Some(rest), new) => set(&mut list[number], rest, new),
            (None, Some(new)) => list[number] = new,
            (None, None) => drop(list.remove(number)),
        }
        return;
    }
    if !matches!(value, Value::Map(_)) {
        *value = Value::Map(Map::new());
    }
    let Value::Map(map) = value else {
        return;
    };
    match (rest, new) {
        (Some(rest), new) => {
            let mut inner = value::get(map, name).clone();
            set(&mut inner, rest, new);
            value::set(map, name, inner);
        }
        (None, Some(new)) => value::set(map, name, new),
        (None, None) => map.retain(|(found, _)| found != name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::pack;

    const SCHEMA: &str = include_str!("../../extension/practice/scenario.schema.json");
    const EXAMPLE: &str = include_str!("example.json");

    fn form() -> Form {
        Form::new(SCHEMA).unwrap()
    }

    fn example() -> Value {
        read(EXAMPLE).unwrap()
    }

    /// Every part that is filled in, by its path.
    fn leaves(part: &Part) -> Vec<&Part> {
        match &part.kind {
            Kind::Group(parts) | Kind::List { items: parts, .. } => {
                parts.iter().flat_map(leaves).collect()
            }
            _ => vec![part],
        }
    }

    fn found(file: &Value, path: &str) -> Kind {
        let part = form().of_scenario(file, 0).unwrap();
        let leaves = leaves(&part);
        let found = leaves.iter().find(|part| part.path == path);
        found.unwrap_or_else(|| panic!("{path}")).kind.clone()
    }

    #[test]
    fn everything_in_the_file_is_in_the_form_with_its_limits() {
        let file = example();
        let text = |text: &str, most| Kind::Text {
            text: text.into(),
            most,
        };
        assert_eq!(found(&file, "/title/en"), text("The allotment", Some(120)));
        assert_eq!(
            found(&file, "/posts/1/text/cy"),
            text("Mae'r ffa wedi codi.", Some(1200))
        );
        assert_eq!(found(&file, "/accounts/1/youFollow"), Kind::Truth(true));
        assert_eq!(found(&file, "/accounts/1/location/en"), text("", Some(120)));
        assert_eq!(
            found(&file, "/grade"),
            Kind::Whole {
                number: Some(2),
                least: 1,
                most: 3
            }
        );
        let Kind::Choice { chosen, names } = found(&file, "/steps/0/action") else {
            panic!("a choice");
        };
        assert_eq!((chosen.as_str(), names.len()), ("follow", 9));
    }

    #[test]
    fn what_is_put_in_is_what_the_file_then_says() {
        let (form, mut file) = (form(), example());
        for (path, written) in [
            ("/title/en", "The \"shed\""),
            ("/grade", "3"),
            ("/accounts/1/followsYou", "true"),
            ("/accounts/1/location/cy", "Llain 4"),
            ("/accounts/1/location/en", "Plot 4"),
            ("/steps/0/expect", "light"),
        ] {
            form.put(&mut file, path, written);
        }
        let text = written(&file);
        let scenario = pack::read(&text).unwrap().scenarios.remove(0);
        assert_eq!(scenario.title.en, "The \"shed\"");
        assert_eq!(scenario.grade, 3);
        assert!(scenario.accounts[1].follows_you);
        assert_eq!(
            scenario.accounts[1].location.as_ref().unwrap().cy,
            "Llain 4"
        );
        for (path, written) in [
            ("/accounts/1/location/cy", ""),
            ("/accounts/1/location/en", ""),
            ("/accounts/1/followsYou", "false"),
        ] {
            form.put(&mut file, path, written);
        }
        assert_eq!(file.get("accounts"), example().get("accounts"));
    }

    #[test]
    fn a_number_that_is_none_stays_for_its_author_to_mend() {
        let (form, mut file) = (form(), example());
        form.put(&mut file, "/grade", "many");
        assert_eq!(file.get("grade").text(), Some("many"));
        let faults = pack::read(&written(&file)).unwrap_err();
        assert_eq!(faults[0].what, pack::Wrong::NotWhole);
    }

    #[test]
    fn lists_grow_and_shrink() {
        let (form, mut file) = (form(), example());
        form.add(&mut file, "/steps");
        form.add(&mut file, "/invented");
        assert_eq!(items(file.get("steps")).len(), 2);
        assert_eq!(
            found(&file, "/steps/1/view"),
            found(&example(), "/steps/0/view").clone_as("home")
        );
        form.remove(&mut file, "/steps/1");
        form.remove(&mut file, "/invented/6");
        assert_eq!(file, example());
        form.remove(&mut file, "/steps/9");
        assert_eq!(file, example());
    }

    impl Kind {
        /// The same choice with something else chosen.
        fn clone_as(self, name: &str) -> Self {
            match self {
                Kind::Choice { names, .. } => Kind::Choice {
                    chosen: name.into(),
                    names,
                },
                other => other,
            }
        }
    }

    #[test]
    fn a_blank_scenario_lacks_only_what_its_author_has_to_say() {
        let blank = form().blank("scenario");
        let faults = pack::read(&written(&blank)).unwrap_err();
        let kinds: Vec<pack::Wrong> = faults.iter().map(|fault| fault.what).collect();
        for kind in kinds {
            assert!(
                matches!(
                    kind,
                    pack::Wrong::NotText
                        | pack::Wrong::NotId
                        | pack::Wrong::NotHandle
                        | pack::Wrong::NoAccount
                ),
                "{faults:?}"
            );
        }
    }

    #[test]
    fn one_alone_becomes_a_pack_of_two() {
        let (form, mut file) = (form(), example());
        assert_eq!(form.of_title(&file), None);
        form.add_scenario(&mut file);
        form.add_scenario(&mut file);
        assert_eq!(scenarios(&file).unwrap().len(), 3);
        assert_eq!(file.get("title").get("en").text(), Some("The allotment"));
        assert!(form.of_title(&file).is_some());
        assert!(form.of_scenario(&file, 2).is_some());
        assert_eq!(form.of_scenario(&file, 3), None);
        form.put(&mut file, "/scenarios/1/id", "the-shed");
        let part = form.of_scenario(&file, 1).unwrap();
        assert!(
            leaves(&part)
                .iter()
                .any(|part| part.path == "/scenarios/1/id")
        );
    }

    #[test]
    fn a_file_that_is_something_else_can_still_be_filled_in() {
        for text in ["{}", "[]", "7", "{\"accounts\": {\"a\": 1}, \"title\": []}"] {
            let (form, mut file) = (form(), read(text).unwrap());
            let part = form.of_scenario(&file, 0).unwrap();
            assert!(!leaves(&part).is_empty(), "{text}");
            form.put(&mut file, "/title/en", "New");
            form.add(&mut file, "/accounts");
            assert_eq!(file.get("title").get("en").text(), Some("New"), "{text}");
            assert_eq!(items(file.get("accounts")).len(), 1, "{text}");
        }
        assert_eq!(read("{"), None);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let file = example();
        assert_eq!(read(&written(&file)), Some(file));
        assert_eq!(
            written(&read("{\"a\":[],\"b\":{},\"c\":[1,\"x\"]}").unwrap()),
            "{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1,\n    \"x\"\n  ]\n}\n"
        );
    }
}

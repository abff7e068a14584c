//! Parses an incident file or a profile into its type, or reports all formal problems at once.
//!
//! The document is checked against the JSON Schema of the type: unknown keys (with the closest valid one), missing
//! keys, wrong types, words outside a closed list. Contradictions between valid values are found by the plan, in the
//! engine.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::text::{self, Unfit};
use crate::error::{self, Error, Problem, Result, nearest};
use crate::said::{Said, both};

/// Parses the text of a file that has this type. Errors call the file `path`.
pub fn parse<T: JsonSchema + DeserializeOwned>(path: &str, text: &str) -> Result<T> {
    let document = DeTable::parse(text).map_err(|e| {
        let line = e.span().map_or(1, |s| line_of(text, s.start));
        error::toml_syntax(path, line, e.message())
    })?;
    let schema = schemars::schema_for!(T).to_value();
    let mut check = Check { path, text, root: &schema, problems: Vec::new() };
    check.table(&schema, document.get_ref(), document.span().start, "");
    if !check.problems.is_empty() {
        return Err(Error::Refused(check.problems));
    }
    toml::from_str(text).map_err(|e| {
        let line = e.span().map_or(1, |s| line_of(text, s.start));
        error::toml_syntax(path, line, e.message()).into()
    })
}

fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes()[..offset.min(text.len())].iter().filter(|b| **b == b'\n').count() + 1
}

struct Check<'a> {
    path: &'a str,
    text: &'a str,
    root: &'a Value,
    problems: Vec<Problem>,
}

impl<'a> Check<'a> {
    /// Checks a table against an object schema, which lists properties or allows any key with values of one type.
    fn table(&mut self, schema: &'a Value, table: &DeTable<'_>, offset: usize, name: &str) {
        let schema = self.resolve(schema);
        if let Some(of_any_name) = schema.get("additionalProperties").filter(|v| v.is_object()) {
            for (key, value) in table.iter() {
                if !self.is_unfit(key.get_ref(), key.span().start, name) {
                    self.value(of_any_name, value, &join(name, key.get_ref()));
                }
            }
            return;
        }
        let properties = schema["properties"].as_object();
        let valid: Vec<&str> = properties.into_iter().flat_map(|p| p.keys()).map(String::as_str).collect();
        for (key, value) in table.iter() {
            let written: &str = key.get_ref();
            match properties.and_then(|p| p.get(written)) {
                Some(property) => self.value(property, value, &join(name, written)),
                None => {
                    let place = self.place(key.span().start, name);
                    self.problems.push(error::unknown_key(
                        &place,
                        written,
                        nearest(written, valid.iter().copied()),
                        &valid,
                    ));
                }
            }
        }
        let required = schema["required"].as_array().map(Vec::as_slice).unwrap_or(&[]);
        for key in required.iter().filter_map(Value::as_str) {
            if !table.contains_key(key) {
                let place = self.place(offset, name);
                self.problems.push(error::missing_key(&place, key));
            }
        }
    }

    fn value(&mut self, schema: &'a Value, value: &Spanned<DeValue<'_>>, name: &str) {
        let offset = value.span().start;
        if value.get_ref().as_str().is_some_and(|written| self.is_unfit(written, offset, name)) {
            return;
        }
        let ways = self.alternatives(schema);
        let schema = match &ways[..] {
            [only] => only,
            _ => match ways.iter().find(|way| is_written_as(json_type(way), value.get_ref())) {
                Some(way) => way,
                None => {
                    let expected = ways
                        .iter()
                        .map(|way| in_words(json_type(way)))
                        .reduce(|one, other| both!("{one} ou {other}", "{one} or {other}"; one = one, other = other));
                    return self.wrong_type(offset, name, &expected.unwrap_or_else(|| in_words("")));
                }
            },
        };
        if let Some(words) = closed_list(schema) {
            match value.get_ref().as_str() {
                Some(word) if words.contains(&word) => {}
                Some(word) => {
                    let place = self.place(offset, "");
                    let near = nearest(word, words.iter().copied());
                    self.problems.push(error::not_in_list(&place, name, word, near, &words));
                }
                None => self.wrong_type(offset, name, &in_words("string")),
            }
            return;
        }
        if is_text_or_table(schema) {
            match value.get_ref() {
                DeValue::Table(table) => self.table(schema, table, offset, name),
                other if other.is_str() => {}
                _ => self.wrong_type(
                    offset,
                    name,
                    &both!("un texte entre guillemets ou une table", "text in quotes or a table"),
                ),
            }
            return;
        }
        let (fits, expected) = match (json_type(schema), schema["format"].as_str(), value.get_ref()) {
            ("string", Some("date"), v) => {
                (v.as_datetime().is_some_and(|d| d.date.is_some() && d.time.is_none()), a_date())
            }
            ("string", Some("date-time"), v) => (
                v.as_datetime().is_some_and(|d| d.date.is_some() && d.time.is_some() && d.offset.is_some()),
                a_moment(),
            ),
            ("string", Some("date-or-date-time"), v) => (
                v.as_datetime().is_some_and(|d| d.date.is_some() && d.time.is_some() == d.offset.is_some()),
                both!("{date}, ou {moment}", "{date}, or {moment}"; date = a_date(), moment = a_moment()),
            ),
            (kind @ "string", _, v) => (v.is_str(), in_words(kind)),
            (kind @ "boolean", _, v) => (v.is_bool(), in_words(kind)),
            (kind @ "integer", _, v) => (v.is_integer(), in_words(kind)),
            (kind @ "number", _, v) => (v.is_float() || v.is_integer(), in_words(kind)),
            ("array", _, DeValue::Array(items)) => {
                for item in items.iter() {
                    self.value(&schema["items"], item, name);
                }
                return;
            }
            ("object", _, DeValue::Table(table)) => {
                self.table(schema, table, offset, name);
                return;
            }
            (kind @ ("array" | "object"), ..) => (false, in_words(kind)),
            _ => return,
        };
        if !fits {
            self.wrong_type(offset, name, &expected);
        }
    }

    /// Whether a text cannot be shown, which is then a problem.
    fn is_unfit(&mut self, written: &str, offset: usize, name: &str) -> bool {
        let place = self.place(offset, "");
        let problem = match text::unfit(name, written) {
            None => return false,
            Some(Unfit::Long(characters)) => error::text_too_long(&place, name, characters, text::longest(name)),
            Some(Unfit::Stacked) => error::stacked_marks(&place, name, text::MOST_MARKS),
        };
        self.problems.push(problem);
        true
    }

    fn wrong_type(&mut self, offset: usize, name: &str, expected: &Said) {
        let place = self.place(offset, "");
        self.problems.push(error::wrong_type(&place, name, expected));
    }

    fn place(&self, offset: usize, table: &str) -> Said {
        let (path, line) = (self.path, line_of(self.text, offset));
        match table {
            "" => both!("{path}, ligne {line}", "{path}, line {line}"),
            _ => both!("{path}, ligne {line}, table {table}", "{path}, line {line}, table {table}"),
        }
    }

    /// The alternatives of an `anyOf`, or the schema itself.
    fn alternatives(&self, schema: &'a Value) -> Vec<&'a Value> {
        if let Some(name) = schema["$ref"].as_str().and_then(|r| r.strip_prefix("#/$defs/")) {
            return self.alternatives(&self.root["$defs"][name]);
        }
        match schema["anyOf"].as_array() {
            Some(ways) => {
                ways.iter().filter(|way| way["type"] != "null").flat_map(|way| self.alternatives(way)).collect()
            }
            None => vec![self.resolve(schema)],
        }
    }

    /// Resolves `$ref`, an `allOf` of one and `anyOf [T, null]`.
    fn resolve(&self, schema: &'a Value) -> &'a Value {
        if let Some(name) = schema["$ref"].as_str().and_then(|r| r.strip_prefix("#/$defs/")) {
            return self.resolve(&self.root["$defs"][name]);
        }
        for key in ["anyOf", "allOf"] {
            if let Some(inner) = schema[key].as_array().and_then(|all| all.iter().find(|s| s["type"] != "null")) {
                return self.resolve(inner);
            }
        }
        schema
    }
}

fn join(table: &str, key: &str) -> String {
    if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") }
}

/// The type of a schema; for `["string", "null"]`, `"string"`.
fn json_type(schema: &Value) -> &str {
    match &schema["type"] {
        Value::String(one) => one,
        Value::Array(many) => many.iter().filter_map(Value::as_str).find(|t| *t != "null").unwrap_or(""),
        _ => "",
    }
}

/// Whether a schema takes either.
fn is_text_or_table(schema: &Value) -> bool {
    let types = schema["type"].as_array();
    types.is_some_and(|types| ["string", "object"].iter().all(|one| types.iter().any(|of| of == one)))
}

fn is_written_as(json_type: &str, value: &DeValue<'_>) -> bool {
    match json_type {
        "string" => value.is_str(),
        "integer" => value.is_integer(),
        "object" => value.is_table(),
        _ => false,
    }
}

fn in_words(json_type: &str) -> Said {
    match json_type {
        "string" => both!("un texte entre guillemets", "text in quotes"),
        "boolean" => both!("true ou false", "true or false"),
        "integer" => both!("un nombre entier", "a whole number"),
        "number" => both!("un nombre", "a number"),
        "array" => both!("une liste entre [ ]", "a list in [ ]"),
        "object" => both!("une table", "a table"),
        other => Said::same(other),
    }
}

fn a_date() -> Said {
    both!("une date comme 2024-02-07", "a date such as 2024-02-07")
}

fn a_moment() -> Said {
    both!(
        "une date et une heure avec leur décalage UTC, comme 2024-02-01T09:00:00+01:00",
        "a date and time with a UTC offset, such as 2024-02-01T09:00:00+01:00"
    )
}

/// The values of an enumeration. schemars writes it as `enum`, or as `oneOf` of constants if they have descriptions.
fn closed_list(schema: &Value) -> Option<Vec<&str>> {
    if let Some(words) = schema["enum"].as_array() {
        return Some(words.iter().filter_map(Value::as_str).collect());
    }
    let variants = schema["oneOf"].as_array()?;
    Some(variants.iter().filter_map(|v| v["const"].as_str()).collect())
}

//! JSON: an array of objects, or objects one after another, a line each.
//!
//! The text is cut into objects here, so that one of them is in memory at a time; each is read by serde_json.

use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::{Objects, Value, twice};
use crate::read::csv::MAX_RECORD;
use crate::read::format::Text;
use crate::read::{float_text, text};
use model::error::{self, Problem};

/// What may stand next.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Start,
    /// In an array: its first object, or its end.
    First,
    /// In an array: an object.
    Element,
    /// In an array: a comma, or its end.
    Comma,
    /// Outside of arrays: an object.
    Line,
    /// After an array.
    End,
}

pub(super) struct Json<'a> {
    shown: &'a str,
    bytes: BufReader<Box<dyn Read + Send>>,
    state: State,
    /// Number of objects so far.
    objects: u64,
    /// The bytes of an object.
    object: Vec<u8>,
}

impl<'a> Json<'a> {
    pub(super) fn open(path: &Path, shown: &'a str, text: &Text) -> Result<Json<'a>, Problem> {
        let bytes = BufReader::with_capacity(1 << 16, text::open(path, shown, text)?);
        Ok(Json { shown, bytes, state: State::Start, objects: 0, object: Vec::new() })
    }

    fn bad(&self) -> Problem {
        error::bad_object(self.shown, "JSON", self.objects + 1)
    }

    /// The next byte that is no blank, not yet taken; none at the end of the file.
    fn peek(&mut self) -> Result<Option<u8>, Problem> {
        loop {
            let buffer = self.bytes.fill_buf().map_err(|e| text::unreadable(self.shown, &e))?;
            // A byte-order mark also stands between files that were joined.
            let is_blank = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0xEF | 0xBB | 0xBF | 0x1A | 0x1E);
            let blanks = buffer.iter().take_while(|byte| is_blank(byte)).count();
            let next = buffer.get(blanks).copied();
            let is_end = buffer.is_empty();
            self.bytes.consume(blanks);
            if next.is_some() || is_end {
                return Ok(next);
            }
        }
    }

    /// Goes to the beginning of the next object; false at the end of the file.
    fn advance(&mut self) -> Result<bool, Problem> {
        loop {
            let next = self.peek()?;
            self.state = match (self.state, next) {
                (State::Start | State::Line | State::First | State::Element, Some(b'{')) => return Ok(true),
                (State::Start, Some(b'[')) => State::First,
                (State::First | State::Comma, Some(b']')) => State::End,
                (State::Comma, Some(b',')) => State::Element,
                // Some programs end the lines of objects with commas.
                (State::Line, Some(b',')) => State::Line,
                (State::Start | State::Line | State::End, None) => return Ok(false),
                _ => return Err(self.bad()),
            };
            self.bytes.consume(1);
        }
    }

    /// Takes the bytes of an object.
    fn take(&mut self) -> Result<(), Problem> {
        self.object.clear();
        let (mut depth, mut in_text, mut is_escaped) = (0u32, false, false);
        loop {
            let buffer = self.bytes.fill_buf().map_err(|e| text::unreadable(self.shown, &e))?;
            if buffer.is_empty() {
                return Err(error::bad_object(self.shown, "JSON", self.objects + 1));
            }
            let end = buffer.iter().position(|byte| {
                match byte {
                    _ if std::mem::take(&mut is_escaped) => {}
                    b'\\' if in_text => is_escaped = true,
                    b'"' => in_text = !in_text,
                    b'{' | b'[' if !in_text => depth += 1,
                    b'}' | b']' if !in_text => depth -= 1,
                    _ => {}
                }
                depth == 0
            });
            let taken = end.map_or(buffer.len(), |end| end + 1);
            self.object.extend_from_slice(&buffer[..taken]);
            self.bytes.consume(taken);
            if self.object.len() > MAX_RECORD {
                return Err(error::object_too_long(self.shown, self.objects + 1, MAX_RECORD));
            }
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

impl Objects for Json<'_> {
    fn next(&mut self, values: &mut Vec<(String, Value)>) -> Result<Option<u64>, Problem> {
        if !self.advance()? {
            return Ok(None);
        }
        self.take()?;
        // Errors of serde_json are not passed on: they can hold values.
        let Object(read) = serde_json::from_slice(&self.object).map_err(|_| self.bad())?;
        if twice(read.iter().map(|(name, _)| name.as_str())) {
            return Err(error::name_twice(self.shown, self.objects + 1));
        }
        self.state = if matches!(self.state, State::Start | State::Line) { State::Line } else { State::Comma };
        self.objects += 1;
        values.extend(read.into_iter().filter_map(|(name, value)| Some((name, cell(value)?))));
        Ok(Some(self.objects))
    }
}

/// A value as a person would write it; none for null.
fn cell(value: serde_json::Value) -> Option<Value> {
    Some(match value {
        serde_json::Value::Null => return None,
        serde_json::Value::Bool(yes) => Value::Text(yes.to_string()),
        serde_json::Value::String(text) => Value::Text(text),
        serde_json::Value::Number(number) => Value::Text(match (number.as_u64(), number.as_i64(), number.as_f64()) {
            (Some(number), ..) => number.to_string(),
            (_, Some(number), _) => number.to_string(),
            (.., number) => float_text(number.unwrap_or(f64::NAN)),
        }),
        nested => Value::Nested(nested.to_string()),
    })
}

/// The values of an object in the order of the file, also those under one name.
struct Object(Vec<(String, serde_json::Value)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = map.next_entry()? {
            values.push(value);
        }
        Ok(Object(values))
    }
}

//! Objects of named values as cells, however deep they stand: JSON and XML. A row is one value under its name.

use std::collections::BTreeMap;

use serde_json::Value;

use super::tables::Table;

/// Names and values in the order they are met.
#[derive(Default)]
struct Named(Vec<(String, String)>);

impl Named {
    fn add(&mut self, name: &str, value: &str) {
        if !value.trim().is_empty() {
            self.0.push((name.to_owned(), value.to_owned()));
        }
    }

    /// One column for each name.
    fn into_table(self) -> Table {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (name, _) in &self.0 {
            let next = places.len();
            places.entry(name).or_insert(next);
        }
        let mut names = vec![String::new(); places.len()];
        places.iter().for_each(|(name, at)| names[*at] = (*name).to_owned());
        let row = |(name, value): &(String, String)| {
            let mut row = vec![String::new(); places[&**name] + 1];
            row[places[&**name]] = value.clone();
            row
        };
        [names].into_iter().chain(self.0.iter().map(row)).collect()
    }
}

/// One value or several after one another. What comes before damage is cells as well.
pub fn json(text: &str) -> Table {
    let mut named = Named::default();
    let whole = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    whole.map_while(Result::ok).for_each(|value| of_value("", &value, &mut named));
    named.into_table()
}

fn of_value(name: &str, value: &Value, named: &mut Named) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| of_value(name, value, named)),
        Value::Array(values) => values.iter().for_each(|value| of_value(name, value, named)),
        Value::String(text) => named.add(name, text),
        Value::Number(number) => named.add(name, &number.to_string()),
        Value::Null | Value::Bool(_) => {}
    }
}

/// Texts under the name of their element, and attributes. Nothing has to be well formed.
pub fn xml(text: &str) -> Table {
    let mut named = Named::default();
    let mut element = String::new();
    for piece in text.split('<').skip(1) {
        if let Some(whole) = piece.strip_prefix("![CDATA[") {
            named.add(&element, whole.split("]]>").next().unwrap_or_default());
        }
        // Comments and declarations say nothing of anybody.
        if piece.starts_with(['!', '?']) {
            continue;
        }
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let local = |name: &str| name.rsplit(':').next().unwrap_or_default().to_owned();
        if !tag.starts_with('/') {
            element = local(tag.split([' ', '\n', '\r', '\t', '/']).next().unwrap_or_default());
        }
        let mut rest = tag;
        while let Some((name, after)) = rest.split_once('=') {
            let after = after.trim_start();
            let Some(quote) = after.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else { break };
            let (value, after) = after[1..].split_once(quote).unwrap_or((&after[1..], ""));
            let name = name.split_whitespace().last().unwrap_or_default();
            if !name.starts_with("xmlns") {
                named.add(&local(name), &unescaped(value));
            }
            rest = after;
        }
        named.add(&element, &unescaped(text));
    }
    named.into_table()
}

fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut pieces = text.split('&');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (entity, rest) = piece.split_once(';').unwrap_or((piece, ""));
        let code = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
        let letter = match entity {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => match entity.strip_prefix("#x") {
                Some(digits) => code(digits, 16),
                None => entity.strip_prefix('#').and_then(|digits| code(digits, 10)),
            },
        };
        plain.extend(letter);
        plain.push_str(rest);
    }
    plain
}

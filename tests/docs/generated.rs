//! The pages that are made from the program: the command line from its help, the incident file from its schema.

use std::collections::VecDeque;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::ROOT;
use super::markdown::slug;
use crate::harness::Ampleur;

/// What renews a stale page.
const RENEW: &str = "AMPLEUR_BLESS=1 cargo test --release docs::";

#[test]
fn the_page_of_the_command_line_is_what_the_help_says() {
    is_fresh("docs/src/command-line.md", &command_line());
}

/// In clap the help of an argument is the comment above its field: a comment taken away leaves a blank.
#[test]
fn each_argument_has_a_description() {
    let page = command_line();
    let lines: Vec<&str> = page.lines().collect();
    let mut command = "";
    let (mut arguments, mut bare) = (0, Vec::new());
    for (line, next) in lines.iter().zip(&lines[1..]) {
        command = line.strip_prefix("## ").unwrap_or(command);
        let name = line.trim_start();
        if !(2..=6).contains(&(line.len() - name.len())) || !name.starts_with(['<', '[', '-']) {
            continue;
        }
        arguments += 1;
        // Beside its name in a page of short entries, else below it.
        let description = name.split_once("  ").map_or(*next, |(_, beside)| beside).trim();
        if description.is_empty() || description.starts_with('[') {
            bare.push(format!("{command}: {name}"));
        }
    }
    assert!(arguments > 50, "{arguments} arguments found: is the help laid out otherwise?");
    assert!(bare.is_empty(), "without a description:\n{}", bare.join("\n"));
}

#[test]
fn the_page_of_the_incident_file_is_what_its_schema_says() {
    let schema = fs::read(Path::new(ROOT).join("schemas/incident.json")).unwrap();
    is_fresh("docs/src/incident-file.md", &incident_file(&serde_json::from_slice(&schema).unwrap()));
}

/// Compares a page with what it should be, or rewrites it where that is asked for.
fn is_fresh(path: &str, expected: &str) {
    let full = Path::new(ROOT).join(path);
    if std::env::var_os("AMPLEUR_BLESS").is_some() {
        fs::write(&full, expected).unwrap();
    }
    let kept = fs::read_to_string(&full).unwrap_or_default();
    let differs = kept.lines().zip(expected.lines()).position(|(kept, expected)| kept != expected);
    assert!(
        kept == expected,
        "{path} is stale from line {:?} on; renew it with: {RENEW}",
        differs.map(|line| line + 1)
    );
}

fn command_line() -> String {
    let mut page = format!(
        "# The command line\n\n<!-- Generated from `--help`; renew with: {RENEW} -->\n\n\
         What each command prints with `--help`. `-h` prints a short form.\n"
    );
    let mut commands: VecDeque<Vec<String>> = VecDeque::from([Vec::new()]);
    while let Some(command) = commands.pop_front() {
        let help = help(&command);
        // Those of a command with commands of its own come right after it.
        for name in subcommands(&help).into_iter().rev() {
            commands.push_front([&command[..], &[name]].concat());
        }
        let _ =
            write!(page, "\n## {}\n\n```text\n{help}```\n", [&["ampleur".to_owned()], &command[..]].concat().join(" "));
    }
    page
}

/// The help of a command, a hundred characters wide.
fn help(command: &[String]) -> String {
    let text = Ampleur::new(command).arg("--help").env("COLUMNS", "100").run().succeeds().stdout;
    text.lines().fold(String::new(), |lines, line| lines + line.trim_end() + "\n")
}

/// The commands that a help lists, but `help` itself.
fn subcommands(help: &str) -> Vec<String> {
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // A name stands two blanks in, what is told of it further on.
    let named = listed.filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
    named.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The schema of the incident file, and what has a section of its own.
struct Reference<'a> {
    root: &'a Value,
    tables: Vec<Table<'a>>,
    lists: Vec<&'a str>,
}

/// A table of the incident file, and the places where one is written.
struct Table<'a> {
    schema: &'a Value,
    /// By name, so that one that is written in several places has one section.
    name: Option<&'a str>,
    places: Vec<String>,
}

fn incident_file(root: &Value) -> String {
    let mut reference = Reference { root, tables: Vec::new(), lists: Vec::new() };
    reference.find(root, String::new());
    let mut page = format!(
        "# The incident file\n\n<!-- Generated from `schemas/incident.json`; renew with: {RENEW} -->\n\n{}\n\n\
         `ID` stands for a name of your choice: lower-case letters, digits and hyphens. `ampleur init` writes a commented \
         template, and `ampleur check` reports every key that does not exist.\n",
        described(root)
    );
    for table in &reference.tables {
        let _ = write!(page, "\n## {}\n\n", heading(&table.places[0]));
        if table.schema["description"].is_string() && !table.places[0].is_empty() {
            let _ = write!(page, "{}\n\n", described(table.schema));
        }
        if table.places.len() > 1 {
            let also: Vec<String> = table.places[1..].iter().map(|place| format!("`{place}`")).collect();
            let _ = write!(page, "Also: {}.\n\n", also.join(", "));
        }
        page.push_str("| Key | Value | | Meaning |\n|---|---|---|---|\n");
        for (key, property) in reference.properties(table.schema) {
            let is_required = required(table.schema).contains(&key);
            let default = property.get("default").filter(|default| !is_empty(default));
            let when = match (is_required, default) {
                (true, _) => "required".to_owned(),
                (false, Some(default)) => format!("default `{default}`"),
                (false, None) => String::new(),
            };
            let _ =
                writeln!(page, "| `{key}` | {} | {when} | {} |", reference.kind(property), cell(&described(property)));
        }
    }
    page.push_str("\n## Lists of words\n");
    for name in &reference.lists {
        let list = &root["$defs"][*name];
        let _ = write!(page, "\n### {}\n\n{}\n\n", title(name), described(list));
        for (word, meaning) in words(list) {
            let _ = writeln!(page, "- `{word}`{}", if meaning.is_empty() { meaning } else { format!(": {meaning}") });
        }
    }
    page
}

impl<'a> Reference<'a> {
    /// Finds every table from here on: its properties first, then what these hold, level by level.
    fn find(&mut self, schema: &'a Value, place: String) {
        let mut waiting = VecDeque::from([(schema, None, place)]);
        while let Some((schema, name, place)) = waiting.pop_front() {
            if let Some(known) = self.tables.iter_mut().find(|table| name.is_some() && table.name == name) {
                known.places.push(place);
                continue;
            }
            self.tables.push(Table { schema, name, places: vec![place.clone()] });
            for (key, property) in self.properties(schema) {
                let inner = path(&place, key);
                self.inside(property, inner, &mut waiting);
            }
        }
    }

    /// The tables and lists of words that a property holds.
    fn inside(
        &mut self,
        property: &'a Value,
        place: String,
        waiting: &mut VecDeque<(&'a Value, Option<&'a str>, String)>,
    ) {
        for (name, schema) in self.ways(property) {
            if schema["properties"].is_object() {
                waiting.push_back((schema, name, place.clone()));
            } else if schema["items"].is_object() {
                self.inside(&schema["items"], format!("[{place}]"), waiting);
            } else if schema["additionalProperties"].is_object() {
                self.inside(&schema["additionalProperties"], path(&place, "ID"), waiting);
            } else if let Some(name) = name.filter(|_| is_long(schema)).filter(|name| !self.lists.contains(name)) {
                self.lists.push(name);
            }
        }
    }

    /// The keys of a table: those that must be there first, in the order in which the schema wants them.
    fn properties(&self, schema: &'a Value) -> Vec<(&'a str, &'a Value)> {
        let all = schema["properties"].as_object().unwrap();
        let first = required(schema);
        let rest = all.keys().map(String::as_str).filter(|key| !first.contains(key));
        first.iter().copied().chain(rest).map(|key| (key, &all[key])).collect()
    }

    /// The ways in which a value may be written, each with its name in the schema; null left out.
    fn ways(&self, schema: &'a Value) -> Vec<(Option<&'a str>, &'a Value)> {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
            let of = self.root["$defs"].get(name).unwrap();
            return match of["anyOf"].is_array() {
                true => self.ways(of),
                false => vec![(Some(name), of)],
            };
        }
        match schema["anyOf"].as_array() {
            Some(ways) => ways.iter().filter(|way| way["type"] != "null").flat_map(|way| self.ways(way)).collect(),
            None => vec![(None, schema)],
        }
    }

    /// What may be written there, in words.
    fn kind(&self, schema: &'a Value) -> String {
        let ways: Vec<String> = self.ways(schema).into_iter().map(|(name, of)| self.way(name, of)).collect();
        ways.join(" or ")
    }

    fn way(&self, name: Option<&'a str>, of: &'a Value) -> String {
        if let (Some(name), true) = (name, is_long(of)) {
            return format!("one of [{}](#{})", title(name), slug(&title(name)));
        }
        let words = words(of);
        if !words.is_empty() {
            let words: Vec<String> = words.iter().map(|(word, _)| format!("`{}`", cell(word))).collect();
            return words.join(", ");
        }
        if of["properties"].is_object() {
            let table = self
                .tables
                .iter()
                .find(|table| std::ptr::eq(table.schema, of) || (name.is_some() && table.name == name));
            let heading = heading(&table.expect("a table with a section").places[0]);
            return format!("table [{heading}](#{})", slug(&heading));
        }
        if of["items"].is_object() {
            return format!("list of {}", self.kind(&of["items"]).replacen("table ", "tables ", 1));
        }
        if of["additionalProperties"].is_object() {
            return format!("by name: {}", self.kind(&of["additionalProperties"]));
        }
        let json_type = match &of["type"] {
            Value::Array(types) => types.iter().filter_map(Value::as_str).find(|t| *t != "null").unwrap_or_default(),
            one => one.as_str().unwrap_or_default(),
        };
        match (json_type, of["format"].as_str()) {
            ("string", Some("date")) => "date".to_owned(),
            ("string", Some("date-time")) => "moment with its offset".to_owned(),
            ("string", _) => "text".to_owned(),
            ("integer", _) => "whole number".to_owned(),
            ("number", _) => "number".to_owned(),
            ("boolean", _) => "`true`, `false`".to_owned(),
            // What a list or a table by name holds is told by its own schema.
            ("array", _) => "list".to_owned(),
            other => panic!("a type that the page does not know: {other:?}"),
        }
    }
}

fn required(schema: &Value) -> Vec<&str> {
    schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The words of a closed list, and what each means.
fn words(schema: &Value) -> Vec<(&str, String)> {
    let plain =
        schema["enum"].as_array().into_iter().flatten().filter_map(|word| Some((word.as_str()?, String::new())));
    let told = schema["oneOf"].as_array().into_iter().flatten();
    plain.chain(told.filter_map(|way| Some((way["const"].as_str()?, described(way))))).collect()
}

/// Whether a list of words is told in a section of its own.
fn is_long(schema: &Value) -> bool {
    let words = words(schema);
    words.len() > 5 || words.iter().any(|(_, meaning)| !meaning.is_empty())
}

fn is_empty(value: &Value) -> bool {
    value.as_object().is_some_and(serde_json::Map::is_empty) || value.as_array().is_some_and(Vec::is_empty)
}

fn described(schema: &Value) -> String {
    schema["description"].as_str().unwrap_or_default().replace('\n', " ")
}

/// Where a table is written: `[key]`, `[[insurers.ID.perimeters]]`; the file itself has no such line.
fn heading(place: &str) -> String {
    match place {
        "" => "The top of the file".to_owned(),
        place => format!("`[{place}]`"),
    }
}

/// A key in a table; of an item of a list, that of the list.
fn path(place: &str, key: &str) -> String {
    match place.trim_matches(['[', ']']) {
        "" => key.to_owned(),
        place => format!("{place}.{key}"),
    }
}

/// `NotificationKind` → `Notification kind`.
fn title(name: &str) -> String {
    name.char_indices().fold(String::new(), |title, (i, c)| match c {
        c if i > 0 && c.is_uppercase() => title + " " + &c.to_lowercase().to_string(),
        c => title + &c.to_string(),
    })
}

/// A bar would end the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

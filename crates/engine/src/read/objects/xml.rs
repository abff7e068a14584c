//! XML of flat objects: elements of one path, whose children and attributes are the columns.
//!
//! Which path that is, the names of columns show. Elements below a column become columns of their own, named by their path. Entities
//! that a document defines are refused: nothing is looked up, and nothing grows.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Objects, Value};
use crate::read::csv::{Bounded, MAX_RECORD};
use crate::read::format::Text;
use crate::read::{Side, label, mapping, text};
use model::error::{self, Problem};
use model::incident::File;

/// The deepest elements that are read.
const DEEPEST: usize = 32;

/// The most paths that the elements of a file may have.
const MOST_PATHS: usize = 2_000;

/// What is met in a document, in its order.
enum Met {
    Opened,
    Attribute(String, String),
    Text(String),
    Closed,
}

/// Walks through a document and knows at each place which elements are open.
struct Walk<'a> {
    shown: &'a str,
    reader: Reader<BufReader<Bounded<Box<dyn Read + Send>>>>,
    since_last: Arc<AtomicUsize>,
    buffer: Vec<u8>,
    /// Names of the open elements, from the root.
    open: Vec<String>,
    /// What was met and not yet handed out.
    ready: VecDeque<Met>,
    /// The last element is closed before anything else is met.
    closes: bool,
    objects: u64,
}

impl<'a> Walk<'a> {
    fn open(path: &Path, shown: &'a str, text: &Text) -> Result<Walk<'a>, Problem> {
        let since_last = Arc::new(AtomicUsize::new(0));
        let bounded = Bounded::new(text::open(path, shown, text)?, since_last.clone());
        let reader = Reader::from_reader(BufReader::with_capacity(1 << 16, bounded));
        let (buffer, open, ready) = (Vec::new(), Vec::new(), Default::default());
        Ok(Walk { shown, reader, since_last, buffer, open, ready, closes: false, objects: 0 })
    }

    /// What is met next; none at the end of the document.
    fn next(&mut self) -> Result<Option<Met>, Problem> {
        loop {
            if std::mem::take(&mut self.closes) {
                self.open.pop();
            }
            if let Some(met) = self.ready.pop_front() {
                self.closes = matches!(met, Met::Closed);
                return Ok(Some(met));
            }
            if !self.read()? {
                return Ok(None);
            }
        }
    }

    /// Reads an event into `ready`; false at the end.
    fn read(&mut self) -> Result<bool, Problem> {
        self.since_last.store(0, Ordering::Relaxed);
        self.buffer.clear();
        // Errors of quick-xml are not passed on: they can hold values.
        let bad = || error::bad_object(self.shown, "XML", self.objects + 1);
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|e| match e {
            quick_xml::Error::Io(cause) => text::unreadable(self.shown, &cause),
            _ => bad(),
        })?;
        match event {
            Event::Start(start) => begin(&start, &mut self.open, &mut self.ready).ok_or_else(bad)?,
            Event::Empty(start) => {
                begin(&start, &mut self.open, &mut self.ready).ok_or_else(bad)?;
                self.ready.push_back(Met::Closed);
            }
            Event::End(_) => self.ready.push_back(Met::Closed),
            Event::Text(text) => self.ready.push_back(Met::Text(text.xml10_content().into_owned())),
            Event::CData(text) => self.ready.push_back(Met::Text(text.xml10_content().into_owned())),
            Event::GeneralRef(entity) => {
                let known = quick_xml::escape::resolve_predefined_entity(&entity).map(str::to_owned);
                let known = known.or_else(|| Some(entity.resolve_char_ref().ok()??.to_string()));
                self.ready.push_back(Met::Text(known.ok_or_else(bad)?));
            }
            Event::Eof if self.open.is_empty() => return Ok(false),
            Event::Eof => return Err(bad()),
            _ => {}
        }
        Ok(true)
    }
}

/// Opens an element; none if it is too deep or damaged.
fn begin(start: &BytesStart<'_>, open: &mut Vec<String>, ready: &mut VecDeque<Met>) -> Option<()> {
    open.push(start.local_name().into_inner().to_owned());
    ready.push_back(Met::Opened);
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let (name, prefix) = (attribute.key.local_name(), attribute.key.prefix());
        let is_of_xml = |prefix: &str| matches!(prefix, "xml" | "xmlns" | "xsi");
        if prefix.is_some_and(|prefix| is_of_xml(prefix.into_inner())) || attribute.key.into_inner() == "xmlns" {
            continue;
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned();
        ready.push_back(Met::Attribute(name.into_inner().to_owned(), value));
    }
    (open.len() <= DEEPEST).then_some(())
}

/// Elements of one path.
#[derive(Default)]
struct Elements {
    count: u64,
    /// Names of children and attributes that hold a value themselves.
    values: BTreeSet<String>,
    /// Names of all children and attributes.
    children: BTreeSet<String>,
}

/// The path of the elements that are about persons: those with the most known columns.
pub(super) fn objects(path: &Path, shown: &str, side: Side, file: &File, text: &Text) -> Result<Vec<String>, Problem> {
    let mut walk = Walk::open(path, shown, text)?;
    let mut paths: BTreeMap<Vec<String>, Elements> = BTreeMap::new();
    while let Some(met) = walk.next()? {
        let (above, name) = (&walk.open[..walk.open.len().saturating_sub(1)], walk.open.last());
        match met {
            Met::Opened => {
                paths.entry(walk.open.clone()).or_default().count += 1;
                if let (Some(elements), Some(name)) = (paths.get_mut(above), name)
                    && !elements.children.contains(name)
                {
                    elements.children.insert(name.clone());
                }
            }
            Met::Attribute(name, _) => {
                if let Some(elements) = paths.get_mut(&walk.open) {
                    elements.children.insert(name.clone());
                    elements.values.insert(name);
                }
            }
            Met::Text(text) if !text.trim().is_empty() => {
                if let (Some(elements), Some(name)) = (paths.get_mut(above), name)
                    && !elements.values.contains(name)
                {
                    elements.values.insert(name.clone());
                }
            }
            Met::Text(_) | Met::Closed => {}
        }
        if paths.len() > MOST_PATHS {
            return Err(error::too_many_names(shown, MOST_PATHS));
        }
    }
    let score = |elements: &Elements| {
        let names: Vec<String> = elements.values.iter().cloned().collect();
        mapping::recognised(&names, side, &file.columns)
    };
    let mut scored: Vec<(usize, &Vec<String>)> = paths.iter().map(|(path, elements)| (score(elements), path)).collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let best = match &scored[..] {
        [] | [(0, _), ..] => return Err(error::no_known_name(shown, paths.len())),
        [(_, best), (other, second), ..] if *other > 1 => {
            return Err(error::several_kinds(shown, &told(best), &told(second)));
        }
        [(_, best), ..] => *best,
    };
    // An element that stands around several persons, and says something about them, would be lost.
    for depth in 1..best.len() {
        let around = &paths[&best[..depth]];
        if around.count > 1 && around.children.iter().any(|name| *name != best[depth]) {
            return Err(error::several_kinds(shown, &told(&best[..depth]), &told(best)));
        }
    }
    Ok(best.clone())
}

/// A path as a message may print it: an element can be called after a person's number.
fn told(path: &[String]) -> String {
    let told = |name: &String| if label::may_be_shown(name) { name.clone() } else { "…".to_owned() };
    path.iter().map(told).collect::<Vec<_>>().join("/")
}

pub(super) struct Xml<'a> {
    walk: Walk<'a>,
    of: Vec<String>,
}

impl<'a> Xml<'a> {
    pub(super) fn open(path: &Path, shown: &'a str, text: &Text, of: &[String]) -> Result<Xml<'a>, Problem> {
        Ok(Xml { walk: Walk::open(path, shown, text)?, of: of.to_vec() })
    }
}

impl Objects for Xml<'_> {
    fn next(&mut self, values: &mut Vec<(String, Value)>) -> Result<Option<u64>, Problem> {
        let depth = self.of.len();
        let (mut texts, mut size): (Vec<String>, usize) = (Vec::new(), 0);
        while let Some(met) = self.walk.next()? {
            if !self.walk.open.starts_with(&self.of) {
                continue;
            }
            let below = &self.walk.open[depth..];
            match met {
                Met::Opened => texts.push(String::new()),
                Met::Attribute(name, value) => {
                    size += value.len();
                    let path: Vec<&str> = below.iter().map(String::as_str).chain([name.as_str()]).collect();
                    add(values, path.join("/"), value);
                }
                Met::Text(text) => {
                    size += text.len();
                    texts.last_mut().into_iter().for_each(|last| last.push_str(&text));
                }
                Met::Closed => {
                    let text = texts.pop().unwrap_or_default();
                    let name = if below.is_empty() { self.of[depth - 1].clone() } else { below.join("/") };
                    add(values, name, text.trim().to_owned());
                    if below.is_empty() {
                        self.walk.objects += 1;
                        return Ok(Some(self.walk.objects));
                    }
                }
            }
            if size > MAX_RECORD {
                return Err(error::object_too_long(self.walk.shown, self.walk.objects + 1, MAX_RECORD));
            }
        }
        Ok(None)
    }
}

/// Adds a value. Several under one name are a list.
fn add(values: &mut Vec<(String, Value)>, name: String, value: String) {
    if value.is_empty() {
        return;
    }
    match values.iter_mut().find(|(known, _)| *known == name) {
        Some((_, known)) => {
            let (Value::Text(before) | Value::Nested(before)) = &*known;
            *known = Value::Nested(format!("{before}; {value}"));
        }
        None => values.push((name, Value::Text(value))),
    }
}

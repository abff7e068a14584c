//! A document: what is said, apart from how it is written. One text, then Markdown, HTML, PDF and DOCX of it.

mod docx;
mod html;
mod markdown;
#[cfg(feature = "pdf")]
mod pdf;

use super::Words;
use super::table::Table;
use model::options::Lang;

pub use docx::docx;
pub use html::html;
pub use markdown::markdown;
#[cfg(feature = "pdf")]
pub use pdf::pdf;

/// A letter, a dossier, a report.
pub struct Document {
    /// Its language.
    pub lang: Lang,
    /// What kind of document it is, above the title.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The day it is dated, which is the incident's and never the clock's.
    pub date: jiff::civil::Date,
    /// What stands at the foot of each page.
    pub footer: String,
    /// Whether its pages lie on their long side, for wide tables.
    pub landscape: bool,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
pub enum Block {
    /// A heading: 1 under the title, then 2 and 3.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Points.
    List(Vec<Vec<Inline>>),
    /// A paragraph in a box, to be seen first.
    Notice(Vec<Inline>),
    /// Questions and answers, in two columns.
    Answers(Vec<(String, Vec<Inline>)>),
    /// A table.
    Table(Table),
    /// A chart, and the same in words.
    Chart {
        /// A whole SVG.
        svg: String,
        /// What it shows, for who cannot see it.
        alt: String,
    },
}

/// A piece of a line.
pub enum Inline {
    /// Words.
    Text(String),
    /// Words that matter more.
    Strong(String),
    /// What somebody must still write: shown so that it cannot be missed.
    Missing(String),
    /// An address that a reader can follow; printed as the label where nothing can be followed.
    Link {
        /// What is printed.
        label: String,
        /// Where it leads.
        url: String,
    },
}

impl From<&str> for Inline {
    fn from(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }
}

impl From<String> for Inline {
    fn from(text: String) -> Inline {
        Inline::Text(text)
    }
}

/// `[à compléter : le nom du délégué]`; `[à compléter]` where the question stands beside it.
fn missing(what: &str, words: Words) -> String {
    if what.is_empty() {
        return format!("[{}]", words.to_complete());
    }
    format!("[{}{}{}]", words.to_complete(), words.colon(), one_line(what))
}

/// Words on one line: what would end it, or is no character of a document, is a space.
fn one_line(text: &str) -> String {
    let breaks =
        |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if breaks(c) { ' ' } else { c }).collect()
}

/// Whether an address may be followed: a page, a mailbox or a file beside. Any other is printed as its label.
fn can_follow(url: &str) -> bool {
    match url.split_once(':') {
        Some((scheme, _)) => ["https", "http", "mailto"].contains(&scheme),
        None => !url.is_empty(),
    }
}

/// An address without what would end it in Markdown, or make a word processor refuse the file.
fn address(url: &str) -> String {
    let mut address = String::with_capacity(url.len());
    for c in one_line(url).chars() {
        match c {
            ' ' | '"' | '(' | ')' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                address.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => address.push(c),
        }
    }
    address
}

//! Documents independent of their format, written as Markdown, HTML, PDF and DOCX.

mod docx;
mod html;
mod markdown;
#[cfg(feature = "pdf")]
mod pdf;

use super::Words;
use super::table::Table;
use model::said::Lang;

pub use docx::docx;
pub use html::html;
pub use markdown::markdown;
#[cfg(feature = "pdf")]
pub use pdf::pdf;

/// A letter, a dossier or a report.
#[derive(Clone, PartialEq)]
pub struct Document {
    /// Language of the text.
    pub lang: Lang,
    /// Kind of document, printed above the title.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Date of the document, from the incident file.
    pub date: jiff::civil::Date,
    /// Footer of each page.
    pub footer: String,
    /// Whether pages are in landscape format, for wide tables.
    pub landscape: bool,
    /// Content.
    pub blocks: Vec<Block>,
}

/// A block of a document.
#[derive(Clone, PartialEq)]
pub enum Block {
    /// A heading of level 1 (below the title) to 3.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A bulleted list.
    List(Vec<Vec<Inline>>),
    /// A highlighted paragraph.
    Notice(Vec<Inline>),
    /// Questions and answers, in two columns.
    Answers(Vec<(String, Vec<Inline>)>),
    /// A table.
    Table(Table),
    /// A chart with its text alternative.
    Chart {
        /// The complete SVG.
        svg: String,
        /// Text alternative.
        alt: String,
    },
}

/// A piece of a line.
#[derive(Clone, PartialEq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Emphasised text.
    Strong(String),
    /// Something that remains to be written, marked as such.
    Missing(String),
    /// A link; formats without links print its label.
    Link {
        /// Printed text.
        label: String,
        /// Target.
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

/// `[à compléter : le nom du délégué]`, or `[à compléter]` if `what` is empty because the question is next to it.
fn missing(what: &str, words: Words) -> String {
    if what.is_empty() {
        return format!("[{}]", words.to_complete());
    }
    format!("[{}{}{}]", words.to_complete(), words.colon(), one_line(what))
}

/// The text on one line: line ends and control characters become spaces.
fn one_line(text: &str) -> String {
    let breaks =
        |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if breaks(c) { ' ' } else { c }).collect()
}

/// Whether an address is written as a link: web pages, mail addresses and relative paths. Others are printed as their
/// label.
fn can_follow(url: &str) -> bool {
    match url.split_once(':') {
        Some((scheme, _)) => ["https", "http", "mailto"].contains(&scheme),
        None => !url.is_empty(),
    }
}

/// The address with characters escaped that would end a Markdown link or make a DOCX file invalid.
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

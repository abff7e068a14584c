//! A letter being written: its blocks, and the points that they cover.

use super::completeness::{self, Point, Topic};
use super::words::{label, lower_first};
use crate::document::{Block, Inline};
use model::incident::Text;
use model::said::Lang;

/// The blocks, and whether each point is covered.
pub(super) struct Draft {
    lang: Lang,
    pub(super) blocks: Vec<Block>,
    covered: Vec<(Topic, bool)>,
}

impl Draft {
    pub(super) fn new(lang: Lang) -> Draft {
        // No translation is needed until a declared text is used.
        Draft { lang, blocks: Vec::new(), covered: vec![(Topic::Translation, true)] }
    }

    pub(super) fn heading(&mut self, heading: &str) {
        self.blocks.push(Block::Heading(1, heading.to_owned()));
    }

    pub(super) fn sentences(&mut self, sentences: impl Into<String>) {
        self.paragraph(vec![Inline::Text(sentences.into())]);
    }

    pub(super) fn paragraph(&mut self, line: Vec<Inline>) {
        self.blocks.push(Block::Paragraph(line));
    }

    pub(super) fn list<T: Into<Inline>>(&mut self, items: impl IntoIterator<Item = T>) {
        self.items(items.into_iter().map(|item| vec![item.into()]).collect());
    }

    pub(super) fn items(&mut self, items: Vec<Vec<Inline>>) {
        self.blocks.push(Block::List(items));
    }

    /// Records whether the text just written covers a point.
    pub(super) fn covers(&mut self, topic: Topic, met: bool) {
        self.covered.push((topic, met));
    }

    /// The line that covers a point, or a mark that it must be written.
    pub(super) fn or_missing(&mut self, topic: Topic, line: Option<Vec<Inline>>) -> Vec<Inline> {
        self.covers(topic, line.is_some());
        line.unwrap_or_else(|| vec![Inline::Missing(lower_first(label(topic.id(), self.lang)))])
    }

    /// A paragraph that covers a point, or a mark that it must be written.
    pub(super) fn paragraph_or_missing(&mut self, topic: Topic, sentences: Option<String>) {
        let line = self.or_missing(topic, sentences.map(|sentences| vec![Inline::Text(sentences)]));
        self.paragraph(line);
    }

    /// A text of the incident file in the letter's language. A French text that nobody translated is marked, not
    /// printed: an English letter is English throughout.
    pub(super) fn as_declared(&mut self, topic: Topic, text: &Text) -> Option<Inline> {
        let french = text.french()?;
        let said = match self.lang {
            Lang::Fr => Some(french),
            Lang::En => text.english(),
        };
        self.covers(Topic::Translation, said.is_some());
        // It is declared, but in French only.
        let missing = || Inline::Missing(format!("in English, {}", lower_first(label(topic.id(), self.lang))));
        Some(said.map_or_else(missing, |said| Inline::Text(said.to_owned())))
    }

    /// The points, with what is covered.
    pub(super) fn points(&self) -> Vec<Point> {
        completeness::points(&self.covered, self.lang)
    }
}

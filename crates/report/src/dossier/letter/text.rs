//! A letter while it is being written: its blocks, and which points they cover.

use super::completeness::{self, Point, Topic};
use super::words::{label, lower_first};
use crate::document::{Block, Inline};
use model::options::Lang;

/// Blocks, and for each point that one of them is about, whether it tells it.
pub(super) struct Text {
    lang: Lang,
    pub(super) blocks: Vec<Block>,
    told: Vec<(Topic, bool)>,
}

impl Text {
    pub(super) fn new(lang: Lang) -> Text {
        // Nothing is left to be translated until a declared text is used.
        Text { lang, blocks: Vec::new(), told: vec![(Topic::Translation, true)] }
    }

    pub(super) fn heading(&mut self, heading: &str) {
        self.blocks.push(Block::Heading(1, heading.to_owned()));
    }

    pub(super) fn says(&mut self, sentences: impl Into<String>) {
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

    /// A point that what was just written tells, or does not.
    pub(super) fn told(&mut self, topic: Topic, met: bool) {
        self.told.push((topic, met));
    }

    /// What tells a point or, where there is nothing, the mark that somebody must write it.
    pub(super) fn or_missing(&mut self, topic: Topic, line: Option<Vec<Inline>>) -> Vec<Inline> {
        self.told(topic, line.is_some());
        line.unwrap_or_else(|| vec![Inline::Missing(lower_first(label(topic.id(), self.lang)))])
    }

    /// The same as a paragraph of its own.
    pub(super) fn tells(&mut self, topic: Topic, sentences: Option<String>) {
        let line = self.or_missing(topic, sentences.map(|sentences| vec![Inline::Text(sentences)]));
        self.paragraph(line);
    }

    /// A text of the incident file, printed as it stands; it has one language.
    pub(super) fn as_declared(&mut self, text: &str) -> Inline {
        self.told(Topic::Translation, self.lang == Lang::Fr);
        Inline::Text(text.to_owned())
    }

    /// All points, with what is met.
    pub(super) fn points(&self) -> Vec<Point> {
        completeness::points(&self.told, self.lang)
    }
}

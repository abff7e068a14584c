//! Whether a text is in clear and plain language (GDPR art. 34(2)).

use crate::document::{Block, Inline};

/// Maximum average and maximum length of a sentence, in words.
const AVERAGE: usize = 18;
const LONGEST: usize = 30;

/// Legal and trade terms, or their beginnings, in lower case. A declared text may be in either language.
const JARGON: [&str; 18] = [
    "responsable de traitement",
    "responsable du traitement",
    "sous-traitant",
    "sous traitant",
    "rgpd",
    "exfiltr",
    "pseudonymis",
    "à caractère personnel",
    "violation de confidentialité",
    "violation de la confidentialité",
    "perte de confidentialité",
    "perte de la confidentialité",
    "data controller",
    "processor",
    "gdpr",
    "data subject",
    "breach of confidentiality",
    "loss of confidentiality",
];

/// Whether sentences are short and free of jargon. List items without a full stop do not count as sentences.
pub(super) fn is_plain(blocks: &[Block]) -> bool {
    let lines: Vec<String> = lines(blocks).map(shown).collect();
    let sentences: Vec<Sentence<'_>> = lines.iter().flat_map(|line| sentences(line)).collect();
    let whole: Vec<usize> = sentences.iter().filter(|s| s.is_whole).map(Sentence::words).collect();
    !whole.is_empty()
        && whole.iter().sum::<usize>() <= AVERAGE * whole.len()
        && sentences.iter().all(|sentence| sentence.words() <= LONGEST)
        && !lines.iter().any(|line| has_jargon(line))
}

/// Every paragraph and list item.
pub(super) fn lines(blocks: &[Block]) -> impl Iterator<Item = &[Inline]> {
    blocks.iter().flat_map(|block| -> Vec<&[Inline]> {
        match block {
            Block::Paragraph(line) | Block::Notice(line) => vec![line],
            Block::List(items) => items.iter().map(Vec::as_slice).collect(),
            Block::Answers(answers) => answers.iter().map(|(_, answer)| answer.as_slice()).collect(),
            Block::Heading(..) | Block::Table(_) | Block::Chart { .. } => Vec::new(),
        }
    })
}

/// The text of a line, without marks of what remains to be completed.
fn shown(line: &[Inline]) -> String {
    let parts = line.iter().filter_map(|inline| match inline {
        Inline::Text(text) | Inline::Strong(text) | Inline::Link { label: text, .. } => Some(text.as_str()),
        Inline::Missing(_) => None,
    });
    parts.collect()
}

struct Sentence<'a> {
    text: &'a str,
    /// Whether it ends with a full stop or similar.
    is_whole: bool,
}

impl Sentence<'_> {
    fn words(&self) -> usize {
        self.text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
    }
}

/// Splits a line where a full stop or similar ends a word; the remainder is not a complete sentence.
fn sentences(line: &str) -> Vec<Sentence<'_>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut rest = line.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let ends_a_word = rest.peek().is_none_or(|(_, next)| next.is_whitespace());
        if matches!(c, '.' | '!' | '?' | '…') && ends_a_word {
            sentences.push(Sentence { text: &line[start..at], is_whole: true });
            start = at + c.len_utf8();
        }
    }
    sentences.push(Sentence { text: &line[start..], is_whole: false });
    sentences
}

/// `NIR` counts as jargon unless it is explained next to it.
fn has_jargon(line: &str) -> bool {
    let lower = line.to_lowercase();
    let mut words = line.split(|c: char| !c.is_alphanumeric());
    let is_explained = lower.contains("sécurité sociale") || lower.contains("social security");
    JARGON.iter().any(|jargon| lower.contains(jargon)) || (words.any(|word| word == "NIR") && !is_explained)
}

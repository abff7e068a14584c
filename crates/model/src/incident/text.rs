//! Declared texts, in one language or in two.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;

use super::written;

/// A declared text: French as plain text, or both languages in a table `{ fr = "…", en = "…" }`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Text {
    /// French only.
    French(String),
    /// French and English.
    Both(Languages),
}

/// A text in both languages.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Languages {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

/// The longest text of an incident file under a key, in characters. Lines of forms and tables are set as one piece, and addresses of
/// pages are links.
pub(super) fn longest(key: &str) -> usize {
    match key.rsplit('.').next().unwrap_or(key) {
        "title" => 500,
        name if name.ends_with("name") => 500,
        "page" | "login_page" => 2_000,
        _ => 10_000,
    }
}

/// The most accents over and under one letter.
pub(super) const MOST_MARKS: usize = 5;

/// Why a text cannot be shown.
pub(super) enum Unfit {
    /// It has so many characters.
    Long(usize),
    /// A letter has more accents than any language writes.
    Stacked,
}

/// Why a text cannot be shown; none if it can.
pub(super) fn unfit(key: &str, text: &str) -> Option<Unfit> {
    let characters = text.chars().count();
    if characters > longest(key) {
        return Some(Unfit::Long(characters));
    }
    let mut marks = 0;
    let is_stacked = text.chars().any(|c| {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        marks > MOST_MARKS
    });
    is_stacked.then_some(Unfit::Stacked)
}

// One schema of two types rather than two schemas: what reads it need not try each.
impl JsonSchema for Text {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut schema = Languages::json_schema(generator);
        schema.insert("type".to_owned(), serde_json::json!(["string", "object"]));
        schema
            .insert("description".to_owned(), "A text in French, or a table with the text in `fr` and in `en`.".into());
        schema
    }
}

impl Text {
    /// The French text; `None` if nobody wrote it.
    pub fn french(&self) -> Option<&str> {
        match self {
            Text::French(fr) | Text::Both(Languages { fr, .. }) => written(fr),
        }
    }

    /// The English text; `None` if nobody wrote it.
    pub fn english(&self) -> Option<&str> {
        match self {
            Text::French(_) => None,
            Text::Both(Languages { en, .. }) => written(en),
        }
    }
}

//! Declared texts, in one language or in two.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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

//! What a letter should contain according to the law, the guidelines and the insurers' own notices, and whether it
//! does.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::variant::Variant;
use model::said::Lang;

/// Value of `schema` in `insurers/<id>/letter.json`.
pub const SCHEMA: &str = "ampleur/letter/1";

/// Points that a controller's letter should contain, in each language.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Points {
    /// Always `ampleur/letter/1`.
    pub schema: String,
    /// Id of the insurer.
    pub insurer: String,
    /// Points by language: `fr`, `en`.
    pub languages: BTreeMap<String, Vec<Point>>,
    /// Letters for each set of operators that lost a person's data, in `letters/`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
}

impl Points {
    /// The points of an insurer, without any language yet.
    pub fn new(insurer: &str) -> Points {
        Points {
            schema: SCHEMA.to_owned(),
            insurer: insurer.to_owned(),
            languages: BTreeMap::new(),
            variants: Vec::new(),
        }
    }
}

/// One point that the letter should contain.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Point {
    /// Stable name, such as `contact-dpo`.
    pub id: String,
    /// Source of the requirement.
    pub source: String,
    /// Whether the law or the guidelines require it; otherwise it is recommended.
    pub required: bool,
    /// Whether the letter contains it.
    pub met: bool,
}

/// Subject of a point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Topic {
    Nature,
    DataExposed,
    DataNotExposed,
    WhatHappened,
    When,
    Consequences,
    MeasuresOperator,
    MeasuresInsurer,
    Advice,
    ContactDpo,
    HelplineOrPage,
    AuthorityTold,
    EffectsOnServices,
    Complaint,
    PlainLanguage,
    Translation,
}

impl Topic {
    /// All topics, in the order of the list.
    pub(super) const ALL: [Topic; 16] = [
        Topic::Nature,
        Topic::DataExposed,
        Topic::DataNotExposed,
        Topic::WhatHappened,
        Topic::When,
        Topic::Consequences,
        Topic::MeasuresOperator,
        Topic::MeasuresInsurer,
        Topic::Advice,
        Topic::ContactDpo,
        Topic::HelplineOrPage,
        Topic::AuthorityTold,
        Topic::EffectsOnServices,
        Topic::Complaint,
        Topic::PlainLanguage,
        Topic::Translation,
    ];

    pub(super) fn id(self) -> &'static str {
        match self {
            Topic::Nature => "nature",
            Topic::DataExposed => "data-exposed",
            Topic::DataNotExposed => "data-not-exposed",
            Topic::WhatHappened => "what-happened",
            Topic::When => "when",
            Topic::Consequences => "consequences",
            Topic::MeasuresOperator => "measures-operator",
            Topic::MeasuresInsurer => "measures-insurer",
            Topic::Advice => "advice",
            Topic::ContactDpo => "contact-dpo",
            Topic::HelplineOrPage => "helpline-or-page",
            Topic::AuthorityTold => "authority-told",
            Topic::EffectsOnServices => "effects-on-services",
            Topic::Complaint => "complaint",
            Topic::PlainLanguage => "plain-language",
            Topic::Translation => "translation",
        }
    }

    /// Source of the requirement, and whether it is mandatory.
    fn wanted(self) -> (&'static str, bool) {
        /// The insurers' notices of 2024: not required by any text, but asked for by persons.
        const NOTICES: &str = "notices of February 2024";
        const GUIDELINES: &str = "EDPB 9/2022";
        match self {
            // What happened, when, and to which data: the nature of the breach in plain language.
            Topic::Nature | Topic::DataExposed | Topic::WhatHappened | Topic::When => ("art. 34(2)", true),
            Topic::Consequences => ("art. 34(2), 33(3)(c); CNIL, Free decision of January 2026", true),
            Topic::MeasuresOperator | Topic::MeasuresInsurer => {
                ("art. 34(2), 33(3)(d); CNIL, Free decision of January 2026", true)
            }
            Topic::ContactDpo => ("art. 34(2), 33(3)(b)", true),
            Topic::PlainLanguage => ("art. 34(2)", true),
            Topic::Advice => (GUIDELINES, true),
            Topic::HelplineOrPage | Topic::AuthorityTold | Topic::Translation => (GUIDELINES, false),
            Topic::DataNotExposed | Topic::EffectsOnServices | Topic::Complaint => (NOTICES, false),
        }
    }
}

/// The points of a letter. A point is met if every block about it is complete and there is at least one.
pub(super) fn points(covered: &[(Topic, bool)], lang: Lang) -> Vec<Point> {
    let asked = Topic::ALL.into_iter().filter(|topic| lang == Lang::En || *topic != Topic::Translation);
    asked
        .map(|topic| {
            let of_topic = || covered.iter().filter(|(covered, _)| *covered == topic);
            let (source, required) = topic.wanted();
            let met = of_topic().next().is_some() && of_topic().all(|(_, met)| *met);
            Point { id: topic.id().to_owned(), source: source.to_owned(), required, met }
        })
        .collect()
}

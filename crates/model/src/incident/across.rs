//! Persons whom several controllers know.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Incident, declared};

/// Whether one person is recognised at several insurers, by NIR, birth date and first name or rank.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Across {
    /// Recognised: whoever is insured with two insurers counts once over all insurers.
    #[default]
    Together,
    /// Not recognised: figures over all insurers are sums, in which whoever is insured with two counts twice.
    Apart,
}

impl Across {
    /// The name in incident files.
    pub fn name(self) -> &'static str {
        match self {
            Across::Together => "together",
            Across::Apart => "apart",
        }
    }
}

impl Incident {
    /// Whether rows of one insurer's persons are compared with those of another's.
    pub fn joins_insurers(&self) -> bool {
        let with_files = self.insurers.values().filter(|insurer| !insurer.members.is_empty()).count();
        self.across_insurers == Across::Together
            && self.insurers.len() > 1
            && (with_files > 1 || !self.members.is_empty())
    }

    /// The declared legal basis for recognising one person at several insurers, if any.
    pub fn legal_basis_across(&self) -> Option<&str> {
        self.legal_basis_across.as_deref().and_then(declared::written)
    }
}

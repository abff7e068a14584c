//! What stays of a controller from one incident to the next, in a file of its own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Contact, Insurer, Organisation, Trade};

/// Value of `schema` in a profile.
pub const PROFILE_SCHEMA: &str = "ampleur/profile/1";

/// A controller as the authority knows it. Read from TOML; an insurer's `profile` names the file.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Always `ampleur/profile/1`.
    pub schema: String,
    /// What it is to the persons; printed in letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trade: Option<Trade>,
    /// SIREN number: nine digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub siren: Option<String>,
    /// Further identification for the authority.
    #[serde(default)]
    pub organisation: Organisation,
    /// Legal representative.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub representative: Option<Contact>,
    /// Data protection officer: the contact for the authority and the persons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dpo: Option<Contact>,
}

impl Insurer {
    /// Takes from a profile what the incident file does not say. Returns the keys that both give, with different values:
    /// nothing tells which of the two is right.
    pub fn complete(&mut self, profile: Profile) -> Vec<&'static str> {
        let Profile { schema: _, trade, siren, organisation: of, representative, dpo } = profile;
        let own = &mut self.organisation;
        let differs = [
            ("trade", take(&mut self.trade, trade)),
            ("siren", take(&mut self.siren, siren)),
            ("organisation.vat_number", take(&mut own.vat_number, of.vat_number)),
            ("organisation.sector", take(&mut own.sector, of.sector)),
            ("organisation.staff", take(&mut own.staff, of.staff)),
            ("organisation.address", take(&mut own.address, of.address)),
            ("organisation.postal_code", take(&mut own.postal_code, of.postal_code)),
            ("organisation.city", take(&mut own.city, of.city)),
            ("organisation.country", take(&mut own.country, of.country)),
            ("representative", take(&mut self.representative, representative)),
            ("dpo", take(&mut self.dpo, dpo)),
        ];
        differs.into_iter().filter(|(_, differs)| *differs).map(|(key, _)| key).collect()
    }
}

/// Takes a value where there is none. Returns whether there is another one.
fn take<T: PartialEq>(own: &mut Option<T>, profile: Option<T>) -> bool {
    match (&own, &profile) {
        (None, _) => {
            *own = profile;
            false
        }
        (Some(own), Some(profile)) => own != profile,
        (Some(_), None) => false,
    }
}

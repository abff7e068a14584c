//! What the dossier asks, one key of the incident file after the other: which may be written, and what each takes.

mod kinds;
mod write;

use toml_edit::Item;

use super::{Sheet, civil, paris};

pub(crate) use kinds::{Kind, Words};

impl Sheet {
    /// What a key takes, if the dossier may write it.
    pub(crate) fn kind(&self, key: &str) -> Option<Kind> {
        kinds::kind(self, key)
    }

    /// What the field of an answer shows, if it is a key that the dossier may write.
    pub(crate) fn answer(&self, key: &str) -> Option<String> {
        let kind = self.kind(key)?;
        let (above, last) = key.rsplit_once('.').unwrap_or(("", key));
        let path: Vec<&str> = key.split('.').collect();
        let within: Vec<&str> = above.split('.').collect();
        let shown = match kind {
            Kind::Text | Kind::Long | Kind::Siren | Kind::Words(_) => self.text(&path),
            Kind::Number => self.get(&path).and_then(Item::as_integer).map(|number| number.to_string()),
            Kind::Day => self.datetime(&path).and_then(|written| civil(&written)),
            Kind::Moment => self.datetime(&path).and_then(|written| paris(&written)),
            Kind::YesNo => self.get(&path).and_then(Item::as_bool).map(|yes| if yes { "yes" } else { "no" }.to_owned()),
            Kind::InFrench => self.text(&within).or_else(|| self.text(&path)),
            Kind::InEnglish => self.text(&path),
            Kind::Member => self.texts(&within).iter().any(|one| one == last).then(|| "yes".to_owned()),
            Kind::Ranked(_, rank) => self.texts(&within).get(rank).cloned(),
        };
        Some(shown.unwrap_or_default())
    }
}

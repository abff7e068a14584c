//! `ampleur init`

use std::path::PathBuf;

use clap::Args;

use super::say;
use crate::language::Language;
use model::error::{self, Result};
use model::said::Lang;
use model::staging;
use model::system::Readers;

/// Write a commented incident file to fill in
///
/// With --profile, writes profile.toml instead: what stays of an insurer from one incident to the next (SIREN, organisation,
/// representative, data protection officer), for an incident file to name.
#[derive(Args)]
#[command(after_help = "Example:\n  ampleur init my-incident\n  ampleur init --profile my-incident")]
pub(super) struct Init {
    /// Folder to write the file to; created if needed
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Write profile.toml, not incident.toml
    #[arg(long)]
    profile: bool,
}

/// Its name, in French and in English.
type Template = (&'static str, &'static str, &'static str);

const INCIDENT: Template = ("incident.toml", include_str!("incident.fr.toml"), include_str!("incident.toml"));
const PROFILE: Template = ("profile.toml", include_str!("profile.fr.toml"), include_str!("profile.toml"));

impl Init {
    pub(super) fn run(self, language: Language) -> Result<u8> {
        let (name, french, english) = if self.profile { PROFILE } else { INCIDENT };
        let template = match language.spoken {
            Lang::Fr => french,
            Lang::En => english,
        };
        let path = self.folder.join(name);
        let made = staging::make_parents(&path, || staging::write_new(&path, Readers::AsUsual, template.as_bytes()));
        made.map_err(|e| error::cannot_write(&path, &e))?;
        say(format!("{}\n", path.display()).as_bytes())?;
        Ok(0)
    }
}

//! `ampleur key`

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::say;
use engine::pseudonym::SecretKey;
use model::error::Result;

/// Make a secret key, or print the fingerprint of a key
#[derive(Subcommand)]
pub(super) enum Key {
    /// Make a key of 32 random bytes (mode 0600); never overwrites a file
    #[command(after_help = "Example:\n  ampleur key new incident.key")]
    New(New),
    /// Print the fingerprint of a key, as recorded in manifests; the key itself is never printed
    #[command(after_help = "Example:\n  ampleur key show incident.key")]
    Show(Show),
}

#[derive(Args)]
pub(super) struct New {
    /// File to write
    file: PathBuf,
}

#[derive(Args)]
pub(super) struct Show {
    /// Key file
    file: PathBuf,
}

impl Key {
    pub(super) fn run(self) -> Result<u8> {
        let (key, file) = match self {
            Key::New(New { file }) => {
                let key = SecretKey::generate()?;
                key.write_new(&file)?;
                (key, file)
            }
            Key::Show(Show { file }) => (SecretKey::read(&file, &file.display().to_string())?, file),
        };
        say(format!("{} {}\n", key.fingerprint(), file.display()).as_bytes())?;
        Ok(0)
    }
}

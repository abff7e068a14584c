//! `ampleur key`: make a secret key; name one without showing it.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::say;
use engine::pseudonym::{Hasher, SecretKey};
use model::error::Result;

/// Make a secret key, or print the fingerprint of one
#[derive(Subcommand)]
pub enum Key {
    /// Make a key: 32 bytes from the operating system, mode 0600, never over another file
    #[command(after_help = "Example:\n  ampleur key new incident.key")]
    New(New),
    /// Print a key's fingerprint, as manifests carry it; the key itself is never shown
    #[command(after_help = "Example:\n  ampleur key show incident.key")]
    Show(Show),
}

#[derive(Args)]
pub struct New {
    /// The file to write
    file: PathBuf,
}

#[derive(Args)]
pub struct Show {
    /// The key file
    file: PathBuf,
}

impl Key {
    pub fn run(self) -> Result<u8> {
        let (key, file) = match self {
            Key::New(New { file }) => {
                let key = SecretKey::generate()?;
                key.write_new(&file)?;
                (key, file)
            }
            Key::Show(Show { file }) => (SecretKey::read(&file, &file.display().to_string())?, file),
        };
        say(format!("{} {}\n", Hasher::new(&key).fingerprint(), file.display()).as_bytes())?;
        Ok(0)
    }
}

//! `ampleur key`

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::say;
use crate::signature::SigningKey;
use engine::pseudonym::SecretKey;
use model::error::Result;

/// Make a secret key or a key that signs, or show which one it is
#[derive(Subcommand)]
pub(super) enum Key {
    /// Make a key of 32 random bytes (mode 0600); never overwrites a file
    #[command(after_help = "Example:\n  ampleur key new incident.key\n  ampleur key new --signing signing.key")]
    New(New),
    /// Print the fingerprint of a key, as recorded in manifests; the key itself is never printed
    #[command(after_help = "Example:\n  ampleur key show incident.key\n  ampleur key show --signing signing.key")]
    Show(Show),
}

#[derive(Args)]
pub(super) struct New {
    /// File to write
    file: PathBuf,
    /// Make a key that signs manifests instead, in minisign's format: the secret half in FILE, without a password (mode 0600), and
    /// the public half, for those who verify, in FILE.pub
    #[arg(long)]
    signing: bool,
}

#[derive(Args)]
pub(super) struct Show {
    /// Key file
    file: PathBuf,
    /// The file holds a key that signs: print its public half
    #[arg(long)]
    signing: bool,
}

impl Key {
    pub(super) fn run(self) -> Result<u8> {
        let (told, file) = match self {
            Key::New(New { file, signing: false }) => {
                let key = SecretKey::generate()?;
                key.write_new(&file)?;
                (key.fingerprint(), file)
            }
            Key::New(New { file, signing: true }) => {
                let key = SigningKey::generate()?;
                let public = key.write_new(&file)?;
                (key.public(), public)
            }
            Key::Show(Show { file, signing: false }) => {
                (SecretKey::read(&file, &file.display().to_string())?.fingerprint(), file)
            }
            Key::Show(Show { file, signing: true }) => (SigningKey::read(&file)?.public(), file),
        };
        say(format!("{told} {}\n", file.display()).as_bytes())?;
        Ok(0)
    }
}

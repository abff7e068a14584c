//! Encryption of a list: to public keys, with a passphrase, or none if requested.
//!
//! The format is [age](https://age-encryption.org/v1), which any age implementation can decrypt and which detects
//! alteration. The unencrypted list is never written to disk.

use std::io::Write;
use std::path::Path;

use age::secrecy::SecretString;
use age::{EncryptError, Encryptor, scrypt, x25519};
use anyhow::Context;
use engine::pseudonym::secret_file;
use model::error::{self, Error, Problem, Result, Role};
use model::regular;
use model::said::{Said, both};

/// Minimum length of a passphrase, in characters.
const SHORTEST: usize = 12;

/// Maximum size of a passphrase file, in bytes.
const LONGEST: usize = 1024;

/// scrypt work factor: 2^18 iterations, about one second per guess. The default of the age command; without it the age
/// crate would calibrate it to the machine.
const WORK: u8 = 18;

pub(crate) enum Protection {
    InClear,
    /// Readable with the secret key of any of these.
    Recipients(Vec<x25519::Recipient>),
    Passphrase(SecretString),
}

impl Protection {
    /// Public keys from the command line and from a file with one key per line and `#` comments. All invalid keys are
    /// reported at once.
    pub(crate) fn recipients(given: &[String], file: Option<&Path>) -> Result<Protection> {
        let places = given
            .iter()
            .zip(1..)
            .map(|(text, i)| (both!("destinataire {i} de `-r`", "recipient {i} of `-r`"), text.trim().to_owned()));
        let mut texts: Vec<(Said, String)> = places.collect();
        if let Some(path) = file {
            let shown = path.display().to_string();
            let refuse = |e: std::io::Error| error::named_file(Role::Recipients, &shown, &e);
            let bytes = regular::read(path, regular::WRITTEN).map_err(refuse)?;
            let text = String::from_utf8(bytes).map_err(|_| refuse(std::io::ErrorKind::InvalidData.into()))?;
            let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).zip(1..);
            let keys = lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
            texts.extend(keys.map(|(line, i)| (both!("{shown}, ligne {i}", "{shown}, line {i}"), line.to_owned())));
            if texts.is_empty() {
                return Err(error::no_recipient(&shown).into());
            }
        }
        let (mut recipients, mut problems): (Vec<x25519::Recipient>, Vec<Problem>) = (Vec::new(), Vec::new());
        for (place, text) in &texts {
            match text.parse::<x25519::Recipient>() {
                Ok(recipient) if recipients.contains(&recipient) => {}
                Ok(recipient) => recipients.push(recipient),
                Err(_) if text.to_ascii_uppercase().starts_with("AGE-SECRET-KEY-") => {
                    problems.push(error::secret_for_recipient(place));
                }
                Err(_) => problems.push(error::not_a_recipient(place)),
            }
        }
        if problems.is_empty() { Ok(Protection::Recipients(recipients)) } else { Err(Error::Refused(problems)) }
    }

    /// The passphrase in a file. Refused if other accounts can read the file.
    pub(crate) fn passphrase(path: &Path) -> Result<Protection, Problem> {
        let shown = path.display().to_string();
        let refuse = |e: std::io::Error| error::named_file(Role::Passphrase, &shown, &e);
        let readable = |mode| error::passphrase_readable(&shown, mode);
        // One byte more than the maximum, to detect a file that is too long.
        let (bytes, length) = secret_file::<{ LONGEST + 1 }>(path, refuse, readable)?;
        let text = std::str::from_utf8(&bytes[..length]).ok().filter(|_| length <= LONGEST);
        let text = text.ok_or_else(|| error::passphrase_form(&shown, LONGEST))?.trim_end_matches(['\r', '\n']);
        if text.chars().count() < SHORTEST {
            return Err(error::passphrase_short(&shown, SHORTEST));
        }
        Ok(Protection::Passphrase(SecretString::from(text)))
    }

    pub(crate) fn seal(&self, list: &[u8]) -> Result<Vec<u8>> {
        match self {
            Protection::InClear => Ok(list.to_vec()),
            Protection::Recipients(keys) => {
                encrypt(Encryptor::with_recipients(keys.iter().map(|key| key as &dyn age::Recipient)), list)
            }
            Protection::Passphrase(passphrase) => {
                let mut key = scrypt::Recipient::new(passphrase.clone());
                key.set_work_factor(WORK);
                encrypt(Encryptor::with_recipients(std::iter::once(&key as &dyn age::Recipient)), list)
            }
        }
    }
}

fn encrypt(encryptor: Result<Encryptor, EncryptError>, list: &[u8]) -> Result<Vec<u8>> {
    let encryptor = encryptor.map_err(|e| anyhow::anyhow!("the list cannot be encrypted ({e})"))?;
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed).context("encrypting a list")?;
    writer.write_all(list).context("encrypting a list")?;
    writer.finish().context("encrypting a list")?;
    Ok(sealed)
}

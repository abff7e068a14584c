//! The public half of a key that signs: whoever has it can tell whether a manifest is signed with the key.

use std::path::Path;

use super::key::is_pseudonym_key;
use model::error::{self, Problem, Role};

/// More than the file of a public key has.
const LONGEST: u64 = 4096;

/// A public key.
pub(crate) struct PublicKey(pub(super) minisign_verify::PublicKey);

impl PublicKey {
    /// The key in a file, or on the command line itself.
    pub(crate) fn of(written: &str) -> Result<PublicKey, Problem> {
        // A key before a file: somebody may have put one where the key would be a path.
        if let Ok(key) = minisign_verify::PublicKey::from_base64(written.trim()) {
            return Ok(PublicKey(key));
        }
        let path = Path::new(written);
        if !path.exists() {
            return Err(error::not_a_public_key("--signed-by"));
        }
        let refuse = |e: &std::io::Error| error::named_file(Role::PublicKey, written, e);
        let length = std::fs::metadata(path).map_err(|e| refuse(&e))?.len();
        let text =
            if length <= LONGEST { std::fs::read_to_string(path).map_err(|e| refuse(&e))? } else { String::new() };
        let line = text.lines().find(|line| line.starts_with("RW")).unwrap_or_default().trim();
        match minisign_verify::PublicKey::from_base64(line) {
            Ok(key) => Ok(PublicKey(key)),
            // A secret key has the same beginning and is longer.
            Err(_) if line.len() > 100 => Err(error::secret_for_public(written)),
            Err(_) if is_pseudonym_key(&text) => Err(error::key_does_not_sign(written)),
            Err(_) => Err(error::not_a_public_key(written)),
        }
    }
}

//! The key that signs: made, written, read and wiped; its secret half is never printed.

use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD, Engine};
use blake2::digest::consts::U32;
use blake2::{Blake2b, Digest};
use ed25519_dalek::{Signer, SigningKey as Pair};
use zeroize::Zeroizing;

use super::{OF_KEY, UNTRUSTED};
use engine::pseudonym::{new_secret_file, secret_file};
use model::error::{self, Problem, Result, Role};
use model::staging;
use model::system::{self, Readers};

/// Bytes of a secret key in minisign's format: algorithms of the key, of its encryption and of its checksum; what an encryption
/// needs; the number of the key; the key; its checksum.
const BYTES: usize = 2 + 2 + 2 + 32 + 8 + 8 + NUMBER + PAIR + CHECKSUM;
const NUMBER: usize = 8;
const PAIR: usize = 64;
const CHECKSUM: usize = 32;

/// Where the algorithm of the encryption stands, and where the number of the key begins.
const ENCRYPTION: usize = 2;
const KEY: usize = BYTES - NUMBER - PAIR - CHECKSUM;

/// No encryption; the algorithm of the checksum, BLAKE2b-256.
const IN_CLEAR: [u8; 2] = [0, 0];
const OF_CHECKSUM: &[u8; 2] = b"B2";

/// More than a key file has, so that a large file is not read to its end.
const LONGEST: usize = 1024;

/// An Ed25519 key and its number, by which signatures name it. No `Debug`, no `Clone`.
pub(crate) struct SigningKey {
    pub(super) id: [u8; NUMBER],
    pair: Pair,
}

impl SigningKey {
    /// A new key, from random bytes of the operating system.
    pub(crate) fn generate() -> Result<SigningKey, anyhow::Error> {
        system::never_dump();
        let refuse = |e| anyhow::anyhow!("the system gave no random bytes ({e})");
        let (mut seed, mut id) = (Zeroizing::new([0; 32]), [0; NUMBER]);
        getrandom::fill(&mut *seed).map_err(refuse)?;
        getrandom::fill(&mut id).map_err(refuse)?;
        Ok(SigningKey { id, pair: Pair::from_bytes(&seed) })
    }

    /// Reads a key file; refuses one that other users may read, one that is encrypted, and a key of another kind.
    pub(crate) fn read(path: &Path) -> Result<SigningKey, Problem> {
        let shown = path.display().to_string();
        let refuse = |e: std::io::Error| error::named_file(Role::SigningKey, &shown, &e);
        let (text, length) = secret_file::<LONGEST>(path, refuse, |mode| error::signing_key_readable(&shown, mode))?;
        let text = std::str::from_utf8(&text[..length]).map_err(|_| error::not_a_signing_key(&shown))?;
        if is_pseudonym_key(text) {
            return Err(error::key_does_not_sign(&shown));
        }
        let mut bytes = Zeroizing::new([0; BYTES + 2]);
        let line = text.lines().nth(1).unwrap_or_default().trim();
        match BASE64_STANDARD.decode_slice(line, &mut *bytes) {
            Ok(BYTES) if bytes[ENCRYPTION..][..2] != IN_CLEAR => Err(error::signing_key_encrypted(&shown)),
            Ok(BYTES) => SigningKey::of(&bytes[..BYTES]).ok_or_else(|| error::not_a_signing_key(&shown)),
            _ => Err(error::not_a_signing_key(&shown)),
        }
    }

    /// The key in the bytes of a key file, if they are whole.
    fn of(bytes: &[u8]) -> Option<SigningKey> {
        let (id, rest) = bytes[KEY..].split_first_chunk::<NUMBER>()?;
        let (pair, checksum) = rest.split_first_chunk::<PAIR>()?;
        let pair = Pair::from_keypair_bytes(pair).ok()?;
        let key = SigningKey { id: *id, pair };
        // The tool leaves the checksum of a key without a password out.
        let holds = key.checksum()[..] == *checksum || *checksum == [0; CHECKSUM];
        (bytes.starts_with(OF_KEY) && holds).then_some(key)
    }

    /// Writes the key to a new file that only its owner may read, and its public half beside it. Returns the name of the latter.
    pub(crate) fn write_new(&self, path: &Path) -> Result<PathBuf, Problem> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".pub");
        let beside = PathBuf::from(beside);
        // The public half first: if it cannot be written, no secret lies about.
        let public = format!("{UNTRUSTED}public key of ampleur {}\n{}\n", self.number(), self.public());
        staging::write_new(&beside, Readers::AsUsual, public.as_bytes()).map_err(|e| match e.kind() {
            std::io::ErrorKind::AlreadyExists => error::signing_key_exists(&beside.display().to_string()),
            _ => error::cannot_write(&beside, &e),
        })?;
        let written = new_secret_file(path, &self.text(), error::signing_key_exists);
        if written.is_err() {
            let _ = std::fs::remove_file(&beside);
        }
        written.map(|()| beside)
    }

    /// The text of the key file.
    fn text(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new([0; BYTES]);
        bytes[..2].copy_from_slice(OF_KEY);
        bytes[ENCRYPTION..][..2].copy_from_slice(&IN_CLEAR);
        bytes[ENCRYPTION + 2..][..2].copy_from_slice(OF_CHECKSUM);
        bytes[KEY..][..NUMBER].copy_from_slice(&self.id);
        bytes[KEY + NUMBER..][..PAIR].copy_from_slice(&*Zeroizing::new(self.pair.to_keypair_bytes()));
        bytes[KEY + NUMBER + PAIR..].copy_from_slice(&self.checksum());
        let encoded = Zeroizing::new(BASE64_STANDARD.encode(*bytes));
        let first = format!("{UNTRUSTED}secret key of ampleur {}", self.number());
        Zeroizing::new([&first, "\n", &encoded, "\n"].concat())
    }

    fn checksum(&self) -> [u8; CHECKSUM] {
        let mut hash = Blake2b::<U32>::new();
        hash.update(OF_KEY);
        hash.update(self.id);
        hash.update(*Zeroizing::new(self.pair.to_keypair_bytes()));
        hash.finalize().into()
    }

    /// The public half on one line, as `--signed-by` and the minisign tool take it.
    pub(crate) fn public(&self) -> String {
        BASE64_STANDARD.encode([&OF_KEY[..], &self.id, self.pair.verifying_key().as_bytes()].concat())
    }

    /// The number of the key, as the minisign tool prints it.
    fn number(&self) -> String {
        format!("{:016X}", u64::from_le_bytes(self.id))
    }

    pub(super) fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.pair.sign(bytes).to_bytes()
    }
}

/// Whether a text is a key for pseudonyms.
pub(super) fn is_pseudonym_key(text: &str) -> bool {
    let digits = text.trim();
    digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

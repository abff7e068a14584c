//! The secret key: generated, read, used and wiped; never printed.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

use zeroize::Zeroizing;

use super::hmac::Mac;
use super::locked::Locked;
use model::error::{self, Problem, Result, Role};
use model::incident::KeySource;
use model::system::{self, Readers};
use model::{regular, staging};

/// Reads up to `N` bytes of a file that only its owner may read, and returns them with their number. `readable` builds
/// the error if others may read it, from the mode.
pub fn secret_file<const N: usize>(
    path: &Path,
    refuse: impl Fn(std::io::Error) -> Problem,
    readable: impl FnOnce(u32) -> Problem,
) -> Result<(Zeroizing<[u8; N]>, usize), Problem> {
    let mut file = regular::open(path).map_err(&refuse)?;
    let metadata = file.metadata().map_err(&refuse)?;
    if let Some(mode) = system::open_to_others(&metadata) {
        return Err(readable(mode));
    }
    // A dump would contain the key.
    system::never_dump();
    // A growing buffer would leave copies behind in memory.
    let mut bytes = Zeroizing::new([0; N]);
    let mut length = 0;
    while length < N {
        match file.read(&mut bytes[length..]).map_err(&refuse)? {
            0 => break,
            n => length += n,
        }
    }
    Ok((bytes, length))
}

/// Writes a secret to a new file that only its owner may read. `exists` builds the error if there is one.
pub fn new_secret_file(path: &Path, text: &str, exists: impl FnOnce(&str) -> Problem) -> Result<(), Problem> {
    staging::write_new(path, Readers::Owner, text.as_bytes()).map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => exists(&path.display().to_string()),
        _ => error::cannot_write(path, &e),
    })
}

/// Thirty-two bytes. No `Debug`, no `Clone`, no `Deref`: the only access is `expose`.
pub struct SecretKey(Locked<[u8; 32]>);

/// How the file of a signing key begins, which is another kind of key.
const SIGNING: &str = "untrusted comment:";

/// The public key of the demo: SHA-256 of `ampleur: published key, for invented persons only`.
const PUBLISHED: &str = "23d1daa838f2dcc130cb1a4c49f15960e254c17fe21f57f42c4987cb4281ae9a";

/// Different bytes that a random key has, and more.
const FEWEST_BYTES: usize = 16;

impl SecretKey {
    /// Thirty-two random bytes from the operating system.
    pub fn generate() -> Result<Self, anyhow::Error> {
        system::never_dump();
        let mut drawn = Ok(());
        let bytes = Locked::filled([0; 32], |bytes| drawn = getrandom::fill(bytes));
        drawn.map_err(|e| anyhow::anyhow!("the system gave no random bytes ({e})"))?;
        Ok(SecretKey(bytes))
    }

    /// Loads the key that an incident file names. `base` is the folder of the incident file.
    pub fn load(source: &KeySource, base: &Path) -> Result<Self, Problem> {
        if source.published {
            return SecretKey::parse(PUBLISHED, "the published key");
        }
        if let Some(name) = &source.env {
            #[allow(clippy::disallowed_methods, reason = "[key] env = … is how the incident file asks for it")]
            let value = std::env::var(name).map(Zeroizing::new).map_err(|_| error::key_env_absent(name))?;
            return SecretKey::from_hex(&value, &format!("the environment variable {name}"));
        }
        let shown = source.file.as_deref().unwrap_or(Path::new(""));
        SecretKey::read(&base.join(shown), &shown.display().to_string())
    }

    /// Reads a key file; refuses one that other users may read.
    pub fn read(path: &Path, shown: &str) -> Result<Self, Problem> {
        let refuse = |e: std::io::Error| error::file(Role::KeyFile, shown, &e);
        // The buffer is barely larger than a key file, so that a large file is not read to its end.
        let (text, length) = secret_file::<80>(path, refuse, |mode| error::key_readable(shown, mode))?;
        let text = std::str::from_utf8(&text[..length]).map_err(|_| error::key_size(shown, length))?;
        if text.starts_with(SIGNING) {
            return Err(error::key_signs(shown));
        }
        SecretKey::from_hex(text, shown)
    }

    /// Writes the key to a new file with mode 0600.
    pub fn write_new(&self, path: &Path) -> Result<(), Problem> {
        let mut text = Zeroizing::new(String::with_capacity(65));
        for byte in self.0.iter() {
            text.extend([byte >> 4, byte & 15].map(|nibble| char::from(b"0123456789abcdef"[usize::from(nibble)])));
        }
        text.push('\n');
        new_secret_file(path, &text, error::key_exists)
    }

    /// The fingerprint of the key: sixteen hexadecimal digits, of no use for finding the key or comparing rows. It is the same for every
    /// incident, so that parties can compare keys before there is one.
    pub fn fingerprint(&self) -> String {
        let [high, low, ..] = Mac::new(&self.0).code(b"ampleur/1/key-fingerprint");
        format!("{high:08x}{low:08x}")
    }

    /// The bytes, for the hasher alone.
    pub(super) fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// A key that has to be secret.
    fn from_hex(text: &str, place: &str) -> Result<Self, Problem> {
        let key = SecretKey::parse(text, place)?;
        match () {
            () if text.trim().eq_ignore_ascii_case(PUBLISHED) => Err(error::key_published(place)),
            () if key.is_guessed() => Err(error::key_guessed(place)),
            () => Ok(key),
        }
    }

    /// Whether bytes or steps between them repeat as they do in no random key: one in 2 × 10¹⁵ has fewer than sixteen different ones.
    fn is_guessed(&self) -> bool {
        let bytes = &self.0[..];
        let different = |values: &mut dyn Iterator<Item = u8>| values.collect::<BTreeSet<u8>>().len();
        let steps = &mut bytes.windows(2).map(|pair| pair[1].wrapping_sub(pair[0]));
        different(&mut bytes.iter().copied()) < FEWEST_BYTES || different(steps) < FEWEST_BYTES
    }

    fn parse(text: &str, place: &str) -> Result<Self, Problem> {
        let digits = text.trim().as_bytes();
        let wrong = || error::key_size(place, digits.len());
        if digits.len() != 64 {
            return Err(wrong());
        }
        system::never_dump();
        let mut read = Some(());
        let bytes = Locked::filled([0; 32], |bytes| {
            let nibble = |digit: u8| char::from(digit).to_digit(16);
            read = bytes.iter_mut().zip(digits.chunks_exact(2)).try_for_each(|(byte, pair)| {
                *byte = (nibble(pair[0])? << 4 | nibble(pair[1])?) as u8;
                Some(())
            });
        });
        read.map(|()| SecretKey(bytes)).ok_or_else(wrong)
    }
}

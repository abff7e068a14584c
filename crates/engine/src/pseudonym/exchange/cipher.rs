//! The rows of an exchange file, encrypted: without the key, a file says how many rows it has, and nothing of any.
//!
//! ChaCha20 (RFC 8439) under a key derived from the secret key and the file's salt, which depends on all rows; the nonce is the number
//! of the row. Two rows are never encrypted alike, and the same rows always are. The seal proves that nothing was changed.

use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::sorted::SortedRows;
use crate::pseudonym::Hasher;
use model::error::Result;

/// Encrypts and decrypts the rows of one file.
pub(super) struct Cipher(Zeroizing<[u8; 32]>);

impl Cipher {
    /// That of a file with this salt.
    pub(super) fn of(salt: &[u8; 32], hasher: &Hasher) -> Cipher {
        Cipher(hasher.row_key(salt))
    }

    /// Encrypts or decrypts a row in place; `row` counts from 0.
    pub(super) fn apply(&self, row: u64, bytes: &mut [u8]) {
        let mut nonce = [0; 12];
        nonce[..8].copy_from_slice(&row.to_le_bytes());
        ChaCha20::new(&(*self.0).into(), &nonce.into()).apply_keystream(bytes);
    }
}

/// The salt of a file with these rows.
pub(super) fn salt(rows: &SortedRows, hasher: &Hasher) -> Result<[u8; 32]> {
    let mut hash = Sha256::new();
    rows.each(|row| {
        hash.update(row);
        Ok(())
    })?;
    Ok(hasher.salt(&hash.finalize().into()))
}

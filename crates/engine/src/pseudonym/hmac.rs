//! HMAC-SHA-256 (RFC 2104, FIPS 180-4) over the block function of the `sha2` crate.
//!
//! The two states of the key are computed once, so that a short message costs two or three block functions. The generic
//! `hmac` crate takes twice as long, and a run spends most of its time here. `tests/vectors/digest.txt` checks the
//! result against an independent implementation.

use sha2::block_api::compress256;
use zeroize::Zeroize;

/// Size of a SHA-256 block in bytes.
const BLOCK: usize = 64;

/// Initial state of SHA-256 (FIPS 180-4, 5.3.3).
const START: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// HMAC under one key. Wiped when dropped; has no `Debug`.
#[derive(Default)]
pub(super) struct Mac {
    inner: [u32; 8],
    outer: [u32; 8],
}

impl Mac {
    /// Prepares a key of 32 bytes.
    pub(super) fn new(key: &[u8; 32]) -> Mac {
        let mut mac = Mac::default();
        mac.key(key);
        mac
    }

    /// Takes another key.
    pub(super) fn key(&mut self, key: &[u8; 32]) {
        let state = |pad: u8| {
            let mut block = [pad; BLOCK];
            block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
            let mut state = START;
            compress256(&mut state, &[block]);
            block.zeroize();
            state
        };
        (self.inner, self.outer) = (state(0x36), state(0x5c));
    }

    /// The authentication code of a message, as eight big-endian words.
    pub(super) fn code(&self, message: &[u8]) -> [u32; 8] {
        let mut state = self.inner;
        let (blocks, rest) = message.as_chunks::<BLOCK>();
        compress256(&mut state, blocks);
        finish(&mut state, rest, BLOCK + message.len());
        let mut hash = [0; 32];
        for (bytes, word) in hash.as_chunks_mut::<4>().0.iter_mut().zip(state) {
            *bytes = word.to_be_bytes();
        }
        let mut state = self.outer;
        finish(&mut state, &hash, BLOCK + hash.len());
        state
    }

    /// The authentication code of a message, as 32 bytes.
    pub(super) fn bytes(&self, message: &[u8]) -> [u8; 32] {
        let mut code = [0; 32];
        for (bytes, word) in code.as_chunks_mut::<4>().0.iter_mut().zip(self.code(message)) {
            *bytes = word.to_be_bytes();
        }
        code
    }
}

impl Zeroize for Mac {
    fn zeroize(&mut self) {
        self.inner.zeroize();
        self.outer.zeroize();
    }
}

impl Drop for Mac {
    fn drop(&mut self) {
        self.zeroize();
    }
}

/// Processes the final block or two: the rest of the message, a one bit, zeros, and the length in bits.
fn finish(state: &mut [u32; 8], rest: &[u8], length: usize) {
    let mut last = [[0u8; BLOCK]; 2];
    let bytes = last.as_flattened_mut();
    bytes[..rest.len()].copy_from_slice(rest);
    bytes[rest.len()] = 0x80;
    let blocks = if rest.len() < BLOCK - 8 { 1 } else { 2 };
    bytes[blocks * BLOCK - 8..blocks * BLOCK].copy_from_slice(&(8 * length as u64).to_be_bytes());
    compress256(state, &last[..blocks]);
}

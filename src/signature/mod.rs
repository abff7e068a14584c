//! Signatures of manifests, as the `minisign` tool makes and checks them: Ed25519 over BLAKE2b-512, in a text of four lines.
//!
//! The crates compute and check; written here is the text. The same key and the same manifest give the same bytes: no clock, no random
//! number.

mod key;
mod public;

use base64::prelude::{BASE64_STANDARD, Engine};
use blake2::{Blake2b512, Digest};
use minisign_verify::{Error, Signature};

use crate::digest;

pub(crate) use key::SigningKey;
pub(crate) use public::PublicKey;

/// How the first line of keys and signatures begins. Nothing vouches for what follows.
const UNTRUSTED: &str = "untrusted comment: ";

/// How the line begins that is signed together with the signature.
const TRUSTED: &str = "trusted comment: ";

/// Algorithm of keys and of signatures over a digest, in the bytes of minisign.
const OF_KEY: &[u8; 2] = b"Ed";
const OF_DIGEST: &[u8; 2] = b"ED";

/// Why a signature does not hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// It is not in minisign's format.
    Malformed,
    /// Another key made it.
    OtherKey,
    /// It is not of this manifest, or its comment was altered.
    OtherContent,
}

/// The signature of a manifest, as the text of a file.
pub(crate) fn sign(key: &SigningKey, manifest: &[u8], incident: &str) -> String {
    let signature = key.sign(&Blake2b512::digest(manifest));
    let comment = comment(manifest, incident);
    let whole = key.sign(&[&signature[..], comment.as_bytes()].concat());
    let first = BASE64_STANDARD.encode([&OF_DIGEST[..], &key.id, &signature].concat());
    let second = BASE64_STANDARD.encode(whole);
    format!("{UNTRUSTED}manifest of ampleur\n{first}\n{TRUSTED}{comment}\n{second}\n")
}

/// What is signed beside the manifest, for whoever reads the file.
fn comment(manifest: &[u8], incident: &str) -> String {
    format!("incident {incident}, manifest sha256 {}", digest::of_bytes(manifest))
}

/// Whether a file is the signature that was written with a manifest. Whose it is needs a key; see [`check`].
pub(crate) fn names(signature: &[u8], manifest: &[u8], incident: &str) -> bool {
    decode(signature).is_some_and(|signature| signature.trusted_comment() == comment(manifest, incident))
}

/// Whether the holder of the key has signed the manifest, with the tool too.
pub(crate) fn check(key: &PublicKey, manifest: &[u8], signature: &[u8]) -> Result<(), Flaw> {
    let signature = decode(signature).ok_or(Flaw::Malformed)?;
    key.0.verify(manifest, &signature, true).map_err(|e| match e {
        Error::UnexpectedKeyId => Flaw::OtherKey,
        Error::InvalidSignature => Flaw::OtherContent,
        _ => Flaw::Malformed,
    })
}

fn decode(signature: &[u8]) -> Option<Signature> {
    Signature::decode(std::str::from_utf8(signature).ok()?).ok()
}

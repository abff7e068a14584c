//! Keys that sign manifests.

use super::Problem;

/// A key that signs, where pseudonyms are made.
pub fn key_signs(path: &str) -> Problem {
    Problem::new("this key signs manifests; it is no key for pseudonyms")
        .at(path)
        .why("the two are different kinds of key: who checks a signature has half of one, and nobody may have half of the other")
        .hint("name the key that `ampleur key new FILE` made, without --signing")
}

/// A key for pseudonyms, where one that signs is needed.
pub fn key_does_not_sign(path: &str) -> Problem {
    Problem::new("this key makes pseudonyms; it is no key that signs")
        .at(path)
        .why("the two are different kinds of key: who checks a signature has half of one, and nobody may have half of the other")
        .hint("make one that signs with `ampleur key new --signing FILE`")
}

/// A file that is no secret key of minisign's format, or a damaged one.
pub fn not_a_signing_key(path: &str) -> Problem {
    Problem::new("this is not a whole secret key in minisign’s format")
        .at(path)
        .why("it has a line of comment and a line of 212 characters, whose two halves of the key belong together")
        .hint("make one with `ampleur key new --signing FILE`; the file that ends in .pub is its public half, and does not sign")
}

/// A secret key under a password.
pub fn signing_key_encrypted(path: &str) -> Problem {
    Problem::new("the signing key is protected by a password")
        .at(path)
        .why("a run asks nobody for a password")
        .hint("take the password off a copy that only you can read (`minisign -C -W -s FILE`), or sign manifest.json with the tool itself")
}

/// A secret key that other accounts can read.
pub fn signing_key_readable(path: &str, mode: u32) -> Problem {
    Problem::new(format!("the signing key can be read by other accounts (mode {mode:04o})"))
        .at(path)
        .why("anyone with it can sign in your name")
        .hint("run `chmod 600` on it; if others may have read it, make a new one with `ampleur key new --signing`")
}

/// `key new --signing` on a file that already exists.
pub fn signing_key_exists(path: &str) -> Problem {
    Problem::new("the file already exists; ampleur never overwrites a key")
        .at(path)
        .why("whoever was given the old public key could check no new signature with it")
        .hint("choose another name")
}

/// A text or file that is no public key of minisign's format.
pub fn not_a_public_key(place: &str) -> Problem {
    Problem::new("this is neither a public key in minisign’s format nor a file with one")
        .at(place)
        .why("a public key is 56 characters that begin with RW")
        .hint("give the file that ends in .pub, or its second line")
}

/// A secret key where its public half is needed.
pub fn secret_for_public(path: &str) -> Problem {
    Problem::new("this is a secret key; a signature is checked with its public half")
        .at(path)
        .why("the secret half must stay with whoever signs")
        .hint("give the file beside it that ends in .pub")
}

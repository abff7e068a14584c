//! Keys that sign manifests.

use super::Problem;
use crate::said::{Said, both};

/// Why one kind of key does not do for the other.
fn two_kinds() -> Said {
    both!(
        "ce sont deux sortes de clés\u{a0}: qui vérifie une signature a la moitié de l’une, et nul ne doit avoir la moitié de l’autre",
        "the two are different kinds of key: who checks a signature has half of one, and nobody may have half of the other"
    )
}

/// A key that signs, where pseudonyms are made.
pub fn key_signs(path: &str) -> Problem {
    Problem::new(both!(
        "cette clé signe des manifestes\u{202f}; elle ne sert pas aux pseudonymes",
        "this key signs manifests; it is no key for pseudonyms"
    ))
    .at(path)
    .why(two_kinds())
    .hint(both!(
        "nommez la clé que `ampleur key new FICHIER` a créée, sans --signing",
        "name the key that `ampleur key new FILE` made, without --signing"
    ))
}

/// A key for pseudonyms, where one that signs is needed.
pub fn key_does_not_sign(path: &str) -> Problem {
    Problem::new(both!(
        "cette clé sert aux pseudonymes\u{202f}; elle ne signe pas",
        "this key makes pseudonyms; it is no key that signs"
    ))
    .at(path)
    .why(two_kinds())
    .hint(both!(
        "créez-en une qui signe avec `ampleur key new --signing FICHIER`",
        "make one that signs with `ampleur key new --signing FILE`"
    ))
}

/// A file that is no secret key of minisign's format, or a damaged one.
pub fn not_a_signing_key(path: &str) -> Problem {
    Problem::new(both!(
        "ce n’est pas une clé secrète entière au format de minisign",
        "this is not a whole secret key in minisign’s format"
    ))
    .at(path)
    .why(both!(
        "elle a une ligne de commentaire et une ligne de 212 caractères, dont les deux moitiés de la clé vont ensemble",
        "it has a line of comment and a line of 212 characters, whose two halves of the key belong together"
    ))
    .hint(both!(
        "créez-en une avec `ampleur key new --signing FICHIER`\u{202f}; le fichier qui finit par .pub est sa moitié publique, et ne signe pas",
        "make one with `ampleur key new --signing FILE`; the file that ends in .pub is its public half, and does not sign"
    ))
}

/// A secret key under a password.
pub fn signing_key_encrypted(path: &str) -> Problem {
    Problem::new(both!(
        "la clé de signature est protégée par un mot de passe",
        "the signing key is protected by a password"
    ))
    .at(path)
    .why(both!("une exécution ne demande de mot de passe à personne", "a run asks nobody for a password"))
    .hint(both!(
        "ôtez le mot de passe d’une copie que vous seul pouvez lire (`minisign -C -W -s FICHIER`), ou signez manifest.json avec l’outil lui-même",
        "take the password off a copy that only you can read (`minisign -C -W -s FILE`), or sign manifest.json with the tool itself"
    ))
}

/// A secret key that other accounts can read.
pub fn signing_key_readable(path: &str, mode: u32) -> Problem {
    Problem::new(both!(
        "d’autres comptes peuvent lire la clé de signature (mode {mode:04o})",
        "the signing key can be read by other accounts (mode {mode:04o})"
    ))
    .at(path)
    .why(both!("qui l’a peut signer en votre nom", "anyone with it can sign in your name"))
    .hint(both!(
        "lancez `chmod 600` dessus\u{202f}; si d’autres ont pu la lire, créez-en une nouvelle avec `ampleur key new --signing`",
        "run `chmod 600` on it; if others may have read it, make a new one with `ampleur key new --signing`"
    ))
}

/// `key new --signing` on a file that already exists.
pub fn signing_key_exists(path: &str) -> Problem {
    Problem::new(both!(
        "le fichier existe déjà\u{202f}; ampleur n’écrase jamais une clé",
        "the file already exists; ampleur never overwrites a key"
    ))
    .at(path)
    .why(both!(
        "qui a reçu l’ancienne clé publique ne pourrait vérifier aucune nouvelle signature",
        "whoever was given the old public key could check no new signature with it"
    ))
    .hint(both!("choisissez un autre nom", "choose another name"))
}

/// A text or file that is no public key of minisign's format.
pub fn not_a_public_key(place: &str) -> Problem {
    Problem::new(both!(
        "ce n’est ni une clé publique au format de minisign ni un fichier qui en contient une",
        "this is neither a public key in minisign’s format nor a file with one"
    ))
    .at(place)
    .why(both!(
        "une clé publique compte 56 caractères qui commencent par RW",
        "a public key is 56 characters that begin with RW"
    ))
    .hint(both!(
        "donnez le fichier qui finit par .pub, ou sa deuxième ligne",
        "give the file that ends in .pub, or its second line"
    ))
}

/// A secret key where its public half is needed.
pub fn secret_for_public(path: &str) -> Problem {
    Problem::new(both!(
        "c’est une clé secrète\u{202f}; une signature se vérifie avec sa moitié publique",
        "this is a secret key; a signature is checked with its public half"
    ))
    .at(path)
    .why(both!("la moitié secrète doit rester chez qui signe", "the secret half must stay with whoever signs"))
    .hint(both!("donnez le fichier qui est à côté et finit par .pub", "give the file beside it that ends in .pub"))
}

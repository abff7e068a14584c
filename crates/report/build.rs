//! Computes the SHA-256 of each page's script for its content security policy.

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

fn main() {
    const SCRIPTS: [(&str, &str); 2] =
        [("AMPLEUR_SCRIPT_SHA256", "src/report.js"), ("AMPLEUR_SHEET_SHA256", "src/dossier/cnil/sheet.js")];
    for (name, script) in SCRIPTS {
        println!("cargo::rerun-if-changed={script}");
        // Cargo runs build scripts in the folder of their package.
        let bytes = std::fs::read(script).expect("the scripts of the pages are there");
        println!("cargo::rustc-env={name}={}", BASE64_STANDARD.encode(Sha256::digest(bytes)));
    }
}

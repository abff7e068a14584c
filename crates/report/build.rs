//! Computes the SHA-256 of the page's script for its content security policy.

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

fn main() {
    const SCRIPT: &str = "src/report.js";
    println!("cargo::rerun-if-changed={SCRIPT}");
    // Cargo runs build scripts in the folder of their package.
    let script = std::fs::read(SCRIPT).expect("the script of the page is there");
    println!("cargo::rustc-env=AMPLEUR_SCRIPT_SHA256={}", BASE64_STANDARD.encode(Sha256::digest(script)));
}

//! Works out the SHA-256 by which the page's content policy knows its script.

use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

fn main() {
    const SCRIPT: &str = "src/report.js";
    println!("cargo::rerun-if-changed={SCRIPT}");
    let root = std::env::var("CARGO_MANIFEST_DIR").expect("cargo names the folder");
    let script = std::fs::read(Path::new(&root).join(SCRIPT)).expect("the script of the page is there");
    println!("cargo::rustc-env=AMPLEUR_SCRIPT_SHA256={}", BASE64_STANDARD.encode(Sha256::digest(script)));
}

//! Any bytes given as a file are looked at without a panic; what is recognised has headers that it shows.
#![no_main]

use engine::read::{Side, inspect};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let path = std::env::temp_dir().join(format!("ampleur-fuzz-{}.csv", std::process::id()));
    std::fs::write(&path, bytes).expect("a temporary file");
    let file = toml::from_str("path = \"x.csv\"").expect("an entry");
    if let Ok(source) = inspect(&path, "x.csv", Side::Members, &file) {
        assert!(!source.mapping.columns().is_empty());
    }
    let _ = std::fs::remove_file(&path);
});

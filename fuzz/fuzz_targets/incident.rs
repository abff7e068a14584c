//! Any text read as an incident file ends in an incident or in problems.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = model::incident::document::parse::<model::incident::Incident>("incident.toml", text);
});

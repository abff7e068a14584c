//! Any text read as a NIR, with any text as its key, ends in a value or a reason.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (nir, key) = text.split_once('\n').unwrap_or((text, ""));
    if let Ok(Some(filed)) = engine::identity::nir(nir, Some(key)) {
        assert_eq!(filed.nir.as_bytes().len(), 13);
        // What is canonical stays as it is.
        let again = std::str::from_utf8(filed.nir.as_bytes()).ok().map(|n| engine::identity::nir(n, None));
        assert!(matches!(again, Some(Ok(Some(again))) if again.nir == filed.nir && again.kind == filed.kind));
    }
    engine::identity::recognise(text, |_| {});
});

//! Pseudonyms against an implementation of their own: `vectors/digest.py` wrote the expected values.

use engine::pseudonym::{Hasher, SecretKey, TagDomain};
use model::rule::Rule;
use sha2::{Digest, Sha256};

fn published() -> Hasher {
    of_incident("t")
}

fn of_incident(id: &str) -> Hasher {
    let source = toml::from_str("published = true").unwrap();
    let Ok(key) = SecretKey::load(&source, std::path::Path::new("")) else { panic!("the published key") };
    Hasher::new(&key, &toml::Value::from(id).try_into().unwrap())
}

#[test]
fn known_answers() {
    let hasher = published();
    let mut rows = 0;
    for line in include_str!("vectors/digest.txt").lines().filter(|l| !l.starts_with('#')) {
        let parts: Vec<&str> = line.split(" | ").collect();
        let (name, fields, expected) = (parts[0], parts[1], parts[2]);
        let rule = Rule::ALL.into_iter().find(|rule| rule.id() == name);
        let bytes: Vec<&[u8]> = fields.split(',').map(str::as_bytes).collect();
        let given = match rule {
            Some(rule) => hasher.pseudonym(rule, &bytes, &mut Vec::new()).to_string(),
            None if name == "seal" => {
                let seal = hasher.seal(&Sha256::digest(fields).into());
                seal.iter().map(|byte| format!("{byte:02x}")).collect()
            }
            None => hasher.fingerprint().to_owned(),
        };
        assert_eq!(given, expected, "{line}");
        rows += 1;
    }
    assert_eq!(rows, 11);
}

/// The same identifiers give unlike digests under two rules, and fields cannot slide into each other.
#[test]
fn domains_and_fields_are_apart() {
    let hasher = published();
    let digest = |rule, fields: &[&[u8]]| hasher.pseudonym(rule, fields, &mut Vec::new()).to_string();
    let fields: [&[u8]; 3] = [b"2951099126111", b"19951003", b"1"];
    assert_ne!(digest(Rule::NirDate, &fields), digest(Rule::NirOnly, &fields));
    assert_ne!(
        digest(Rule::NameDate, &[b"BERANGER", b"ELEONORE", b"A"]),
        digest(Rule::NameDate, &[b"BERANGER", b"ELEONOREA", b""])
    );
}

/// One key, two incidents: nothing tells that two digests are of one person. The fingerprint tells that it is one key.
#[test]
fn incidents_are_apart() {
    let (one, other) = (of_incident("t"), of_incident("u"));
    let pseudonym = |hasher: &Hasher| hasher.pseudonym(Rule::NirOnly, &[b"2951099126111"], &mut Vec::new()).to_string();
    let tag = |hasher: &Hasher| hasher.tag(TagDomain::NameEnd, b"BERANGER").to_string();
    assert_ne!(pseudonym(&one), pseudonym(&other));
    assert_ne!(tag(&one), tag(&other));
    assert_ne!(one.seal(&[0; 32]), other.seal(&[0; 32]));
    assert_eq!(one.fingerprint(), other.fingerprint());
}

/// What lives after keying has no field that could hold a name, a NIR or a date: the types say so, and this holds it.
#[test]
fn a_keyed_row_has_digests_and_coarse_traits_only() {
    let source = include_str!("../crates/engine/src/pseudonym/keyed.rs");
    let types = |name: &str| -> Vec<&str> {
        let row = source.split(&format!("pub struct {name} {{")).nth(1).unwrap().split("\n}").next().unwrap();
        row.lines().filter_map(|l| l.trim().strip_prefix("pub ")?.split(": ").nth(1)).collect()
    };
    assert_eq!(
        types("KeyedRow"),
        ["Digest,", "[bool; 2],", "Option<Digest>,", "FieldSet,", "Named,", "Traits,", "bool,"]
    );
    assert_eq!(types("NirEntry"), ["BatchIx,", "u64,", "Option<u16>,", "u64,", "Hints,", "bool,", "bool,"]);
}

/// No type that holds an identifier or the key can be printed by accident.
#[test]
fn identifiers_and_the_key_have_no_debug_and_no_display() {
    for (file, source) in [
        ("nir", include_str!("../crates/engine/src/identity/nir.rs")),
        ("birth_date", include_str!("../crates/engine/src/identity/birth_date.rs")),
        ("name", include_str!("../crates/engine/src/identity/name.rs")),
        ("number", include_str!("../crates/engine/src/identity/number.rs")),
        ("identity", include_str!("../crates/engine/src/identity/mod.rs")),
        ("key", include_str!("../crates/engine/src/pseudonym/key.rs")),
        ("keyed", include_str!("../crates/engine/src/pseudonym/keyed.rs")),
        ("keying", include_str!("../crates/engine/src/pseudonym/keying.rs")),
        ("keys", include_str!("../crates/engine/src/pseudonym/keys.rs")),
        ("exchange", include_str!("../crates/engine/src/pseudonym/exchange/row.rs")),
        ("hints", include_str!("../crates/engine/src/pseudonym/hints.rs")),
        ("perimeter", include_str!("../crates/engine/src/pseudonym/perimeter.rs")),
        ("read", include_str!("../crates/engine/src/read/mod.rs")),
    ] {
        let code: String = source.lines().filter(|l| !l.trim_start().starts_with("//")).collect();
        assert!(!code.contains("Debug") && !code.contains("Display"), "{file}");
    }
}

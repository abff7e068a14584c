//! `schemas/` is generated from the types, and what is written fits it.

use std::fs;
use std::path::Path;

use ampleur::schema::Schema;
use clap::ValueEnum;
use serde_json::Value;

use crate::harness::Ampleur;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_checked_in_schemas_are_the_generated_ones() {
    for schema in Schema::value_variants() {
        let name = schema.to_possible_value().unwrap().get_name().to_owned();
        let name = name.as_str();
        let path = Path::new(ROOT).join(format!("schemas/{name}.json"));
        let printed = Ampleur::new(["schema", name]).run().stdout;
        if std::env::var_os("AMPLEUR_BLESS").is_some() {
            fs::write(&path, &printed).unwrap();
        }
        let kept: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        assert!(
            kept == schema.json(),
            "schemas/{name}.json: `AMPLEUR_BLESS=1 cargo test --release schemas::` renews it"
        );
        assert_eq!(printed, fs::read_to_string(path).unwrap());
    }
}

/// Every key that the demo writes is one that the schema has.
#[test]
fn what_the_demo_writes_fits_its_schema() {
    for (name, file) in [
        ("report", "report.json"),
        ("manifest", "manifest.json"),
        ("cnil", "insurers/aesio-mutuelle/cnil.json"),
        ("cnil", "insurers/harmonie-mutuelle/cnil.json"),
        ("edpb", "insurers/aesio-mutuelle/edpb.json"),
        ("edpb", "insurers/harmonie-mutuelle/edpb.json"),
        ("letter", "insurers/aesio-mutuelle/letter.json"),
        ("operator", "operators/viamedis/summary.json"),
    ] {
        let read = |path: String| -> Value { serde_json::from_slice(&fs::read(path).unwrap()).unwrap() };
        let schema = read(format!("{ROOT}/schemas/{name}.json"));
        let value = read(format!("{ROOT}/reports/tiers-payant-2024/{file}"));
        fits(&schema, &schema, &value, name);
    }
}

/// And what a check prints, with and without problems.
#[test]
fn what_a_check_prints_fits_its_schema() {
    let schema: Value = serde_json::from_slice(&fs::read(format!("{ROOT}/schemas/check.json")).unwrap()).unwrap();
    for sample in ["tiers-payant-2024", "messy/leak-with-more", "messy/xlsx-among-others", "messy/date-in-doubt"] {
        let incident = format!("{ROOT}/samples/{sample}/incident.toml");
        let checked = Ampleur::new(["check", &incident, "--json"]).run().json();
        fits(&schema, &schema, &checked, "check");
    }
}

/// Checks objects (no unknown key, none missing), arrays, and types: what our schemas use.
pub fn fits(root: &Value, schema: &Value, value: &Value, place: &str) {
    if schema == &Value::Bool(true) {
        return;
    }
    if let Some(name) = schema["$ref"].as_str() {
        return fits(root, root.pointer(name.trim_start_matches('#')).unwrap(), value, place);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let inner = any.iter().find(|s| s["type"] != "null").unwrap();
        if !value.is_null() {
            fits(root, inner, value, place);
        }
        return;
    }
    if let Some(words) = schema["enum"].as_array() {
        return assert!(words.contains(value), "{place}");
    }
    if let Some(variants) = schema["oneOf"].as_array() {
        // Objects tell by a word, or by a key, which of them they are.
        let has_its_word = |variant: &&Value| {
            let properties = variant["properties"].as_object();
            let due = |k: &str| variant["required"].as_array().is_some_and(|required| required.iter().any(|r| r == k));
            let fits = |k: &str, p: &Value| {
                (!due(k) || value.get(k).is_some()) && (p["const"].is_null() || p["const"] == value[k])
            };
            properties.is_some_and(|p| p.iter().all(|(k, p)| fits(k, p)))
        };
        if let Some(variant) = variants.iter().find(has_its_word) {
            return fits(root, variant, value, place);
        }
        return assert!(
            variants.iter().any(|v| v["const"] == *value || v["enum"].as_array().is_some_and(|e| e.contains(value))),
            "{place}"
        );
    }
    match value {
        Value::Object(fields) if schema["properties"].is_object() => {
            for key in schema["required"].as_array().into_iter().flatten() {
                assert!(fields.contains_key(key.as_str().unwrap()), "{place} lacks {key}");
            }
            for (key, value) in fields {
                let property = &schema["properties"][key];
                assert!(!property.is_null(), "{place} has {key}");
                fits(root, property, value, &format!("{place}.{key}"));
            }
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(k, v)| fits(root, &schema["additionalProperties"], v, &format!("{place}.{k}")))
        }
        Value::Array(items) => items.iter().for_each(|item| fits(root, &schema["items"], item, place)),
        Value::String(_) => {
            assert!(schema["type"].to_string().contains("string"), "{place}")
        }
        Value::Number(_) => assert!(
            schema == &Value::Bool(true)
                || ["integer", "number"].iter().any(|t| schema["type"].to_string().contains(t)),
            "{place}"
        ),
        Value::Bool(_) => assert!(schema["type"].to_string().contains("boolean"), "{place}"),
        Value::Null => assert!(schema["type"].to_string().contains("null"), "{place}"),
    }
}

/// Each header of the lexicon is spelled for a column that exists, and means one column on each side.
#[test]
fn the_lexicon_of_headers_is_sound() {
    use engine::read::Col;
    use engine::read::Side;
    let lexicon: toml::Table =
        toml::from_str(&fs::read_to_string(format!("{ROOT}/schemas/headers.toml")).unwrap()).unwrap();
    for side in [Side::Members, Side::Leaks] {
        let mut seen = std::collections::BTreeMap::new();
        for (name, headers) in &lexicon {
            let col = Col::from_name(name).unwrap_or_else(|| panic!("{name} is no column"));
            if !col.is_on(side) {
                continue;
            }
            let own = toml::Value::String(name.clone());
            let mut of_col = std::collections::BTreeSet::new();
            for header in headers.as_array().unwrap().iter().chain([&own]) {
                of_col.insert(engine::fold::fold(header.as_str().unwrap()));
            }
            for folded in of_col {
                assert!(!folded.is_empty(), "{name}");
                assert_eq!(seen.insert(folded.clone(), name.clone()), None, "{folded} means two columns");
            }
        }
        assert!(seen.len() > 50);
    }
    assert_eq!(lexicon.len(), Col::ALL.len());
}

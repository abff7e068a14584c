//! Data flows one way: no crate names one above it, and within a crate no room imports a room that imports it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The packages that a package is built from, itself left out.
fn tree(package: &str) -> BTreeSet<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["tree", "--offline", "--locked", "--edges", "normal", "--prefix", "none", "--package", package])
        .current_dir(ROOT)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let names: BTreeSet<String> =
        lines.lines().skip(1).filter_map(|line| Some(line.split(' ').next()?.to_owned())).collect();
    assert!(names.contains("serde"), "the tree of {package} was not read");
    names
}

/// What each crate may not be built from.
#[test]
fn crates_are_cut_where_the_laws_are() {
    let cannot = |package: &str, banned: &[&str]| {
        let names = tree(package);
        let found: Vec<&&str> =
            banned.iter().filter(|banned| names.iter().any(|name| name.starts_with(**banned))).collect();
        assert!(found.is_empty(), "{package} is built from {found:?}");
    };
    // Nothing that is printed can name a row, a key or a digest.
    cannot("ampleur-model", &["polars", "sha2", "siphasher", "ampleur-"]);
    cannot("ampleur-report", &["polars", "sha2", "sha1", "md-5", "ampleur-engine", "ampleur-synth"]);
    // The truth about an invented population is worked out without what it judges.
    cannot("ampleur-synth", &["ampleur-engine", "ampleur-report", "sha2", "sha1", "md-5"]);
    // The page reads no file of persons: it has the program do it.
    cannot("ampleur-desk", &["polars", "calamine", "sha2", "sha1", "md-5", "ampleur-engine", "ampleur-synth"]);
    cannot("ampleur-engine", &["ampleur-report", "ampleur-synth", "typst"]);
}

/// The rooms of a crate and the rooms that each imports.
fn rooms(sources: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let entries: Vec<_> = fs::read_dir(sources).unwrap().map(|entry| entry.unwrap().path()).collect();
    let all: BTreeSet<String> = entries.iter().map(|path| name(path)).collect();
    let mut rooms = BTreeMap::new();
    for path in &entries {
        let mut files = Vec::new();
        collect(path, &mut files);
        let mut imports = BTreeSet::new();
        for file in &files {
            // `super::` as often as it takes to leave the room.
            let within = file.strip_prefix(sources).unwrap();
            let depth = within.components().count() - usize::from(within.ends_with("mod.rs"));
            let above = "super::".repeat(depth);
            let source = fs::read_to_string(file).unwrap();
            // Documentation may point upwards.
            let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
            for import in code.flat_map(|line| line.split("crate::").skip(1).chain(line.split(&*above).skip(1))) {
                let room: String = import.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if all.contains(&room) {
                    imports.insert(room);
                }
            }
        }
        let room = name(path);
        // `lib.rs` and `main.rs` compose all rooms.
        if !["lib", "main"].contains(&&*room) {
            imports.remove(&room);
            rooms.insert(room, imports);
        }
    }
    rooms
}

fn collect(path: &Path, files: &mut Vec<std::path::PathBuf>) {
    if path.is_dir() {
        fs::read_dir(path).unwrap().for_each(|entry| collect(&entry.unwrap().path(), files));
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        files.push(path.to_owned());
    }
}

#[test]
fn no_room_imports_a_room_above_it() {
    let mut arrows = 0;
    for sources in
        ["src", "crates/model/src", "crates/engine/src", "crates/report/src", "crates/synth/src", "crates/desk/src"]
    {
        let mut left = rooms(&Path::new(ROOT).join(sources));
        arrows += left.values().map(BTreeSet::len).sum::<usize>();
        // The lowest rooms import none that is left; take them away until none is left, or what is left is a ring.
        while !left.is_empty() {
            let lowest: Vec<String> = left
                .iter()
                .filter(|(_, imports)| imports.iter().all(|room| !left.contains_key(room)))
                .map(|(room, _)| room.clone())
                .collect();
            assert!(!lowest.is_empty(), "{sources}: rooms import each other in a ring: {left:?}");
            left.retain(|room, _| !lowest.contains(room));
        }
    }
    assert!(arrows > 100, "{arrows} imports were found");
}

/// What is said of a system elsewhere is forgotten when another is added.
#[test]
fn one_room_knows_of_systems() {
    let mut files = Vec::new();
    for sources in ["src", "crates"] {
        collect(&Path::new(ROOT).join(sources), &mut files);
    }
    let room = Path::new(ROOT).join("crates/model/src/system");
    let (known, others): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.starts_with(&room));
    let words = ["std::os::", "rustix", "signal_hook", "sys_locale", "cfg(unix", "cfg(windows", "target_os", "libc::"];
    let named = |file: &&std::path::PathBuf| {
        let source = fs::read_to_string(file).unwrap();
        words.iter().any(|word| source.contains(word))
    };
    // The tests of the desk run where they are written for.
    let found: Vec<_> = others
        .into_iter()
        .filter(|file| !file.components().any(|part| part.as_os_str() == "tests"))
        .filter(named)
        .collect();
    assert!(found.is_empty(), "a system is named in {found:?}");
    assert_eq!(known.into_iter().filter(named).count(), 3);
}

/// The two files of the room have the same functions.
#[test]
fn each_system_has_each_function() {
    let functions = |system: &str| -> BTreeSet<String> {
        let source = fs::read_to_string(Path::new(ROOT).join("crates/model/src/system").join(system)).unwrap();
        let heads = source.lines().filter_map(|line| line.strip_prefix("pub fn "));
        // Names of what is not used begin with an underscore.
        heads.map(|head| head.trim_end_matches([' ', '{', '}']).replace("(_", "(")).collect()
    };
    let unix = functions("unix.rs");
    assert!(unix.len() > 10);
    assert_eq!(unix, functions("windows.rs"));
}

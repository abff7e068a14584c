//! What the tree of dependencies may hold: `deny.toml` lists it, and this holds it without `cargo deny` at hand.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;
use spdx::{Expression, LicenseReq};

fn lock() -> Vec<toml::Table> {
    let lock: toml::Table = toml::from_str(include_str!("../Cargo.lock")).unwrap();
    let packages = lock["package"].as_array().unwrap();
    assert!(packages.len() > 100, "Cargo.lock was not read");
    packages.iter().map(|package| package.as_table().unwrap().clone()).collect()
}

fn deny() -> toml::Table {
    toml::from_str(include_str!("../deny.toml")).unwrap()
}

fn texts(list: &toml::Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

/// Built or not: `Cargo.lock` has every optional dependency too. The desk is not among them: it is a program of its own.
#[test]
fn no_crate_below_ampleur_can_speak_http_or_tls() {
    let (deny, lock) = (deny(), lock());
    let reached = built_without(&lock, "ampleur", "no-such-crate");
    let reached: BTreeSet<&str> = reached.iter().filter_map(|package| package.split(' ').next()).collect();
    assert!(reached.contains("polars") && reached.contains("typst") && !reached.contains("ampleur-desk"));
    for banned in banned(&deny) {
        assert!(!reached.contains(banned), "{banned} is below ampleur in Cargo.lock");
    }
}

/// What `ampleur-desk` may have, and nothing else may: a server of HTTP/1, for itself.
const OF_THE_DESK: [&str; 5] = ["axum", "axum-core", "http-body-util", "hyper", "hyper-util"];

/// No client and no TLS: neither as a crate, nor as a part of the crates that have both.
#[test]
fn the_desk_is_a_server_and_nothing_else() {
    let (deny, lock) = (deny(), lock());
    let banned = banned(&deny);
    let all: BTreeSet<&str> = lock.iter().map(|package| package["name"].as_str().unwrap()).collect();
    for banned in banned.iter().filter(|banned| !OF_THE_DESK.contains(banned)) {
        assert!(!all.contains(banned), "{banned} is in Cargo.lock");
    }
    // Each is reached by way of the desk alone, and is banned for everybody else.
    let without = built_without(&lock, "ampleur", "ampleur-desk");
    for server in OF_THE_DESK {
        assert!(all.contains(server) && banned.contains(&server), "{server}");
        assert!(!without.iter().any(|package| package.split(' ').next() == Some(server)), "{server}");
    }
    let metadata = metadata();
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let mut seen = 0;
    for node in nodes {
        let id = node["id"].as_str().unwrap();
        let is_server = ["hyper", "hyper-util", "axum"].iter().any(|name| id.contains(&format!("#{name}@")));
        let features: Vec<&str> = node["features"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let has = |part: &str| features.iter().any(|feature| feature.starts_with(part));
        if is_server {
            seen += 1;
            assert!(
                has("http1") && !has("client") && !has("http2") && !has("ws") && !has("__private"),
                "{id}: {features:?}"
            );
        }
    }
    assert_eq!(seen, 3);
}

fn banned(deny: &toml::Table) -> Vec<&str> {
    let banned: Vec<&str> =
        deny["bans"]["deny"].as_array().unwrap().iter().map(|ban| ban["crate"].as_str().unwrap()).collect();
    assert!(banned.len() > 20);
    banned
}

/// Everything that is not in this repository comes from the registry.
#[test]
fn every_crate_comes_from_a_source_that_is_allowed() {
    let deny = deny();
    let allowed = texts(&deny["sources"]["allow-registry"]);
    for package in lock() {
        let name = package["name"].as_str().unwrap();
        match package.get("source") {
            Some(source) => {
                let registry = source.as_str().unwrap().strip_prefix("registry+").unwrap_or_default();
                assert!(allowed.contains(&registry), "{name} comes from {source:?}");
            }
            None => assert!(name == "ampleur" || name.starts_with("ampleur-"), "{name} comes from nowhere"),
        }
    }
}

/// Of what is built for this platform, as each package states it.
#[test]
fn every_licence_is_one_that_is_allowed() {
    let deny = deny();
    let allowed = texts(&deny["licenses"]["allow"]);
    let is_allowed = |required: &LicenseReq| allowed.contains(&required.to_string().as_str());
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    for package in packages {
        let stated = package["license"].as_str().unwrap_or_default();
        // Older packages write `MIT/Apache-2.0`.
        let expression = Expression::parse_mode(stated, spdx::ParseMode::LAX);
        let holds = expression.is_ok_and(|expression| expression.evaluate(is_allowed));
        assert!(holds, "{}: `{stated}`", package["name"]);
    }
}

/// Everything that is built for this platform, as `cargo` has it.
fn metadata() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let compiler = Command::new("rustc").arg("-vV").output().unwrap();
    let compiler = String::from_utf8(compiler.stdout).unwrap();
    let host = compiler.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Workbooks and letters are zipped: with this feature their parts would carry the time of day.
#[test]
fn no_zip_has_a_clock() {
    let lock = lock();
    let zips = lock.iter().filter(|package| package["name"].as_str() == Some("zip"));
    let needs: Vec<&str> = zips
        .flat_map(|zip| zip["dependencies"].as_array().unwrap())
        .filter_map(|name| name.as_str()?.split(' ').next())
        .collect();
    assert!(needs.contains(&"flate2"));
    assert!(!needs.contains(&"time") && !needs.contains(&"jiff") && !needs.contains(&"chrono"), "{needs:?}");
}

/// What is tolerated in spite of an advisory is still there, in that version, and reached by nothing but the crate that is named.
#[test]
fn every_advisory_that_is_ignored_is_under_the_crate_that_is_named() {
    let (deny, lock) = (deny(), lock());
    let ignored = deny["advisories"]["ignore"].as_array().unwrap();
    assert!(!ignored.is_empty());
    for ignored in ignored {
        let reason = ignored["reason"].as_str().unwrap();
        let (tolerated, above) = reason.split_once(": ").and_then(|(what, _)| what.split_once(", under ")).unwrap();
        assert!(built_without(&lock, "ampleur", "no-such-crate").contains(tolerated), "{reason}");
        assert!(!built_without(&lock, "ampleur", above).contains(tolerated), "{reason}");
    }
}

/// Everything that a package is built from, as `name version`, if a crate and its parts (`name-…`) are left out.
fn built_without(lock: &[toml::Table], package: &str, left_out: &str) -> BTreeSet<String> {
    let text = |package: &toml::Table, key: &str| package[key].as_str().unwrap().to_owned();
    let is_left_out =
        |name: &str| name == left_out || name.strip_prefix(left_out).is_some_and(|rest| rest.starts_with('-'));
    let mut built = BTreeSet::new();
    let mut open = vec![package.to_owned()];
    while let Some(needed) = open.pop() {
        // `name`, or `name version` where there are several.
        let (name, version) = needed.split_once(' ').map_or((&*needed, None), |(name, version)| (name, Some(version)));
        let of_name = lock.iter().filter(|package| package["name"].as_str() == Some(name));
        for package in
            of_name.filter(|package| version.is_none_or(|version| package["version"].as_str() == Some(version)))
        {
            if !is_left_out(name) && built.insert(format!("{name} {}", text(package, "version"))) {
                let needs = package.get("dependencies").and_then(toml::Value::as_array).into_iter().flatten();
                open.extend(needs.map(|needed| needed.as_str().unwrap().to_owned()));
            }
        }
    }
    built
}

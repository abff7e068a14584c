//! What may not be in the tree of dependencies: anything that can speak HTTP or TLS.

#[test]
fn no_crate_can_open_an_http_connection() {
    let lock: toml::Table = toml::from_str(include_str!("../Cargo.lock")).unwrap();
    let names: Vec<&str> = lock["package"].as_array().unwrap().iter().map(|p| p["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"polars") && names.len() > 100, "Cargo.lock was not read");
    for banned in [
        "reqwest",
        "hyper",
        "hyper-util",
        "h2",
        "h3",
        "ureq",
        "curl",
        "curl-sys",
        "isahc",
        "attohttpc",
        "minreq",
        "surf",
        "awc",
        "rustls",
        "native-tls",
        "openssl",
        "openssl-sys",
        "boring",
        "s2n-tls",
        "quinn",
        "object_store",
        "aws-config",
        "tungstenite",
        "tokio-tungstenite",
        "tonic",
        "webpki-roots",
    ] {
        assert!(!names.contains(&banned), "{banned} is in Cargo.lock");
    }
}

/// Workbooks and letters are zipped: with this feature their parts would carry the time of day.
#[test]
fn no_zip_has_a_clock() {
    let lock: toml::Table = toml::from_str(include_str!("../Cargo.lock")).unwrap();
    let zips = lock["package"].as_array().unwrap().iter().filter(|package| package["name"].as_str() == Some("zip"));
    let needs: Vec<&str> = zips
        .flat_map(|zip| zip["dependencies"].as_array().unwrap())
        .filter_map(|name| name.as_str()?.split(' ').next())
        .collect();
    assert!(needs.contains(&"flate2"));
    assert!(!needs.contains(&"time") && !needs.contains(&"jiff") && !needs.contains(&"chrono"), "{needs:?}");
}

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

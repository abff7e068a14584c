//! Who must not get in, and where nobody may get.

use std::fs;
use std::os::unix::fs::symlink;

use tempfile::TempDir;

use crate::harness::{DEMO, Desk, small};

/// A request that ends in 403 with nothing.
fn refused(desk: &Desk, head: &str) {
    let answer = desk.raw(&format!("{head}\r\n"), b"");
    assert_eq!((answer.status, answer.body.len()), (403, 0), "{head}\n{}", answer.head);
    assert_eq!(answer.header("access-control-allow-origin"), None);
}

#[test]
fn nobody_gets_in_without_the_token_or_the_cookie() {
    let home = small();
    let desk = Desk::start(&home);
    let (host, root) = (desk.host(), desk.root.clone());
    let get = |path: &str, more: &str| format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n{more}");
    let other = "0".repeat(64);
    for path in ["/", "/?token=", &format!("/?token={other}"), "/style.css", "/i/fuite", &format!("/{other}/")] {
        refused(&desk, &get(path, ""));
        refused(&desk, &get(path, &format!("Cookie: {}\r\n", desk.cookie)));
    }
    for path in ["", "style.css", "i/fuite", "i/fuite/text", "nothing"] {
        refused(&desk, &get(&format!("/{root}/{path}"), ""));
        refused(&desk, &get(&format!("/{root}/{path}"), &format!("Cookie: ampleur-desk={other}\r\n")));
        refused(&desk, &get(&format!("/{root}/{path}?token={}", desk.token), ""));
        refused(&desk, &get(&format!("/{root}/{path}"), &format!("Cookie: ampleur-desk={}\r\n", desk.token)));
    }
    // The cookie is for this folder alone, for no script, and for no other site.
    let first = desk.raw(&format!("{}\r\n", get(&format!("/?token={}", desk.token), "")), b"");
    let cookie = first.header("set-cookie").unwrap();
    assert!(cookie.ends_with(&format!("; Path=/{root}/; HttpOnly; SameSite=Strict")), "{cookie}");
    let value = cookie.split(['=', ';']).nth(1).unwrap();
    assert_eq!((value.len(), desk.token.len(), root.len()), (64, 64, 64));
    assert!(value != desk.token && value != root && desk.token != root);
    assert!(!first.text().contains(&desk.token));
    // And all are new each time.
    let again = Desk::start(&home);
    assert!(again.token != desk.token && again.cookie != desk.cookie && again.root != desk.root);
}

#[test]
fn other_names_and_other_sites_are_refused() {
    let home = small();
    let desk = Desk::start(&home);
    let (host, root, cookie, port) = (desk.host(), desk.root.clone(), desk.cookie.clone(), desk.port);
    let page = |method: &str, host: &str, more: &str| {
        format!("{method} /{root}/ HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n{more}")
    };
    // DNS rebinding, and other ports.
    for other in [
        "evil.example",
        &format!("evil.example:{port}"),
        "127.0.0.1",
        "localhost",
        "127.0.0.1:1",
        &format!("[::1]:{port}"),
        "",
    ] {
        refused(&desk, &page("GET", other, ""));
    }
    refused(&desk, &format!("GET http://evil.example/{root}/ HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n"));
    refused(&desk, &format!("GET /?token={} HTTP/1.1\r\nHost: evil.example:{port}\r\n", desk.token));
    assert_eq!(desk.raw(&format!("{}\r\n", page("GET", &format!("localhost:{port}"), "")), b"").status, 200);
    // A form or a script of another site, with the cookie even.
    let foreign = [
        "https://evil.example",
        "null",
        "http://127.0.0.1:1",
        &format!("https://{host}"),
        &format!("http://localhost:{port}"),
    ];
    for origin in foreign {
        for method in ["GET", "POST"] {
            refused(&desk, &page(method, &host, &format!("Origin: {origin}\r\n")));
        }
    }
    for site in ["cross-site", "same-site"] {
        refused(&desk, &page("GET", &host, &format!("Sec-Fetch-Site: {site}\r\n")));
    }
    for path in ["demo", "end", "new", "i/fuite/text", "i/fuite/assess"] {
        let post = format!("POST /{root}/{path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nContent-Length: 0\r\n");
        refused(&desk, &post);
        for site in ["cross-site", "same-site", "none"] {
            refused(&desk, &format!("{post}Sec-Fetch-Site: {site}\r\n"));
            refused(&desk, &format!("{post}Origin: http://{host}\r\nSec-Fetch-Site: {site}\r\n"));
        }
    }
    assert!(!home.path().join(DEMO).exists());
    assert_eq!(desk.get("").status, 200);
}

#[test]
fn every_answer_has_the_policy() {
    let home = small();
    let desk = Desk::start(&home);
    for path in ["", "style.css", "script.js", "new", "i/fuite", "i/nobody", "i/fuite/report/report.html", "nothing"] {
        let answer = desk.get(path);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; ") && policy.contains("frame-ancestors 'self'"), "{policy}");
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
        for (name, value) in
            [("x-content-type-options", "nosniff"), ("cache-control", "no-store"), ("referrer-policy", "same-origin")]
        {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
}

#[test]
fn no_path_leaves_the_folder() {
    let around = TempDir::new().unwrap();
    let home = small();
    let outside = around.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::copy(home.path().join("fuite/incident.toml"), outside.join("incident.toml")).unwrap();
    fs::write(outside.join("secret.txt"), "nobody's").unwrap();
    symlink(&outside, home.path().join("link")).unwrap();
    fs::create_dir(home.path().join("linked-file")).unwrap();
    symlink(outside.join("incident.toml"), home.path().join("linked-file/incident.toml")).unwrap();
    fs::create_dir(home.path().join(".hidden")).unwrap();
    fs::copy(home.path().join("fuite/incident.toml"), home.path().join(".hidden/incident.toml")).unwrap();
    // A report with links that lead out of it.
    let report = home.path().join("fuite/reports/fuite");
    fs::create_dir_all(&report).unwrap();
    fs::write(report.join("manifest.json"), "{}").unwrap();
    symlink(outside.join("secret.txt"), report.join("secret.txt")).unwrap();
    symlink(&outside, report.join("out")).unwrap();
    symlink("../../incident.toml", report.join("above.txt")).unwrap();
    let desk = Desk::start(&home);
    let list = desk.get("").text();
    assert!(list.contains("i/fuite") && !list.contains("i/link") && !list.contains("hidden"), "{list}");
    for name in
        ["link", "linked-file", ".hidden", "..", "%2e%2e", "..%2f..", "%2fetc", ".", "fuite%2f..%2flink", "@", "nul%00"]
    {
        for part in ["", "/text", "/files", "/report/report.html"] {
            let answer = desk.get(&format!("i/{name}{part}"));
            assert!(matches!(answer.status, 404 | 403 | 400), "{name}{part}: {}", answer.status);
        }
    }
    assert_eq!(desk.get("i/fuite/report/manifest.json").status, 200);
    for path in [
        "secret.txt",
        "out/secret.txt",
        "above.txt",
        "../../incident.toml",
        "..%2f..%2fincident.toml",
        "%2e%2e/%2e%2e/incident.toml",
        "%2fetc%2fpasswd",
        "/etc/passwd",
        "out",
    ] {
        let answer = desk.get(&format!("i/fuite/report/{path}"));
        assert!(matches!(answer.status, 404 | 403), "{path}: {}", answer.status);
        assert!(!answer.text().contains("nobody's"));
    }
    // A room for uploads that is a link.
    symlink(&outside, home.path().join("fuite/leaks")).unwrap();
    let before = fs::read_dir(&outside).unwrap().count();
    assert_eq!(desk.upload("i/fuite/files/leaks/op", "rows.csv", b"nir\n1\n").status, 409);
    assert_eq!(fs::read_dir(&outside).unwrap().count(), before);
    // A new incident elsewhere, and one that is there.
    for id in ["../x", "/tmp/x", "..", ".x", "fuite", "@", "link"] {
        let fields =
            [("title", "T"), ("operator", "O"), ("insurer", "I"), ("reference_date", "2024-02-07"), ("id", id)];
        assert!(matches!(desk.post("new", &fields).status, 409 | 422), "{id}");
    }
}

#[test]
fn two_hundred_at_once_are_answered() {
    let home = small();
    let desk = Desk::start(&home);
    std::thread::scope(|scope| {
        let asked: Vec<_> = (0..200).map(|_| scope.spawn(|| desk.get("i/fuite").status)).collect();
        assert!(asked.into_iter().all(|answer| answer.join().unwrap() == 200));
    });
}

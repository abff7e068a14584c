//! Files that come whole, and those that do not.

use std::fs;
use std::io::Write;
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use crate::harness::{Desk, MULTIPART, files, multipart, small};

const TO: &str = "i/fuite/files/leaks/op";

#[test]
fn a_file_is_kept_under_a_name_that_leads_nowhere() {
    let home = small();
    let desk = Desk::start(&home);
    let cases = [
        ("lignes.csv", "lignes.csv"),
        ("lignes.csv", "lignes-2.csv"),
        ("../../../etc/cron.csv", "cron.csv"),
        ("C:\\Users\\x\\vol.csv", "vol.csv"),
        ("..hidden.csv", "hidden.csv"),
        ("a*b?.csv", "a_b_.csv"),
        ("a\tb\u{202e}c.csv.gz", "a_b_c.csv.gz"),
    ];
    for (given, kept) in cases {
        let answer = desk.upload(TO, given, kept.as_bytes());
        assert_eq!(answer.status, 303, "{given}: {}", answer.text());
        assert_eq!(fs::read(home.path().join("fuite/leaks").join(kept)).unwrap(), kept.as_bytes(), "{given}");
        let text = fs::read_to_string(home.path().join("fuite/incident.toml")).unwrap();
        assert!(text.contains(&format!("path = \"leaks/{kept}\"")), "{text}");
    }
    for bad in ["..", "/", "...", "***"] {
        assert_eq!(desk.upload(TO, bad, b"x").status, 400, "{bad}");
    }
    let long = format!("{}.parquet", "é".repeat(300));
    assert_eq!(desk.upload(TO, &long, b"x").status, 303);
    let longest = files(home.path()).iter().map(|path| path.rsplit('/').next().unwrap().len()).max().unwrap();
    assert!(longest <= 120, "{longest}");
    // Nothing chosen, a party that is not there, a side that is not one.
    assert_eq!(desk.upload(TO, "", b"").status, 400);
    for path in ["i/fuite/files/leaks/nobody", "i/fuite/files/other/op", "i/nobody/files/leaks/op"] {
        assert_eq!(desk.upload(path, "x.csv", b"x").status, 404);
    }
    assert!(files(home.path()).iter().all(|path| !path.contains(".ampleur-desk-")));
}

#[test]
fn too_large_a_file_is_refused_before_it_is_read() {
    let home = small();
    let desk = Desk::with(&home, &["--max-upload=1"]);
    let head = format!("{}{MULTIPART}Content-Length: 10000000000\r\n\r\n", desk.head("POST", TO));
    let begun = Instant::now();
    let answer = desk.raw(&head, b"--edge\r\n");
    assert_eq!(answer.status, 413);
    assert!(begun.elapsed() < Duration::from_secs(5));
    // One that does not say how long it is ends where the bound is.
    let body = multipart("long.csv", &vec![b'x'; 3_000_000]);
    let head = format!("{}{MULTIPART}Transfer-Encoding: chunked\r\n\r\n", desk.head("POST", TO));
    let mut chunked = Vec::new();
    for chunk in body.chunks(60_000) {
        chunked.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        chunked.extend_from_slice(chunk);
        chunked.extend_from_slice(b"\r\n");
    }
    chunked.extend_from_slice(b"0\r\n\r\n");
    let answer = desk.raw(&head, &chunked);
    assert!(matches!(answer.status, 413 | 0), "{}", answer.status);
    // More than the disk has.
    let desk = Desk::with(&home, &["--max-upload=1000000"]);
    let head = format!("{}{MULTIPART}Content-Length: 900000000000\r\n\r\n", desk.head("POST", TO));
    assert_eq!(desk.raw(&head, b"").status, 507);
    assert_eq!(files(home.path()), ["fuite/incident.toml"]);
}

/// Sends the first half of a file, and keeps the connection.
fn half(desk: &Desk) -> TcpStream {
    let body = multipart("half.csv", &vec![b'x'; 2_000_000]);
    let mut stream = TcpStream::connect(("127.0.0.1", desk.port)).unwrap();
    let head = format!("{}{MULTIPART}Content-Length: {}\r\n\r\n", desk.head("POST", TO), body.len());
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&body[..1_000_000]).unwrap();
    stream
}

fn until(is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_is_cut_short_leaves_nothing() {
    let home = small();
    let desk = Desk::start(&home);
    let has_part = || files(home.path()).iter().any(|path| path.ends_with(".part"));
    let stream = half(&desk);
    until(has_part);
    stream.shutdown(Shutdown::Both).unwrap();
    until(|| !has_part());
    assert_eq!(files(home.path()), ["fuite/incident.toml"]);
    // A part whose end does not come although the body does.
    let mut body = multipart("x.csv", b"1;2");
    body.truncate(body.len() - 10);
    let head = format!("{}{MULTIPART}Content-Length: {}\r\n\r\n", desk.head("POST", TO), body.len());
    assert_eq!(desk.raw(&head, &body).status, 400);
    assert_eq!(files(home.path()), ["fuite/incident.toml"]);
}

#[test]
fn a_killed_desk_leaves_no_half_file() {
    let home = small();
    let mut desk = Desk::start(&home);
    let parts = || files(home.path()).iter().filter(|path| path.ends_with(".part")).count();
    let _stream = half(&desk);
    until(|| parts() == 1);
    // Another desk on the same folder leaves it alone as long as the first one lives.
    drop(Desk::start(&home));
    assert_eq!(parts(), 1);
    desk.child.kill().unwrap();
    desk.child.wait().unwrap();
    assert!(!home.path().join("fuite/leaks/half.csv").exists());
    let _next = Desk::start(&home);
    assert_eq!(files(home.path()), ["fuite/incident.toml"]);
    // One that is asked to end takes it along.
    let home = small();
    let mut desk = Desk::start(&home);
    let parts = || files(home.path()).iter().filter(|path| path.ends_with(".part")).count();
    let _stream = half(&desk);
    until(|| parts() == 1);
    assert_eq!(desk.post("end", &[]).status, 200);
    assert_eq!(desk.ended(), Some(0));
    assert_eq!(files(home.path()), ["fuite/incident.toml"]);
}

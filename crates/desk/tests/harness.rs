//! A desk on a folder of its own, and requests to it as they go over the wire.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

pub const DEMO: &str = "tiers-payant-2024";

/// The samples of the repository.
pub fn sample(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(DEMO).join(path)
}

/// The command line, beside the desk.
pub fn ampleur() -> PathBuf {
    let path = Path::new(env!("CARGO_BIN_EXE_ampleur-desk")).with_file_name("ampleur");
    assert!(path.is_file(), "build it first: cargo build --release");
    path
}

/// A running desk.
pub struct Desk {
    pub child: Child,
    pub port: u16,
    pub token: String,
    pub cookie: String,
    /// The first folder of its addresses.
    pub root: String,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines();
        lines.find_map(|line| {
            line.split_once(": ").filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
        })
    }
}

impl Desk {
    pub fn start(home: &TempDir) -> Desk {
        Desk::with(home, &[])
    }

    pub fn with(home: &TempDir, args: &[&str]) -> Desk {
        ampleur();
        let mut command = Command::new(env!("CARGO_BIN_EXE_ampleur-desk"));
        command.arg("--no-browser").args(args).arg(home.path());
        Desk::of(command)
    }

    /// A desk that a command starts.
    pub fn of(mut command: Command) -> Desk {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let (address, token) = line.trim().split_once("/?token=").unwrap_or_else(|| panic!("no address: {line}"));
        let port = address.strip_prefix("http://127.0.0.1:").unwrap().parse().unwrap();
        let mut desk = Desk { child, port, token: token.to_owned(), cookie: String::new(), root: String::new() };
        let answer = desk.raw(&format!("GET /?token={token} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"), b"");
        assert_eq!(answer.status, 200);
        let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
        let path = answer.header("set-cookie").unwrap().split("Path=/").nth(1).unwrap();
        desk.root = path.split('/').next().unwrap().to_owned();
        desk.cookie = cookie;
        desk
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// A path with the lines that a browser of ours sends.
    pub fn head(&self, method: &str, path: &str) -> String {
        let (host, root, cookie) = (self.host(), &self.root, &self.cookie);
        format!(
            "{method} /{root}/{path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nOrigin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n"
        )
    }

    /// Sends lines and a body as they are, and reads the whole answer. The server may close before it has read everything.
    pub fn raw(&self, head: &str, body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let head = head.replacen("\r\n", "\r\nConnection: close\r\n", 1);
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
        answer(&mut stream)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.raw(&format!("{}\r\n", self.head("GET", path)), b"")
    }

    /// Sends a form.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        let body = body.join("&");
        let head = format!(
            "{}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
            self.head("POST", path),
            body.len()
        );
        self.raw(&head, body.as_bytes())
    }

    /// Sends a file under a name, as a form does.
    pub fn upload(&self, path: &str, name: &str, bytes: &[u8]) -> Answer {
        let body = multipart(name, bytes);
        let head = format!("{}{MULTIPART}Content-Length: {}\r\n\r\n", self.head("POST", path), body.len());
        self.raw(&head, &body)
    }

    /// Asks until the page has what is awaited.
    pub fn until(&self, path: &str, is_there: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let text = self.get(path).text();
            if is_there(&text) {
                return text;
            }
            assert!(begun.elapsed() < Duration::from_secs(120), "{text}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// A page that waits for nothing more, as a whole or in its parts.
    pub fn answered(&self, path: &str) -> String {
        self.until(path, is_answered)
    }

    /// Until it has ended by itself.
    pub fn ended(&mut self) -> Option<i32> {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "it does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Whether a page waits for nothing more.
pub fn is_answered(page: &str) -> bool {
    !["data-waits", "data-follows"].iter().any(|mark| page.contains(mark))
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub const MULTIPART: &str = "Content-Type: multipart/form-data; boundary=edge\r\n";

/// A form with one file.
pub fn multipart(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    body
}

fn answer(stream: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    let mut part = [0; 65536];
    // A connection that is reset after the answer has its answer.
    while let Ok(n @ 1..) = stream.read(&mut part) {
        bytes.extend_from_slice(&part[..n]);
    }
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Answer { status: 0, head: String::new(), body: bytes };
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let body = bytes.split_off(end + 4);
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let is_chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
    let body = if is_chunked { joined(&body) } else { body };
    Answer { status, head, body }
}

/// A body without the lengths of its chunks.
fn joined(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = body.windows(2).position(|two| two == b"\r\n") {
        let length =
            std::str::from_utf8(&body[..end]).ok().and_then(|text| usize::from_str_radix(text, 16).ok()).unwrap_or(0);
        if length == 0 || body.len() < end + 2 + length {
            break;
        }
        whole.extend_from_slice(&body[end + 2..end + 2 + length]);
        body = body.get(end + 4 + length..).unwrap_or_default();
    }
    whole
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Every file below a folder, by its path in it; links are told, not followed.
pub fn files(folder: &Path) -> Vec<String> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(one) = folders.pop() {
        for entry in fs::read_dir(one).into_iter().flatten().flatten() {
            match entry.file_type().unwrap().is_dir() {
                true => folders.push(entry.path()),
                false => found.push(entry.path().strip_prefix(folder).unwrap().display().to_string()),
            }
        }
    }
    found.sort();
    found
}

/// A desk with the demo, assessed.
pub fn assessed(home: &TempDir) -> Desk {
    let desk = Desk::start(home);
    assert_eq!(desk.post("demo", &[]).status, 303);
    desk.post(&format!("i/{DEMO}/assess"), &[("lang", "fr")]);
    desk.until(&format!("i/{DEMO}/assess"), |page| page.contains("Le rapport est écrit"));
    desk
}

/// A folder with an incident in it: one operator, one insurer, no file.
pub fn small() -> TempDir {
    let home = TempDir::new().unwrap();
    fs::create_dir(home.path().join("fuite")).unwrap();
    fs::write(home.path().join("fuite/incident.toml"), SMALL).unwrap();
    home
}

pub const SMALL: &str = r#"# Written by hand; what stands here stays.
schema = "ampleur/incident/1"
id = "fuite"            # short
title = "Une fuite"     # printed
reference_date = 2024-02-07

[key]                   # invented persons
published = true

# Who lost it.
[operators.op]
name = "Op"  # as it calls itself
exposed = [
  "nir",       # they said so
  "last_name",
]

# Whose they are.
[insurers.as]
name = "As"
operators = ["op"]
aware.op = { on = 2024-02-05T09:00:30+01:00, how = "told" } # by telephone
"#;

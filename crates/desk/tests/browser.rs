//! The way of a newcomer in a real browser: Chromium is told by its debugging protocol where to click, what to type and which files to
//! choose. What it complains of, the policy above all, fails the test.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{Desk, ampleur, sample};

/// One page of a Chromium of its own.
struct Browser {
    child: Child,
    _profile: TempDir,
    stream: TcpStream,
    asked: u64,
    complaints: Vec<Value>,
}

impl Browser {
    fn start() -> Browser {
        let profile = TempDir::new().unwrap();
        let mut child = Command::new("chromium")
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--window-size=1000,1000", "--remote-debugging-port=0", "--remote-allow-origins=*"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let told = lines.find_map(|line| line.unwrap().split("DevTools listening on ws://").nth(1).map(str::to_owned));
        let host = told.unwrap().split('/').next().unwrap().to_owned();
        // It goes on writing, and must not wait for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        let page = Browser::first_page(&host);
        let mut stream = TcpStream::connect(&host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let shake = format!(
            "GET {page} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        );
        stream.write_all(shake.as_bytes()).unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        let mut browser = Browser { child, _profile: profile, stream, asked: 0, complaints: Vec::new() };
        for domain in ["Page", "Runtime", "Log", "DOM"] {
            browser.tell(&format!("{domain}.enable"), json!({}));
        }
        browser
    }

    /// The path of the first page's socket.
    fn first_page(host: &str) -> String {
        let begun = Instant::now();
        loop {
            let mut stream = TcpStream::connect(host).unwrap();
            stream
                .write_all(format!("GET /json HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())
                .unwrap();
            // It keeps the connection; the list is short, and comes at once.
            stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
            let mut text = Vec::new();
            let _ = stream.read_to_end(&mut text);
            let text = String::from_utf8_lossy(&text);
            let list: Value =
                text.split_once("\r\n\r\n").and_then(|(_, body)| serde_json::from_str(body).ok()).unwrap_or_default();
            let page = list.as_array().into_iter().flatten().find(|target| target["type"] == "page");
            if let Some(address) = page.and_then(|page| page["webSocketDebuggerUrl"].as_str()) {
                return format!("/{}", address.splitn(4, '/').nth(3).unwrap());
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "{text}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn tell(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let text = json!({ "id": self.asked, "method": method, "params": params }).to_string().into_bytes();
        // A text in one frame, under the mask 0.
        let mut frame = vec![0x81];
        match u16::try_from(text.len()) {
            Ok(length @ 0..126) => frame.push(0x80 | length as u8),
            Ok(length) => {
                frame.push(0x80 | 126);
                frame.extend_from_slice(&length.to_be_bytes());
            }
            Err(_) => {
                frame.push(0x80 | 127);
                frame.extend_from_slice(&(text.len() as u64).to_be_bytes());
            }
        }
        frame.extend_from_slice(&[0; 4]);
        frame.extend_from_slice(&text);
        self.stream.write_all(&frame).unwrap();
        loop {
            let told = self.hear();
            if told["id"] == self.asked {
                // A page that goes while a script is asked of it gives nothing; whoever waits asks the next one.
                let has_gone = method == "Runtime.evaluate" && told["error"]["code"] == -32000;
                assert!(has_gone || told["error"].is_null(), "{method}: {told}");
                return told["result"].clone();
            }
            let is_complaint = match told["method"].as_str() {
                Some("Runtime.exceptionThrown") => true,
                Some("Runtime.consoleAPICalled") => told["params"]["type"] == "error",
                Some("Log.entryAdded") => told["params"]["entry"]["level"] == "error",
                _ => false,
            };
            if is_complaint {
                self.complaints.push(told["params"].clone());
            }
        }
    }

    fn hear(&mut self) -> Value {
        let mut text = Vec::new();
        loop {
            let mut head = [0; 2];
            self.stream.read_exact(&mut head).unwrap();
            let length = match head[1] & 0x7f {
                126 => {
                    let mut length = [0; 2];
                    self.stream.read_exact(&mut length).unwrap();
                    u64::from(u16::from_be_bytes(length))
                }
                127 => {
                    let mut length = [0; 8];
                    self.stream.read_exact(&mut length).unwrap();
                    u64::from_be_bytes(length)
                }
                length => u64::from(length),
            };
            let begin = text.len();
            text.resize(begin + usize::try_from(length).unwrap(), 0);
            self.stream.read_exact(&mut text[begin..]).unwrap();
            if head[0] & 0x80 != 0 {
                return serde_json::from_slice(&text).unwrap();
            }
        }
    }

    /// What a script gives; nothing while a page is on its way.
    fn script(&mut self, script: &str) -> Value {
        let params = json!({ "expression": script, "awaitPromise": true, "returnByValue": true });
        self.tell("Runtime.evaluate", params)["result"]["value"].clone()
    }

    fn until(&mut self, condition: &str) {
        let begun = Instant::now();
        while self.script(&format!("document.readyState === 'complete' && !!({condition})")) != true {
            if begun.elapsed() > Duration::from_secs(60) {
                panic!("{condition}\n{}", self.script("location.pathname + '\\n' + document.body.innerText"));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn click(&mut self, selector: &str) {
        self.until(&format!("document.querySelector({selector:?})"));
        self.script(&format!("document.querySelector({selector:?}).click()"));
    }

    /// Goes to a part of the incident.
    fn part(&mut self, path: &str, title: &str) {
        self.click(&format!("nav.tabs a[href$='{path}']"));
        self.until(&format!("document.querySelector('h1').textContent === {title:?}"));
    }

    fn fill(&mut self, id: &str, value: &str) {
        self.script(&format!("document.getElementById({id:?}).value = {value:?}"));
    }

    /// Types into a field of a page that is not to be loaded again.
    fn types(&mut self, id: &str, text: &str) {
        self.until(&format!("document.getElementById({id:?})"));
        self.script(&format!(
            "window.here = true; document.getElementById({id:?}).value = ''; document.getElementById({id:?}).focus()"
        ));
        self.tell("Input.insertText", json!({ "text": text }));
    }

    fn shows(&mut self, text: &str) {
        self.until(&format!("document.body.innerText.includes({text:?})"));
    }

    /// Chooses a file in the nth form for files, and sends it.
    fn choose(&mut self, nth: usize, path: &str, shown: &str) {
        let document = self.tell("DOM.getDocument", json!({}))["root"]["nodeId"].clone();
        let found = self
            .tell("DOM.querySelectorAll", json!({ "nodeId": document, "selector": "form.upload input[type=file]" }));
        let file = sample(path).canonicalize().unwrap();
        self.tell("DOM.setFileInputFiles", json!({ "nodeId": found["nodeIds"][nth], "files": [file] }));
        self.script(&format!("window.before = true; document.querySelectorAll('form.upload button')[{nth}].click()"));
        self.until(&format!("window.before === undefined && document.body.innerText.includes({shown:?})"));
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_newcomer_comes_to_a_report() {
    if Command::new("chromium").arg("--version").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "chromium is missing");
        eprintln!("skipped: chromium is missing");
        return;
    }
    let home = TempDir::new().unwrap();
    let mut desk = Desk::start(&home);
    let mut browser = Browser::start();
    // As a file of ours opens it: from elsewhere, with a strict cookie nevertheless.
    let opener = home.path().join("open.html");
    let address = format!("http://127.0.0.1:{}/?token={}", desk.port, desk.token);
    fs::write(&opener, format!("<!DOCTYPE html><meta http-equiv=\"refresh\" content=\"0;url={address}\">")).unwrap();
    browser.tell("Page.navigate", json!({ "url": format!("file://{}", opener.display()) }));
    browser.shows("Aucun incident dans ce dossier");
    assert_eq!(browser.script("location.href.includes('token') || document.cookie.length > 0"), false);
    browser.click("a[href=new]");
    browser.until("document.getElementById('title')");
    let fields = [
        ("title", "Une fuite"),
        ("operator", "Almerys"),
        ("insurer", "Aésio Mutuelle"),
        ("reference_date", "2024-02-07"),
    ];
    for (id, value) in fields {
        browser.fill(id, value);
    }
    browser.click("form.sheet button");
    browser.until("document.querySelector('h1').textContent === 'Déclarer'");
    browser.script("document.querySelector('input[name=\"field.nir\"][value=exposed]').checked = true");
    browser.click("section[aria-labelledby=operator-almerys] button");
    browser.shows("C’est enregistré");
    browser.fill("i-aesio-mutuelle-aware-almerys", "2024-02-05T09:00");
    browser.click("section[aria-labelledby=insurer-aesio-mutuelle] button");
    browser.until("document.querySelector('#i-aesio-mutuelle-aware-almerys')?.value === '2024-02-05T09:00' && location.hash.includes('insurer')");
    browser.part("files", "Fichiers");
    browser.choose(0, "leaks/almerys.csv", "1\u{202f}888 lignes");
    browser.choose(1, "members/aesio-mutuelle.parquet", "2\u{202f}305 lignes");
    // A clock that ticks.
    browser.part("une-fuite", "Aperçu");
    browser.until("/dépassé de \\d+ jours/.test(document.querySelector('[data-until]').textContent)");
    browser.part("assess", "Évaluer");
    browser.click("form.sheet button");
    browser.shows("Le rapport est écrit");
    browser.part("report", "Rapport");
    browser.until("document.querySelector('iframe.report')");
    // The report is within reach of nobody, and reaches nobody.
    assert_eq!(browser.script("document.querySelector('iframe.report').contentDocument"), Value::Null);
    browser.part("dossier", "Dossier");
    browser.click("a[href$='aesio-mutuelle/form']");
    browser.shows("Tout est enregistré");
    // Typed, saved and drawn again without the page being loaded again.
    browser.types("insurers-aesio-mutuelle-siren", "732829320");
    browser.until("window.here && document.querySelector('#q2-1-text')?.textContent === '732829320'");
    browser.types("insurers-aesio-mutuelle-organisation-staff", "beaucoup");
    browser.shows("un nombre entier, sans unité");
    browser.until("document.querySelector('#insurers-aesio-mutuelle-organisation-staff').ariaInvalid === 'true'");
    browser.types("insurers-aesio-mutuelle-organisation-staff", "1200");
    browser.until("window.here && document.querySelector('#q2-5-text')?.textContent.includes('200')");
    browser.until("document.querySelector('[data-copies=q2-5-text]').checkVisibility()");
    // Typed, and gone at once: nothing is lost.
    browser.types("insurers-aesio-mutuelle-organisation-city", "Niort");
    browser.click("a[href$='aesio-mutuelle/letters']");
    browser.until("document.querySelector('iframe.letter')");
    let text = || fs::read_to_string(home.path().join("une-fuite/incident.toml")).unwrap();
    let begun = Instant::now();
    while !text().contains("city = \"Niort\"") {
        assert!(begun.elapsed() < Duration::from_secs(20), "{}", text());
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(text().contains("siren = \"732829320\"") && text().contains("staff = 1200"), "{}", text());
    browser.part("verify", "Vérifier");
    browser.click("form.sheet button");
    browser.shows("Tout ce qui a été vérifié est conforme");
    browser.click(".tools a");
    browser.shows("Everything that was verified holds");
    browser.click(".tools button");
    browser.shows("It has ended");
    assert_eq!(desk.ended(), Some(0));
    // The browser notes the one answer that could not be saved, of which the page itself tells.
    browser.complaints.retain(|told| !told.to_string().contains("status of 422"));
    assert_eq!(browser.complaints, Vec::<Value>::new());
    let output = Command::new(ampleur())
        .args(["assess", "une-fuite/incident.toml", "--out", "by-hand"])
        .current_dir(home.path())
        .output()
        .unwrap();
    assert!(matches!(output.status.code(), Some(0 | 3)));
    let report = |folder: &str| fs::read(home.path().join(folder).join("une-fuite/report.json")).unwrap();
    assert!(report("by-hand") == report("une-fuite/reports"));
}

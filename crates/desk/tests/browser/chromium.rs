//! Chromium, by its debugging protocol.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::Browser;
use super::socket::{Running, Socket};

/// One page of a Chromium of its own.
pub(super) struct Chromium {
    _running: Running,
    socket: Socket,
}

impl Chromium {
    pub(super) fn start() -> Chromium {
        let profile = TempDir::new().unwrap();
        let mut command = Command::new("chromium");
        command
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--window-size=1000,1000", "--remote-debugging-port=0", "--remote-allow-origins=*"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank");
        let running = Running::start(command, profile, "DevTools listening on ws://");
        let mut socket = Socket::open(&running.host, &first_page(&running.host));
        for domain in ["Page", "Runtime", "Log", "DOM"] {
            socket.tell(&format!("{domain}.enable"), &json!({}));
        }
        Chromium { _running: running, socket }
    }
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
        let list: Option<Value> = text.split_once("\r\n\r\n").and_then(|(_, body)| serde_json::from_str(body).ok());
        let list = list.iter().filter_map(Value::as_array).flatten();
        let mut pages = list.filter(|target| target["type"] == "page");
        if let Some(address) = pages.find_map(|page| page["webSocketDebuggerUrl"].as_str()) {
            return format!("/{}", address.splitn(4, '/').nth(3).unwrap());
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "{text}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

impl Browser for Chromium {
    fn go(&mut self, address: &str) {
        self.socket.tell("Page.navigate", &json!({ "url": address }));
    }

    fn script(&mut self, script: &str) -> Value {
        let params = json!({ "expression": script, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.socket.ask("Runtime.evaluate", &params);
        assert!(answer["result"]["exceptionDetails"].is_null(), "{script}: {answer}");
        // A page that went while a script was asked of it gives nothing.
        let has_gone = answer["error"]["code"] == -32000;
        assert!(has_gone || answer["error"].is_null(), "{script}: {answer}");
        answer["result"]["result"]["value"].take()
    }

    fn click_at(&mut self, x: f64, y: f64) {
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let button = if kind == "mouseMoved" { "none" } else { "left" };
            let params = json!({ "type": kind, "x": x, "y": y, "button": button, "clickCount": 1 });
            self.socket.tell("Input.dispatchMouseEvent", &params);
        }
    }

    fn type_text(&mut self, text: &str) {
        self.socket.tell("Input.insertText", &json!({ "text": text }));
    }

    fn choose(&mut self, input: &str, file: &Path) {
        let document = self.socket.tell("DOM.getDocument", &json!({}))["root"]["nodeId"].take();
        let params = json!({ "nodeId": document, "selector": input });
        let found = self.socket.tell("DOM.querySelector", &params)["nodeId"].take();
        self.socket.tell("DOM.setFileInputFiles", &json!({ "nodeId": found, "files": [file] }));
    }

    fn complaints(&mut self) -> Vec<String> {
        let is_complaint = |told: &&Value| match told["method"].as_str() {
            Some("Runtime.exceptionThrown") => true,
            Some("Runtime.consoleAPICalled") => told["params"]["type"] == "error",
            Some("Log.entryAdded") => told["params"]["entry"]["level"] == "error",
            _ => false,
        };
        self.socket.told.iter().filter(is_complaint).map(|told| told["params"].to_string()).collect()
    }
}

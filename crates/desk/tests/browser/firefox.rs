//! Firefox, by WebDriver BiDi.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::Browser;
use super::socket::{Running, Socket};

/// The name of Debian's package and program.
pub(super) const PROGRAM: &str = "firefox-esr";

/// One page of a Firefox of its own.
pub(super) struct Firefox {
    _running: Running,
    socket: Socket,
    page: Value,
}

impl Firefox {
    pub(super) fn start() -> Firefox {
        let profile = TempDir::new().unwrap();
        let mut command = Command::new(PROGRAM);
        command.args(["--headless", "--no-remote", "--remote-debugging-port=0", "--profile"]).arg(profile.path());
        let running = Running::start(command, profile, "WebDriver BiDi listening on ws://");
        let mut socket = Socket::open(&running.host, "/session");
        socket.tell("session.new", &json!({ "capabilities": {} }));
        let page = socket.tell("browsingContext.getTree", &json!({}))["contexts"][0]["context"].take();
        socket.tell("session.subscribe", &json!({ "events": ["log.entryAdded"] }));
        let size = json!({ "context": page, "viewport": { "width": 1000, "height": 1000 } });
        socket.tell("browsingContext.setViewport", &size);
        Firefox { _running: running, socket, page }
    }

    fn act(&mut self, kind: &str, actions: Vec<Value>) {
        let actions = json!([{ "type": kind, "id": kind, "actions": actions }]);
        self.socket.tell("input.performActions", &json!({ "context": self.page, "actions": actions }));
    }
}

impl Browser for Firefox {
    fn go(&mut self, address: &str) {
        self.socket.tell("browsingContext.navigate", &json!({ "context": self.page, "url": address, "wait": "none" }));
    }

    fn script(&mut self, script: &str) -> Value {
        let params = json!({ "expression": script, "awaitPromise": true, "target": { "context": self.page } });
        let mut answer = self.socket.ask("script.evaluate", &params);
        assert!(answer["result"]["type"] != "exception", "{script}: {answer}");
        // A page that went while a script was asked of it gives nothing.
        let has_gone = answer["error"] == "no such frame" || answer["error"] == "unknown error";
        assert!(has_gone || answer["error"].is_null(), "{script}: {answer}");
        answer["result"]["result"]["value"].take()
    }

    fn click_at(&mut self, x: f64, y: f64) {
        let whole = |n: f64| n.round() as i64;
        let actions = vec![
            json!({ "type": "pointerMove", "x": whole(x), "y": whole(y) }),
            json!({ "type": "pointerDown", "button": 0 }),
            json!({ "type": "pointerUp", "button": 0 }),
        ];
        self.act("pointer", actions);
    }

    fn type_text(&mut self, text: &str) {
        let stroke = |key: char| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key }));
        self.act("key", text.chars().flat_map(stroke).collect());
    }

    fn choose(&mut self, input: &str, file: &Path) {
        let params = json!({ "context": self.page, "locator": { "type": "css", "value": input } });
        let found = self.socket.tell("browsingContext.locateNodes", &params)["nodes"][0]["sharedId"].take();
        let params = json!({ "context": self.page, "element": { "sharedId": found }, "files": [file] });
        self.socket.tell("input.setFiles", &params);
    }

    fn complaints(&mut self) -> Vec<String> {
        let entries = self.socket.told.iter().filter(|told| told["method"] == "log.entryAdded");
        let errors = entries.filter(|told| told["params"]["level"] == "error");
        errors.map(|told| told["params"].to_string()).collect()
    }
}

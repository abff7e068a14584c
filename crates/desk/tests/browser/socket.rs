//! A browser that is started, and the socket on which it is told what to do: JSON, in frames of a websocket.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// A browser that runs, with a profile of its own. It ends with whoever holds it.
pub(super) struct Running {
    child: Child,
    /// Where it listens.
    pub host: String,
    _profile: TempDir,
}

impl Running {
    /// Starts it, and waits until it says where it listens.
    pub(super) fn start(mut command: Command, profile: TempDir, says: &str) -> Running {
        let child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let mut running = Running { child, host: String::new(), _profile: profile };
        let mut lines = BufReader::new(running.child.stderr.take().unwrap()).lines();
        let address = lines.find_map(|line| line.unwrap().split(says).nth(1).map(str::to_owned)).unwrap();
        running.host = address.split('/').next().unwrap().to_owned();
        // It goes on writing, and must not wait for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        running
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(super) struct Socket {
    stream: TcpStream,
    asked: u64,
    /// What was told without being asked for.
    pub told: Vec<Value>,
}

impl Socket {
    pub(super) fn open(host: &str, path: &str) -> Socket {
        let mut stream = TcpStream::connect(host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let shake = format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        );
        stream.write_all(shake.as_bytes()).unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        assert!(head.starts_with(b"HTTP/1.1 101 "), "{}", String::from_utf8_lossy(&head));
        Socket { stream, asked: 0, told: Vec::new() }
    }

    /// The whole answer, which may be an error.
    pub(super) fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.asked += 1;
        self.send(&json!({ "id": self.asked, "method": method, "params": params }));
        loop {
            let told = self.hear();
            if told["id"] == self.asked {
                return told;
            }
            self.told.push(told);
        }
    }

    /// What comes of something that must work.
    pub(super) fn tell(&mut self, method: &str, params: &Value) -> Value {
        let mut answer = self.ask(method, params);
        assert!(answer["error"].is_null(), "{method}: {answer}");
        answer["result"].take()
    }

    fn send(&mut self, what: &Value) {
        let text = what.to_string().into_bytes();
        // A text in one frame, under a mask: Firefox takes one of zeros for none, and hangs up.
        const MASK: [u8; 4] = *b"mask";
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
        frame.extend_from_slice(&MASK);
        frame.extend(text.iter().zip(MASK.iter().cycle()).map(|(byte, mask)| byte ^ mask));
        self.stream.write_all(&frame).unwrap();
    }

    fn hear(&mut self) -> Value {
        let mut text = Vec::new();
        loop {
            let mut head = [0; 2];
            self.stream.read_exact(&mut head).unwrap();
            let length = match head[1] & 0x7f {
                126 => u64::from(u16::from_be_bytes(self.bytes())),
                127 => u64::from_be_bytes(self.bytes()),
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

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.stream.read_exact(&mut bytes).unwrap();
        bytes
    }
}

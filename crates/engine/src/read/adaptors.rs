//! Readers that even out how a text is written, before it is split into records: line ends, and blanks before quotes.
//!
//! Both leave what stands between quotes as it is.

use std::io::{self, Read};

/// Bytes that may part values, whatever the delimiter of the file.
const DELIMITERS: &[u8] = b";,\t|:\x01";

/// Whether the bytes that come are between quotes.
#[derive(Default)]
struct Quoted {
    inside: bool,
    /// The last byte, except blanks after a delimiter.
    previous: Option<u8>,
}

impl Quoted {
    fn see(&mut self, byte: u8) {
        let opens = self.previous.is_none_or(|b| DELIMITERS.contains(&b) || matches!(b, b'\n' | b'\r' | b'"'));
        if byte == b'"' && (self.inside || opens) {
            self.inside = !self.inside;
        }
        let at_start = self.previous.is_none_or(|b| DELIMITERS.contains(&b) || b == b'\n');
        if byte != b' ' || !at_start {
            self.previous = Some(byte);
        }
    }
}

/// A reader that passes every byte through `step`, which may hold bytes back until the next one.
pub(super) struct Stepped<R, S> {
    inner: R,
    step: S,
    raw: Vec<u8>,
    ready: Vec<u8>,
    sent: usize,
    at_end: bool,
}

/// What a byte becomes.
pub(super) trait Step {
    fn byte(&mut self, byte: u8, out: &mut Vec<u8>);
    fn end(&mut self, out: &mut Vec<u8>);
}

impl<R, S> Stepped<R, S> {
    pub(super) fn new(inner: R, step: S) -> Self {
        Stepped { inner, step, raw: vec![0; 1 << 16], ready: Vec::new(), sent: 0, at_end: false }
    }
}

impl<R: Read, S: Step> Read for Stepped<R, S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.sent == self.ready.len() && !self.at_end {
            self.ready.clear();
            self.sent = 0;
            let n = self.inner.read(&mut self.raw)?;
            self.raw[..n].iter().for_each(|byte| self.step.byte(*byte, &mut self.ready));
            if n == 0 {
                self.at_end = true;
                self.step.end(&mut self.ready);
            }
        }
        let n = buffer.len().min(self.ready.len() - self.sent);
        buffer[..n].copy_from_slice(&self.ready[self.sent..self.sent + n]);
        self.sent += n;
        Ok(n)
    }
}

/// Turns carriage returns that end a line alone into line feeds.
#[derive(Default)]
pub(super) struct LineEnds {
    quoted: Quoted,
    /// Whether a carriage return waits for the byte after it.
    held: bool,
}

impl Step for LineEnds {
    fn byte(&mut self, byte: u8, out: &mut Vec<u8>) {
        if std::mem::take(&mut self.held) {
            match byte {
                b'\n' => out.push(b'\r'),
                // At the end of a value, it ends no line.
                byte if DELIMITERS.contains(&byte) => {}
                _ => {
                    out.push(b'\n');
                    self.quoted.see(b'\n');
                }
            }
        }
        if byte == b'\r' && !self.quoted.inside {
            self.held = true;
            return;
        }
        self.quoted.see(byte);
        out.push(byte);
    }

    fn end(&mut self, out: &mut Vec<u8>) {
        if std::mem::take(&mut self.held) {
            out.push(b'\n');
        }
    }
}

/// Drops blanks between a delimiter and an opening quote, and between a closing quote and a delimiter.
#[derive(Default)]
pub(super) struct Blanks {
    quoted: Quoted,
    /// Blanks that wait for the byte after them.
    held: usize,
}

impl Step for Blanks {
    fn byte(&mut self, byte: u8, out: &mut Vec<u8>) {
        let before = self.quoted.previous;
        if byte == b' '
            && !self.quoted.inside
            && before.is_none_or(|b| DELIMITERS.contains(&b) || matches!(b, b'\n' | b'"'))
        {
            self.held += 1;
            return;
        }
        let held = std::mem::take(&mut self.held);
        let opens = byte == b'"' && before != Some(b'"');
        let closes = before == Some(b'"') && (DELIMITERS.contains(&byte) || matches!(byte, b'\r' | b'\n'));
        if !opens && !closes {
            out.extend(std::iter::repeat_n(b' ', held));
        }
        self.quoted.see(byte);
        out.push(byte);
    }

    fn end(&mut self, out: &mut Vec<u8>) {
        out.extend(std::iter::repeat_n(b' ', std::mem::take(&mut self.held)));
    }
}

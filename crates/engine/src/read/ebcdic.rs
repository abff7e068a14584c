//! EBCDIC of mainframes: bytes of another order, records of one length, numbers packed two digits to a byte.
//!
//! A record becomes a line: its characters, one for each byte, and after them the digits of each number that is declared as packed or
//! zoned. What is no character becomes a blank.

use std::io::{self, ErrorKind, Read};

use model::incident::{Encoding, Span};

/// How the records of a file are laid out.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// Bytes of a record; none if its end is marked by a byte.
    pub length: Option<u16>,
    /// Packed and zoned numbers, in the order of their digits at the end of a line.
    pub numbers: Vec<Span>,
}

/// The characters of code page 1147 from 0x40 on: French, with the euro sign (IBM, CDRA; as glibc has it).
const CP1147: &str = concat!(
    " \u{a0}âä@áãå\\ñ°.<(+!&{êë}íîïìß§$*);^",
    "-/ÂÄÀÁÃÅÇÑù,%_>?øÉÊËÈÍÎÏÌµ:£à'=\"",
    "Øabcdefghi«»ðýþ±[jklmnopqrªºæ¸Æ€",
    "`¨stuvwxyz¡¿ÐÝÞ®¢#¥·©]¶¼½¾¬|¯~´×",
    "éABCDEFGHI\u{ad}ôöòóõèJKLMNOPQR¹ûü¦úÿ",
    "ç÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ ",
);

/// Where code page 297 has the general currency sign, 1147 has the euro.
const EURO: usize = 0x9F;

/// New line and line feed.
const LINE_ENDS: [u8; 2] = [0x15, 0x25];

/// Decodes records into lines of UTF-8.
pub(super) struct Ebcdic<R> {
    inner: R,
    layout: Layout,
    characters: Vec<char>,
    record: Vec<u8>,
    ready: Vec<u8>,
    sent: usize,
}

impl<R: Read> Ebcdic<R> {
    pub(super) fn new(inner: R, encoding: Encoding, layout: Layout) -> Self {
        let mut characters: Vec<char> = std::iter::repeat_n(' ', 0x40).chain(CP1147.chars()).collect();
        if encoding == Encoding::Cp297 {
            characters[EURO] = '\u{a4}';
        }
        Ebcdic { inner, layout, characters, record: Vec::new(), ready: Vec::new(), sent: 0 }
    }

    /// Makes lines of the next bytes; leaves none at the end.
    fn refill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.sent = 0;
        self.record.clear();
        let length = self.layout.length.map_or(1 << 16, u64::from);
        self.inner.by_ref().take(length).read_to_end(&mut self.record)?;
        match self.layout.length {
            Some(length) if self.record.len() == usize::from(length) => self.line(),
            // What programs add to the end of a file.
            Some(_)
                if self.record.iter().all(|byte| matches!(byte, 0x00 | 0x0A | 0x0D | 0x15 | 0x1A | 0x25 | 0x40)) => {}
            Some(_) => return Err(ErrorKind::InvalidData.into()),
            None => self.text(),
        }
        Ok(())
    }

    fn line(&mut self) {
        push(self.record.iter().map(|byte| self.characters[usize::from(*byte)]), &mut self.ready);
        for number in &self.layout.numbers {
            let from = usize::from(number.at) - 1;
            let bytes = self.record.get(from..from + usize::from(number.width)).unwrap_or(&[]);
            match number.packed {
                Some(digits) => packed(bytes, usize::from(digits), &mut self.ready),
                None => zoned(bytes, &mut self.ready),
            }
        }
        self.ready.push(b'\n');
    }

    fn text(&mut self) {
        let characters = self.record.iter().map(|byte| match byte {
            byte if LINE_ENDS.contains(byte) => '\n',
            byte => self.characters[usize::from(*byte)],
        });
        push(characters, &mut self.ready);
    }
}

fn push(characters: impl Iterator<Item = char>, to: &mut Vec<u8>) {
    characters.for_each(|c| to.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()));
}

/// The digits of a packed decimal (COMP-3): two to a byte, a sign in the last half. Blanks or zeros of a program in place of one are
/// none; anything else is no number, and nothing that can be read.
fn packed(bytes: &[u8], digits: usize, to: &mut Vec<u8>) {
    let halves: Vec<u8> = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xF]).collect();
    let number = match halves.split_last() {
        Some((0xA..=0xF, number)) if number.iter().all(|half| *half < 10) => number,
        _ => return unread(bytes, digits, to),
    };
    // One half is left over before an even number of digits.
    let (over, number) = number.split_at(number.len().saturating_sub(digits));
    match over.iter().all(|half| *half == 0) {
        true => to.extend(number.iter().map(|half| b'0' + half)),
        false => unread(bytes, digits, to),
    }
}

/// The digits of a zoned decimal: one to a byte, the sign in the first half of the last.
fn zoned(bytes: &[u8], to: &mut Vec<u8>) {
    let Some((last, others)) = bytes.split_last() else { return };
    let is_digit = |byte: &u8| byte >> 4 == 0xF && byte & 0xF < 10;
    match others.iter().all(is_digit) && last >> 4 >= 0xA && last & 0xF < 10 {
        true => to.extend(bytes.iter().map(|byte| b'0' + (byte & 0xF))),
        false => unread(bytes, bytes.len(), to),
    }
}

/// In place of a number: blanks if there is none, otherwise a mark that no column reads.
fn unread(bytes: &[u8], digits: usize, to: &mut Vec<u8>) {
    let is_none = bytes.iter().all(|byte| matches!(byte, 0x00 | 0x40));
    to.extend(std::iter::repeat_n(if is_none { b' ' } else { b'_' }, digits.saturating_sub(1)));
    to.push(if is_none { b' ' } else { b'z' });
}

impl<R: Read> Read for Ebcdic<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.sent == self.ready.len() {
            self.refill()?;
        }
        let n = buffer.len().min(self.ready.len() - self.sent);
        buffer[..n].copy_from_slice(&self.ready[self.sent..self.sent + n]);
        self.sent += n;
        Ok(n)
    }
}

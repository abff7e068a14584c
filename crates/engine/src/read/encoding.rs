//! Determines the encoding of a text file: strict UTF-8 first, then what the bytes prove. No lossy guess.
//!
//! The whole file is examined, so that the result does not depend on where the first accent occurs. Windows-1252 and
//! ISO-8859-15 differ in 0x80–0x9F (letters and quotes in the former, control characters in the latter) and in eight
//! bytes above.

use std::io::{self, Read};

use super::dos;
use super::ebcdic::{Ebcdic, Layout};
use super::text;
use model::error::{self, Problem};
use model::incident::Encoding;

/// Carriage returns, to tell whether any stands without a line feed after it.
#[derive(Default)]
struct Returns {
    last: bool,
    alone: bool,
}

impl Returns {
    fn see(&mut self, chunk: &[u8]) {
        if self.last && chunk.first().is_some_and(|byte| *byte != b'\n') {
            self.alone = true;
        }
        if !self.alone && chunk.contains(&b'\r') {
            // Counted over two slices, not searched: that takes a small part of the time.
            let (bytes, next) = (&chunk[..chunk.len() - 1], &chunk[1..]);
            let alone = bytes.iter().zip(next).filter(|(byte, next)| (**byte == b'\r') & (**next != b'\n'));
            self.alone = alone.count() > 0;
        }
        self.last = chunk.last() == Some(&b'\r');
    }

    fn is_alone(&self) -> bool {
        self.alone || self.last
    }
}

/// Determines the encoding, and whether a carriage return stands alone; or reports the first line that contradicts it. A `declared` encoding is verified against
/// the bytes.
pub(super) fn settle(bytes: impl Read, shown: &str, declared: Option<Encoding>) -> Result<(Encoding, bool), Problem> {
    let mut bytes = bytes;
    let mut head = Vec::with_capacity(4);
    bytes.by_ref().take(4).read_to_end(&mut head).map_err(|e| text::unreadable(shown, &e))?;
    let marked = match head[..] {
        [0xEF, 0xBB, 0xBF, ..] => Some(Encoding::Utf8),
        [0xFF, 0xFE, ..] => Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => Some(Encoding::Utf16Be),
        _ => None,
    };
    if let (Some(declared), Some(marked)) = (declared, marked)
        && declared != marked
    {
        return Err(error::encoding_contradicted(shown, declared.name(), marked.name()));
    }
    let whole = head.as_slice().chain(bytes);
    match declared.or(marked) {
        Some(encoding @ (Encoding::Utf16Le | Encoding::Utf16Be)) => {
            let mut decoded = text::Decoded::new(whole, encoding);
            let (mut lines, mut returns) = (0, Returns::default());
            let seen = read_all(&mut decoded, shown, |chunk| {
                lines += line_ends(chunk);
                returns.see(chunk);
            });
            seen.map_err(
                |problem| {
                    if decoded.broken() { error::bad_text(shown, encoding.name(), lines + 1) } else { problem }
                },
            )?;
            Ok((encoding, returns.is_alone()))
        }
        known => {
            let (mut seen, mut returns) = (Seen::default(), Returns::default());
            read_all(&mut { whole }, shown, |chunk| {
                seen.chunk(chunk);
                returns.see(chunk);
            })?;
            seen.end();
            let encoding = match known {
                Some(encoding) => seen.check(shown, encoding),
                None => seen.decide(shown),
            }?;
            Ok((encoding, returns.is_alone()))
        }
    }
}

/// Verifies that a text declared as EBCDIC can be cut into records.
pub(super) fn settle_ebcdic(
    bytes: impl Read,
    shown: &str,
    declared: Encoding,
    layout: &Layout,
) -> Result<(Encoding, bool), Problem> {
    let (mut records, mut longest) = (0, 0);
    let mut decoded = Ebcdic::new(bytes, declared, layout.clone());
    let mut length = 0;
    let read = read_all(&mut decoded, shown, |chunk| {
        for byte in chunk {
            length = if *byte == b'\n' { 0 } else { length + 1 };
            records += u64::from(*byte == b'\n');
            longest = longest.max(length);
        }
    });
    match layout.length {
        Some(length) => read.map_err(|_| error::record_length(shown, length, records))?,
        // Records are some hundred bytes long: lines this long have no ends.
        None if longest > MAX_LINE => return Err(error::no_record_length(shown)),
        None => read?,
    }
    Ok((declared, false))
}

/// The longest line of EBCDIC that is taken for one.
const MAX_LINE: u64 = 1 << 15;

fn read_all(from: &mut impl Read, shown: &str, mut each: impl FnMut(&[u8])) -> Result<(), Problem> {
    let mut chunk = vec![0; 1 << 18];
    loop {
        match from.read(&mut chunk) {
            Ok(0) => return Ok(()),
            Ok(n) => each(&chunk[..n]),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(text::unreadable(shown, &e)),
        }
    }
}

fn line_ends(chunk: &[u8]) -> u64 {
    chunk.iter().filter(|b| **b == b'\n').count() as u64
}

/// Statistics of the bytes of a text.
#[derive(Default)]
struct Seen {
    /// An incomplete character at the end of the last chunk.
    tail: Vec<u8>,
    /// Whether the part that is valid UTF-8 contains characters of several bytes.
    multibyte: bool,
    lines: u64,
    /// Number of the first line that is not valid UTF-8.
    broke_at: Option<u64>,
    /// Byte counts from that line on.
    counts: Counts,
}

struct Counts {
    bytes: [u64; 256],
    /// Number of 0xBC, 0xBD or 0xBE next to a letter: Œ, œ, Ÿ in ISO-8859-15, fractions in Windows-1252.
    ligatures: u64,
    /// Number of byte pairs that are typical of UTF-8.
    utf8_pairs: u64,
    /// First line with a byte that is undefined in Windows-1252.
    first_undefined: Option<u64>,
    /// First line with a byte that is a control character in ISO-8859-15.
    first_control: Option<u64>,
    previous: u8,
}

impl Default for Counts {
    fn default() -> Self {
        Counts { bytes: [0; 256], ligatures: 0, utf8_pairs: 0, first_undefined: None, first_control: None, previous: 0 }
    }
}

impl Counts {
    /// Which of the two has more French letters at these bytes. Small letters and capitals are counted each for themselves, since most
    /// texts have one kind of them, and the é of the one is the Ç of the other.
    fn dos_or_macintosh(&self) -> Encoding {
        let most = |alphabets: [&[u8]; 2]| {
            alphabets
                .map(|bytes| bytes.iter().map(|byte| self.bytes[usize::from(*byte)]).sum::<u64>())
                .into_iter()
                .max()
        };
        match most(MACINTOSH_LETTERS) > most(dos::LETTERS) {
            true => Encoding::Macintosh,
            false => Encoding::Cp850,
        }
    }
}

/// `àâçèéêëîïôöùûü` and their capitals in Mac Roman.
const MACINTOSH_LETTERS: [&[u8]; 2] = [
    b"\x88\x89\x8D\x8F\x8E\x90\x91\x94\x95\x99\x9A\x9D\x9E\x9F",
    b"\xCB\xE5\x82\xE9\x83\xE6\xE8\xEB\xEC\xEF\x85\xF4\xF3\x86",
];

impl Seen {
    fn chunk(&mut self, chunk: &[u8]) {
        if self.broke_at.is_some() {
            return self.latin(chunk);
        }
        if self.tail.is_empty() {
            return self.utf8(chunk);
        }
        let mut joined = std::mem::take(&mut self.tail);
        joined.extend_from_slice(chunk);
        self.utf8(&joined);
    }

    fn utf8(&mut self, chunk: &[u8]) {
        let valid = match simdutf8::compat::from_utf8(chunk) {
            Ok(_) => chunk.len(),
            Err(e) if e.error_len().is_none() => {
                self.tail = chunk[e.valid_up_to()..].to_vec();
                e.valid_up_to()
            }
            Err(e) => {
                let (good, rest) = chunk.split_at(e.valid_up_to());
                self.multibyte |= !good.is_ascii();
                self.lines += line_ends(good);
                self.broke_at = Some(self.lines + 1);
                self.counts.previous = good.last().copied().unwrap_or(0);
                return self.latin(rest);
            }
        };
        self.multibyte |= !chunk[..valid].is_ascii();
        self.lines += line_ends(&chunk[..valid]);
    }

    /// Handles a character that is cut off by the end of the file: the text is not UTF-8.
    fn end(&mut self) {
        if !self.tail.is_empty() && self.broke_at.is_none() {
            self.broke_at = Some(self.lines + 1);
            let tail = std::mem::take(&mut self.tail);
            self.latin(&tail);
        }
    }

    fn latin(&mut self, mut chunk: &[u8]) {
        let c = &mut self.counts;
        while !chunk.is_empty() {
            // Most text is ASCII, so that eight bytes are checked at a time.
            if let Some((eight, rest)) = chunk.split_first_chunk::<8>()
                && u64::from_ne_bytes(*eight) & 0x8080_8080_8080_8080 == 0
            {
                if matches!(c.previous, 0xBC..=0xBE) && eight[0].is_ascii_alphabetic() {
                    c.ligatures += 1;
                }
                self.lines += line_ends(eight);
                c.previous = eight[7];
                chunk = rest;
                continue;
            }
            let byte = chunk[0];
            chunk = &chunk[1..];
            if byte == b'\n' {
                self.lines += 1;
            }
            if byte >= 0x80 {
                c.bytes[usize::from(byte)] += 1;
                if matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D) {
                    c.first_undefined.get_or_insert(self.lines + 1);
                }
                if byte < 0xA0 {
                    c.first_control.get_or_insert(self.lines + 1);
                }
                if matches!(c.previous, 0xC3 | 0xC5) && byte < 0xC0 {
                    c.utf8_pairs += 1;
                }
            }
            let is_letter = |b: u8| b.is_ascii_alphabetic() || b >= 0xC0;
            if (matches!(c.previous, 0xBC..=0xBE) && is_letter(byte))
                || (matches!(byte, 0xBC..=0xBE) && is_letter(c.previous))
            {
                c.ligatures += 1;
            }
            c.previous = byte;
        }
    }

    /// Verifies a declared encoding against the bytes.
    fn check(&self, shown: &str, declared: Encoding) -> Result<Encoding, Problem> {
        let breaks_at = match declared {
            Encoding::Windows1252 => self.counts.first_undefined,
            Encoding::Iso8859_15 => self.counts.first_control,
            // Every byte is a character.
            Encoding::Cp850 | Encoding::Macintosh => None,
            _ => self.broke_at,
        };
        if declared != Encoding::Utf8 && self.broke_at.is_none() && self.multibyte {
            return Err(error::declared_beside_utf8(shown, declared.name()));
        }
        match breaks_at {
            Some(line) => Err(error::bad_text(shown, declared.name(), line)),
            None => Ok(declared),
        }
    }

    /// Determines the encoding of a text that declares none.
    fn decide(&self, shown: &str) -> Result<Encoding, Problem> {
        let Some(line) = self.broke_at else { return Ok(Encoding::Utf8) };
        let sum = |bytes: std::ops::RangeInclusive<usize>| self.counts.bytes[bytes].iter().sum::<u64>();
        if self.multibyte || self.counts.utf8_pairs > 0 {
            return Err(error::mixed_encodings(shown, line));
        }
        // French accented letters are at 0xC0 and above. In DOS and Macintosh encodings they are below 0xA0, except at
        // 0x92. That is the Windows apostrophe, the only special character in many files of unaccented capitals.
        let below = sum(0x80..=0x9F) - self.counts.bytes[0x92];
        if self.counts.first_undefined.is_some() || below > sum(0xC0..=0xFF) {
            return Err(error::unknown_encoding(shown, line, self.counts.dos_or_macintosh().name()));
        }
        if sum(0x80..=0x9F) > 0 {
            return Ok(Encoding::Windows1252);
        }
        let differing: u64 =
            [0xA4, 0xA6, 0xA8, 0xB4, 0xB8, 0xBC, 0xBD, 0xBE].iter().map(|b| self.counts.bytes[*b]).sum();
        match differing {
            // Every byte has the same meaning in both encodings.
            0 => Ok(Encoding::Windows1252),
            n if n == self.counts.bytes[0xBC] + self.counts.bytes[0xBD] + self.counts.bytes[0xBE]
                && self.counts.ligatures > 0 =>
            {
                Ok(Encoding::Iso8859_15)
            }
            n => Err(error::latin_in_doubt(shown, n)),
        }
    }
}

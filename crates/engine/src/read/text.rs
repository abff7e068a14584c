//! Text files as UTF-8: decompressed, decoded, with modern line ends. Nothing is replaced or dropped.

use std::io::{self, BufReader, Read};
use std::path::Path;

use encoding_rs::{Decoder, DecoderResult};
use flate2::read::MultiGzDecoder;

use super::adaptors::{self, Stepped};
use super::archive;
use super::dos::Cp850;
use super::ebcdic::Ebcdic;
use super::format::{LineEnds, Text};
use super::growth::{self, Grown};
use model::error::{self, Problem, Role};
use model::incident::Encoding;
use model::manifest::Compression;

/// Opens a text file whose format is known.
pub(super) fn open(path: &Path, shown: &str, text: &Text) -> Result<Box<dyn Read + Send>, Problem> {
    let bytes = bytes(path, shown, text.compression)?;
    let decoded: Box<dyn Read + Send> = match text.encoding {
        Encoding::Utf8 => bytes,
        Encoding::Cp850 => Box::new(Stepped::new(bytes, Cp850::new())),
        ebcdic if ebcdic.is_ebcdic() => Box::new(Ebcdic::new(bytes, ebcdic, text.layout.clone())),
        other => Box::new(Decoded::new(bytes, other)),
    };
    let lines: Box<dyn Read + Send> = match text.line_ends {
        LineEnds::Modern => decoded,
        LineEnds::Cr => Box::new(LoneCr { inner: decoded }),
        LineEnds::Mixed => Box::new(Stepped::new(decoded, adaptors::LineEnds::default())),
    };
    Ok(if text.blank_before_quote { Box::new(Stepped::new(lines, adaptors::Blanks::default())) } else { lines })
}

/// The decompressed bytes of a file.
pub(super) fn bytes(
    path: &Path,
    shown: &str,
    compression: Option<Compression>,
) -> Result<Box<dyn Read + Send>, Problem> {
    let refuse = |e: io::Error| error::file(Role::File, shown, &e);
    let file = archive::open(path).map_err(refuse)?;
    let plain: Box<dyn Read + Send> = match compression {
        None if !archive::is_entry(path) => return Ok(file),
        None => file,
        Some(Compression::Gzip) => Box::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 17, file))),
        Some(Compression::Zstd) => Box::new(zstd::Decoder::new(file).map_err(refuse)?),
    };
    Ok(Box::new(Grown::new(plain, archive::packed(path).map_err(refuse)?)))
}

/// The error for a failed read: a damaged archive, or the system's message.
pub(super) fn unreadable(shown: &str, error: &io::Error) -> Problem {
    use io::ErrorKind as K;
    match error.kind() {
        _ if growth::is_too_much(error) => error::grows(shown, growth::MOST_TIMES),
        K::InvalidInput | K::InvalidData | K::UnexpectedEof | K::Other => error::damaged(shown),
        _ => error::file(Role::File, shown, error),
    }
}

/// Decodes UTF-16 or a Latin encoding to UTF-8, strictly.
pub(super) struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    /// Bytes read and not yet decoded: `raw[at..end]`.
    raw: Vec<u8>,
    at: usize,
    end: usize,
    /// Bytes decoded and not yet returned: `ready[sent..]`.
    ready: Vec<u8>,
    sent: usize,
    at_end: bool,
    broken: bool,
}

impl<R: Read> Decoded<R> {
    /// Decodes the bytes of `inner`; a byte-order mark is dropped.
    pub(super) fn new(inner: R, encoding: Encoding) -> Self {
        let decoder = match encoding {
            Encoding::Utf8 => encoding_rs::UTF_8,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
            Encoding::Iso8859_15 => encoding_rs::ISO_8859_15,
            Encoding::Macintosh => encoding_rs::MACINTOSH,
            // Have decoders of their own, which are not this one.
            Encoding::Cp1147 | Encoding::Cp297 | Encoding::Cp850 => encoding_rs::UTF_8,
        };
        Decoded {
            inner,
            decoder: decoder.new_decoder_with_bom_removal(),
            raw: vec![0; 1 << 16],
            at: 0,
            end: 0,
            ready: Vec::with_capacity(1 << 18),
            sent: 0,
            at_end: false,
            broken: false,
        }
    }

    /// Whether the bytes are invalid in the encoding.
    pub(super) fn broken(&self) -> bool {
        self.broken
    }

    /// Decodes more bytes into `ready`.
    fn refill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.sent = 0;
        if self.at == self.end && !self.at_end {
            (self.at, self.end) = (0, self.inner.read(&mut self.raw)?);
            self.at_end = self.end == 0;
        }
        self.ready.resize(self.ready.capacity(), 0);
        let (result, read, written) =
            self.decoder.decode_to_utf8_without_replacement(&self.raw[self.at..self.end], &mut self.ready, self.at_end);
        self.ready.truncate(written);
        self.at += read;
        if let DecoderResult::Malformed(..) = result {
            self.broken = true;
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.sent == self.ready.len() {
            if self.at_end {
                return Ok(0);
            }
            self.refill()?;
        }
        let n = buffer.len().min(self.ready.len() - self.sent);
        buffer[..n].copy_from_slice(&self.ready[self.sent..self.sent + n]);
        self.sent += n;
        Ok(n)
    }
}

/// Converts lone carriage returns to line feeds, for files whose lines end with the former.
struct LoneCr<R> {
    inner: R,
}

impl<R: Read> Read for LoneCr<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        buffer[..n].iter_mut().filter(|b| **b == b'\r').for_each(|b| *b = b'\n');
        Ok(n)
    }
}

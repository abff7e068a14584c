//! Values as bytes, as the rows of exchange files hold them before encryption. Numbers are little-endian.

use super::attributes::{Spellings, Token};

/// Count of a list that is followed by a longer one.
const MORE: u8 = 255;

/// Bytes of a token.
const TOKEN: usize = 3;

/// Appends values.
#[derive(Default)]
pub(super) struct Packer(pub Vec<u8>);

impl Packer {
    pub(super) fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// The length of a list: a byte, or 255 and four bytes.
    fn count(&mut self, count: usize) {
        match u8::try_from(count) {
            Ok(short) if short < MORE => self.byte(short),
            _ => {
                self.byte(MORE);
                self.bytes(&(count as u32).to_le_bytes());
            }
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes(text.as_bytes());
    }

    /// Tags of eight bytes; 0 stands for none, and is left out at the end.
    pub(super) fn tags(&mut self, tags: &[u64]) {
        let known = tags.iter().rposition(|tag| *tag != 0).map_or(0, |last| last + 1);
        self.count(known);
        tags[..known].iter().for_each(|tag| self.bytes(&tag.to_le_bytes()));
    }

    fn tokens(&mut self, tokens: &[Token]) {
        self.count(tokens.len());
        tokens.iter().for_each(|token| self.bytes(&token.to_le_bytes()[..TOKEN]));
    }

    pub(super) fn spellings(&mut self, spellings: &Spellings) {
        self.tokens(&spellings.without);
        self.tokens(&spellings.exchanged);
    }
}

/// Takes the values off again. Each method gives none if the bytes end too early.
pub(super) struct Unpacker<'a>(pub &'a [u8]);

impl<'a> Unpacker<'a> {
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }

    fn count(&mut self) -> Option<usize> {
        match self.byte()? {
            MORE => Some(u32::from_le_bytes(self.array()?) as usize),
            short => Some(usize::from(short)),
        }
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        let count = self.count()?;
        str::from_utf8(self.take(count)?).ok()
    }

    pub(super) fn list(&mut self) -> Option<Box<[u64]>> {
        let count = self.count()?;
        let bytes = self.take(count.checked_mul(8)?)?;
        Some(bytes.as_chunks::<8>().0.iter().map(|tag| u64::from_le_bytes(*tag)).collect())
    }

    /// A list of `N` tags at most.
    pub(super) fn tags<const N: usize>(&mut self) -> Option<[u64; N]> {
        let list = self.list()?;
        let mut tags = [0; N];
        tags.get_mut(..list.len())?.copy_from_slice(&list);
        Some(tags)
    }

    fn tokens(&mut self) -> Option<Vec<Token>> {
        let count = self.count()?;
        let bytes = self.take(count.checked_mul(TOKEN)?)?;
        Some(bytes.as_chunks::<TOKEN>().0.iter().map(|[a, b, c]| Token::from_le_bytes([*a, *b, *c, 0])).collect())
    }

    pub(super) fn spellings(&mut self) -> Option<Spellings> {
        Some(Spellings { without: self.tokens()?, exchanged: self.tokens()? })
    }
}

//! Code page 850: text of DOS, and of programs that still write as it did.

use super::adaptors::Step;

/// The characters from 0x80 on (IBM, CDRA; as iconv has it). Those below are ASCII.
const CP850: &str = concat!(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ",
    "áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐",
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀",
    "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
);

/// `àâçèéêëîïôöùûü` and their capitals.
pub(super) const LETTERS: [&[u8]; 2] = [
    b"\x85\x83\x87\x8A\x82\x88\x89\x8C\x8B\x93\x94\x97\x96\x81",
    b"\xB7\xB6\x80\xD4\x90\xD2\xD3\xD7\xD8\xE2\x99\xEB\xEA\x9A",
];

/// The bytes of a text; none if it has other characters.
pub(super) fn encode(text: &str) -> Option<Vec<u8>> {
    let byte = |c: char| match c.is_ascii() {
        true => Some(c as u8),
        false => CP850.chars().position(|known| known == c).map(|place| place as u8 + 0x80),
    };
    text.chars().map(byte).collect()
}

/// The text that bytes stand for.
pub(super) fn decode(bytes: &[u8]) -> String {
    let (mut step, mut text) = (Cp850::new(), Vec::new());
    bytes.iter().for_each(|byte| step.byte(*byte, &mut text));
    String::from_utf8(text).expect("characters, encoded one by one")
}

/// Decodes it to UTF-8; every byte is a character.
pub(super) struct Cp850 {
    characters: Vec<char>,
}

impl Cp850 {
    pub(super) fn new() -> Self {
        Cp850 { characters: CP850.chars().collect() }
    }
}

impl Step for Cp850 {
    fn byte(&mut self, byte: u8, out: &mut Vec<u8>) {
        match byte.checked_sub(0x80) {
            None => out.push(byte),
            Some(place) => {
                out.extend_from_slice(self.characters[usize::from(place)].encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }

    fn end(&mut self, _: &mut Vec<u8>) {}
}

//! Files that are ZIP archives (DOCX, XLSX), the same on every system.

/// How a central directory ends, how long that is, and how each of its entries begins (APPNOTE.TXT 4.3.12 and 4.3.16).
const END: (&[u8], usize) = (b"PK\x05\x06", 22);
const ENTRY: (&[u8], usize) = (b"PK\x01\x02", 46);
/// In an entry: the system that made it, the attributes of its own kind, and three lengths of what follows it.
const MADE_BY: usize = 5;
const ATTRIBUTES: usize = 38;
const LENGTHS: [usize; 3] = [28, 30, 32];
/// Unix (APPNOTE.TXT 4.4.2.2).
const UNIX: u8 = 3;

/// The archive as it is made on Unix. The crate below those that write workbooks and letters notes on which system it ran, twice in each
/// entry, and neither of them lets it be told otherwise. An archive with a comment, or one that is none, stays as it is.
pub fn as_on_unix(mut archive: Vec<u8>) -> Vec<u8> {
    let number = |archive: &[u8], at: usize| {
        archive.get(at..at + 2).map(|two| usize::from(u16::from_le_bytes([two[0], two[1]])))
    };
    let Some(end) = archive.len().checked_sub(END.1).filter(|end| archive[*end..].starts_with(END.0)) else {
        return archive;
    };
    let Ok(begin) = <[u8; 4]>::try_from(&archive[end + 16..end + 20]) else { return archive };
    let mut at = u32::from_le_bytes(begin) as usize;
    while at + ENTRY.1 <= end && archive[at..].starts_with(ENTRY.0) {
        archive[at + MADE_BY] = UNIX;
        archive[at + ATTRIBUTES] = 0;
        at += ENTRY.1 + LENGTHS.iter().filter_map(|length| number(&archive, at + length)).sum::<usize>();
    }
    archive
}

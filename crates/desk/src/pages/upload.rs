//! Files that a browser sends: written beside their place as they come, and put there when they are whole.

use std::path::Path as FilePath;

use axum::extract::multipart::Field;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use model::system;
use tempfile::NamedTempFile;
use tokio::io::AsyncWriteExt;

use super::frame::{self, Tab, at};
use super::look::SAVED;
use super::{Look, Opened};
use crate::desk::Shared;
use crate::folder::{self, TEMPORARY};
use crate::sheet::{Sheet, Side};
use crate::words::Words;

/// Bytes of the disk that an upload leaves free.
const SPARE: u64 = 64 << 20;
/// Files of one name.
const SAME_NAME: u32 = 1000;

/// Why an upload was not kept.
#[derive(Clone, Copy)]
enum Refusal {
    TooLarge,
    NoRoom,
    CutShort,
    NoName,
    NoFile,
    CannotWrite,
}

impl Refusal {
    fn word(self, w: Words) -> &'static str {
        match self {
            Refusal::TooLarge => w.too_large(),
            Refusal::NoRoom => w.no_room(),
            Refusal::CutShort => w.cut_short(),
            Refusal::NoName => w.no_name(),
            Refusal::NoFile => w.no_file(),
            Refusal::CannotWrite => w.cannot_write(),
        }
    }

    fn status(self) -> StatusCode {
        match self {
            Refusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::NoRoom => StatusCode::INSUFFICIENT_STORAGE,
            Refusal::CutShort | Refusal::NoName | Refusal::NoFile => StatusCode::BAD_REQUEST,
            Refusal::CannotWrite => StatusCode::CONFLICT,
        }
    }
}

pub(crate) async fn receive(
    State(desk): State<Shared>,
    look: Look,
    opened: Opened,
    Path((_, side, party)): Path<(String, String, String)>,
    headers: HeaderMap,
    parts: Multipart,
) -> Response {
    let side = Side::of(&side).filter(|side| opened.sheet.names(&[side.parties()]).contains(&party));
    let Some(side) = side else { return frame::missing(&look) };
    let there = at(&opened.case, Tab::Files);
    let refuse = |refusal: Refusal| frame::refusal(&look, refusal.status(), refusal.word(look.words), "", &there);
    // Before the first byte of it is read.
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > desk.max_upload) {
        return refuse(Refusal::TooLarge);
    }
    if system::free_space(&opened.case.folder)
        .is_some_and(|free| length.unwrap_or_default().saturating_add(SPARE) > free)
    {
        return refuse(Refusal::NoRoom);
    }
    let Some(room) = opened.case.room_for(side.name()) else { return refuse(Refusal::CannotWrite) };
    let _busy = desk.life.busy();
    let kept = keep(parts, &opened.case.folder, &room, desk.max_upload).await;
    let (kept, refusal) = kept;
    if !kept.is_empty() {
        // Opened again: it may have changed in the meantime.
        let named = Sheet::open(&opened.case.real_file()).and_then(|mut sheet| {
            for name in &kept {
                sheet.add_file(side, &party, &format!("{}/{name}", side.name()), &opened.case.folder);
            }
            sheet.save()
        });
        if let Err(said) = named {
            return frame::refusal(&look, StatusCode::CONFLICT, look.words.cannot_write(), &said, &there);
        }
    }
    match refusal {
        Some(refusal) => refuse(refusal),
        None if kept.is_empty() => refuse(Refusal::NoFile),
        None => look.go(&format!("{there}{SAVED}#{}-{party}", side.name())),
    }
}

/// Keeps each file that comes whole. Gives their names, and why the next one was not kept, if so.
async fn keep(mut parts: Multipart, beside: &FilePath, room: &FilePath, limit: u64) -> (Vec<String>, Option<Refusal>) {
    let mut kept = Vec::new();
    let mut left = limit;
    loop {
        match parts.next_field().await {
            Err(_) => return (kept, Some(Refusal::CutShort)),
            Ok(None) => return (kept, None),
            // A form without a chosen file sends an empty name.
            Ok(Some(field)) if field.file_name().unwrap_or_default().is_empty() => {}
            Ok(Some(field)) => match one(field, beside, room, &mut left).await {
                Ok(name) => kept.push(name),
                Err(refusal) => return (kept, Some(refusal)),
            },
        }
    }
}

async fn one(mut field: Field<'_>, beside: &FilePath, room: &FilePath, left: &mut u64) -> Result<String, Refusal> {
    let name = field.file_name().and_then(folder::safe).ok_or(Refusal::NoName)?;
    let cannot = |_| Refusal::CannotWrite;
    let temporary = tempfile::Builder::new().prefix(TEMPORARY).suffix(".part").tempfile_in(beside).map_err(cannot)?;
    // So that no other desk takes it for one that was left behind.
    temporary.as_file().lock().map_err(cannot)?;
    let mut file = tokio::fs::File::from_std(temporary.as_file().try_clone().map_err(cannot)?);
    loop {
        match field.chunk().await {
            Err(_) => return Err(Refusal::CutShort),
            Ok(None) => break,
            Ok(Some(bytes)) => {
                *left = left.checked_sub(bytes.len() as u64).ok_or(Refusal::TooLarge)?;
                file.write_all(&bytes).await.map_err(|e| full(&e))?;
            }
        }
    }
    file.flush().await.map_err(|e| full(&e))?;
    file.sync_all().await.map_err(|e| full(&e))?;
    settle(temporary, room, &name)
}

fn full(error: &std::io::Error) -> Refusal {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Refusal::NoRoom,
        _ => Refusal::CannotWrite,
    }
}

/// Gives a whole file its name; another one if that is taken: no file is replaced.
fn settle(mut temporary: NamedTempFile, room: &FilePath, name: &str) -> Result<String, Refusal> {
    for number in 1..SAME_NAME {
        let name = if number == 1 { name.to_owned() } else { folder::numbered(name, number) };
        match temporary.persist_noclobber(room.join(&name)) {
            Ok(_) => return Ok(name),
            Err(e) if e.error.kind() == std::io::ErrorKind::AlreadyExists => temporary = e.file,
            Err(_) => return Err(Refusal::CannotWrite),
        }
    }
    Err(Refusal::NoName)
}

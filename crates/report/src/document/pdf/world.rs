//! Typst's view of the world: one template, one document, the embedded fonts. No files, clock or network.

use std::sync::LazyLock;

use serde_json::Value as Json;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontStyle};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use unicode_normalization::char::is_combining_mark;

use crate::document::one_line;

const TEMPLATE: &str = include_str!("document.typ");

/// Paths of the template and the document in Typst's virtual file system.
static MAIN: LazyLock<FileId> = LazyLock::new(|| file_id("document.typ"));
static DATA: LazyLock<FileId> = LazyLock::new(|| file_id("document.json"));

/// `A11yExtras` allows marking the first cell of each row as its header.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// Font families, in the order of the template.
const FAMILIES: [&str; 2] = ["Libertinus Serif", "DejaVu Sans Mono"];

static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| typst_assets::fonts().flat_map(|font| Font::iter(Bytes::new(font))).collect());

static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// The text on one line, with characters that the fonts lack replaced by `\u{fffd}`. PDF/UA-1 does not allow missing
/// glyphs.
pub(super) fn drawn(text: &str) -> String {
    one_line(text).chars().map(|c| if is_drawn(c) { c } else { '\u{fffd}' }).collect()
}

fn is_drawn(c: char) -> bool {
    let mut families = FAMILIES.iter();
    // A combining accent is drawn with the font of its letter, whichever that is.
    if is_combining_mark(c) { families.all(|family| has(family, c)) } else { families.any(|family| has(family, c)) }
}

/// Whether a family has the character in regular and bold. Italics are not used.
fn has(family: &str, c: char) -> bool {
    let mut faces = FONTS.iter().map(|font| font.info()).filter(|face| face.family == family);
    faces.all(|face| face.variant.style != FontStyle::Normal || face.coverage.contains(c.into()))
}

/// The sources of one document.
pub(super) struct TypstWorld {
    template: Source,
    document: Bytes,
}

impl TypstWorld {
    pub(super) fn new(document: Json) -> TypstWorld {
        TypstWorld {
            template: Source::new(*MAIN, TEMPLATE.to_owned()),
            document: Bytes::from_string(document.to_string()),
        }
    }
}

impl World for TypstWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        *MAIN
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == *MAIN { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA { Ok(self.document.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn file_id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a constant that is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

//! What the check found, with the button that writes the line which settles it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{Desk, files, small};

/// A form with buttons: its hidden fields, and the value of each button.
pub struct Buttons {
    hidden: Vec<(String, String)>,
    pub values: Vec<String>,
}

fn text(html: &str) -> String {
    html.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

pub fn buttons(page: &str) -> Vec<Buttons> {
    let attribute = |tag: &str, name: &str| {
        let value = tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.map(text).unwrap_or_default()
    };
    let forms = page.split("<form class=\"settle\"").skip(1).map(|form| form.split("</form>").next().unwrap());
    forms
        .map(|form| Buttons {
            hidden: form.split("<input").skip(1).map(|tag| (attribute(tag, "name"), attribute(tag, "value"))).collect(),
            values: form.split("<button").skip(1).map(|tag| attribute(tag, "value")).collect(),
        })
        .collect()
}

pub fn press(desk: &Desk, case: &str, form: &Buttons, value: &str) -> u16 {
    let mut fields: Vec<(&str, &str)> = form.hidden.iter().map(|(name, value)| (&**name, &**value)).collect();
    fields.push(("value", value));
    desk.post(&format!("i/{case}/files/settle"), &fields).status
}

/// The page of the files, once the check has said what it says.
pub fn checked(desk: &Desk, case: &str) -> String {
    desk.answered(&format!("i/{case}/files"))
}

pub const STOPPED: &str = "Ceci empêche l’évaluation";

/// The report of an incident, assessed through the page.
pub fn assessed(desk: &Desk, home: &TempDir, case: &str, id: &str) -> Value {
    assert_eq!(desk.post(&format!("i/{case}/assess"), &[("lang", "fr")]).status, 303);
    let page = desk.until(&format!("i/{case}/assess"), |page| !page.contains("data-events"));
    assert!(page.contains("Le rapport est écrit"), "{case}: {page}");
    let report = fs::read(home.path().join(case).join("reports").join(id).join("report.json")).unwrap();
    serde_json::from_slice(&report).unwrap()
}

/// Each shape of `samples/messy` that is refused is refused on the page, in the words that tell what to do; and where a line settles it, its
/// button does, and leads to a report.
#[test]
fn refused_shapes_are_settled_by_their_buttons() {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/messy");
    let home = TempDir::new().unwrap();
    // What is said of a shape that is refused, as `make.py` worked it out.
    let says = |shape: &str| {
        let expect = fs::read_to_string(from.join(shape).join("expect.toml")).ok()?;
        let is_refused = expect.contains("assessment = \"refused\"");
        let says = expect.lines().find_map(|line| line.strip_prefix("says = \"")?.strip_suffix('"'));
        is_refused.then(|| says.unwrap().replace("\\\"", "\""))
    };
    let is_refused = |shape: &str| says(shape).is_some();
    let all = files(&from);
    let shape = |path: &str| path.split('/').next().unwrap().to_owned();
    for path in all.iter().filter(|path| !path.contains('/') || is_refused(&shape(path)) || path.starts_with("clean/"))
    {
        let to = home.path().join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from.join(path), to).unwrap();
    }
    let desk = Desk::start(&home);
    let (mut settled, mut refused) = (BTreeMap::new(), 0);
    for shape in fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()) {
        let Some(says) = says(&shape) else { continue };
        refused += 1;
        let english = desk.answered(&format!("i/{shape}/files?lang=en"));
        assert!(text(&english).contains(&says) && english.contains("hint: "), "{shape}: {says}\n{english}");
        let mut page = checked(&desk, &shape);
        assert!(page.contains(STOPPED), "{shape}\n{page}");
        let mut written = Vec::new();
        while let Some(form) = buttons(&page).into_iter().next().filter(|_| page.contains(STOPPED) && written.len() < 5)
        {
            assert_eq!(press(&desk, &shape, &form, &form.values[0]), 303, "{shape}");
            written.push(format!("{} = {}", form.hidden.last().unwrap().1, form.values[0]));
            page = checked(&desk, &shape);
        }
        if !page.contains(STOPPED) {
            // Thirty of the forty members are in the leaked file, whatever theirs looks like; without a NIR nobody is certain.
            let persons = &assessed(&desk, &home, &shape, "messy")["totals"]["persons"];
            let certain = if shape == "date-in-doubt" { 0 } else { 30 };
            assert_eq!((&persons["low"], &persons["high"]), (&json!(certain), &json!(30)), "{shape}");
            settled.insert(shape, written.join(", "));
        }
    }
    assert!(refused > 30, "{refused}");
    // The others have to be exported again, or told by hand what they hold.
    let expected = [
        ("colon", "delimiter = :"),
        ("date-in-doubt", "date_order = dmy"),
        ("dos", "encoding = cp850"),
        ("dos-capitals", "encoding = cp850"),
        ("latin-in-doubt", "encoding = windows-1252"),
        ("macintosh", "encoding = macintosh"),
        ("macintosh-capitals", "encoding = macintosh"),
        ("quotes-by-accident", "quotes = none"),
        ("utf-8-declared-otherwise", "encoding = utf-8"),
        ("xlsx-two-sheets", "sheet = Export"),
    ];
    assert_eq!(settled.iter().map(|(a, b)| (&**a, &**b)).collect::<Vec<_>>(), expected);
}

/// A finding that stops nothing has its button too; what it writes stands in the file, and the finding goes.
#[test]
fn a_field_that_nobody_declared_is_declared_lost() {
    let home = small();
    let desk = Desk::start(&home);
    let rows: String = (0..20).map(|n| format!("29510991261{n:02};durand@exemple.invalid\n")).collect();
    assert_eq!(
        desk.upload("i/fuite/files/leaks/op", "lignes.csv", format!("NIR;Courriel\n{rows}").as_bytes()).status,
        303
    );
    let page = checked(&desk, "fuite");
    let form = buttons(&page).into_iter().find(|form| form.values == ["email"]).unwrap_or_else(|| panic!("{page}"));
    assert!(page.contains("Déclarer perdue"));
    assert_eq!(press(&desk, "fuite", &form, "email"), 303);
    let file = fs::read_to_string(home.path().join("fuite/incident.toml")).unwrap();
    assert!(file.contains("exposed = [\"nir\", \"last_name\", \"email\"]"), "{file}");
    assert!(buttons(&checked(&desk, "fuite")).iter().all(|form| form.values != ["email"]));
}

/// With two insurers, one person at both is recognised on a ground that somebody states, or not at all.
#[test]
fn nobody_is_recognised_across_insurers_at_a_button() {
    let home = small();
    let desk = Desk::start(&home);
    let path = home.path().join("fuite/incident.toml");
    let text = fs::read_to_string(&path).unwrap() + "\n[insurers.bs]\nname = \"Bs\"\noperators = [\"op\"]\n";
    fs::write(&path, text).unwrap();
    let rows: String = (0..20).map(|n| format!("29510991261{n:02};durand\n")).collect();
    for at in ["leaks/op", "members/as", "members/bs"] {
        assert_eq!(
            desk.upload(&format!("i/fuite/files/{at}"), "lignes.csv", format!("NIR;Nom\n{rows}").as_bytes()).status,
            303
        );
    }
    let page = checked(&desk, "fuite");
    let form = buttons(&page).into_iter().find(|form| form.values == ["apart"]).unwrap_or_else(|| panic!("{page}"));
    assert_eq!(press(&desk, "fuite", &form, "apart"), 303);
    let file = fs::read_to_string(&path).unwrap();
    assert!(file.contains("\nacross_insurers = \"apart\"\n"), "{file}");
    assert!(buttons(&checked(&desk, "fuite")).iter().all(|form| form.values != ["apart"]));
    assert!(desk.get("i/fuite/declare").text().contains("<option value=\"apart\" selected>"));
}

#[test]
fn no_other_line_is_written() {
    let home = small();
    let desk = Desk::start(&home);
    assert_eq!(desk.upload("i/fuite/files/leaks/op", "lignes.csv", b"NIR\n2951099126111\n").status, 303);
    let path = home.path().join("fuite/incident.toml");
    let before = fs::read_to_string(&path).unwrap();
    let file = "leaks/lignes.csv";
    for (file, key, value) in [
        (file, "path", "../../etc/passwd"),
        (file, "date_order", "moon"),
        (file, "encoding", "klingon"),
        (file, "ranks", ""),
        (file, "delimiter", "\""),
        (file, "columns.moon", "NIR"),
        (file, "columns.nir", ""),
        (file, "columns", "NIR"),
        ("../fuite/leaks/lignes.csv", "date_order", "dmy"),
        ("", "date_order", "dmy"),
        ("", "key.file", "x"),
        ("", "operators.op.leaks", "nir"),
        ("", "operators.op.exposed", "moon"),
        ("", "operators.nobody.exposed", "nir"),
        ("", "insurers.as.exposed", "nir"),
        ("", "across_insurers", "sideways"),
        ("leaks/lignes.csv", "across_insurers", "apart"),
    ] {
        let answer = desk.post("i/fuite/files/settle", &[("file", file), ("key", key), ("value", value)]);
        assert_eq!(answer.status, 422, "{key} = {value}");
        assert_eq!(fs::read_to_string(&path).unwrap(), before);
    }
}

/// What no button can know is typed: columns of a file without a header line by their numbers, those of a mainframe by their characters.
#[test]
fn columns_are_told_by_their_places() {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/messy");
    let home = TempDir::new().unwrap();
    for path in files(&from).iter().filter(|path| {
        !path.contains('/')
            || ["clean/", "headerless-undeclared/", "ebcdic/"].iter().any(|shape| path.starts_with(shape))
    }) {
        let to = home.path().join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from.join(path), to).unwrap();
    }
    // The samples declare the places of the mainframe's file; here somebody types them.
    let ebcdic = home.path().join("ebcdic/incident.toml");
    let text = fs::read_to_string(&ebcdic).unwrap();
    let (before, after) = (text.find(", columns = {").unwrap(), text.rfind(" }]").unwrap());
    fs::write(&ebcdic, format!("{}{}", &text[..before], &text[after..])).unwrap();
    let desk = Desk::start(&home);
    let read = |shape: &str, path: &str, more: &[(&str, &str)], places: &[(&str, &str)]| {
        let columns = places.iter().flat_map(|(place, column)| [("place", *place), ("column", *column)]);
        let fields: Vec<(&str, &str)> =
            [("path", path)].into_iter().chain(more.iter().copied()).chain(columns).collect();
        assert_eq!(desk.post(&format!("i/{shape}/files/members/assureur/read"), &fields).status, 303);
        let page = checked(&desk, shape);
        let file = fs::read_to_string(home.path().join(shape).join("incident.toml")).unwrap();
        (page, file)
    };
    let persons = |shape: &str| assessed(&desk, &home, shape, "messy")["totals"]["persons"].clone();
    let thirty = json!({ "low": 30, "estimate": 30, "high": 30 });

    assert!(checked(&desk, "headerless-undeclared").contains("name=\"place\""));
    let said =
        [("1", "last_name"), ("2", "first_name"), ("4", "birth_date"), ("5", "nir"), ("6", "birth_rank"), ("", "")];
    let settings = [("header", "false"), ("delimiter", ";")];
    let (page, file) = read("headerless-undeclared", "members.csv", &settings, &said);
    assert!(!page.contains(STOPPED), "{page}");
    assert!(file.contains("header = false") && file.contains("nir = 5") && !file.contains("email = "), "{file}");
    assert_eq!(persons("headerless-undeclared"), thirty);
    // Half of what it takes is nothing that can be written.
    let at = "i/headerless-undeclared/files/members/assureur/read";
    let of = |place, column| {
        [("path", "members.csv"), ("header", "false"), ("delimiter", ";"), ("place", place), ("column", column)]
    };
    for (place, column) in [("", "email"), ("9", ""), ("9", "moon")] {
        assert_eq!(desk.post(at, &of(place, column)).status, 422, "{place} {column}");
    }

    let page = checked(&desk, "ebcdic");
    let form = buttons(&page).into_iter().next().unwrap();
    assert_eq!(form.values, ["cp1147", "cp297"]);
    assert_eq!(press(&desk, "ebcdic", &form, "cp1147"), 303);
    let page = checked(&desk, "ebcdic");
    assert!(page.contains(STOPPED) && page.contains("name=\"record_length\""), "{page}");
    for wrong in ["0", "80 octets", "70000"] {
        let fields = [("path", "members.dat"), ("encoding", "cp1147"), ("record_length", wrong)];
        assert_eq!(desk.post("i/ebcdic/files/members/assureur/read", &fields).status, 422, "{wrong}");
    }
    let said = [
        ("1-20", "last_name"),
        ("21-40", "first_name"),
        ("41–48", "birth_date"),
        ("49 - 63", "nir"),
        ("64-64", "birth_rank"),
    ];
    let settings = [("encoding", "cp1147"), ("record_length", "80")];
    let (page, file) = read("ebcdic", "members.dat", &settings, &said);
    assert!(!page.contains(STOPPED) && file.contains("birth_rank = { at = 64, width = 1 }"), "{page}\n{file}");
    assert_eq!(persons("ebcdic"), thirty);
}

//! Everything that ampleur says, one file a language, to be reviewed like code: `tests/snapshots/en.txt` and `fr.txt`.
//!
//! `AMPLEUR_BLESS=1 cargo test --release messages::` writes them anew. Read the difference before you check it in.

use std::fmt::Write;
use std::io::ErrorKind;
use std::path::Path;
use std::{env, fs};

use model::code::Code;
use model::error::{self, ParquetPart, ParquetType, Problem, Role};
use model::finding::{Finding, Level};
use model::incident::Field;
use model::said::{Lang, Said, both};
use report::Words;

use crate::harness::Ampleur;

mod words;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// One of each error, as it is printed.
fn errors() -> Vec<Problem> {
    vec![
        error::two_headers("members.csv", "nir", &texts(&["NIR", "N° SS"]), 12),
        error::no_insurer_column("members.csv"),
        error::no_such_header("members.csv", "nir", "harmonie-mutuel", Some("harmonie-mutuelle")),
        error::unknown_column(
            "members.csv",
            "harmonie-mutuel",
            Some("harmonie-mutuelle"),
            &["harmonie-mutuelle", "aesio-mutuelle"],
        ),
        error::header_twice("members.csv", "N° SS"),
        error::no_rule("members.csv", &["last_name"], &texts(&["Colonne 1", "Colonne 2"]), &Said::same("`nir`")),
        error::no_common_rule("leak.csv", "almerys"),
        error::no_such_position("members.csv", "nir", 12, 12),
        error::first_line_short("members.csv", 3, 8),
        error::span_in_delimited("members.csv", "nir"),
        error::not_a_span("members.csv", "nir"),
        error::empty_span("members.csv", "nir"),
        error::spans_overlap("members.csv", "nir", "birth_date"),
        error::span_and_delimiter("members.csv", ';'),
        error::no_effect("members.csv", "date_order", &both!("un classeur", "a workbook")),
        error::headerless("members.csv"),
        error::bad_codes("members.csv", "relation", Some("child")),
        error::bad_records("members.csv"),
        error::header_after_all("members.csv"),
        error::perimeter_without_column("members.csv", "harmonie-mutuelle", 12, "Né(e) le"),
        error::other_incident("nir", "birth_date"),
        error::report_altered(Path::new("reports/my-incident")),
        error::redraw_needs_counting("incident.toml", &texts(&["max_chance", "operators.almerys.leaks"])),
        error::redraw_of_withheld("incident.toml"),
        error::redraw_of_other_program(Path::new("reports/my-incident"), "0.1.0", "0.2.0"),
        error::redraw_since(Path::new("reports/my-incident"), true),
        error::redraw_since(Path::new("reports/my-incident"), false),
        error::not_the_incident_file("members.csv"),
        error::not_the_input("incident.toml", "members.csv", error::NotTheInput::Changed),
        error::no_longer_gives("incident.toml"),
        error::file_exists(Path::new("reports/my-incident")),
        error::former_is_later(Path::new("reports/my-incident"), "2024-02-09", "2024-02-07"),
        error::former_is_target(Path::new("reports/my-incident")),
        error::no_former_forms(Path::new("reports/my-incident")),
        error::not_a_profile("profile.toml", "ampleur/profile/1"),
        error::profile_contradicts("incident.toml", "harmonie-mutuelle", "siren", "profile.toml"),
        error::foreign_answers(Path::new("answers/harmonie-mutuelle")),
        error::nothing_to_answer("harmonie-mutuelle"),
        error::no_requests("requests.txt"),
        error::exchange_malformed("members.csv", error::Malformed::NoSeal),
        error::exchange_schema("members.csv", "0123456789abcdef"),
        error::exchange_of_whole_rules("members.csv", "0123456789abcdef"),
        error::exchange_version("members.csv", "0123456789abcdef"),
        error::exchange_key("members.csv", "0123456789abcdef"),
        error::exchange_altered("members.csv"),
        error::exchange_incident("members.csv"),
        error::exchange_side("members.csv", "leaks"),
        error::exchange_party("members.csv", Some("almerys")),
        error::exchange_exists(Path::new("exchange/my-incident"), 1),
        error::sql_exists(Path::new("sql/my-incident")),
        error::sql_decided("acme", 3),
        error::exchange_replaced("members.parquet", 1, 2),
        error::exchange_outdated("members.parquet", 1, 2),
        error::exchange_day("members.csv", "0123456789abcdef"),
        error::exchange_column("members.csv", 12),
        error::exchange_value("members.csv", "Né(e) le", Some(12)),
        error::exchange_not_clear("members.csv", "file"),
        error::decided_file_unknown("harmonie-mutuelle", 1, "leaks/almeris.csv", &["leaks/almerys.csv"]),
        error::decided_file_unknown("harmonie-mutuelle", 1, "nowhere", &["leaks/almerys.csv", "leaks/viamedis.csv"]),
        error::decided_exchanged("harmonie-mutuelle", 1, "leaks/almerys.parquet"),
        error::decided_twice("harmonie-mutuelle", 1, "leaks/almerys.csv", 1_234),
        error::decided_row_unknown("harmonie-mutuelle", 1, "leaks/almerys.csv", 1_234),
        error::decided_member_unknown("harmonie-mutuelle", 1, "leaks/almerys.csv", 1_234),
        error::decided_of_several("harmonie-mutuelle", 1, "leaks/almerys.csv", 1_234),
        error::decided_both_ways("harmonie-mutuelle", 1, "leaks/almerys.csv", 1_234),
        error::decided_not_counted("harmonie-mutuelle", 1, "leaks/almerys.csv", 1_234),
        error::decided_settled("harmonie-mutuelle", 1, "leaks/almerys.csv", 1_234, "nir-date-name"),
        error::decided_cannot_expose("harmonie-mutuelle", 1, "leaks/almerys.csv", 1_234),
        error::worklist_of_exchange("leaks/almerys.parquet"),
        error::file(Role::File, "members.csv", &ErrorKind::PermissionDenied.into()),
        error::file(Role::File, "members.xlsx", &ErrorKind::ResourceBusy.into()),
        error::empty_file("members.csv"),
        error::header_only("members.csv"),
        error::parquet("members.csv", ParquetPart::Footer),
        error::parquet_rows("members.csv", 1_000, 500),
        error::parquet_overlap("members.csv"),
        error::parquet_expands("members.csv"),
        error::long_values("members.csv", "Né(e) le", 1_234, 17, 4096),
        error::folder_within("members/more"),
        error::table_with_log("leaks/table"),
        error::value_in_folder("leaks/assureur=a/part-0.parquet", "assureur"),
        error::hidden_file("members/.old.csv"),
        error::no_file("members/link.csv"),
        error::file_named("members", 3, 12, error::Named::NoText),
        error::file_named("members", 3, 12, error::Named::Identifier),
        error::file_named("members.zip", 3, 12, error::Named::Names),
        error::no_regular(Role::KeyFile, "incident.key"),
        error::out_of_memory("members.csv"),
        error::no_memory_left(),
        error::parquet_type("members.csv", "Né(e) le", ParquetType::Lists),
        error::parquet_type("members.csv", "Né(e) le", ParquetType::Times),
        error::parquet_type("members.csv", "Né(e) le", ParquetType::Durations),
        error::parquet_type("members.csv", "Né(e) le", ParquetType::Bytes),
        error::parquet_type("members.csv", "Né(e) le", ParquetType::Zone),
        error::parquet_type("members.csv", "Né(e) le", ParquetType::LongNumbers),
        error::parquet_type("members.csv", "Né(e) le", ParquetType::Objects),
        error::unknown_format("members.csv", &both!("un PDF", "PDF")),
        error::archive("members.csv", "ZIP"),
        error::empty_archive("members.zip"),
        error::archive_encrypted("members.zip/members.csv"),
        error::archive_grows("members.zip/members.csv"),
        error::archive_method("members.zip/members.csv"),
        error::archive_path("members.zip"),
        error::parquet_in_archive("members.zip/members.parquet"),
        error::compression("members.csv", "xz", "unxz FILE"),
        error::encrypted_parquet("members.csv"),
        error::ebcdic("members.csv"),
        error::no_record_length("members.dat"),
        error::no_line_ends("members.dat"),
        error::record_length("members.dat", 120, 1_234),
        error::no_such_records("members.dat"),
        error::bad_number("members.dat", "birth_date"),
        error::beyond_record("members.dat", "birth_date", 120),
        error::bad_object("members.json", "JSON", 1_234),
        error::object_too_long("members.json", 1_234, 1 << 20),
        error::name_twice("members.json", 1_234),
        error::too_many_names("members.json", 2_000),
        error::no_known_name("members.json", 12),
        error::nested_value("members.json", "Né(e) le", 1_234),
        error::several_kinds("members.xml", "liste/assure", "liste/conjoint"),
        error::compressed_table("members.csv"),
        error::damaged("members.csv"),
        error::listed_twice("members.csv", "members/a.csv"),
        error::no_match("members.csv"),
        error::bad_pattern("members.csv"),
        error::empty_folder("members.csv"),
        error::workbook("members.csv"),
        error::workbook_bound("members.csv", 2 << 30),
        error::cell_twice("members.csv", "Feuil1", 17),
        error::sheet_cut("members.csv", "Feuil1", 1_048_580, 1_048_576),
        error::no_such_sheet(
            "members.csv",
            "harmonie-mutuel",
            Some("harmonie-mutuelle"),
            &texts(&["Feuil1", "Feuil2"]),
        ),
        error::which_sheet("members.csv", &texts(&["Feuil1", "Feuil2"])),
        error::sheet_without_headers("members.csv", "Feuil2", "Feuil1", Some("Feuil1")),
        error::sheet_without_headers("members.csv", "Feuil3", "Feuil1", None),
        error::no_sheet_with_headers("members.csv", &texts(&["Feuil1", "Feuil2"])),
        error::formulas_not_computed("members.csv", "Feuil1", "Né(e) le", 1_234),
        error::merged_header("members.csv", "Feuil1", 1_234, 1_234),
        error::bad_text("members.csv", "utf-8", 1_234),
        error::bad_text("members.csv", "windows-1252", 1_234),
        error::encoding_contradicted("members.csv", "utf-8", "utf-16le"),
        error::mixed_encodings("members.csv", 1_234),
        error::unknown_encoding("members.csv", 1_234, "cp850"),
        error::declared_beside_utf8("members.csv", "windows-1252"),
        error::latin_in_doubt("members.csv", 1_234),
        error::nul_bytes("members.csv", 1_234),
        error::ragged("members.csv", 1_234, 12, 12, false),
        error::swallowed_lines("members.csv", 1_234),
        error::headers_in_other_order("members.csv", 1_234),
        error::unclosed_quote("members.csv", 1_234),
        error::record_too_long("members.csv", 1_234, 12),
        error::no_known_header("members.csv", 12),
        error::untried_delimiter("members.csv", ":"),
        error::unread_delimiter("members.csv", "¤"),
        error::two_delimiters("members.csv", ';', ','),
        error::date_order_open("members.csv", "Né(e) le", 1_234, &[3, 8, 21], 1_234),
        error::ranks_open("members.csv", "Rang", 12_345, 56_789),
        error::date_order_mixed("members.csv", "Né(e) le", &[("dmy", 120), ("mdy", 3)], 1_234),
        error::grows("leak.csv.gz", 200),
        error::no_table_of_counts(Path::new("persons.json")),
        error::nothing_to_pass_on(Path::new("reports/mine")),
        error::reports_tell_their_difference(
            Path::new("later/mine"),
            Path::new("reports/mine/shared/persons.json"),
            3,
            5,
        ),
        error::tables_tell_their_difference(Path::new("shared/persons.json"), 12, 5),
        error::too_many("incident.toml", &both!("assureurs", "insurers"), 65_534),
        error::too_many_rows("members.csv"),
        error::toml_syntax("members.csv", 12, "expected `=`"),
        error::incident_not_utf8("members.csv"),
        error::unknown_key(&line_12(), "date_order", Some("harmonie-mutuelle"), &["exposed", "not_exposed"]),
        error::missing_key(&line_12(), "date_order"),
        error::text_too_long(&line_12(), "discovery", 100_000, 10_000),
        error::stacked_marks(&line_12(), "discovery", 5),
        error::wrong_type(&line_12(), "date_order", &both!("une date", "a date such as 2024-02-01")),
        error::not_in_list(
            &line_12(),
            "date_order",
            "harmonie-mutuel",
            Some("harmonie-mutuelle"),
            &["exposed", "not_exposed"],
        ),
        error::incident(
            "members.csv",
            both!("`max_rejects` doit être entre 0 et 1", "`max_rejects` must be between 0 and 1"),
            both!("`max_rejects = 0.01` pour une ligne sur cent", "`max_rejects = 0.01` for one row in a hundred"),
        ),
        error::key_size("incident.toml, line 12", 12),
        error::key_guessed("members.csv"),
        error::key_published("members.csv"),
        error::key_readable("members.csv", 0o644),
        error::key_env_absent("AMPLEUR_KEY"),
        error::key_exists("members.csv"),
        error::key_choice("members.csv", 12),
        error::no_members("harmonie-mutuelle"),
        error::no_member_id("members.csv", false),
        error::member_id_discloses("members.csv", "Né(e) le", error::Disclosed::Nir, 1_234),
        error::changed_while_read("members.csv"),
        error::foreign_list(Path::new("reports/my-incident")),
        error::named_file(Role::PublicKey, "members.csv", &ErrorKind::PermissionDenied.into()),
        error::not_a_recipient(&line_12()),
        error::secret_for_recipient(&line_12()),
        error::no_recipient("members.csv"),
        error::passphrase_readable("members.csv", 0o644),
        error::passphrase_short("members.csv", 12),
        error::passphrase_form("members.csv", 12),
        error::foreign_output(Path::new("reports/my-incident")),
        error::changed_output(Path::new("reports/my-incident"), &["notes.txt".to_owned(), "letters/a.docx".to_owned()]),
        error::folder_exists(Path::new("reports/my-incident")),
        error::cannot_print(&ErrorKind::StorageFull.into()),
        error::cannot_write(Path::new("reports/my-incident"), &ErrorKind::PermissionDenied.into()),
        error::no_desk(Path::new("/usr/local/bin/ampleur-desk"), &ErrorKind::NotFound.into()),
        error::previous_report_moved_aside(
            Path::new(".ampleur-1/old"),
            Path::new("reports/my-incident"),
            &ErrorKind::PermissionDenied.into(),
        ),
        error::no_room_to_spill(Path::new("reports/my-incident")),
        error::output_holds_input(Path::new("reports/my-incident"), "members.csv"),
        error::no_such_party(error::Lacking::Insurer, "harmonie-mutuel", &["harmonie-mutuelle", "aesio-mutuelle"]),
        error::operator_twice("harmonie-mutuel", &["harmonie-mutuelle", "aesio-mutuelle"]),
        error::no_report(Path::new("reports/my-incident")),
        error::key_signs("incident.key"),
        error::key_does_not_sign("incident.key"),
        error::not_a_signing_key("signing.key"),
        error::signing_key_encrypted("signing.key"),
        error::signing_key_readable("signing.key", 0o644),
        error::signing_key_exists("signing.key"),
        error::not_a_public_key("signing.key.pub"),
        error::secret_for_public("signing.key"),
    ]
}

fn line_12() -> Said {
    both!("incident.toml, ligne 12", "incident.toml, line 12")
}

/// The help of the program and of each command below it, in the order of the program's own.
fn help(command: &[&str], lang: &str, snapshot: &mut String) {
    let text = Ampleur::new(command).args(["--help", "--lang", lang]).run().succeeds().stdout;
    writeln!(snapshot, "== {} --help\n\n{text}", [&["ampleur"], command].concat().join(" ")).unwrap();
    let below = text
        .split(if lang == "fr" { "\nCommandes\u{a0}:\n" } else { "\nCommands:\n" })
        .nth(1)
        .and_then(|rest| rest.split("\n\n").next())
        .unwrap_or_default();
    for line in below.lines() {
        let name = line.split_whitespace().next().unwrap();
        // The lines that follow a command are its description.
        if line.starts_with("  ") && !line.starts_with("   ") && name != "help" {
            help(&[command, &[name]].concat(), lang, snapshot);
        }
    }
}

fn findings(lang: Lang, snapshot: &mut String) {
    let words = Words::of(lang);
    for code in Code::ALL {
        let finding = Finding { field: Some(Field::BankDetails), ..Finding::new(*code, Level::Warning) };
        let said = words.finding(&finding);
        writeln!(snapshot, "{}: {said}", code.name()).unwrap();
        let of_any_trade = words.of_trades(true).finding(&finding);
        if of_any_trade != said {
            writeln!(snapshot, "    {of_any_trade}").unwrap();
        }
    }
}

fn holds(name: &str, said: &str) {
    let path = format!("{ROOT}/tests/snapshots/{name}.txt");
    if env::var_os("AMPLEUR_BLESS").is_some() {
        fs::create_dir_all(format!("{ROOT}/tests/snapshots")).unwrap();
        fs::write(&path, said).unwrap();
    }
    let reviewed = fs::read_to_string(&path).unwrap_or_default();
    let line = reviewed.lines().zip(said.lines()).position(|(a, b)| a != b);
    let line = line.unwrap_or(reviewed.lines().count().min(said.lines().count()));
    assert!(
        reviewed == said,
        "{path}, line {}: not what is said now; `AMPLEUR_BLESS=1 cargo test --release messages::` writes it anew",
        line + 1
    );
}

fn said_in(lang: Lang, code: &str) {
    let mut said = String::new();
    help(&[], code, &mut said);
    said.push_str("== Errors\n\n");
    for problem in errors() {
        writeln!(said, "{}\n", problem.in_lang(lang).as_error(lang)).unwrap();
    }
    said.push_str("== Findings\n\n");
    findings(lang, &mut said);
    let sources = words::sources(ROOT);
    said.push_str("\n== Contradictions in an incident file\n\n");
    for [what, write] in sources.iter().flat_map(|(_, texts)| &texts.contradictions) {
        let of = |texts: &words::Both| texts[usize::from(lang == Lang::En)].join(" | ");
        writeln!(said, "{}\n{}\n", of(what), of(write)).unwrap();
    }
    said.push_str("== Words\n\n");
    words::list(&sources, lang == Lang::Fr, &mut said);
    holds(code, &said);
}

#[test]
fn what_is_said_in_english_has_been_reviewed() {
    said_in(Lang::En, "en");
}

#[test]
fn what_is_said_in_french_has_been_reviewed() {
    said_in(Lang::Fr, "fr");
}

/// Errors and help: a blank before a colon, a semicolon, a question or exclamation mark and within quotation marks does not break.
/// What stands in backquotes is written as a file takes it.
#[test]
fn french_is_set_as_it_should_be() {
    let reviewed = fs::read_to_string(format!("{ROOT}/tests/snapshots/fr.txt")).unwrap();
    let outside = |line: &str| line.split('`').step_by(2).collect::<Vec<_>>().join("`");
    for (number, line) in reviewed.lines().enumerate() {
        let line = outside(line);
        for wrong in [" :", " ;", " ?", " !", "« ", " »", " %"] {
            assert!(!line.contains(wrong), "fr.txt, line {}: {wrong:?} in {line}", number + 1);
        }
        // A text message has no typographic apostrophe in its alphabet.
        assert!(
            line.starts_with("sms")
                || !line.chars().zip(line.chars().skip(1)).any(|(a, b)| a.is_alphabetic() && b == '\''),
            "fr.txt, line {}: {line}",
            number + 1
        );
    }
}

/// The same names, each with its French and its English.
#[test]
fn every_word_is_in_both_languages() {
    for (path, texts) in words::sources(ROOT) {
        let said = |choose: fn(&words::Pair) -> &Vec<String>| {
            let pairs = texts.pairs.iter().filter(|pair| !choose(pair).is_empty());
            pairs.map(|(name, ..)| name.clone()).collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(said(|pair| &pair.1), said(|pair| &pair.2), "{path}");
    }
}

/// A word that is declared and that nothing says.
#[test]
fn every_word_is_said() {
    let sources = words::sources(ROOT);
    let declared: Vec<(&String, &String)> =
        sources.iter().flat_map(|(path, texts)| texts.declared.iter().map(move |name| (name, path))).collect();
    assert!(declared.len() > 800, "{}", declared.len());
    for (name, path) in &declared {
        let stands: usize = sources.iter().filter_map(|(_, texts)| texts.names.get(*name)).sum();
        let declarations = declared.iter().filter(|(other, _)| other == name).count();
        assert!(stands > declarations, "nothing says {name} of {path}");
    }
}

/// An error that is added is added above.
#[test]
fn every_error_is_in_the_snapshot() {
    let here = include_str!("messages.rs");
    let mut errors = 0;
    for file in fs::read_dir(format!("{ROOT}/crates/model/src/error")).unwrap() {
        let source = fs::read_to_string(file.unwrap().path()).unwrap();
        for function in source.split("pub fn ").skip(1).filter(|function| {
            let signature = function.split('{').next().unwrap();
            signature.trim_end().ends_with("-> Problem")
        }) {
            let name = function.split('(').next().unwrap();
            assert!(here.contains(&format!("error::{name}(")), "{name}");
            errors += 1;
        }
    }
    assert!(errors > 90, "{errors}");
}

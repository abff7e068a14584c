//! Words of `ampleur sql`.

use crate::words::words;

words! {
    run_sql: "Pour relier ces lignes dans DuckDB (`python3 -m pip install duckdb`) et comparer avec un rapport\u{a0}:",
        "To link these rows in DuckDB (`python3 -m pip install duckdb`) and compare with a report:";
    report_folder: "DOSSIER_DU_RAPPORT", "FOLDER_OF_THE_REPORT";
    rows_are_personal: "Sans la clé, ces lignes ne livrent aucune valeur, mais elles se comptent et se comparent\u{a0}: gardez-les dans l’organisme, et effacez-les ensuite.",
        "Without the key these rows give no value away, but they can be counted and compared: keep them within the organisation, and delete them afterwards.";
}

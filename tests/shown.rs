//! What a file's columns, sheets and parts are called is shown if it is made of words that such things are called by, and told by its
//! place otherwise; names that a listing found are refused if they look like somebody's.

use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::harness::{Outcome, Run};

const MEMBERS: &str = "nir;birth_date\n2951099126111;1995-10-03\n";

/// The headers of a leak that are not recognised, as the manifest tells them.
fn ignored(headers: &[&str]) -> Vec<String> {
    let values = ";x".repeat(headers.len());
    let leak = format!("nir;birth_date;rang;{}\n2951099126111;1995-10-03;1{values}\n", headers.join(";"));
    let outcome = Run::new().members("a", MEMBERS).leak("x", &leak).arg("--fail-on=never").run();
    let manifest: Value = serde_json::from_str(&outcome.read("manifest.json")).unwrap();
    let input = manifest["inputs"].as_array().unwrap().iter().find(|input| input["side"] == "leaks").unwrap();
    input["ignored"].as_array().unwrap().iter().map(|header| header.as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_columns_are_called_is_shown() {
    let headers = [
        "Libellé produit 2",
        "CD_STATUT",
        "dateCreation",
        "Type de contrat (code)",
        "NB_ACTES_2023",
        "Top tiers payant",
        "updated_at",
        "TX_RBT",
        "Motif de la demande",
        "customer id",
        "Fichier d'origine",
        "N° de lot",
        "montant_ro",
        "flag_rgpd",
    ];
    assert_eq!(ignored(&headers), headers);
}

/// First names and last names that are frequent in France, addresses, numbers: none is a word that columns are called by.
#[test]
fn what_somebody_is_called_is_not() {
    let names = "Jean Marie Michel Pierre André Jacques Louis Bernard Daniel Philippe Alain Robert Claude Paul Henri Nicolas Gérard \
        Patrick Christophe Laurent David Thomas Julien Sébastien Alexandre Antoine Olivier Marc Vincent Rémi Régis Guy Hugo Léo Jules \
        Gabriel Raphaël Arthur Adam Lucas Noah Nathan Mohamed Isabelle Françoise Nathalie Catherine Monique Sylvie Anne Hélène \
        Christine Valérie Sophie Sandrine Véronique Jacqueline Nicole Camille Léa Manon Chloé Emma Louise Alice Jade Lina Rose Anna \
        Fatima Aïcha Yasmine Inès Sarah Nadia Claire Marion Julie Pauline Clémence Mathilde Élodie Aurélie Céline Martin Petit Durand \
        Dubois Moreau Lefebvre Leroy Roux Fournier Morel Girard Bonnet Dupont Lambert Fontaine Rousseau Muller Lefevre Faure Mercier \
        Blanc Guerin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clement Morin Henry Roussel Mathieu Gautier \
        Masson Marchand Duval Denis Dumont Lemaire Noel Meyer Dufour Meunier Brun Blanchard Giraud Joly Riviere Lucas Brunet Gaillard \
        Barbier Arnaud Martinez Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard Fabre Aubert Lemoine Renaud Dumas Lacroix \
        Olivier Philippe Bourgeois Benoit Rey Leclerc Payet Rolland Leclercq Guillaume Lecomte Lopez Dupuy Guillot Hubert Berger \
        Carpentier Sanchez Dupuis Moulin Louis Deschamps Huet Vasseur Perez Boucher Fleury Royer Klein Jacquet Adam Paris Poirier Marty \
        Aubry Guyot Carre Charles Renault Charpentier Menard Maillard Baron Bertin Bailly Herve Schneider Fernandez Collet Leger \
        Bouvier Julien Prevost Millet Perrot Daniel Cousin Germain Breton Besson Langlois Remy Pelletier Leveque Perrier Leblanc Barre \
        Lebrun Marchal Weber Mallet Hamon Boulanger Jacob Monnier Michaud Rodriguez Guichard Gillet Etienne Grondin Poulain Tessier \
        Chevallier Collin Chauvin Bouchet Gay Lemaitre Benard Marechal Humbert Reynaud Antoine Hoarau Perret Barthelemy Cordier Pichon \
        Lejeune Gilbert Lamy Delaunay Pasquier Carlier Laporte Nguyen Diallo Traore Benali Haddad Da Silva Ferreira";
    let names: Vec<&str> = names.split_whitespace().filter(|name| !matches!(*name, "Da")).collect();
    let places: Vec<String> = (4..names.len() + 4).map(|place| format!("column {place}")).collect();
    assert_eq!(ignored(&names), places);
    let others = [
        "DUPONTEL Jean",
        "nom: Dupontel",
        "Dupontel_contrat",
        "12 rue des Lilas",
        "3 bis avenue Foch",
        "75011 PARIS",
        "jean@exemple.fr",
        "D U P O N T",
        "06 12 34",
        "column 3",
    ];
    let places: Vec<String> = (4..others.len() + 4).map(|place| format!("column {place}")).collect();
    assert_eq!(ignored(&others), places);
}

/// A header that is not shown can be declared nevertheless, and what is told of it can be written.
#[test]
fn a_header_that_is_not_shown_is_found_all_the_same() {
    let leak = "numero;date;Dupontel\n2951099126111;1995-10-03;jean@exemple.fr\n";
    let columns = "columns = { nir = \"numero\", birth_date = \"date\", email = \"Dupontel\" }";
    let run = || Run::new().members("a", MEMBERS).file("leaks/x.csv", leak);
    let outcome = run().leak_file("x", "leaks/x.csv", columns).run().succeeds().is("/totals/persons/high", 1);
    let manifest: Value = serde_json::from_str(&outcome.read("manifest.json")).unwrap();
    assert_eq!(manifest["inputs"][0]["columns"]["email"][0], "column 3");
    let columns = "columns = { nir = \"numero\", birth_date = \"date\" }";
    let checked = run()
        .leak_file("x", "leaks/x.csv", columns)
        .arg("--fail-on=never")
        .run()
        .ampleur(&["check", "incident.toml", "--lang=en"])
        .run();
    assert!(checked.stdout.contains("columns = { … = 3 }"), "{}", checked.stdout);
    let leak = "nir;birth_date;Dupontel\n2951099126111;1995-10-03;jean@exemple.fr\n";
    let run = || Run::new().members("a", MEMBERS).file("leaks/x.csv", leak);
    let columns = "columns = { email = 3 }";
    run().leak_file("x", "leaks/x.csv", columns).run().succeeds().is("/totals/persons/high", 1);
}

fn workbook(sheets: &[&str]) -> Vec<u8> {
    let mut book = Workbook::new();
    for name in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in [["nir", "birth_date"], ["2951099126111", "1995-10-03"]].into_iter().enumerate() {
            for (column, cell) in cells.into_iter().enumerate() {
                sheet.write(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn of_sheets(sheets: &[&str], more: &str) -> Outcome {
    let run = Run::new().members("a", MEMBERS).file("leaks/x.xlsx", workbook(sheets)).arg("--fail-on=never");
    run.leak_file("x", "leaks/x.xlsx", more).run()
}

#[test]
fn a_sheet_is_called_by_its_name_or_its_place() {
    let told = |sheets: &[&str], more: &str| {
        let manifest: Value = serde_json::from_str(&of_sheets(sheets, more).read("manifest.json")).unwrap();
        manifest["inputs"][0]["sheet"].as_str().unwrap().to_owned()
    };
    for name in ["Feuil1", "Export 2024", "Bénéficiaires (suite)", "A à L"] {
        assert_eq!(told(&[name], ""), name);
    }
    for name in ["Dupontel Jean", "1850175123456", "DUPONTEL", "sheet 2"] {
        assert_eq!(told(&[name], ""), "sheet 1");
    }
    // Declared, it is read; the manifest repeats what the incident file says, and tells the sheet by its place all the same.
    assert_eq!(told(&["Feuil1", "sheet 1"], "sheet = \"sheet 1\""), "sheet 2");
    of_sheets(&["Feuil1", "Dupontel"], "sheet = \"Liste\"").fails(1).says("its sheets are `Feuil1` and `sheet 2`");
    // One list over several sheets: each is a file of its own, by its place where need be.
    let parts = of_sheets(&["Feuil1", "Dupontel"], "");
    assert!(parts.read("manifest.json").contains("leaks/x.xlsx/sheet 2"));
}

/// What a listing found was declared by nobody.
#[test]
fn a_file_that_is_called_after_somebody_is_refused() {
    let listed = |name: &str| {
        let run = Run::new().members("a", MEMBERS).file(&format!("leaks/{name}"), MEMBERS);
        run.leak_file("x", "leaks", "").run()
    };
    for name in [
        "part-00001.csv",
        "export_2024-02-05.csv",
        "Mutuelle Alpha.csv",
        "almerys.csv",
        "a.csv",
        "nord_pas_de_calais.csv",
        "renault flins.csv",
        "1f2e-abcd-fade.csv",
    ] {
        listed(name).succeeds().is("/totals/persons/high", 1);
    }
    for name in ["Dupontel Jean.csv", "DUPONTEL_JEAN.csv", "fuite_dupontel_jean.csv"] {
        let outcome = listed(name).fails(1);
        outcome.says("the name of a file looks like the names of a person\n  in leaks, file 1 of 1 by name");
    }
    for name in ["1850175123456.csv", "leak-295109912611193.csv", "jean@exemple.fr.csv"] {
        listed(name)
            .fails(1)
            .says("the name of a file holds an identifier of a person\n  in leaks, file 1 of 1 by name");
    }
    // What the incident file says was written by its author.
    let declared = Run::new().members("a", MEMBERS).file("leaks/Dupontel Jean.csv", MEMBERS);
    declared.leak_file("x", "leaks/Dupontel Jean.csv", "").run().succeeds().is("/totals/persons/high", 1);
    // A file that an insurer or an operator is named by.
    let named = Run::new().members("a", MEMBERS).file("leaks/malakoff_humanis.csv", MEMBERS);
    named
        .insurer("malakoff-humanis")
        .leak_file("x", "leaks", "")
        .arg("--fail-on=never")
        .run()
        .is("/totals/persons/high", 1);
}

#[test]
fn an_entry_of_an_archive_that_is_called_after_somebody_is_refused() {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["a.csv", "Dupontel Jean.csv"] {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(MEMBERS.as_bytes()).unwrap();
    }
    let archive = archive.finish().unwrap().into_inner();
    let run = Run::new().members("a", MEMBERS).file("leaks/x.zip", archive).leak_file("x", "leaks/x.zip", "");
    run.run().fails(1).says("looks like the names of a person\n  in leaks/x.zip, file 1 of 2 by name");
}

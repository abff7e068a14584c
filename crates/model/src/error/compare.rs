//! Reports that cannot be compared, or whose difference cannot be explained any more.

use std::path::Path;

use super::Problem;
use crate::said::{COUNT, Said, both, count, number};

/// Reports about two incidents.
pub fn other_incident(a: &str, b: &str) -> Problem {
    Problem::new(both!(
        "les rapports portent sur deux incidents, `{a}` et `{b}`",
        "the reports are about two incidents, `{a}` and `{b}`"
    ))
    .why(both!(
        "seules deux évaluations d’un même incident se comparent",
        "only two assessments of the same incident can be compared"
    ))
    .hint(both!("indiquez deux rapports du même incident", "give two reports of the same incident"))
}

/// A report whose figures are not those of its manifest, or do not add up.
pub fn report_altered(folder: &Path) -> Problem {
    let folder = folder.display();
    Problem::new(both!("les chiffres du rapport ne sont pas sûrs", "the report's figures cannot be relied on"))
        .at(folder.to_string())
        .why(both!(
            "report.json manque, diffère du manifeste ou ne concorde pas avec lui-même",
            "report.json is missing, differs from the manifest, or does not add up"
        ))
        .hint(both!(
            "lancez `ampleur verify {folder}` pour voir ce qui ne va pas",
            "run `ampleur verify {folder}` to see what is wrong"
        ))
}

/// A report without a table of counts for others.
pub fn nothing_to_pass_on(folder: &Path) -> Problem {
    Problem::new(both!(
        "le rapport n’a pas de tableau de nombres à transmettre",
        "the report has no table of counts that may be passed on"
    ))
    .at(folder.display().to_string())
    .why(both!("il a été établi sans --suppress-below", "it was made without --suppress-below"))
    .hint(both!(
        "relancez `ampleur assess` avec `--suppress-below 5`, ou comparez sans `--shared`",
        "run `ampleur assess` again with `--suppress-below 5`, or compare without `--shared`"
    ))
}

/// Two reports whose tables of counts together tell few persons.
pub fn reports_tell_their_difference(after: &Path, earlier: &Path, counts: u64, below: u64) -> Problem {
    let earlier = earlier.display();
    Problem::new(both!(
        "les tableaux de nombres des deux rapports révèlent ensemble {counts} de moins de {below} personnes",
        "the tables of counts of the two reports together tell {counts} of fewer than {below} persons";
        counts = count(counts, COUNT), below = number(below)
    ))
    .at(after.display().to_string())
    .why(both!("qui a les deux peut soustraire l’un de l’autre", "who has both can subtract one from the other"))
    .hint(both!(
        "établissez le second rapport avec `--released {earlier}`",
        "make the later report with `--released {earlier}`"
    ))
}

/// A former report of a later day than the report that is to complete it.
pub fn former_is_later(folder: &Path, was: &str, is: &str) -> Problem {
    Problem::new(both!(
        "le rapport précédent est du {was}, et ce fichier d’incident du {is}",
        "the former report is of {was}, and this incident file of {is}"
    ))
    .at(folder.display().to_string())
    .why(both!(
        "une notification complémentaire dit ce qui a changé depuis un rapport antérieur",
        "a complementary notification tells what changed since an earlier report"
    ))
    .hint(both!(
        "donnez à `--since` le rapport antérieur, ou une `reference_date` plus tardive",
        "give `--since` the earlier report, or set a later `reference_date`"
    ))
}

/// A former report that the new one would replace.
pub fn former_is_target(target: &Path) -> Problem {
    Problem::new(both!("le nouveau rapport remplacerait le précédent", "the new report would replace the former one"))
        .at(target.display().to_string())
        .why(both!(
            "les changements se mesurent par rapport au précédent, qu’il faut garder",
            "the former report is what the changes are measured against, and has to be kept"
        ))
        .hint(both!("choisissez un autre dossier avec `--out`", "choose another folder with `--out`"))
}

/// A former report without forms.
pub fn no_former_forms(folder: &Path) -> Problem {
    Problem::new(both!("le rapport précédent n’a pas de formulaires", "the former report has no forms"))
        .at(folder.display().to_string())
        .why(both!(
            "il a été établi avec `--figures-only`, et une notification complémentaire dit comment les réponses de ses formulaires ont changé",
            "it was written with `--figures-only`, and a complementary notification tells how the answers of its forms changed"
        ))
        .hint(both!(
            "réévaluez l’incident précédent sans `--figures-only`, ou comparez les chiffres avec `ampleur compare`",
            "assess the former incident again without `--figures-only`, or compare the figures with `ampleur compare`"
        ))
}

/// An incident file that is not the one a report was made from.
pub fn not_the_incident_file(path: &str) -> Problem {
    Problem::new(both!(
        "ce fichier d’incident n’est pas celui dont le rapport a été tiré",
        "this incident file is not the one that the report was made from"
    ))
    .at(path)
    .why(both!(
        "son SHA-256 diffère de celui du manifeste du rapport",
        "its SHA-256 differs from the one in the report's manifest"
    ))
    .hint(both!(
        "donnez le fichier inchangé\u{a0}: avec `--from` celui du premier rapport, avec `--to` celui du second",
        "give the file unchanged: with `--from` that of the earlier report, with `--to` that of the later one"
    ))
}

/// Why an input is no longer the one a report was made from.
#[derive(Clone, Copy)]
pub enum NotTheInput {
    /// Its content has changed.
    Changed,
    /// It cannot be read.
    Unreadable,
    /// A profile that has changed, or cannot be read.
    Profile,
    /// No entry of the incident file names it.
    Unnamed,
}

/// An input that is no longer the one a report was made from.
pub fn not_the_input(incident: &str, path: &str, why: NotTheInput) -> Problem {
    let why = match why {
        NotTheInput::Changed => Said::new("son contenu a changé", "its content has changed"),
        NotTheInput::Unreadable => Said::new("il est illisible", "it cannot be read"),
        NotTheInput::Profile => {
            Said::new("le profil a changé, ou est illisible", "the profile has changed, or cannot be read")
        }
        NotTheInput::Unnamed => {
            Said::new("le fichier d’incident ne le nomme pas", "no entry of the incident file names it")
        }
    };
    Problem::new(both!(
        "le fichier {path} n’est pas celui dont le rapport a été tiré",
        "the input {path} is not the one that the report was made from"
    ))
    .at(incident)
    .why(why)
    .hint(both!(
        "remettez le fichier, ou omettez `--from` et `--to`\u{a0}: les changements sont alors énumérés sans la part de chacun",
        "restore the file, or omit `--from` and `--to`: the changes are then listed without the share of each"
    ))
}

/// Inputs that do not give the report's figures.
pub fn no_longer_gives(incident: &str) -> Problem {
    Problem::new(both!(
        "réévaluer le fichier d’incident ne redonne pas les chiffres de son rapport",
        "assessing the incident file again does not give the figures of its report"
    ))
    .at(incident)
    .why(both!(
        "l’effet de chaque changement ne se calcule qu’entre des chiffres reproductibles",
        "the effect of each change is computed only between figures that can be reproduced"
    ))
    .hint(both!(
        "lancez `ampleur verify DIR --rerun {incident}` pour voir quels chiffres diffèrent",
        "run `ampleur verify DIR --rerun {incident}` to see which figures differ"
    ))
}

/// An output file that already exists.
pub fn file_exists(path: &Path) -> Problem {
    Problem::new(both!("le fichier existe déjà", "the file already exists"))
        .at(path.display().to_string())
        .hint(both!("choisissez un autre nom", "choose another name"))
}

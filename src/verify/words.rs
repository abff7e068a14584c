//! Words of `ampleur verify`.

use crate::verify::{FaultKind, Reason, Subject};
use crate::words::{Words, words};

words! {
    holds: "conforme", "ok";
    fails: "non conforme", "failed";
    not_checked: "non vérifié", "not checked";
    all_holds: "Toutes les vérifications demandées ont réussi.", "All checks that were asked for passed.";
    not_all_holds: "Au moins une vérification a échoué.", "At least one check failed.";
    not_complete: "Au moins une vérification n’a pas pu être faite (voir --allow-unchecked).",
        "At least one check could not be made (see --allow-unchecked).";
    nothing_there: "rien", "nothing";
}

impl Words {
    pub(crate) fn subject_word(self, subject: Subject) -> &'static str {
        match subject {
            Subject::Manifest => self.pick("Manifeste", "Manifest"),
            Subject::Outputs => self.pick("Fichiers du rapport", "Report files"),
            Subject::Form => self.pick("Schéma de report.json", "Schema of report.json"),
            Subject::Figures => self.pick("Chiffres", "Figures"),
            Subject::Documents => self.pick("Documents", "Documents"),
            Subject::Inputs => self.pick("Fichiers lus", "Input files"),
            Subject::Rerun => self.pick("Nouvelle évaluation", "New assessment"),
            Subject::Signature => self.pick("Signature", "Signature"),
            Subject::Chain => self.pick("Rapport antérieur", "Former report"),
        }
    }

    pub(crate) fn holding(self, subject: Subject, n: u64) -> String {
        let n = self.number(n);
        match subject {
            Subject::Manifest => self.pick(
                "bien formé, avec les décomptes, les fichiers lus et l’incident du rapport".to_owned(),
                "well-formed, with the counts, the input files and the incident of the report".to_owned(),
            ),
            Subject::Outputs => self.pick(
                format!("{n}, tous conformes au manifeste, et aucun autre"),
                format!("{n}, all matching the manifest, and no others"),
            ),
            Subject::Form => self.pick("conforme à ampleur/report/1".to_owned(), "valid ampleur/report/1".to_owned()),
            Subject::Figures => self.pick("cohérents entre eux".to_owned(), "consistent with each other".to_owned()),
            Subject::Documents => self.pick(
                format!("{n}, identiques à l’octet près une fois refaits à partir des chiffres"),
                format!("{n}, byte for byte the same when made again from the figures"),
            ),
            Subject::Inputs => self.pick(
                format!("{n}, tous conformes au manifeste, et aucun autre"),
                format!("{n}, all matching the manifest, and no others"),
            ),
            Subject::Rerun => self
                .pick(format!("{n} fichiers, identiques à l’octet près"), format!("{n} files, byte for byte the same")),
            Subject::Signature => self.pick(
                "le manifeste est signé avec cette clé".to_owned(),
                "the manifest is signed with this key".to_owned(),
            ),
            Subject::Chain => self.pick(
                "c’est celui que le manifeste désigne, et ce qui en est dit est exact".to_owned(),
                "it is the one that the manifest names, and what is said of it is right".to_owned(),
            ),
        }
    }

    pub(crate) fn failing(self, subject: Subject, n: u64) -> String {
        let n = self.number(n);
        match subject {
            Subject::Figures => {
                self.pick("incohérents entre eux".to_owned(), "inconsistent with each other".to_owned())
            }
            _ => self.pick(format!("défauts\u{a0}: {n}"), format!("faults: {n}")),
        }
    }

    pub(crate) fn fault_word(self, kind: FaultKind) -> &'static str {
        match kind {
            FaultKind::Missing => self.pick("absent", "missing"),
            FaultKind::Unlisted => self.pick("absent du manifeste", "not in the manifest"),
            FaultKind::Altered => self.pick("modifié", "altered"),
            FaultKind::Malformed => self.pick("mal formé", "malformed"),
            FaultKind::DoesNotReAdd => self.pick("chiffres incohérents", "inconsistent figures"),
            FaultKind::NotOfTheFigures => self.pick("ne correspond pas aux chiffres", "does not match the figures"),
            FaultKind::Unaccounted => self
                .pick("ne provient ni des chiffres ni des fichiers lus", "comes from neither figures nor input files"),
            FaultKind::Undeclared => {
                self.pick("n’est pas désigné par le fichier d’incident", "not named by the incident file")
            }
            FaultKind::Unreadable => self.pick(
                "les fichiers qu’il désigne ne peuvent plus être lus comme alors",
                "the files that it names can no longer be read as they were",
            ),
            FaultKind::OtherKey => self.pick("faite avec une autre clé", "made with another key"),
            FaultKind::BadSignature => self.pick("n’est pas celle de ce manifeste", "not a signature of this manifest"),
            FaultKind::BrokenLink => {
                self.pick("ne désigne pas ce rapport antérieur", "does not name this former report")
            }
            FaultKind::OtherIncident => self.pick(
                "le rapport antérieur est celui d’un autre incident",
                "the former report is about another incident",
            ),
        }
    }

    pub(crate) fn reason_word(self, reason: Reason) -> &'static str {
        match reason {
            Reason::NoInputs => self.pick("ajoutez --inputs INCIDENT", "add --inputs INCIDENT"),
            Reason::NoRerun => {
                self.pick("ajoutez --rerun INCIDENT (clé nécessaire)", "add --rerun INCIDENT (needs the key)")
            }
            Reason::ReportUnsound => self.pick(
                "report.json n’est pas celui du manifeste\u{a0}: rien ne peut être refait à partir de lui",
                "report.json does not match the manifest: nothing can be made from it",
            ),
            Reason::NotSigned => self.pick("le rapport n’est pas signé", "the report is not signed"),
            Reason::NoPublicKey => self.pick("signé\u{a0}; ajoutez --signed-by CLÉ", "signed; add --signed-by KEY"),
            Reason::NoFormer => self.pick("ajoutez --since RAPPORT", "add --since REPORT"),
            Reason::OtherVersion => self.pick(
                "autres que ceux de cette version\u{a0}; selon le manifeste, une autre version les a écrits",
                "not as this version writes them; according to the manifest, another version did",
            ),
            Reason::NoPdf => self.pick("ce programme est compilé sans les PDF", "this program was built without PDFs"),
            Reason::OtherIncident => self.pick(
                "le fichier d’incident est celui d’un autre incident",
                "the incident file is about another incident",
            ),
        }
    }
}

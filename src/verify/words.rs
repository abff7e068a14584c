//! Words of `ampleur verify`.

use crate::verify::{FaultKind, Reason, Subject};
use crate::words::{Words, words};

words! {
    holds: "conforme", "ok";
    fails: "non conforme", "failed";
    not_checked: "non vérifié", "not checked";
    all_holds: "Toutes les vérifications effectuées ont réussi.", "All checks that could be made passed.";
    not_all_holds: "Au moins une vérification a échoué.", "At least one check failed.";
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
        }
    }

    pub(crate) fn holding(self, subject: Subject, n: u64) -> String {
        let n = self.number(n);
        match subject {
            Subject::Manifest => self.pick(
                "bien formé, avec les décomptes du rapport".to_owned(),
                "well-formed, with the counts of the report".to_owned(),
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
            Subject::Inputs => {
                self.pick(format!("{n}, tous conformes au manifeste"), format!("{n}, all matching the manifest"))
            }
            Subject::Rerun => self
                .pick(format!("{n} fichiers, identiques à l’octet près"), format!("{n} files, byte for byte the same")),
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
            Reason::OtherVersion => self.pick(
                "écrits par une autre version d’ampleur, ou par un programme compilé avec les PDF",
                "written by another version of ampleur, or by a build with PDFs",
            ),
            Reason::OtherIncident => self.pick(
                "le fichier d’incident est celui d’un autre incident",
                "the incident file is about another incident",
            ),
        }
    }
}

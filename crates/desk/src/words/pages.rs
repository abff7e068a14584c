//! Words of the frame, the list, an incident, its assessment, its report and its verification.

use model::figures::Persons;

use super::{Words, words};

words! {
    sent_title: "Envoyé à l’autorité", "Sent to the authority";
    sent_more: "Une fois le formulaire envoyé, gardez ce rapport tel quel\u{a0}: le prochain pourra le compléter (article 33, paragraphe 4), et marquera chaque réponse qui a changé.",
        "Once the form is sent, keep this report as it is: the next one can complete it (article 33(4)), and will mark each answer that changed.";
    sent_keep: "Garder ce rapport comme envoyé", "Keep this report as sent";
    desk: "ampleur", "ampleur";
    skip: "Aller au contenu", "Skip to the content";
    incidents: "Incidents", "Incidents";
    other_language: "English", "Français";
    end: "Terminer", "End";
    ended: "C’est terminé", "It has ended";
    ended_more: "Vous pouvez fermer cette page. Tout ce qui a été enregistré est dans le dossier. Pour recommencer\u{a0}: ampleur desk.",
        "You can close this page. Everything that was saved is in the folder. To begin again: ampleur desk.";
    local: "Cette page est servie par votre machine, à votre machine seule. Rien n’en sort.",
        "This page is served by your machine, to your machine alone. Nothing leaves it.";
    not_found: "Cette page n’existe pas", "There is no such page";
    not_found_more: "L’incident ou le fichier a peut-être été déplacé.", "The incident or the file may have been moved.";
    not_done: "Ce n’est pas fait", "This was not done";
    back: "Revenir", "Go back";
    sections: "Parties de l’incident", "Parts of the incident";
    tab_overview: "Aperçu", "Overview";
    tab_declare: "Déclarer", "Declare";
    tab_files: "Fichiers", "Files";
    tab_assess: "Évaluer", "Assess";
    tab_report: "Rapport", "Report";
    tab_dossier: "Dossier", "Dossier";
    tab_verify: "Vérifier", "Verify";
    tab_text: "Fichier d’incident", "Incident file";
    saved: "C’est enregistré.", "Saved.";
    none_yet: "Aucun incident dans ce dossier", "No incident in this folder";
    none_yet_more:
        "Un incident, c’est une violation de données\u{a0}: qui les a perdues, chez qui étaient les personnes, quand, et les fichiers qui le montrent. Commencez par le vôtre, ou essayez d’abord sur des personnes inventées.",
        "An incident is a data breach: who lost the data, whose persons they are, when, and the files that show it. Begin with yours, or first try it on invented persons.";
    new_incident: "Nouvel incident", "New incident";
    try_demo: "Essayer sur des personnes inventées", "Try it on invented persons";
    try_demo_more:
        "Crée un incident complet, celui de février 2024, avec des fichiers de personnes qui n’existent pas.",
        "Creates a whole incident, that of February 2024, with files of persons who do not exist.";
    has_report: "rapport écrit", "report written";
    has_no_report: "pas encore de rapport", "no report yet";
    cannot_be_read: "Le fichier d’incident ne se lit pas", "The incident file cannot be read";
    new_more: "Le minimum pour commencer. Tout peut être changé ensuite.", "The minimum to begin with. Everything can be changed later.";
    create: "Créer l’incident", "Create the incident";
    operator_name: "Qui a perdu les données (opérateur)", "Who lost the data (operator)";
    insurer_name: "Chez qui étaient les personnes (assureur ou organisme)", "Whose persons they are (insurer or organisation)";
    id_hint: "Nom du dossier\u{a0}: minuscules, chiffres, traits d’union. Vide\u{a0}: tiré de l’intitulé.",
        "Name of the folder: lower-case letters, digits, hyphens. Empty: taken from the title.";
    exists: "Un dossier de ce nom existe déjà. Choisissez un autre nom court.", "A folder of this name exists already. Choose another short name.";
    clocks: "Délais de notification", "Time limits for notifying";
    clocks_more: "Notification à la CNIL\u{a0}: 72 heures depuis la prise de connaissance (RGPD, art. 33), 24 pour un opérateur télécom (règlement 611/2013).",
        "Notification of the CNIL: 72 hours from when the controller became aware (GDPR art. 33), 24 for a telecom operator (Regulation 611/2013).";
    no_clocks: "Aucun délai ne court\u{a0}: dites quand chaque organisme a pris connaissance de la violation.",
        "No clock runs: say when each organisation became aware of the breach.";
    aware_on: "Connaissance", "Aware";
    target: "Objectif", "Target";
    legal_end: "Fin légale", "Legal end";
    notified: "notifiée le", "notified on";
    left_needs_script: "fin légale ci-dessous", "legal end below";
    steps: "Où vous en êtes", "Where you are";
    step_declare: "Déclarer ce qui s’est passé", "Declare what happened";
    step_key: "Clé secrète de l’incident", "Secret key of the incident";
    key_there: "La clé est là. Gardez-la\u{a0}: sans elle, aucun rapport ne peut être refait.", "The key is there. Keep it: without it, no report can be made again.";
    key_published: "Clé publiée\u{a0}: pour des personnes inventées seulement.", "Published key: for invented persons only.";
    key_elsewhere: "La clé est lue dans l’environnement du programme.", "The key is read from the program’s environment.";
    key_missing: "Il n’y a pas encore de clé.", "There is no key yet.";
    key_make: "Créer la clé", "Create the key";
    step_files: "Fichiers", "Files";
    files_none: "Aucun fichier\u{a0}: déposez les lignes divulguées et les fichiers de personnes.", "No files: add the leaked rows and the files of persons.";
    step_assess: "Évaluation", "Assessment";
    assess_none: "Pas encore de rapport.", "No report yet.";
    go: "Continuer", "Continue";
    look: "Voir", "Look";
    sign: "Signer le rapport avec la clé de ce dossier", "Sign the report with the key of this folder";
    signing: "Signer les rapports", "Sign reports";
    signing_more: "Une signature scelle le rapport\u{a0}: qui a la clé publique voit que rien n’y a été changé. La clé secrète est le fichier signing.key du dossier servi\u{202f}; la clé publique se transmet par une autre voie que le rapport.",
        "A signature seals the report: whoever has the public key sees that nothing in it was changed. The secret key is the file signing.key of the served folder; the public key goes by another way than the report.";
    signing_public: "Clé publique", "Public key";
    signing_no_public: "Le fichier signing.key.pub manque à côté de signing.key\u{a0}: remettez-le. «\u{a0}ampleur key show --signing signing.key\u{a0}» dit ce qu’il contient.", "The file signing.key.pub is missing beside signing.key: put it back. “ampleur key show --signing signing.key” tells what it holds.";
    signed_elsewhere: "Le rapport est signé avec une autre clé que celle de ce dossier, ou sa clé n’est plus là\u{a0}: il ne peut être refait sans perdre sa signature. Évaluez à nouveau, ou remettez la clé signing.key.",
        "The report is signed with another key than that of this folder, or its key is gone: it cannot be made again without losing its signature. Assess again, or put the key signing.key back.";
    signing_make: "Faire une clé de signature", "Make a signing key";
    signed_by: "Signé avec la clé publique (facultatif)", "Signed with the public key (optional)";
    signed_by_hint: "Les 56 caractères que le signataire vous a transmis, par une autre voie que le rapport.", "The 56 characters that the signer gave you, by another way than the report.";
    no_public_key: "Ce n’est pas une clé publique\u{a0}: elle a 56 lettres, chiffres et signes.", "This is no public key: it has 56 letters, digits and signs.";
    assess_intro: "Compte les personnes concernées, par organisme et par opérateur, et écrit le rapport et les dossiers. Un rapport précédent est remplacé.",
        "Counts the persons affected, by organisation and operator, and writes the report and the dossiers. An earlier report is replaced.";
    assess_start: "Évaluer", "Assess";
    assess_again: "Évaluer à nouveau", "Assess again";
    assess_lang: "Langue du rapport", "Language of the report";
    french: "français", "French";
    english: "anglais", "English";
    assess_running: "Évaluation en cours", "Assessment under way";
    assess_stop: "Arrêter", "Stop";
    assess_stopping: "Arrêt demandé…", "Stopping…";
    assess_done: "Le rapport est écrit", "The report is written";
    assess_done_findings: "Le rapport est écrit, avec des constats à lire", "The report is written, with findings to read";
    assess_refused: "L’évaluation n’a pas pu être faite. Rien n’a été écrit.", "The assessment could not be made. Nothing was written.";
    assess_stopped: "L’évaluation a été arrêtée. Rien n’a été écrit.", "The assessment was stopped. Nothing was written.";
    assess_other: "Une autre évaluation est en cours\u{202f}; attendez sa fin ou arrêtez-la.", "Another assessment is under way; wait for its end or stop it.";
    assess_first: "Préparation", "Preparation";
    stage_leaks: "Lecture des lignes divulguées", "Reading the leaked rows";
    stage_members: "Lecture des fichiers de personnes", "Reading the files of persons";
    stage_link: "Rapprochement des lignes et des personnes", "Linking rows to persons";
    stage_search: "Seconde lecture, pour ce qui n’est pas rapproché", "Second reading, for what is not linked yet";
    stage_count: "Calcul des chiffres", "Counting the figures";
    stage_documents: "Écriture des documents", "Writing the documents";
    settled_in: "Elle se règle sur la page Fichiers ou dans le fichier d’incident.", "Settle it on the Files page or in the incident file.";
    see_report: "Voir le rapport", "See the report";
    report_none: "Il n’y a pas encore de rapport", "There is no report yet";
    report_none_more: "Une évaluation l’écrit.", "An assessment writes it.";
    report_frame: "Le rapport", "The report";
    report_open: "Ouvrir seul", "Open alone";
    report_files: "Tous les fichiers du rapport", "All files of the report";
    verify_intro: "Le rapport est-il tel qu’il a été écrit\u{202f}? Chaque fichier est comparé à son empreinte, et les documents sont refaits à partir des chiffres.",
        "Is the report as it was written? Each file is held against its digest, and the documents are made again from the figures.";
    verify_what: "Ce qui est vérifié", "What is verified";
    verify_folder: "Le rapport seul", "The report alone";
    verify_inputs: "Aussi les fichiers lus", "Also the files that were read";
    verify_rerun: "Aussi une nouvelle évaluation, comparée à l’octet près", "Also a new assessment, compared byte by byte";
    verify_start: "Vérifier", "Verify";
    verify_running: "Vérification en cours", "Verification under way";
    verify_holds: "Tout ce qui a été vérifié est conforme.", "Everything that was verified holds.";
    verify_fails: "Au moins une vérification a échoué.", "At least one check failed.";
    verify_refused: "La vérification n’a pas pu être faite.", "The verification could not be made.";
    verify_not_complete: "Ce qui a été vérifié est conforme\u{202f}; quelque chose n’a pas pu l’être.", "What was verified holds; something could not be.";
    subject: "Objet", "Subject";
    result: "Résultat", "Result";
    ok: "conforme", "ok";
    failed: "non conforme", "failed";
    not_checked: "non demandé, ou sans objet", "not asked for, or of no matter";
    text_intro: "Le fichier lui-même, avec ses commentaires. C’est lui que les formulaires modifient, et que le terminal lit.",
        "The file itself, with its comments. It is what the forms edit, and what the terminal reads.";
    text_label: "Texte de incident.toml", "Text of incident.toml";
    text_changed: "Le fichier a changé depuis que cette page est ouverte\u{a0}: rien n’est enregistré. Votre texte est ci-dessous\u{202f}; copiez ce que vous voulez garder, puis rouvrez la page.",
        "The file has changed since this page was opened: nothing is saved. Your text is below; copy what you want to keep, then open the page again.";
    text_no_toml: "Ce texte n’est pas du TOML\u{a0}: rien n’est enregistré.", "This text is no TOML: nothing is saved.";
    text_reopen: "Rouvrir la page", "Open the page again";
    save: "Enregistrer", "Save";
    wait_more: "La page se renouvelle d’elle-même.", "The page renews itself.";
    too_large: "Le fichier est plus grand que ce que la page accepte.", "The file is larger than the page accepts.";
    no_room: "Il n’y a pas assez de place sur le disque.", "There is not enough room on the disk.";
    cut_short: "L’envoi s’est interrompu\u{a0}: rien n’a été gardé.", "The upload was cut short: nothing was kept.";
    no_name: "Ce nom de fichier ne peut pas être utilisé.", "This file name cannot be used.";
    no_file: "Aucun fichier n’a été choisi.", "No file was chosen.";
    cannot_write: "Le dossier de l’incident ne peut pas être écrit.", "The incident’s folder cannot be written.";
}

impl Words {
    /// The report that was sent, by its date.
    pub(crate) fn sent_there(self, date: &str) -> String {
        self.pick(
            format!("Le rapport du {date} est gardé comme envoyé, dans le dossier «\u{a0}sent\u{a0}» de l’incident. Une évaluation peut le compléter."),
            format!("The report of {date} is kept as sent, in the folder “sent” of the incident. An assessment can complete it."),
        )
    }

    /// The choice to complete it.
    pub(crate) fn sent_complete(self, date: &str) -> String {
        self.pick(
            format!(
                "Compléter la notification envoyée (rapport du {date})\u{a0}: les réponses qui ont changé sont marquées"
            ),
            format!("Complete the notification that was sent (report of {date}): answers that changed are marked"),
        )
    }

    /// A stage of an assessment.
    pub(crate) fn stage(self, stage: &str) -> &'static str {
        match stage {
            "leaks" => self.stage_leaks(),
            "members" => self.stage_members(),
            "link" => self.stage_link(),
            "search" => self.stage_search(),
            "count" => self.stage_count(),
            "documents" => self.stage_documents(),
            _ => self.assess_first(),
        }
    }

    /// How far a stage is.
    pub(crate) fn rows_done(self, rows: u64, of: Option<u64>) -> String {
        match (rows, of) {
            (0, _) => String::new(),
            (rows, Some(of)) if of >= rows => {
                let (rows, of) = (self.number(rows), self.number(of));
                self.pick(format!("{rows} lignes sur {of}"), format!("{rows} of {of} rows"))
            }
            (rows, _) => self.pick(format!("{} lignes", self.number(rows)), format!("{} rows", self.number(rows))),
        }
    }

    /// About how long something takes.
    pub(crate) fn about(self, seconds: u64) -> String {
        match seconds {
            0..90 => self.pick(format!("environ {seconds} s"), format!("about {seconds} s")),
            _ => {
                let minutes = seconds.div_ceil(60);
                self.pick(format!("environ {minutes} min"), format!("about {minutes} min"))
            }
        }
    }

    /// What is left of a stage.
    pub(crate) fn left_of_stage(self, seconds: u64) -> String {
        let about = self.about(seconds);
        self.pick(format!("encore {about} pour cette étape"), format!("{about} left of this stage"))
    }

    /// Certain, estimated and possible persons.
    pub(crate) fn interval_of(self, persons: Persons) -> String {
        let [low, high] = [persons.low, persons.high].map(|n| self.number(n));
        self.pick(format!("{low} avec certitude, au plus {high}"), format!("{low} for certain, at most {high}"))
    }

    /// Subject of a verification.
    pub(crate) fn verified_subject(self, subject: &str) -> String {
        match subject {
            "manifest" => self.pick("Manifeste", "Manifest"),
            "outputs" => self.pick("Fichiers du rapport", "Report files"),
            "form" => self.pick("Schéma de report.json", "Schema of report.json"),
            "figures" => self.pick("Chiffres, entre eux", "Figures, among themselves"),
            "documents" => {
                self.pick("Documents, refaits à partir des chiffres", "Documents, made again from the figures")
            }
            "inputs" => self.pick("Fichiers lus", "Input files"),
            "rerun" => self.pick("Nouvelle évaluation", "New assessment"),
            "signature" => self.pick("Signature", "Signature"),
            "chain" => self.pick("Rapport antérieur", "Former report"),
            other => other,
        }
        .to_owned()
    }

    /// What is wrong with a file of a report.
    pub(crate) fn verified_fault(self, kind: &str) -> String {
        match kind {
            "missing" => self.pick("absent", "missing"),
            "unlisted" => self.pick("absent du manifeste", "not in the manifest"),
            "altered" => self.pick("modifié", "altered"),
            "malformed" => self.pick("mal formé", "malformed"),
            "does-not-re-add" => self.pick("ses chiffres ne s’additionnent pas", "its figures do not add up"),
            "not-of-the-figures" => self.pick("ne correspond pas aux chiffres", "does not match the figures"),
            "unaccounted" => {
                self.pick("ne vient ni des chiffres ni des fichiers lus", "follows from neither figures nor inputs")
            }
            "undeclared" => self.pick("n’est pas dans l’incident", "is not in the incident"),
            "unreadable" => self.pick("les fichiers qu’il nomme ne sont plus là", "the files that it names are gone"),
            other => other,
        }
        .to_owned()
    }
}

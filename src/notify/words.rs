//! Words of `ampleur notify`.

use crate::notify::{ListRecord, WithoutId};
use crate::words::{Words, words};

words! {
    list_title: "Personnes à informer", "Persons to inform";
    worklist_title: "Lignes à examiner", "Rows to decide on";
    worklist_doubtful: "Rapprochées d’une personne, sans certitude suffisante", "Match one person, too uncertainly";
    worklist_ambiguous: "Rapprochées de plusieurs personnes", "Match several persons";
    worklist_household:
        "Rapprochées par un NIR, un numéro ou un contact seul", "Match by a NIR, number or contact alone";
    worklist_near: "Rapprochées de personne, mais ressemblantes", "Match nobody, and resemble a member"
        | "Rapprochées de personne, mais ressemblantes", "Match nobody, and resemble a person of yours";
    worklist_empty: "Aucune ligne n’est à examiner.", "No row is to be decided on.";
    list_is_in: "Liste", "List";
    list_situation: "Situation", "Situation";
    list_addressee: "Destinataire", "Addressee";
    list_channel: "Moyen", "Channel";
    list_current: "Assurés en cours", "Current members" | "Personnes en cours", "Current persons";
    list_to_person: "La personne elle-même", "The person";
    list_to_representative: "Le représentant légal (mineurs)", "The legal representative (minors)";
    list_to_policyholder: "L’assuré principal (ayants droit majeurs)", "The policyholder (adult dependants)"
        | "Le titulaire (ayants droit majeurs)", "The holder (adult dependants)";
    list_to_nobody: "Aucun\u{a0}: à décider au cas par cas (décédés)", "Nobody: to be decided case by case (deceased)";
    list_to_verify: "à vérifier", "to be verified";
    list_no_channel: "Aucun moyen connu", "No known channel";
    list_in_clear:
        "La liste n’est pas chiffrée\u{a0}: toute personne qui a le fichier peut la lire. Chiffrez-la avant de la transmettre.",
        "The list is not encrypted: anyone who has the file can read it. Encrypt it before you pass it on.";
    list_empty:
        "L’estimation ne compte aucune personne\u{a0}: la liste est vide.",
        "The estimate counts no person: the list is empty.";
    list_no_channel_declared:
        "Aucun moyen d’information n’est déclaré pour cet assureur\u{a0}: ajoutez par exemple channels = [\"letter\"] au fichier d’incident.",
        "No channel is declared for this insurer: add, for example, channels = [\"letter\"] to the incident file."
        | "Aucun moyen d’information n’est déclaré pour cet organisme\u{a0}: ajoutez par exemple channels = [\"letter\"] au fichier d’incident.",
        "No channel is declared for this organisation: add, for example, channels = [\"letter\"] to the incident file.";
}

impl Words {
    pub(crate) fn list_protection(self, list: &ListRecord) -> String {
        match (list.in_clear, list.passphrase, list.recipients) {
            (true, ..) => self.pick("Non chiffrée.", "Not encrypted.").to_owned(),
            (_, true, _) => {
                self.pick("Chiffrée (age) par une phrase secrète.", "Encrypted (age) with a passphrase.").to_owned()
            }
            (.., 1) => self.pick("Chiffrée (age) pour 1 destinataire.", "Encrypted (age) to 1 recipient.").to_owned(),
            (.., n) => {
                let n = self.number(n);
                self.pick(
                    format!("Chiffrée (age) pour {n} destinataires."),
                    format!("Encrypted (age) to {n} recipients."),
                )
            }
        }
    }

    pub(crate) fn worklist_decide(self, insurer: &str) -> String {
        self.pick(
            format!(
                "Pour chaque ligne tranchée, copiez la dernière colonne dans le fichier d’incident, sous [insurers.{insurer}], dans decided = [ … ]\u{a0}; écrivez same_person = false si ce n’est pas la personne. Évaluez ensuite de nouveau."
            ),
            format!(
                "For each row that you decide on, copy the last column into the incident file, under [insurers.{insurer}], in decided = [ … ]; write same_person = false if it is not the person. Then assess again."
            ),
        )
    }

    pub(crate) fn worklist_without_id(self, without: &WithoutId) -> String {
        let persons = self.list_persons(without.persons);
        self.pick(
            format!("{persons} sans identifiant dans vos fichiers\u{a0}: leurs lignes manquent dans la liste."),
            format!("{persons} without an identifier in your files: their lines are missing from the list."),
        )
    }

    /// Persons whose channel the files do not show.
    pub(crate) fn list_verify(self, n: u64) -> String {
        let persons = self.list_persons(n);
        self.pick(
            format!(
                "{persons}\u{a0}: les fichiers n’ont pas de colonne pour le moyen proposé. Vérifiez que vos outils ont les coordonnées."
            ),
            format!(
                "{persons}: the files have no column for the proposed channel. Check that your own systems have the contact details."
            ),
        )
    }

    /// Persons who cannot be listed, and their rows.
    pub(crate) fn list_without_id(self, without: &WithoutId) -> String {
        let persons = self.list_persons(without.persons);
        let files = without.files.iter().map(|file| {
            let first: Vec<String> = file.first_rows.iter().map(|row| self.number(*row)).collect();
            let more = if file.rows > file.first_rows.len() as u64 { ", …" } else { "" };
            let number = self.pick("n°", "no.");
            format!("{}, {} ({number}\u{a0}{}{more})", file.file, self.rows_of(file.rows), first.join(", "))
        });
        let files = files.collect::<Vec<_>>().join(" · ");
        self.pick(
            format!("{persons} hors de la liste, faute d’identifiant (member_id) dans vos fichiers\u{a0}: {files}"),
            format!("{persons} not in the list, for lack of an identifier (member_id) in your files: {files}"),
        )
    }

    /// Identifiers that several persons of the list share.
    pub(crate) fn list_ambiguous_ids(self, n: u64) -> String {
        let number = self.number(n);
        match n {
            1 => self.pick(
                "1 identifiant désigne plusieurs personnes de la liste.".to_owned(),
                "1 identifier belongs to several persons in the list.".to_owned(),
            ),
            _ => self.pick(
                format!("{number} identifiants désignent chacun plusieurs personnes de la liste."),
                format!("{number} identifiers each belong to several persons in the list."),
            ),
        }
    }

    /// Persons to inform through another person whom the files do not identify.
    pub(crate) fn list_without_policyholder(self, n: u64) -> String {
        let persons = self.list_persons(n);
        self.whose(
            [
                format!(
                    "{persons} à informer par un représentant légal ou par l’assuré principal, sans que vos fichiers identifient l’assuré principal."
                ),
                format!(
                    "{persons} to be informed through a legal representative or the policyholder, but your files do not identify the policyholder."
                ),
            ],
            [
                format!(
                    "{persons} à informer par un représentant légal ou par le titulaire, sans que vos fichiers identifient le titulaire."
                ),
                format!(
                    "{persons} to be informed through a legal representative or the holder, but your files do not identify the holder."
                ),
            ],
        )
    }

    pub(crate) fn list_outside(self, outside: [u64; 3]) -> String {
        let total = self.list_persons(outside.iter().sum());
        let [doubtful, ambiguous, household] = outside.map(|persons| self.number(persons));
        self.pick(
            format!(
                "{total} hors de l’estimation, donc hors de la liste (douteuses\u{a0}: {doubtful}\u{202f}; ambiguës\u{a0}: {ambiguous}\u{202f}; d’un foyer désigné par un NIR, un numéro ou un contact seul\u{a0}: {household})\u{a0}: à décider au cas par cas."
            ),
            format!(
                "{total} outside the estimate, so not in the list (doubtful: {doubtful}; ambiguous: {ambiguous}; in a household that only a NIR, number or contact points to: {household}): decide case by case."
            ),
        )
    }

    fn list_persons(self, n: u64) -> String {
        self.counted(n, ["personne", "personnes"], ["person", "persons"])
    }
}

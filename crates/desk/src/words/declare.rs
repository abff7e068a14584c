//! Words of the forms.

use model::incident::{Across, Learned, Trade};

use super::{Words, words};
use crate::sheet::Fault;

words! {
    declare_intro: "Chaque formulaire s’enregistre seul. Le reste du fichier d’incident, ses commentaires et son ordre, reste tel quel.",
        "Each form is saved by itself. The rest of the incident file, its comments and its order, stays as it is.";
    the_incident: "L’incident", "The incident";
    the_operators: "Qui a perdu les données", "Who lost the data";
    the_insurers: "Chez qui étaient les personnes", "Whose persons they are";
    title: "Intitulé", "Title";
    title_hint: "Imprimé en tête des rapports.", "Printed at the top of the reports.";
    id: "Nom court", "Short name";
    reference_date: "Date des chiffres", "Date of the figures";
    reference_date_hint: "Pour les âges, les personnes parties et la date du rapport.", "For ages, persons who have left and the date of the report.";
    nature: "Ce qui a été perdu", "What was lost";
    origin: "Comment", "How";
    cause: "Par qui", "By whom";
    legal_basis: "Fondement de l’utilisation du NIR pour ce rapprochement", "Legal basis for using the NIR in this record linkage";
    legal_basis_hint: "Imprimé dans chaque rapport.", "Printed in every report.";
    across_insurers: "Une personne présente chez plusieurs organismes", "A person whom several organisations have";
    legal_basis_across: "Fondement de cette reconnaissance", "Legal basis for recognising that";
    not_said: "non précisé", "not said";
    occurred_from: "Premier jour de la violation", "First day of the breach";
    occurred_to: "Dernier jour", "Last day";
    occurred_to_hint: "Vide\u{a0}: elle dure encore, ou sa fin n’est pas connue.", "Empty: it goes on, or its end is not known.";
    name: "Nom", "Name";
    role: "Rôle", "Role";
    service: "Ce qu’il fait pour les organismes dont il traitait les données", "What it does for the organisations whose data it processed";
    discovered: "Découverte par l’opérateur (heure de Paris)", "Found by the operator (Paris time)";
    fields_declared: "Données déclarées", "Declared data";
    fields_hint: "Ce que l’opérateur a dit. «\u{a0}Non établi\u{a0}»\u{a0}: il n’en dit rien.", "What the operator said. “Not established”: it does not say.";
    exposed: "perdue", "lost";
    not_exposed: "non perdue", "not lost";
    not_established: "non établi", "not established";
    siren: "SIREN", "SIREN";
    siren_hint: "Neuf chiffres\u{202f}; la clé est vérifiée.", "Nine digits; the check digit is verified.";
    trade: "Activité", "Trade";
    its_operators: "Opérateurs qui traitent ses données", "Operators that process its data";
    none_of_them: "aucun d’eux", "none of them";
    no_operator_told: "Rien de coché\u{a0}: chacun d’eux peut les traiter, et rien n’est établi tant qu’aucune ligne ne le montre.",
        "Nothing ticked: any of them may, and nothing is established until a row shows it.";
    aware: "Prise de connaissance (heure de Paris)", "Became aware (Paris time)";
    aware_hint: "Le délai de notification court à partir de là.", "The time for notifying runs from then.";
    how_learned: "Comment", "How";
    dpo: "Délégué à la protection des données", "Data protection officer";
    dpo_name: "Nom ou service", "Name or department";
    function: "Fonction", "Function";
    email: "Courriel", "E-mail";
    phone: "Téléphone", "Telephone";
    organisation: "Organisme", "Organisation";
    sector: "Secteur d’activité", "Sector";
    address: "Adresse", "Address";
    postal_code: "Code postal", "Postal code";
    city: "Ville", "Town";
    country: "Pays", "Country";
    add: "Ajouter", "Add";
    add_operator: "Ajouter un opérateur", "Add an operator";
    add_insurer: "Ajouter un organisme (assureur, employeur, commerce…)", "Add an organisation (insurer, employer, shop …)";
    the_managers: "Gestionnaires de contrats", "Managers of contracts";
    managers_more: "Ceux qui gèrent des contrats pour un organisme, s’il y en a. Les fichiers de personnes peuvent les nommer.", "Those who manage contracts for an organisation, if any. Files of persons may name them.";
    add_manager: "Ajouter un gestionnaire", "Add a manager";
    codes: "Autres codes dans les fichiers", "Other codes in files";
    codes_hint: "Séparés par des virgules, s’il y en a.", "Separated by commas, if any.";
    remove_party: "Retirer de l’incident", "Take out of the incident";
    remove_more: "Ce qui est déclaré de lui disparaît du fichier d’incident\u{202f}; ses fichiers restent sur le disque.", "What is declared of it goes from the incident file; its files stay on the disk.";
    remove: "Retirer", "Take out";
    take_over: "Reprendre d’un autre incident", "Take over from another incident";
    take_over_more: "Activité, SIREN, organisme, responsable légal et délégué à la protection des données\u{a0}: ce que l’autre incident en sait et que celui-ci ne dit pas.",
        "Trade, SIREN, organisation, legal representative and data protection officer: what the other incident knows and this one does not say.";
    take_over_from: "De quel incident", "From which incident";
    mend: "À corriger", "To mend";
    unnamed: "sans nom", "no name";
}

impl Words {
    pub(crate) fn across_word(self, across: Across) -> &'static str {
        match across {
            Across::Together => self.pick("est reconnue, et comptée une fois", "is recognised, and counted once"),
            Across::Apart => {
                self.pick("n’est pas reconnue, et comptée chez chacun", "is not recognised, and counted at each")
            }
        }
    }

    pub(crate) fn trade_word(self, trade: Trade) -> &'static str {
        match trade {
            Trade::HealthInsurer => self.pick("assureur santé, mutuelle", "health insurer"),
            Trade::Insurer => self.pick("assureur", "insurer"),
            Trade::Bank => self.pick("banque", "bank"),
            Trade::Employer => self.pick("employeur", "employer"),
            Trade::EmploymentAgency => self.pick("agence pour l’emploi", "employment agency"),
            Trade::PublicService => self.pick("service public", "public service"),
            Trade::Telecom => self.pick("opérateur de télécommunications", "telecom operator"),
            Trade::Shop => self.pick("commerce", "shop"),
        }
    }

    pub(crate) fn learned_word(self, learned: Learned) -> &'static str {
        match learned {
            Learned::Told => self.pick("prévenu par l’opérateur", "told by the operator"),
            Learned::Found => self.pick("constaté soi-même", "found itself"),
            Learned::Press => self.pick("par la presse", "from the press"),
            Learned::Person => self.pick("par une personne", "from a person"),
            Learned::Authority => self.pick("par une autorité", "from an authority"),
        }
    }

    /// What is wrong with a field.
    pub(crate) fn fault(self, fault: Fault) -> &'static str {
        match fault {
            Fault::Empty(_) => self.pick("à remplir", "must be filled in"),
            Fault::Id(_) => self.pick(
                "minuscules, chiffres et traits d’union seulement",
                "lower-case letters, digits and hyphens only",
            ),
            Fault::Changed(_) => self.pick(
                "le fichier a changé entre-temps\u{202f}; rouvrez la page, puis refaites votre saisie",
                "the file changed in the meantime; open the page again, then enter it again",
            ),
            Fault::Number(_) => self.pick("un nombre entier, sans unité", "a whole number, without a unit"),
            Fault::Date(_) => self.pick("cette date ne se lit pas", "this date cannot be read"),
            Fault::Siren(_) => self.pick(
                "ce n’est pas un SIREN\u{a0}: neuf chiffres, dont la clé doit être juste",
                "this is no SIREN: nine digits, with a right check digit",
            ),
        }
    }

    /// The label of a field that a fault can be in.
    pub(crate) fn label(self, field: &str) -> &'static str {
        match field {
            "title" => self.title(),
            "id" => self.id(),
            "reference_date" => self.reference_date(),
            "from" => self.occurred_from(),
            "to" => self.occurred_to(),
            "siren" => self.siren(),
            "discovered" => self.discovered(),
            "aware" => self.aware(),
            "perimeter" => self.perimeter(),
            "status" => self.perimeter_status(),
            "covered_on" => self.covered_on(),
            "managed_since" => self.managed_since(),
            "dpo.name" => self.dpo_name(),
            "operator" => self.operator_name(),
            "insurer" => self.insurer_name(),
            _ => self.name(),
        }
    }
}

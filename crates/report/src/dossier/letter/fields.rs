//! Fields in the second person, for the letter.

use model::incident::Field;
use model::options::Lang;

/// `votre numéro de sécurité sociale`.
pub(super) fn yours(field: Field, lang: Lang) -> &'static str {
    let (fr, en) = match field {
        Field::Civility => ("votre civilité (Madame ou Monsieur)", "your title (Mr or Ms)"),
        Field::LastName => ("votre nom", "your last name"),
        Field::BirthName => ("votre nom de naissance", "your name at birth"),
        Field::FirstName => ("votre prénom", "your first name"),
        Field::BirthDate => ("votre date de naissance", "your date of birth"),
        Field::BirthRank => {
            ("votre rang de naissance (qui distingue les jumeaux)", "your rank at birth (which tells twins apart)")
        }
        Field::Nir => ("votre numéro de sécurité sociale", "your social security number"),
        Field::Insurer => ("le nom de votre assureur", "the name of your insurer"),
        Field::ContractNumber => ("votre numéro de contrat", "your contract number"),
        Field::MemberNumber => ("votre numéro d’adhérent", "your member number"),
        Field::Guarantees => {
            ("vos garanties (ce que couvre votre contrat)", "your cover (what your contract pays for)")
        }
        Field::InternalReference => (
            "une référence interne, qui vous désigne dans le fichier",
            "an internal reference that stands for you in the file",
        ),
        Field::Manager => {
            ("le nom de l’organisme qui gère votre contrat", "the name of the company that manages your contract")
        }
        Field::BankDetails => ("vos coordonnées bancaires", "your bank details"),
        Field::MedicalData => ("vos données médicales", "your medical data"),
        Field::Reimbursements => ("vos remboursements de santé", "your health reimbursements"),
        Field::PostalAddress => ("votre adresse postale", "your postal address"),
        Field::Phone => ("votre numéro de téléphone", "your phone number"),
        Field::Email => ("votre adresse e-mail", "your e-mail address"),
    };
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

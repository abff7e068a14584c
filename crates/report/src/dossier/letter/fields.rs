//! Fields in the second person, for the letter.

use model::incident::Field;
use model::said::Lang;

/// `votre numéro de sécurité sociale`.
pub fn yours(field: Field, lang: Lang) -> &'static str {
    let (fr, en) = match field {
        Field::Civility => ("votre civilité (Madame ou Monsieur)", "your title (Ms or Mr)"),
        Field::Sex => ("votre sexe", "your sex"),
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
        Field::CredentialsClear => ("votre mot de passe", "your password"),
        Field::CredentialsHashed => ("votre mot de passe, sous forme codée", "your password, in coded form"),
        Field::IdentityPapers => ("votre pièce d’identité, ou son numéro", "your identity paper, or its number"),
        Field::BirthPlace => ("votre lieu de naissance", "your place of birth"),
        Field::Nationality => ("votre nationalité", "your nationality"),
        Field::Employer => ("le nom de votre employeur", "the name of your employer"),
        Field::Income => ("vos revenus", "your income"),
        Field::Family => ("votre situation familiale", "your family situation"),
        Field::Location => ("les lieux où vous étiez", "the places where you were"),
        Field::HealthProfessional => {
            ("le nom d’un professionnel de santé qui vous suit", "the name of a health professional who treats you")
        }
        Field::CustomerNumber => ("votre numéro de client", "your customer number"),
        Field::CardNumber => ("votre numéro de carte bancaire", "your bank card number"),
        Field::FreeText => ("ce qui est noté sur vous dans un champ libre", "what is noted about you in a free field"),
    };
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

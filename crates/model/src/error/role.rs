//! What a file is to the user, where a message has to name it.

use crate::said::{Said, both};

/// What a file or folder is to the user.
#[derive(Clone, Copy)]
pub enum Role {
    /// Any input.
    File,
    /// A folder of inputs.
    Folder,
    /// The incident file.
    IncidentFile,
    /// A profile of an insurer.
    Profile,
    /// The file of the key.
    KeyFile,
    /// A file of a report.
    Report,
    /// The table of counts that was passed on before.
    EarlierCounts,
    /// The recipients of a list.
    Recipients,
    /// The passphrase of a list.
    Passphrase,
    /// The requests to be answered.
    Requests,
    /// The key that signs.
    SigningKey,
    /// The key that a signature is checked with.
    PublicKey,
}

impl Role {
    /// Without an article where a path of the incident file is meant; with one where it was named on the command line.
    pub(super) fn said(self) -> Said {
        match self {
            Role::File => both!("fichier", "file"),
            Role::Folder => both!("dossier", "folder"),
            Role::IncidentFile => both!("fichier d’incident", "incident file"),
            Role::Profile => both!("profil", "profile"),
            Role::KeyFile => both!("fichier de la clé", "key file"),
            Role::Report => both!("rapport", "report"),
            Role::EarlierCounts => both!("tableau de nombres antérieur", "earlier table of counts"),
            Role::Recipients => both!("le fichier des destinataires", "the recipients file"),
            Role::Passphrase => both!("le fichier de la phrase secrète", "the passphrase file"),
            Role::Requests => both!("le fichier des demandes", "the file of requests"),
            Role::SigningKey => both!("la clé de signature", "the signing key"),
            Role::PublicKey => both!("la clé publique", "the public key"),
        }
    }
}

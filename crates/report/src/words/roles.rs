//! Words of roles, services and awareness.

use super::Words;
use model::incident::{Learned, Role, Service};

impl Words {
    /// In what role a party lost the data.
    pub fn role_word(self, role: Role) -> &'static str {
        match role {
            Role::Processor => self.pick("sous-traitant", "processor"),
            Role::SubProcessor => self.pick("sous-traitant ultérieur", "sub-processor"),
            Role::JointController => self.pick("responsable conjoint du traitement", "joint controller"),
            Role::Manager => self.pick("gestionnaire délégué, sous-traitant", "delegated manager, processor"),
            Role::Controller => self.pick("responsable du traitement", "controller"),
        }
    }

    /// What a party does for a controller.
    pub fn service_word(self, service: Service) -> &'static str {
        match service {
            Service::ThirdPartyPayment => self.pick("tiers payant", "third-party payment"),
            Service::CareNetwork => self.pick("réseau de soins", "care network"),
            Service::ContractManagement => self.pick("gestion des contrats", "management of contracts"),
            Service::Hosting => self.pick("hébergement", "hosting"),
            Service::CustomerService => self.pick("service client", "customer service"),
            Service::Mailing => self.pick("envoi de courriers et de messages", "sending of letters and messages"),
            Service::Payroll => self.pick("paie et gestion du personnel", "payroll and staff administration"),
        }
    }

    /// How a controller learned of the breach at a party, in a sentence.
    pub fn learned(self, learned: Learned, party: &str, role: Role) -> String {
        match (learned, role) {
            (Learned::Told, Role::Processor | Role::SubProcessor | Role::Manager) => self.pick(
                format!("Information transmise par {party}, {} (art. 33(2) du RGPD).", self.role_word(role)),
                format!("Told by {party}, {} (GDPR art. 33(2)).", self.role_word(role)),
            ),
            (Learned::Told, Role::JointController) => self.pick(
                format!("Information transmise par {party}, responsable conjoint du traitement."),
                format!("Told by {party}, joint controller."),
            ),
            (Learned::Told, Role::Controller) | (Learned::Found, _) => self.pick(
                "Découverte par le responsable du traitement lui-même.".to_owned(),
                "Found by the controller itself.".to_owned(),
            ),
            (Learned::Press, _) => self.pick("Apprise par la presse.".to_owned(), "Learned from the press.".to_owned()),
            (Learned::Person, _) => {
                self.pick("Signalée par une personne.".to_owned(), "Reported by a person.".to_owned())
            }
            (Learned::Authority, _) => {
                self.pick("Signalée par une autorité.".to_owned(), "Reported by an authority.".to_owned())
            }
        }
    }
}

//! In what role a party takes part, what it does, and how a controller learned of the breach.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Moment;

/// In what role a party lost the data of a controller (GDPR art. 4(7), 4(8), 26, 28).
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// It processes the data on behalf of the controller.
    #[default]
    Processor,
    /// It processes the data on behalf of a processor.
    SubProcessor,
    /// It decides with the controller why and how the data are processed.
    JointController,
    /// It manages contracts on behalf of the controller ("délégataire de gestion").
    Manager,
    /// It is the controller itself: its own breach.
    Controller,
}

/// What a party does for a controller.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Service {
    /// Third-party payment of health costs ("tiers payant").
    ThirdPartyPayment,
    /// A network of opticians, dentists or other practitioners.
    CareNetwork,
    /// Management of contracts.
    ContractManagement,
    /// Hosting of data or applications.
    Hosting,
    /// Support or customer service.
    CustomerService,
    /// Sending of letters or messages.
    Mailing,
    /// Payroll or staff administration.
    Payroll,
}

/// What a controller is to the persons.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Trade {
    HealthInsurer,
    Insurer,
    Bank,
    Employer,
    EmploymentAgency,
    PublicService,
    Telecom,
    Shop,
}

impl Trade {
    /// Whether the persons are insured here.
    pub fn insures(self) -> bool {
        matches!(self, Trade::HealthInsurer | Trade::Insurer)
    }
}

/// How a controller learned of the breach.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Learned {
    /// The party that lost the data told it (GDPR art. 33(2)).
    Told,
    /// It found out itself.
    Found,
    /// From the press.
    Press,
    /// From a person.
    Person,
    /// From an authority.
    Authority,
}

/// When and how a controller became aware of the breach at one operator.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Awareness {
    /// When it became aware: the start of its 72 hours (GDPR art. 33(1)).
    pub on: Moment,
    /// How it learned of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<Learned>,
}

//! Findings that could distort an assessment, and the line of the incident file that would settle each.

use model::code::Code;
use model::finding::{Finding, Level};
use model::incident::Field;
use model::remedy::Remedy;
use model::shown;
use std::cmp::Ordering;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use engine::index::InsurerIx;
use engine::intake::InputRecord;
use engine::link;
use engine::plan::{Input, Plan};
use engine::profile::Profile;
use engine::read::Side;

/// A finding and the line that would settle it.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Advice {
    /// The finding.
    #[serde(flatten)]
    pub finding: Finding,
    /// Line to write in the incident file, if one would settle the finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub write: Option<String>,
    /// The same for a program: what to write, where there is nothing left to find out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
}

/// Findings about one input file.
pub(super) fn for_file(plan: &Plan, input: &Input, record: &InputRecord, profile: &Profile) -> Vec<Advice> {
    let source = &input.source;
    let mut found = plan.findings(input, record);
    // Of some the record itself tells it.
    let told: Vec<Option<String>> =
        found.iter().filter(|found| found.code == Code::ColumnEmpty).map(|found| found.column.clone()).collect();
    let is_told = |header: &str| told.iter().any(|told| told.as_deref() == Some(header));
    let mut add = |finding: Finding| found.push(finding.file(&source.shown));
    for (col, header) in profile.empty(source).filter(|(_, header)| !is_told(header)) {
        let level = if link::is_compared(col) { Level::Warning } else { Level::Info };
        add(Finding { column: Some(header.to_owned()), ..Finding::new(Code::ColumnEmpty, level) });
    }
    for (field, rows) in profile.fields() {
        let Some(operator) = plan.operator(input) else { continue };
        let (code, level) = match () {
            () if operator.not_exposed.contains(&field) => (Code::FieldDeclaredNotExposed, Level::Grave),
            () if !operator.exposed.contains(&field) => (Code::FieldNotDeclared, Level::Warning),
            () => continue,
        };
        add(Finding { field: Some(field), ..Finding::new(code, level).rows(rows) });
    }
    if let Some(nir) = profile.nir.as_ref().filter(|nir| nir.repeated > 0) {
        add(Finding::new(Code::NirRepeated, Level::Warning).rows(nir.repeated));
    }
    let (unknown, first_rows) = &profile.unknown_insurers;
    if *unknown > 0 && source.side == Side::Leaks {
        let finding = Finding::new(Code::LeakUnknownInsurer, Level::Warning).rows(*unknown);
        add(Finding { first_rows: first_rows.clone(), ..finding });
    }
    let party = plan.party(input).map(ToString::to_string);
    let found = found.into_iter().map(|finding| Finding { party: party.clone(), ..finding });
    found.map(|finding| Advice { write: line(&finding), remedy: remedy(&finding), finding }).collect()
}

/// Insurers whose members are all, or nearly all, deceased or former.
pub(super) fn all_gone(plan: &Plan, read: &[(&Input, InputRecord, Profile)]) -> Vec<Advice> {
    let mut found = Vec::new();
    for id in &plan.insurers {
        let of_insurer =
            || read.iter().filter(|(input, ..)| input.source.side == Side::Members && plan.party(input) == Some(id));
        let rows: u64 = of_insurer().map(|(_, record, _)| record.rows - record.rejected()).sum();
        let gone: u64 = of_insurer().map(|(.., profile)| profile.gone).sum();
        if rows >= 10 && 20 * gone >= 19 * rows {
            found.push(Finding::new(Code::InsurerAllGone, Level::Grave).party(id).rows(gone));
        }
    }
    found.into_iter().map(|finding| Advice { finding, write: None, remedy: None }).collect()
}

/// Findings about the incident file itself.
pub(super) fn for_incident(plan: &Plan, read: &[(&Input, InputRecord, Profile)], all_read: bool) -> Vec<Advice> {
    let mut found = Vec::new();
    for (index, (id, insurer)) in InsurerIx::all(plan.insurers.len()).zip(&plan.incident.insurers) {
        // Of its own, or rows of a file of several insurers. Of one that cannot be read, nothing is known.
        let is_unknown = read.iter().any(|(_, record, _)| record.names_unknown_insurers());
        let is_unread = (!all_read || is_unknown) && !plan.incident.members.is_empty();
        let mut members = read.iter().filter(|(input, ..)| input.source.side == Side::Members);
        let is_named = is_unread || members.any(|(.., profile)| profile.named.contains(&index));
        if insurer.may_be_served() && insurer.members.is_empty() && !is_named {
            let write = format!("[insurers.{id}]  members = [{{ path = \"…\" }}]");
            let finding = Finding::new(Code::InsurerNoMembers, Level::Warning).party(id);
            found.push(Advice { finding, write: Some(write), remedy: None });
        }
    }
    if plan.incident.legal_basis().is_none() {
        let finding = Finding::new(Code::IncidentNoLegalBasis, Level::Warning);
        found.push(Advice { finding, write: Some("legal_basis = \"…\"".to_owned()), remedy: None });
    }
    if plan.incident.joins_insurers() && plan.incident.legal_basis_across().is_none() {
        found.push(Advice {
            finding: Finding::new(Code::IncidentNoBasisAcross, Level::Warning),
            write: Some("legal_basis_across = \"…\"".to_owned()),
            remedy: Some(Remedy::of_incident("across_insurers", ["apart"])),
        });
    }
    if plan.incident.key.published {
        let finding = Finding::new(Code::KeyPublished, Level::Warning);
        found.push(Advice { finding, write: Some("[key]  file = \"incident.key\"".to_owned()), remedy: None });
    }
    found
}

/// Most severe first, then by file, party and code.
pub(super) fn order(a: &Finding, b: &Finding) -> Ordering {
    let place = |f: &Finding| (f.file.clone(), f.party.clone(), f.code, f.column.clone(), f.field);
    b.level.cmp(&a.level).then_with(|| place(a).cmp(&place(b)))
}

/// The line to add to the incident file; `None` if no line would settle the finding.
fn line(finding: &Finding) -> Option<String> {
    let header = shown::declared(finding.column.as_deref().unwrap_or("…"));
    Some(match finding.code {
        Code::LeakUnknownColumn | Code::ColumnNotRecognised => format!("columns = {{ … = {header} }}"),
        Code::LeakLooksLike => format!("columns = {{ {} = {header} }}", finding.field.map_or("…", field_column)),
        Code::LeakUnknownInsurer | Code::RowInsurerUnknown => "insurer_codes = { \"…\" = \"…\" }".to_owned(),
        Code::SexNotOfNir => "codes = { sex = { … = \"man\", … = \"woman\" } }".to_owned(),
        Code::RelationUnknown => "codes = { relation = { … = \"policyholder\", … = \"dependant\" } }".to_owned(),
        Code::DateOrder => "date_order = \"dmy\"".to_owned(),
        _ => return None,
    })
}

/// What settles a finding, if nothing has to be found out for it.
fn remedy(finding: &Finding) -> Option<Remedy> {
    let (file, column) = (finding.file.as_deref()?, finding.column.as_deref());
    Some(match finding.code {
        Code::LeakLooksLike => Remedy::beside(file, &format!("columns.{}", field_column(finding.field?)), [column?]),
        Code::DateOrder | Code::DateReading => Remedy::date_order(file),
        Code::RankFamily => Remedy::beside(file, "ranks", ["birth"]),
        Code::FieldNotDeclared | Code::FieldDeclaredNotExposed => {
            let key = format!("operators.{}.exposed", finding.party.as_deref()?);
            let field = serde_json::to_value(finding.field?).ok()?;
            Remedy::of_incident(&key, [field.as_str()?])
        }
        _ => return None,
    })
}

/// The name of the column that holds a field.
fn field_column(field: Field) -> &'static str {
    engine::read::Col::ALL.into_iter().find(|col| col.field() == Some(field)).map_or("…", |col| col.name())
}

//! `shared/`: the counts that other organisations may see, as JSON, as CSV and as pages: one about all operators, and one for
//! each. The pages are drawn from the table alone, so that they tell nothing that it does not.

mod page;

use super::{Words, document, spreadsheet};
use anyhow::Context;
use model::bundle::{Bundle, json};
use model::disclosure::{FILE, Shared};
use model::error::Result;
use model::figures::Assessment;

pub use page::{Line, tables};

pub(crate) fn add(
    shared: &Shared,
    a: &Assessment,
    date: jiff::civil::Date,
    w: Words,
    bundle: &mut Bundle,
) -> Result<()> {
    bundle.insert(FILE.to_owned(), json(shared)?);
    let mut writer = spreadsheet::writer();
    writer.write_record([w.insurer(), w.operator(), w.kind(), w.group(), w.persons()]).context("shared counts")?;
    for count in &shared.counts {
        let insurer = a.insurers.iter().find(|i| Some(&i.id) == count.insurer.as_ref());
        let operator = a.operators.iter().find(|o| Some(&o.id) == count.operator.as_ref());
        let persons = count.persons.map_or_else(|| w.masked().to_owned(), |persons| persons.to_string());
        let cells = [
            insurer.map_or(w.all_insurers(), |i| &i.name),
            operator.map_or(w.all_operators(), |o| &o.name),
            w.breakdown_word(count.kind),
            &w.group_word(count.kind, &count.group),
            &persons,
        ];
        writer.write_record(cells.map(spreadsheet::harmless)).context("shared counts")?;
    }
    bundle.insert("shared/persons.csv".to_owned(), writer.into_inner().map_err(|_| anyhow::anyhow!("shared counts"))?);
    let mut write = |path: String, about| {
        bundle.insert(path, document::html(&page::document(shared, a, date, about, w)).into_bytes());
    };
    write("shared/persons.html".to_owned(), None);
    for operator in &a.operators {
        write(format!("shared/operators/{}.html", operator.id), Some(operator));
    }
    Ok(())
}

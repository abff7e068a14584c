//! One row of a file.

use super::Shape;
use super::style::{MANAGED, Style};
use crate::insurers::INSURERS;
use crate::names::{capitals, garbled};
use crate::sample::MANAGER_NAMES;
use crate::table::{Row, Table};
use crate::unit::{Day, Key, Leak, Member, Nir};

pub(super) fn member_row(member: &Member, unit: u64, index: usize, style: Style, table: &mut Table) {
    let p = &member.person;
    // A repeated row has the identifier of its first occurrence.
    let index = if member.duplicate { 0 } else { index };
    let day = |day: Option<Day>| day.map(style.date).unwrap_or_default();
    let mut row = table.row();
    row.cell(format_args!("A{unit:08}{index}"));
    row.nir(&p.nir, style);
    match &p.own_nir {
        Some(own) => row.nir(own, style),
        None => row.text(""),
    }
    row.text(civility(p.sex));
    row.name(&p.last_name, style);
    row.name(&p.first_name, style);
    row.text(&(style.date)(p.born));
    row.rank(p.rank, member.rank_written);
    row.text(&member.contract);
    row.text(if p.policyholder { "Assuré" } else { "Ayant droit" });
    row.text(&(style.date)(member.cover.0));
    row.text(&day(member.cover.1));
    row.text(&day(p.died));
    // Only Aésio's rows name a manager.
    if style.headers.contains(&MANAGED[0]) {
        row.text(member.managed.map_or("", |(manager, _)| MANAGER_NAMES[manager]));
        row.text(&day(member.managed.map(|(_, since)| since)));
    }
}

pub(super) fn leak_row(leak: &Leak, style: Style, shape: Shape, table: &mut Table) {
    let p = &leak.person;
    let almerys = leak.operator == 0;
    let mut row = table.row();
    if almerys {
        row.text(civility(p.sex));
    }
    let first_name = if leak.first_name_written { &p.first_name } else { "" };
    for name in [&p.last_name, first_name] {
        if leak.garbled { row.text(&garbled(name)) } else { row.name(name, style) }
    }
    row.text(&if leak.date_written { (style.date)(p.born) } else { String::new() });
    if almerys {
        row.rank(p.rank, leak.rank_written);
    }
    row.nir(&p.nir, style);
    if almerys {
        row.text("Gestion santé");
    }
    match shape {
        Shape::Mixed if almerys => row.text(&capitals(INSURERS[leak.insurer].name)),
        Shape::Mixed => row.text(INSURERS[leak.insurer].code),
        Shape::Csv | Shape::Parquet => row.text(INSURERS[leak.insurer].id),
    }
    row.text(leak.contract.as_deref().unwrap_or(""));
}

impl Row<'_> {
    fn name(&mut self, name: &str, style: Style) {
        if style.capitals { self.text(&capitals(name)) } else { self.text(name) }
    }

    fn rank(&mut self, rank: u8, written: bool) {
        if written { self.cell(format_args!("{rank}")) } else { self.text("") }
    }

    /// A wrong key is always written; without it the number would be correct.
    fn nir(&mut self, nir: &Nir, style: Style) {
        let key = |body: &str| {
            let digits = body.replacen("2A", "19", usize::from(body[5..7] == *"2A"));
            let digits = digits.replacen("2B", "18", usize::from(body[5..7] == *"2B"));
            97 - digits.parse::<u64>().unwrap_or(0) % 97
        };
        if nir.body.is_empty() {
            return self.text("");
        }
        match &nir.key {
            Key::Wrong => self.cell(format_args!("{}{:02}", nir.body, key(&nir.body) % 97 + 1)),
            _ if !style.with_key => self.text(&nir.body),
            Key::Right => self.cell(format_args!("{}{:02}", nir.body, key(&nir.body))),
            Key::Of(before) => self.cell(format_args!("{}{:02}", nir.body, key(before))),
        }
    }
}

fn civility(sex: usize) -> &'static str {
    ["M.", "Mme"][sex]
}

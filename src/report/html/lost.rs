//! What was lost: field by field, in sets, and how well it tells persons apart.

use maud::{Markup, html};

use crate::assess::{Assessment, Declared, FieldCount, Identifiability, Measure, SetCount};
use crate::incident::Field;
use crate::report::Words;

/// Sets that the page shows of each insurer; the report has them all.
const SHOWN: usize = 12;

pub fn fields(a: &Assessment, w: Words) -> Markup {
    html! {
        section {
            h2 { (w.fields()) }
            p.note { (w.fields_note()) }
            @for operator in &a.operators {
                h3 { (operator.name) }
                (field_table(&operator.fields, w))
            }
        }
    }
}

fn field_table(fields: &[FieldCount], w: Words) -> Markup {
    html! {
        table {
            thead {
                tr {
                    th scope="col" { (w.field()) }
                    th scope="col" { (w.declared()) }
                    th.n scope="col" { (w.observed()) }
                    th.n scope="col" { (w.persons()) }
                }
            }
            tbody {
                @for count in fields {
                    tr class=[contradicts(count).then_some("grave")] {
                        th scope="row" { (w.field_name(count.field)) }
                        td { (w.declared_word(count.declared)) }
                        td.n { (w.number(count.observed_records)) }
                        td.n { (w.number(count.persons)) }
                    }
                }
            }
        }
    }
}

fn contradicts(count: &FieldCount) -> bool {
    count.declared == Declared::NotExposed && count.observed_records > 0
}

/// What persons of each insurer lost together, and how many are alone with it.
pub fn sets(a: &Assessment, w: Words) -> Markup {
    let concerned = || a.insurers.iter().filter(|insurer| !insurer.makeup.sets.is_empty());
    html! {
        @if concerned().next().is_some() {
            section {
                h2 { (w.sets()) }
                p.note { (w.sets_note()) }
                @for insurer in concerned() {
                    h3 { (insurer.name) }
                    table {
                        thead {
                            tr {
                                th scope="col" { (w.set()) }
                                th.n scope="col" { (w.persons()) }
                                th.n scope="col" { (w.alone()) }
                            }
                        }
                        tbody {
                            @for set in insurer.makeup.sets.iter().take(SHOWN) {
                                tr {
                                    th scope="row" { (listed(&set.fields, w)) }
                                    td.n { (w.number(set.persons)) }
                                    td.n {
                                        @match measure(insurer.identifiability.as_ref(), set) {
                                            Some(measure) => span.share { (w.ppm(measure.alone_ppm)) },
                                            None => span.none { "–" },
                                        }
                                    }
                                }
                            }
                        }
                    }
                    @if insurer.makeup.sets.len() > SHOWN { p.note { (w.more_sets()) } }
                    @if let Some(told) = insurer.identifiability.as_ref().filter(|told| told.not_measured > 0) {
                        p.note { (w.not_measured()) (w.colon()) (w.number(told.not_measured)) }
                    }
                }
            }
        }
    }
}

/// The measure of what can be compared of a set.
fn measure<'a>(told: Option<&'a Identifiability>, set: &SetCount) -> Option<&'a Measure> {
    let told = told?;
    let compared = |field: &&Field| told.comparable.contains(field);
    told.sets.iter().find(|measure| set.fields.iter().filter(compared).eq(&measure.fields))
}

/// For each insurer the most frequent set: who is alone, and what each field adds.
pub fn identifiability(a: &Assessment, w: Words) -> Markup {
    let told = || {
        a.insurers.iter().filter_map(|insurer| {
            let told = insurer.identifiability.as_ref()?;
            Some((insurer, told, measure(Some(told), insurer.makeup.sets.first()?)?))
        })
    };
    html! {
        @if told().next().is_some() {
            section {
                h2 { (w.identifiability()) }
                p.note { (w.identifiability_note()) }
                @for (insurer, told, measure) in told() {
                    h3 { (insurer.name) }
                    p {
                        (w.population()) (w.colon()) (w.number(told.population)) ". "
                        (w.most_frequent_set()) (w.colon()) (listed(&measure.fields, w)) "."
                    }
                    table {
                        thead {
                            tr {
                                @for head in [w.k_one(), w.k_few(), w.k_some(), w.k_many(), w.mean_inverse_k()] {
                                    th.n scope="col" { (head) }
                                }
                            }
                        }
                        tbody {
                            tr {
                                @let k = measure.k;
                                @for n in [k.one, k.two_to_five, k.six_to_twenty, k.over_twenty] {
                                    td.n { (w.number(n)) }
                                }
                                td.n { span.share { (w.ppm(measure.mean_inverse_k_ppm)) } }
                            }
                        }
                    }
                    table {
                        thead {
                            tr {
                                th scope="col" { (w.field_left_out()) }
                                th.n scope="col" { (w.alone_without()) }
                                th.n scope="col" { (w.alone_with()) }
                            }
                        }
                        tbody {
                            @for without in &measure.without {
                                tr {
                                    th scope="row" { (w.field_name(without.field)) }
                                    td.n { span.share { (w.ppm(without.alone_ppm)) } }
                                    td.n { span.share { (w.ppm(measure.alone_ppm)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn listed(fields: &[Field], w: Words) -> String {
    match fields {
        [] => w.no_field().to_owned(),
        fields => fields.iter().map(|field| w.field_name(*field)).collect::<Vec<_>>().join(" · "),
    }
}

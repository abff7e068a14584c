//! In what a leaked row and a member row agree, value by value.

use super::{Attributes, FirstTags, LastTags};

/// In what two rows agree.
#[derive(Clone, Copy)]
pub struct Agreement {
    /// The NIR, with either of the member's.
    pub nir: NirAgreement,
    /// A contract, member or customer number.
    pub number: NumberAgreement,
    /// An e-mail address, telephone number or IBAN.
    pub contact: bool,
    /// The postal address.
    pub address: bool,
    /// The birth date.
    pub date: DateAgreement,
    /// The first names.
    pub first: NameAgreement,
    /// Any last or birth name with any of the other row's.
    pub last: NameAgreement,
    /// Whether the last name of each is the first name of the other.
    pub names_exchanged: bool,
    /// Whether sex or written rank are known of both and differ.
    pub contradicted: bool,
}

/// How two NIRs agree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NirAgreement {
    /// They are equal.
    Same,
    /// One digit is another one, or two neighbours are exchanged, and check digits do not prove both right; or the digits are equal,
    /// and the check digits of one are wrong.
    Digit,
    /// They differ, or one is missing.
    Other,
}

/// How two numbers of one kind agree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NumberAgreement {
    /// They are equal.
    Same,
    /// They are equal without leading zeros.
    Zeros,
    /// One digit is another one, or two neighbours are exchanged.
    Digit,
    /// They differ, or one is missing.
    Other,
}

/// How two birth dates agree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum DateAgreement {
    /// They are equal.
    Same,
    /// Equal with day and month of one exchanged.
    Exchanged,
    /// Of one year, and day or month of one may stand for an unknown one.
    Unknown,
    /// One digit is another one, or two neighbours are exchanged.
    Digit,
    /// They differ.
    Other,
    /// One is missing.
    Absent,
}

/// How two names agree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameAgreement {
    /// They are equal; of first names, one list is the beginning of the other (the first two count).
    Same,
    /// They differ in spaces, hyphens, particles, or one is cut off.
    Spelling,
    /// One letter is more, less, another one, or exchanged with its neighbour.
    Letter,
    /// They differ.
    Differs,
    /// One is missing.
    Absent,
}

/// How a member row is compared more closely with a leaked one, in a value of which the tags differ.
pub(super) trait Closely {
    /// Whether one digit of the birth date is another one, or two neighbours are exchanged.
    fn date(&self, leak: &Attributes) -> bool;
    /// Whether one letter of the first of the first names is more, less, another one or exchanged with its neighbour.
    fn first_name(&self, leak: &Attributes) -> bool;
    /// The same of the last name or birth name, beside one of the leaked row.
    fn last_name(&self, which: usize, leak: &Attributes, other: usize) -> bool;
    /// Whether a NIR is nearly the leaked one, and check digits do not prove both right.
    fn nir(&self, leak: &Attributes) -> bool;
    /// Whether one digit of a kind of number is another one, or two neighbours are exchanged.
    fn number(&self, kind: usize, leak: &Attributes) -> bool;
}

/// In what a member row agrees with a leaked row.
pub(super) fn agreement(leak: &Attributes, member: &Attributes, closely: &impl Closely) -> Agreement {
    let same_nir = leak.nirs[0] != 0 && member.nirs.contains(&leak.nirs[0]);
    let mut nir = if same_nir { NirAgreement::Same } else { NirAgreement::Other };
    let mut number = number(leak, member);
    let contact = leak.contacts.iter().any(|contact| member.contacts.contains(contact));
    let address = leak.address != 0 && leak.address == member.address;
    let keyed = same_nir || number != NumberAgreement::Other || contact;
    let mut date = match (leak.date.whole, member.date.whole) {
        (0, _) | (_, 0) => DateAgreement::Absent,
        (a, b) if a == b => DateAgreement::Same,
        _ => DateAgreement::Other,
    };
    let mut first = first_names(&leak.first, &member.first);
    let mut last = best_last_name(leak, member);
    // Spellings take time: they are tried only where the rest agrees.
    let differ = |name: NameAgreement| name == NameAgreement::Differs;
    if differ(first) && (keyed || (date == DateAgreement::Same && last == NameAgreement::Same)) {
        first = near_first_name(leak, member, same_nir && !leak.contradicts(member), closely);
    }
    if differ(last) && first == NameAgreement::Same && (keyed || date == DateAgreement::Same) {
        last = near_last_name(leak, member, closely);
    }
    let named = first == NameAgreement::Same && last == NameAgreement::Same;
    let either = first == NameAgreement::Same || last == NameAgreement::Same;
    if date == DateAgreement::Other && (named || same_nir || number == NumberAgreement::Same || (keyed && either)) {
        date = near_date(leak, member, closely);
    }
    if !same_nir && named && date == DateAgreement::Same && closely.nir(leak) {
        nir = NirAgreement::Digit;
    }
    let dated_or_named = date == DateAgreement::Same || named;
    if number == NumberAgreement::Other && dated_or_named && is_mistyped_number(leak, closely) {
        number = NumberAgreement::Digit;
    }
    let names_exchanged = in_each_others_place(leak, member);
    let contradicted = leak.contradicts(member);
    Agreement { nir, number, contact, address, date, first, last, names_exchanged, contradicted }
}

impl Attributes {
    /// Whether birth date and first names are those of another row, and nothing contradicts it.
    pub fn is_of_date_and_first_name(&self, other: &Attributes) -> bool {
        let same_first = first_names(&self.first, &other.first) == NameAgreement::Same;
        same_first && self.is_born_with(other) && !self.contradicts(other)
    }

    /// Whether sex or written rank are known of both rows and differ.
    fn contradicts(&self, other: &Attributes) -> bool {
        let differ = |a: Option<u8>, b: Option<u8>| a.is_some() && b.is_some() && a != b;
        differ(self.rank, other.rank) || differ(self.sex, other.sex)
    }
}

fn near_date(leak: &Attributes, member: &Attributes, closely: &impl Closely) -> DateAgreement {
    let (leaked, own) = (&leak.date, &member.date);
    if (leaked.year, leaked.month, leaked.day) == (own.year, own.day, own.month) {
        return DateAgreement::Exchanged;
    }
    let [month_known, day_known] = [0, 1].map(|part: usize| leaked.known[part] && own.known[part]);
    let same = (leaked.month == own.month || !month_known) && (leaked.day == own.day || !day_known);
    match () {
        () if leaked.year == own.year && same && !(month_known && day_known) => DateAgreement::Unknown,
        () if closely.date(leak) => DateAgreement::Digit,
        () => DateAgreement::Other,
    }
}

/// `household`: whether the rows have a NIR in common, and nothing says that they are two persons of its.
fn near_first_name(leak: &Attributes, member: &Attributes, household: bool, closely: &impl Closely) -> NameAgreement {
    let (leaked, own) = (&leak.first, &member.first);
    let is_long = |name: &FirstTags| name.long || (household && name.short);
    // Of three letters, one that is wrong may leave neither end.
    let comparable = is_long(leaked) && is_long(own) && (leaked.short || own.short || ends_meet(leaked.ends, own.ends));
    match () {
        () if own.joined == leaked.joined => NameAgreement::Spelling,
        () if comparable && !differ(leaked.words[1], own.words[1]) && closely.first_name(leak) => NameAgreement::Letter,
        () => NameAgreement::Differs,
    }
}

fn near_last_name(leak: &Attributes, member: &Attributes, closely: &impl Closely) -> NameAgreement {
    let comparable = |of_leak: &LastTags, of_member: &LastTags| {
        of_leak.long && of_member.long && ends_meet(of_leak.ends, of_member.ends)
    };
    let mut pairs = member.last.iter().enumerate().flat_map(|(which, of_member)| {
        leak.last.iter().enumerate().map(move |(other, of_leak)| ((which, of_member), (other, of_leak)))
    });
    let is_a_letter_off = pairs.any(|((which, of_member), (other, of_leak))| {
        comparable(of_leak, of_member) && closely.last_name(which, leak, other)
    });
    if is_a_letter_off { NameAgreement::Letter } else { NameAgreement::Differs }
}

fn is_mistyped_number(leak: &Attributes, closely: &impl Closely) -> bool {
    let kinds = leak.numbers.iter().enumerate().filter(|(_, leaked)| leaked.whole != 0);
    kinds.map(|(kind, _)| kind).any(|kind| closely.number(kind, leak))
}

fn in_each_others_place(leak: &Attributes, member: &Attributes) -> bool {
    let is_last = |first: u64, of: &Attributes| first != 0 && of.last.iter().any(|last| last.joined == first);
    let is_first = |of: &Attributes, first: &FirstTags| {
        of.last.iter().any(|last| last.whole != 0 && [first.joined, first.words[0]].contains(&last.joined))
    };
    is_last(leak.first.joined, member) && is_first(leak, &member.first)
}

/// Whether two names have their first or their last two letters in common, which one wrong letter leaves them.
fn ends_meet(a: [u64; 2], b: [u64; 2]) -> bool {
    a[0] == b[0] || a[1] == b[1]
}

fn differ(a: u64, b: u64) -> bool {
    a != 0 && b != 0 && a != b
}

fn number(leak: &Attributes, member: &Attributes) -> NumberAgreement {
    let pairs = || leak.numbers.iter().zip(&member.numbers).filter(|(a, b)| a.whole != 0 && b.whole != 0);
    match () {
        () if pairs().any(|(a, b)| a.whole == b.whole) => NumberAgreement::Same,
        () if pairs().any(|(a, b)| a.short == b.short) => NumberAgreement::Zeros,
        () => NumberAgreement::Other,
    }
}

fn first_names(leak: &FirstTags, member: &FirstTags) -> NameAgreement {
    match () {
        () if leak.words[0] == 0 || member.words[0] == 0 => NameAgreement::Absent,
        () if leak.words[0] == member.words[0] && !differ(leak.words[1], member.words[1]) => NameAgreement::Same,
        () => NameAgreement::Differs,
    }
}

fn best_last_name(leak: &Attributes, member: &Attributes) -> NameAgreement {
    let pairs = leak.last.iter().flat_map(|a| member.last.iter().map(move |b| (a, b)));
    pairs.map(|(a, b)| last_names(a, b)).min().unwrap_or(NameAgreement::Absent)
}

fn last_names(leak: &LastTags, member: &LastTags) -> NameAgreement {
    let cut = |long: &LastTags, short: &LastTags| long.cut.contains(&short.joined);
    match () {
        () if leak.whole == 0 || member.whole == 0 => NameAgreement::Absent,
        () if leak.whole == member.whole => NameAgreement::Same,
        () if leak.joined == member.joined || leak.bare == member.bare => NameAgreement::Spelling,
        () if cut(leak, member) || cut(member, leak) => NameAgreement::Spelling,
        () => NameAgreement::Differs,
    }
}

//! Any text read as a birth date, in every order, ends in eight digits or a reason.
#![no_main]

use engine::identity::{Dates, Orders, birth_date, nir};
use model::incident::DateOrder;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (date, number) = text.split_once('\n').unwrap_or((text, ""));
    let birth = nir(number, None).ok().flatten().and_then(|filed| filed.birth());
    for order in [DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd] {
        for declared in [true, false] {
            let reference = jiff::civil::date(2024, 2, 7);
            let how = Dates { orders: Orders::declared(order), declared, reference };
            if let Ok(Some(date)) = birth_date(date, &how, birth) {
                assert!(date.as_bytes().iter().all(u8::is_ascii_digit));
            }
        }
    }
});

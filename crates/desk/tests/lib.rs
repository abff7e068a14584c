//! The desk as a browser meets it: requests byte by byte to the real program, with the real `ampleur` beside it.

#![allow(unreachable_pub, reason = "what a test crate shares, its other files use")]
#![allow(clippy::disallowed_methods, reason = "how long a test waits is in no output")]

mod answers;
mod attacks;
mod browser;
mod dossier;
mod ends;
mod forms;
mod harness;
mod nearby;
mod odd;
mod opener;
mod pages;
mod perimeters;
mod remedies;
mod reports;
mod rows;
mod sent;
mod signing;
mod uploads;
mod whole;

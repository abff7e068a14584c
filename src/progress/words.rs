//! Words of progress reports.

use std::time::Duration;

use crate::words::Words;
use engine::plan::Effort;
use model::observer::Stage;

impl Words {
    pub(crate) fn stage(self, stage: Stage) -> &'static str {
        match stage {
            Stage::Leaks => self.pick("Lignes divulguées", "Leaked rows"),
            Stage::Members => self.pick("Lignes d’assurés", "Member rows"),
            Stage::Link => self.pick("Rapprochement", "Linking"),
            Stage::Search => self.pick("Seconde lecture", "Second reading"),
            Stage::Count => self.pick("Décompte", "Counting"),
            Stage::Documents => self.pick("Documents", "Documents"),
        }
    }

    /// `1,234 / 5,678`, or `1,234 rows` if the total is unknown. Empty before the first row.
    pub(crate) fn rows_done(self, done: u64, of: Option<u64>) -> String {
        match of {
            Some(of) => format!("{} / {}", self.number(done), self.number(of)),
            None if done == 0 => String::new(),
            None => format!("{} {}", self.number(done), self.pick("lignes", "rows")),
        }
    }

    pub(crate) fn expected(self, effort: &Effort, cores: u64) -> String {
        let (rows, memory, time) = (self.number(effort.rows), self.gigabytes(effort.memory), duration(effort.seconds));
        self.pick(
            format!("prévision : {rows} lignes ; {time} sur {cores} cœurs, {memory} de mémoire"),
            format!("estimate: {rows} rows; {time} on {cores} cores, {memory} of memory"),
        )
    }

    pub(crate) fn taken(self, effort: &Effort, seconds: u64, memory: Option<u64>) -> String {
        let (time, of_time) = (duration(seconds), duration(effort.seconds));
        let of_memory = self.gigabytes(effort.memory);
        let memory = memory.map_or_else(String::new, |memory| {
            let memory = self.gigabytes(memory);
            self.pick(format!(", {memory} (prévu\u{a0}: {of_memory})"), format!(", {memory} (estimated {of_memory})"))
        });
        self.pick(
            format!("terminé en {time} (prévu : {of_time}){memory}"),
            format!("done in {time} (estimated {of_time}){memory}"),
        )
    }

    /// `3.9 GB` (10⁹ bytes).
    fn gigabytes(self, bytes: u64) -> String {
        let tenths = (bytes + 50_000_000) / 100_000_000;
        let (whole, tenth) = (tenths / 10, tenths % 10);
        self.pick(format!("{whole},{tenth} Go"), format!("{whole}.{tenth} GB"))
    }

    pub(crate) fn rows_a_second(self, rate: f64) -> String {
        // The rate is not known before the first rows are done.
        if rate < 1.0 {
            return String::new();
        }
        format!("{} {}", self.number(rate as u64), self.pick("lignes/s", "rows/s"))
    }

    pub(crate) fn time_left(self, left: Duration) -> String {
        let seconds = left.as_secs();
        let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        let time =
            if hours == 0 { format!("{minutes}:{seconds:02}") } else { format!("{hours}:{minutes:02}:{seconds:02}") };
        // Neither is the time left.
        if left.is_zero() { String::new() } else { self.pick(format!("reste {time}"), format!("{time} left")) }
    }
}

fn duration(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, seconds) => format!("{minutes} min {seconds:02} s"),
    }
}

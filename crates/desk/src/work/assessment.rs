//! An assessment under way: how far it is, and how it ended.

use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use model::system;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::{Notify, watch};

use crate::life::Busy;

/// How long a stopped assessment may take to tidy up.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of messages that are kept.
const KEPT: usize = 200_000;

/// One run of `ampleur assess`.
pub(crate) struct Assessment {
    state: watch::Sender<State>,
    stop: Notify,
}

/// How far it is.
#[derive(Clone, Default)]
pub(crate) struct State {
    /// Seconds that it was estimated to take.
    pub expected: Option<u64>,
    /// Name of the stage.
    pub stage: String,
    /// Rows of the stage that are done, and all of them if known.
    pub rows: u64,
    pub of: Option<u64>,
    /// Seconds since the stage began.
    pub seconds: f64,
    /// Seconds that it took.
    pub taken: Option<f64>,
    /// Messages.
    pub said: String,
    /// Whether it was told to stop.
    pub is_stopped: bool,
    /// How it ended, once it has: its exit status, unless it was killed.
    pub ended: Option<Option<i32>>,
}

impl State {
    /// Whether the report is written.
    pub(crate) fn is_written(&self) -> bool {
        self.ended.is_some_and(is_written)
    }

    /// What a line on standard error tells.
    fn hear(&mut self, line: &str) {
        let event = serde_json::from_str::<Value>(line).unwrap_or_default();
        match event["event"].as_str() {
            Some("expected") => self.expected = event["seconds"].as_u64(),
            Some("stage") => {
                event["stage"].as_str().unwrap_or_default().clone_into(&mut self.stage);
                self.rows = event["rows"].as_u64().unwrap_or_default();
                self.of = event["of"].as_u64();
                self.seconds = event["seconds"].as_f64().unwrap_or_default();
            }
            Some("taken") => self.taken = event["seconds"].as_f64(),
            Some(_) => {}
            None if self.said.len() < KEPT => {
                self.said.push_str(line);
                self.said.push('\n');
            }
            None => {}
        }
    }
}

/// Whether an exit status is that of a report: 3 is one with findings.
fn is_written(status: Option<i32>) -> bool {
    matches!(status, Some(0 | 3))
}

impl Assessment {
    pub(super) fn begin(
        mut command: Command,
        busy: Busy,
        ended: impl FnOnce(bool) + Send + 'static,
    ) -> Arc<Assessment> {
        let assessment = Arc::new(Assessment { state: watch::Sender::default(), stop: Notify::new() });
        // Figures are read from the report, not from here.
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        match command.spawn() {
            Ok(child) => {
                let follower = Arc::clone(&assessment);
                tokio::spawn(async move {
                    let status = follower.follow(child).await;
                    ended(is_written(status));
                    follower.state.send_modify(|state| state.ended = Some(status));
                    drop(busy);
                });
            }
            Err(e) => assessment.state.send_modify(|state| {
                state.said = format!("ampleur: {e}");
                state.ended = Some(None);
            }),
        }
        assessment
    }

    async fn follow(&self, mut child: Child) -> Option<i32> {
        let errors = child.stderr.take()?;
        let mut lines = BufReader::new(errors).lines();
        let mut stopped = false;
        loop {
            tokio::select! {
                line = lines.next_line() => match line {
                    Ok(Some(line)) => self.state.send_modify(|state| state.hear(&line)),
                    _ => break,
                },
                () = self.stop.notified(), if !stopped => {
                    stopped = true;
                    self.state.send_modify(|state| state.is_stopped = true);
                    if !child.id().is_some_and(system::ask_to_end) {
                        // What it leaves, the next one removes.
                        let _ = child.start_kill();
                    }
                }
                () = tokio::time::sleep(PATIENCE), if stopped => break,
            }
        }
        match tokio::time::timeout(PATIENCE, child.wait()).await {
            Ok(status) => status.ok().and_then(|status| status.code()),
            Err(_) => {
                // It is dead one way or the other.
                let _ = child.kill().await;
                None
            }
        }
    }

    pub(crate) fn is_running(&self) -> bool {
        self.state.borrow().ended.is_none()
    }

    pub(crate) fn state(&self) -> State {
        self.state.borrow().clone()
    }

    /// Each state that it comes to.
    pub(crate) fn states(&self) -> watch::Receiver<State> {
        self.state.subscribe()
    }

    /// Has it end with nothing written.
    pub(crate) fn stop(&self) {
        self.stop.notify_one();
    }

    /// Until it has ended.
    pub(super) async fn ended(&self) {
        let mut states = self.states();
        // The sender lives as long as `self`.
        let _ = states.wait_for(|state| state.ended.is_some()).await;
    }
}

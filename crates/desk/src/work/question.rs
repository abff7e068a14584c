//! A command whose answer a page waits for.

use std::future::Future;
use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::Said;

/// A question under way, or answered. Dropped, it is not asked any more.
pub(super) struct Question {
    /// What it is about: the same text, the same answer.
    pub of: String,
    /// The answer, once it is there.
    pub answer: watch::Receiver<Option<Arc<Said>>>,
    task: JoinHandle<()>,
}

impl Question {
    pub(super) fn ask(of: String, answering: impl Future<Output = Said> + Send + 'static) -> Question {
        let (told, answer) = watch::channel(None);
        let task = tokio::spawn(async move {
            told.send_replace(Some(Arc::new(answering.await)));
        });
        Question { of, answer, task }
    }
}

impl Drop for Question {
    fn drop(&mut self) {
        self.task.abort();
    }
}

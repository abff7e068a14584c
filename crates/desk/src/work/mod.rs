//! What the desk has the `ampleur` program do: what a page does is what the command line does.

mod assessment;
mod drawing;
mod program;
mod question;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::life::Life;
use drawing::Drawings;
use program::Program;
use question::Question;

pub(crate) use assessment::{Assessment, State};
pub(crate) use program::Said;

/// All that runs, and what it said.
pub(crate) struct Work {
    program: Program,
    life: Arc<Life>,
    /// The last assessment of each incident; one of them at most runs.
    assessments: Mutex<BTreeMap<String, Arc<Assessment>>>,
    /// The last answer to each question.
    questions: Mutex<BTreeMap<String, Question>>,
    drawings: Drawings,
}

impl Work {
    pub(crate) fn new(home: &Path, life: &Arc<Life>) -> Result<Work, String> {
        let (assessments, questions, drawings) = Default::default();
        Ok(Work { program: Program::beside(home)?, life: Arc::clone(life), assessments, questions, drawings })
    }

    /// Runs a command to its end.
    pub(crate) async fn run(&self, args: Vec<OsString>) -> Said {
        let _busy = self.life.busy();
        self.program.run(args, &[]).await
    }

    /// Asks something that may take long. The answer to the same question `of` the same things is kept.
    pub(crate) fn ask(&self, name: &str, of: &str, args: Vec<OsString>) -> watch::Receiver<Option<Arc<Said>>> {
        let mut questions = self.questions.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(question) = questions.get(name).filter(|question| question.of == of) {
            return question.answer.clone();
        }
        let (program, busy) = (self.program.clone(), self.life.busy());
        let question = Question::ask(of.to_owned(), async move {
            let said = program.run(args, &[]).await;
            drop(busy);
            said
        });
        let answer = question.answer.clone();
        // An older one is dropped, and its child killed.
        questions.insert(name.to_owned(), question);
        answer
    }

    /// Asks something anew: `input` is what the program reads from its standard input, and what is `held` is kept until it has answered.
    pub(crate) fn ask_anew(&self, name: &str, args: Vec<OsString>, input: Vec<u8>, held: impl Send + 'static) {
        let (program, busy) = (self.program.clone(), self.life.busy());
        let question = Question::ask(String::new(), async move {
            let said = program.run(args, &input).await;
            drop((busy, held));
            said
        });
        self.questions.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), question);
    }

    /// What was asked last under this name, if anything was.
    pub(crate) fn asked(&self, name: &str) -> Option<watch::Receiver<Option<Arc<Said>>>> {
        let questions = self.questions.lock().unwrap_or_else(PoisonError::into_inner);
        questions.get(name).map(|question| question.answer.clone())
    }

    /// Forgets an answer, so that the same question is asked anew.
    pub(crate) fn forget(&self, name: &str) {
        self.questions.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }

    /// Begins an assessment; `ended` is told whether its report is written, before anybody else is. `Err` has the name of the incident whose assessment runs already.
    pub(crate) fn assess(
        &self,
        case: &str,
        args: Vec<OsString>,
        ended: impl FnOnce(bool) + Send + 'static,
    ) -> Result<(), String> {
        let mut all = self.assessments.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((running, _)) = all.iter().find(|(_, assessment)| assessment.is_running()) {
            return Err(running.clone());
        }
        let assessment = Assessment::begin(self.program.command(args), self.life.busy(), ended);
        all.insert(case.to_owned(), assessment);
        Ok(())
    }

    /// The last assessment of an incident.
    pub(crate) fn assessment(&self, case: &str) -> Option<Arc<Assessment>> {
        self.assessments.lock().unwrap_or_else(PoisonError::into_inner).get(case).cloned()
    }

    /// Ends everything that runs.
    pub(crate) async fn end(&self) {
        let all = std::mem::take(&mut *self.assessments.lock().unwrap_or_else(PoisonError::into_inner));
        self.questions.lock().unwrap_or_else(PoisonError::into_inner).clear();
        for assessment in all.values() {
            assessment.stop();
        }
        for assessment in all.values() {
            assessment.ended().await;
        }
    }
}

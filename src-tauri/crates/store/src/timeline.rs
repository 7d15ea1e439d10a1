//! Which steps of a history are in the file already, and which must be written or forgotten.

use std::ops::Range;
use std::sync::Arc;

use dangle_design::history::History;
use dangle_design::project::Project;

/// One snapshot with its number in the file.
pub(crate) type Step = (i64, Arc<Project>);

/// What the file holds of one project.
#[derive(Clone, Debug, Default)]
pub(crate) struct SavedTimeline {
    /// Counts the saves. 0: the project is not in the file.
    pub(crate) revision: i64,
    /// The number of the present step.
    pub(crate) position: i64,
    /// All steps, oldest first; the numbers follow one another without a gap.
    pub(crate) steps: Vec<Step>,
}

/// What has to happen to the file so that it holds a history.
#[derive(Debug, PartialEq)]
pub(crate) struct Plan {
    /// Steps that stay; all outside this range are removed.
    pub(crate) stay: Range<i64>,
    /// Steps to be written.
    pub(crate) write: Vec<Step>,
    /// The number of the present step.
    pub(crate) position: i64,
}

/// All snapshots of a history, oldest first.
fn snapshots(history: &History) -> Vec<Arc<Project>> {
    let mut all = history.past().to_vec();
    all.push(history.present().clone());
    all.extend(history.future().iter().rev().cloned());
    all
}

/// Whether two snapshots are the same; for those of one sitting a look at the address is enough.
fn same(a: &Arc<Project>, b: &Arc<Project>) -> bool {
    Arc::ptr_eq(a, b) || a == b
}

impl Plan {
    /// The least that has to be written: what the file and the history share from the history's oldest step
    /// on stays. Edits add at the end, undo moves the position, and old steps are forgotten at the front, so
    /// the shared run is all but one step long; anything else is still written in full.
    pub(crate) fn new(saved: &SavedTimeline, history: &History) -> Plan {
        let wanted = snapshots(history);
        let first = saved.steps.iter().position(|(_, step)| wanted.first().is_some_and(|w| same(step, w)));
        let kept = saved.steps.get(first.unwrap_or(saved.steps.len())..).unwrap_or_default();
        let shared = kept.iter().zip(&wanted).take_while(|((_, step), w)| same(step, w)).count();
        let next = saved.steps.last().map_or(0, |(number, _)| number + 1);
        let start = kept.first().map_or(next, |(number, _)| *number);
        let stay = start..start + shared as i64;
        let position = start + history.past().len() as i64;
        let write = (stay.end..).zip(wanted.into_iter().skip(shared)).collect();
        Plan { stay, write, position }
    }

    /// Whether the file holds the history already.
    pub(crate) fn is_done(&self, saved: &SavedTimeline) -> bool {
        let stays = self.stay.end - self.stay.start;
        self.write.is_empty() && stays == saved.steps.len() as i64 && self.position == saved.position
    }

    /// What the file holds once the plan is carried out.
    pub(crate) fn carried_out(self, saved: &SavedTimeline) -> SavedTimeline {
        let mut steps: Vec<Step> =
            saved.steps.iter().filter(|(number, _)| self.stay.contains(number)).cloned().collect();
        steps.extend(self.write);
        SavedTimeline { revision: saved.revision + 1, position: self.position, steps }
    }
}

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

#[cfg(test)]
mod tests {
    use dangle_design::edit::Edit;
    use dangle_design::history::MOST_STEPS;
    use dangle_design::id::ProjectId;
    use proptest::prelude::*;

    use super::*;

    /// What a person does between two saves.
    #[derive(Clone, Debug)]
    enum Hand {
        Edit(u8),
        Undo,
        Redo,
        Save,
    }

    fn hands() -> impl Strategy<Value = Vec<Hand>> {
        let hand = prop_oneof![
            6 => (0_u8..4).prop_map(Hand::Edit),
            3 => Just(Hand::Undo),
            2 => Just(Hand::Redo),
            3 => Just(Hand::Save),
        ];
        prop::collection::vec(hand, 0..400)
    }

    fn beginning() -> History {
        let id = ProjectId::derived(&["timeline"]);
        History::new(Project::empty(id, "First"))
    }

    fn follow(history: &mut History, hand: &Hand) {
        match hand {
            Hand::Edit(n) => history.commit(&Edit::RenameProject { name: format!("Name {n}") }).unwrap(),
            Hand::Undo => {
                history.undo();
            }
            Hand::Redo => {
                history.redo();
            }
            Hand::Save => {}
        }
    }

    fn saved(history: &History, before: &SavedTimeline) -> SavedTimeline {
        Plan::new(before, history).carried_out(before)
    }

    proptest! {
        #[test]
        fn whatever_was_saved_before_the_file_then_holds_the_history(hands in hands()) {
            let mut history = beginning();
            let mut file = SavedTimeline::default();
            for hand in &hands {
                follow(&mut history, hand);
                if matches!(hand, Hand::Save) {
                    file = saved(&history, &file);
                    let held: Vec<_> = file.steps.iter().map(|(_, step)| step.clone()).collect();
                    prop_assert_eq!(&held, &snapshots(&history));
                    prop_assert!(file.steps.windows(2).all(|pair| pair[0].0 + 1 == pair[1].0));
                    prop_assert_eq!(file.steps[history.past().len()].0, file.position);
                    prop_assert!(Plan::new(&file, &history).is_done(&file));
                }
            }
        }
    }

    #[test]
    fn one_more_edit_writes_one_snapshot() {
        let mut history = beginning();
        let mut file = saved(&history, &SavedTimeline::default());
        for n in 0..MOST_STEPS + 10 {
            history.commit(&Edit::RenameProject { name: format!("Name {n}") }).unwrap();
            let plan = Plan::new(&file, &history);
            assert_eq!(plan.write.len(), 1);
            file = plan.carried_out(&file);
        }
        history.undo();
        assert_eq!(Plan::new(&file, &history).write, []);
    }
}

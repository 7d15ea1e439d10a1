//! The last sheets as one strip: pieces find their places where there is room to move, and the strip is cut into sheets
//! again whenever a layout is wanted.

use super::table::{Snapshot, Table};

/// The beds from `first` on put end to end along an axis, as one.
pub(super) fn joined(beds: &Snapshot, first: usize, axis: usize) -> Snapshot {
    let mut strip = beds.clone();
    let length = beds.beds[first][axis];
    for pose in strip.poses.iter_mut().filter(|pose| pose.bed > first) {
        let along = length * (pose.bed - first) as f32;
        *(if axis == 0 { &mut pose.x } else { &mut pose.y }) += along;
        pose.bed = first;
    }
    strip.beds.truncate(first + 1);
    strip.beds[first][axis] = length * (beds.beds.len() - first) as f32;
    strip
}

/// The last bed cut into beds no longer than `most`, and how far the last of them is used. What a cut would go through
/// moves to the next bed with all that follows, so nothing comes nearer to anything.
pub(super) fn cut(table: &Table, axis: usize, most: f32) -> (Snapshot, f32) {
    let mut sheets = table.snapshot();
    let last = sheets.beds.len() - 1;
    let mut left: Vec<usize> = table.on(last).to_vec();
    let (mut bed, mut start) = (last, 0.0);
    loop {
        let reach = |piece: &usize| table.box_of(*piece)[2 + axis] - start;
        let (here, rest): (Vec<usize>, Vec<usize>) = left.iter().partition(|piece| reach(piece) <= most);
        for piece in &here {
            let pose = &mut sheets.poses[*piece];
            *(if axis == 0 { &mut pose.x } else { &mut pose.y }) -= start;
            pose.bed = bed;
        }
        let used = here.iter().map(reach).fold(0.0, f32::max);
        sheets.beds[bed][axis] = sheets.beds[bed][axis].min(most);
        if rest.is_empty() || here.is_empty() {
            return (sheets, used);
        }
        start = rest.iter().map(|piece| table.box_of(*piece)[axis]).fold(f32::INFINITY, f32::min);
        sheets.beds.push(sheets.beds[bed]);
        (bed, left) = (bed + 1, rest);
    }
}

//! Leaks: where the flood seems to have run into a figure by a wide gap in its outline.

use super::region::Region;

/// Least area of a mark, in squares of the gap: smaller ones are dust.
const LEAST_MARK: usize = 9;

/// A part that nothing was seen to touch yet.
const NOTHING: usize = usize::MAX;

/// The pixels of `ground` that are more likely figure: what the flood reached by a narrow place alone, past
/// what `outer` has, and what has marks of its own such as eyes that nothing else touches.
///
/// An empty hollow behind a narrow place, such as between an arm and a body, stays ground. `reached` is where
/// the flood could pass, `gap` how far the ground was filled up from there.
pub(super) fn leaks(
    ground: &Region,
    reached: &Region,
    outer: &Region,
    least: usize,
    gap: usize,
) -> Vec<usize> {
    let mut lumps = reached.parts_without(outer, least);
    // A figure's inside hardly ever meets the border; ground beside a figure that does may be narrow.
    lumps.retain(|lump| !lump.iter().any(|&pixel| ground.is_near_border(pixel, 3 * gap)));
    if lumps.is_empty() {
        return Vec::new();
    }
    let around = lumps.len() + 1;
    let mut lump_of: Vec<usize> =
        (0..ground.size()).map(|at| if outer.has(at) { around } else { 0 }).collect();
    for (index, lump) in lumps.iter().enumerate() {
        for &pixel in lump {
            lump_of[pixel] = index + 1;
        }
    }
    let marked = marked(ground, &lump_of, around, gap);
    let mut leak = ground.without();
    for (_, lump) in lumps.into_iter().enumerate().filter(|(index, _)| marked[index + 1]) {
        leak.take_in(&lump);
    }
    leak.grow(3 * gap + 8, |pixel| ground.has(pixel) && lump_of[pixel] == 0);
    leak.pixels()
}

/// Which lumps have a part of what is not ground to themselves; lumps count from 1.
fn marked(ground: &Region, lump_of: &[usize], around: usize, gap: usize) -> Vec<bool> {
    let parts = ground.parts_outside();
    let mut touched = vec![NOTHING; parts.areas().len() + 1];
    for at in ground.rim() {
        let part = parts.label(at) as usize;
        for beside in ground.around(at, gap + 1).filter(|&beside| lump_of[beside] > 0) {
            let lump = lump_of[beside];
            let same = touched[part] == NOTHING || touched[part] == lump;
            touched[part] = if same { lump } else { around };
        }
    }
    let mut marked = vec![false; around + 1];
    for (part, &lump) in touched.iter().enumerate().skip(1).filter(|(_, lump)| **lump < around) {
        marked[lump] |= parts.area(part as u32) as usize >= LEAST_MARK * gap * gap;
    }
    marked
}

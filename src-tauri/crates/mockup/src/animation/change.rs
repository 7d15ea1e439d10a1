//! Where a frame differs from the one before.

/// A rectangle of pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) width: usize,
    pub(super) height: usize,
}

impl Window {
    /// The least window round the pixels of a picture `across` wide that `marked` tells; one pixel where it
    /// tells none, for formats have no empty frame.
    pub(super) fn round(across: usize, down: usize, marked: impl Fn(usize) -> bool) -> Window {
        let (mut left, mut right, mut top, mut bottom) = (across, 0, down, 0);
        for row in 0..down {
            let mut columns = (0..across).filter(|column| marked(row * across + column));
            if let Some(first) = columns.next() {
                let last =
                    (first..across).rev().find(|column| marked(row * across + column)).unwrap_or(first);
                (left, right) = (left.min(first), right.max(last));
                (top, bottom) = (top.min(row), row);
            }
        }
        if left > right {
            return Window { left: 0, top: 0, width: 1, height: 1 };
        }
        Window { left, top, width: right + 1 - left, height: bottom + 1 - top }
    }

    /// The indices of its pixels in a picture `across` wide, row by row.
    pub(super) fn pixels(self, across: usize) -> impl Iterator<Item = usize> {
        (self.top..self.top + self.height)
            .flat_map(move |row| (self.left..self.left + self.width).map(move |column| row * across + column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_holds_all_that_changed_and_no_more() {
        let marked = [12, 27, 33];
        let window = Window::round(10, 5, |index| marked.contains(&index));
        assert_eq!(window, Window { left: 2, top: 1, width: 6, height: 3 });
        assert_eq!(window.pixels(10).count(), 18);
        assert_eq!(window.pixels(10).next(), Some(12));
        assert_eq!(Window::round(10, 5, |_| false).pixels(10).count(), 1);
    }
}

//! Whether a JPEG is all there. The decoder paints what is missing grey and says nothing.

/// Whether the picture's data runs to its end marker.
///
/// Walks the markers (ITU-T T.81, annex B): segments have a length, scans run to the next marker that is
/// neither a stuffed zero nor a restart. Thumbnails lie inside segments, so their end markers do not count;
/// whatever follows the end marker does not matter.
pub(super) fn is_complete(bytes: &[u8]) -> bool {
    const START_OF_SCAN: u8 = 0xda;
    const END: u8 = 0xd9;
    let mut at = 2;
    while let Some((marker, next)) = next_marker(bytes, at) {
        at = match marker {
            END => return true,
            // Without a length: temporary, restarts, start.
            0x01 | 0xd0..=0xd8 => next,
            _ => match bytes.get(next..next + 2) {
                Some(&[high, low]) => next + usize::from(u16::from_be_bytes([high, low])).max(2),
                _ => return false,
            },
        };
        if marker == START_OF_SCAN {
            at = end_of_scan(bytes, at);
        }
    }
    false
}

/// The next marker at or after `at`, and the place behind it.
fn next_marker(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let mut at = at + bytes.get(at..)?.iter().position(|&byte| byte == 0xff)?;
    while *bytes.get(at)? == 0xff {
        at += 1;
    }
    Some((bytes[at], at + 1))
}

/// The place of the first marker after a scan's data.
fn end_of_scan(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let ends = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff | 0xd0..=0xd7);
    rest.windows(2).position(ends).map_or(bytes.len(), |place| from + place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_marker_in_a_thumbnail_is_not_the_end() {
        let head = [0xff, 0xd8, 0xff, 0xe1, 0x00, 0x06, 0xff, 0xd8, 0xff, 0xd9];
        assert!(!is_complete(&head));
        let scan = [0xff, 0xda, 0x00, 0x02, 0x12, 0xff, 0x00, 0xff, 0xd0, 0x34];
        let mut whole = [&head[..], &scan].concat();
        assert!(!is_complete(&whole));
        whole.extend([0xff, 0xd9, 0x77]);
        assert!(is_complete(&whole));
    }

    #[test]
    fn markers_at_the_very_end_do_not_run_over_it() {
        for tail in
            [&[][..], &[0xff], &[0xff, 0xff], &[0xff, 0xda], &[0xff, 0xda, 0xff], &[0xff, 0xe0, 0xff, 0xff]]
        {
            assert!(!is_complete(&[&[0xff, 0xd8][..], tail].concat()), "{tail:?}");
        }
    }
}

//! Image resources as Photoshop has them, in its own files and in TIFF.

/// Resolution, in pixels an inch (Adobe Photoshop File Formats, resource 1005).
pub(crate) const RESOLUTION: u16 = 1005;
/// Names of the channels behind the inks.
pub(crate) const CHANNEL_NAMES: u16 = 1006;
/// The ICC profile.
pub(crate) const PROFILE: u16 = 1039;

/// One image resource: signature, number, no name, and its bytes padded to an even count.
pub(crate) fn resource(number: u16, bytes: &[u8]) -> Vec<u8> {
    let mut block = b"8BIM".to_vec();
    block.extend(number.to_be_bytes());
    block.extend([0, 0]);
    block.extend((bytes.len() as u32).to_be_bytes());
    block.extend(bytes);
    if bytes.len() % 2 == 1 {
        block.push(0);
    }
    block
}

/// The resolution resource: 16.16 fixed point, shown in pixels an inch and in millimetres.
pub(crate) fn resolution(dpi: f64) -> Vec<u8> {
    let fixed = ((dpi * 65536.0).round() as u32).to_be_bytes();
    let half = [&fixed[..], &1_u16.to_be_bytes(), &3_u16.to_be_bytes()].concat();
    resource(RESOLUTION, &half.repeat(2))
}

/// The names of the channels behind the inks.
pub(crate) fn channel_names(names: &[&str]) -> Vec<u8> {
    let pascal = names.iter().flat_map(|name| [&[name.len() as u8], name.as_bytes()].concat());
    resource(CHANNEL_NAMES, &pascal.collect::<Vec<u8>>())
}

/// A row as `PackBits`: runs of one byte, and bytes as they are.
pub(crate) fn packed(row: &[u8]) -> Vec<u8> {
    /// Bytes of one run or one stretch at most.
    const MOST: usize = 128;
    let mut packed = Vec::new();
    let mut at = 0;
    while at < row.len() {
        let run = run_at(row, at).min(MOST);
        if run >= 3 {
            packed.extend([(257 - run) as u8, row[at]]);
            at += run;
            continue;
        }
        let start = at;
        while at < row.len() && at - start < MOST && run_at(row, at) < 3 {
            at += 1;
        }
        packed.push((at - start - 1) as u8);
        packed.extend(&row[start..at]);
    }
    packed
}

/// How many equal bytes stand at a place, up to a run's length.
fn run_at(row: &[u8], at: usize) -> usize {
    row[at..].iter().take(128).take_while(|&&byte| byte == row[at]).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(packed: &[u8]) -> Vec<u8> {
        let (mut row, mut at) = (Vec::new(), 0);
        while at < packed.len() {
            let count = usize::from(packed[at]);
            if count < 128 {
                row.extend(&packed[at + 1..at + 2 + count]);
                at += count + 2;
            } else {
                row.extend(vec![packed[at + 1]; 257 - count]);
                at += 2;
            }
        }
        row
    }

    #[test]
    fn rows_come_back_as_they_were() {
        let mixed: Vec<u8> = (0..500_u32).map(|i| if i % 37 < 20 { 7 } else { (i * i) as u8 }).collect();
        for row in [vec![], vec![5], vec![5; 400], mixed, vec![1, 1, 2, 2, 3, 3]] {
            assert_eq!(unpacked(&packed(&row)), row);
        }
        assert!(packed(&[9; 400]).len() < 10);
    }

    #[test]
    fn a_resource_is_padded_to_an_even_count() {
        assert_eq!(resource(1006, &[3, 1, 2]).len(), 12 + 4);
        assert_eq!(&channel_names(&["White"])[12..18], b"\x05White");
    }
}

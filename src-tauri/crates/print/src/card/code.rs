//! What can be scanned: shop barcodes with their check digit, Code 128 for one's own stock, QR codes.

use barcoders::sym::code128::Code128;
use barcoders::sym::ean13::EAN13;
use dangle_design::kurbo::{BezPath, Rect, Shape, Size};
use dangle_design::project::CardCode;
use dangle_design::{Error, Result};
use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

use crate::paper::{Frame, Hand, Ink, Place};

/// Width of a shop barcode's thinnest bar, in mm: 80 % of the nominal 0.33, the least that GS1 allows.
const SHOP_BAR: f64 = 0.264;
/// Code 128's thinnest bar: at least, and as it is wished.
const STOCK_BARS: [f64; 2] = [0.19, 0.3];
/// A QR module: at least (ten printer's dots at 600 dpi), as wished, and at most.
const MODULES: [f64; 3] = [0.4, 0.5, 0.7];
/// How a QR code says that its letters are UTF-8 (AIM ECI 000026).
const UTF_8: u32 = 26;
/// Clear modules round a QR code (denso-wave.com: four).
const QR_QUIET: f64 = 4.0;
/// Clear bars before and behind: 11 and 7 for shop barcodes, 10 for Code 128 (GS1 General Specifications).
const SHOP_QUIET: [f64; 2] = [11.0, 7.0];
const STOCK_QUIET: f64 = 10.0;
/// Height of the bars.
const HEIGHT: f64 = 11.0;
/// Ems of the digits below them.
const DIGITS: f64 = 2.7;

/// A code, ready to be laid on a card.
pub(super) struct Code {
    bars: BezPath,
    /// What stands below, and where its middle is.
    labels: Vec<(String, f64)>,
    /// Quiet zone and all.
    pub(super) size: Size,
}

impl Code {
    /// The code, no wider than `widest`; `None` where a card has none.
    pub(super) fn of(code: &CardCode, widest: f64) -> Result<Option<Code>> {
        match code {
            CardCode::None => Ok(None),
            CardCode::Ean13 { digits } => shop(&whole(digits, 13)?, false).map(Some),
            CardCode::Upc { digits } => shop(&format!("0{}", whole(digits, 12)?), true).map(Some),
            CardCode::Code128 { text } => stock(text, widest).map(Some),
            CardCode::Qr { text } => qr(text, widest).map(Some),
        }
    }

    /// Lays the code with its quiet zone's top left at a place, on white.
    pub(super) fn lay(&self, frame: &mut Frame, x: f64, y: f64) -> Result<()> {
        frame.rect(Rect::from_origin_size((x, y), self.size), 0.0, Ink::Cmyk([0.0; 4]));
        let place = dangle_design::kurbo::Affine::translate((x, y));
        frame.fill(place * self.bars.clone(), Ink::BLACK);
        for (label, at) in &self.labels {
            let base = (x + at, y + self.size.height - 0.35);
            frame.words(label, Hand::Text, DIGITS, base, Place::Middle, Ink::BLACK)?;
        }
        Ok(())
    }
}

/// The digits with their check digit, `length` in all.
fn whole(digits: &str, length: usize) -> Result<String> {
    let digits: String = digits.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let wrong = |why: String| {
        Error::input(why, format!("Give {} digits, or {length} with the check digit.", length - 1))
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || ![length - 1, length].contains(&digits.len()) {
        return Err(wrong(format!("\"{digits}\" is no such barcode")));
    }
    let check = check_digit(&digits[..length - 1]);
    match digits.as_bytes().get(length - 1).copied() {
        Some(given) if given != check => Err(wrong(format!(
            "the check digit of {digits} is {}, not {}",
            char::from(check),
            char::from(given)
        ))),
        _ => Ok(format!("{}{}", &digits[..length - 1], char::from(check))),
    }
}

/// The check digit: every second digit from the right counts three times (GS1 General Specifications, 7.9).
fn check_digit(digits: &str) -> u8 {
    let weighed = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| u32::from(byte - b'0') * if at % 2 == 0 { 3 } else { 1 });
    let sum: u32 = weighed.sum();
    b'0' + ((10 - sum % 10) % 10) as u8
}

fn shop(digits: &str, upc: bool) -> Result<Code> {
    let encoded = EAN13::new(digits).map_err(|error| unusable(digits, &error.to_string()))?.encode();
    let left = SHOP_QUIET[0] * SHOP_BAR;
    let mut bars = BezPath::new();
    for (at, wide) in runs(&encoded) {
        // The guards reach down between the digits.
        let guard = at < 3 || (45..50).contains(&at) || at >= 92;
        let height = if guard { HEIGHT + 1.3 } else { HEIGHT };
        bars.extend(bar(left, at, wide, SHOP_BAR, height));
    }
    let at = |module: f64| left + module * SHOP_BAR;
    let labels = if upc {
        // A UPC-A is an EAN-13 that begins with 0, which is not written.
        vec![(digits[1..7].to_owned(), at(24.0)), (digits[7..].to_owned(), at(71.0))]
    } else {
        vec![
            (digits[..1].to_owned(), at(-6.5)),
            (digits[1..7].to_owned(), at(24.0)),
            (digits[7..].to_owned(), at(71.0)),
        ]
    };
    let modules = SHOP_QUIET[0] + encoded.len() as f64 + SHOP_QUIET[1];
    Ok(Code { bars, labels, size: Size::new(modules * SHOP_BAR, HEIGHT + 3.1) })
}

fn stock(text: &str, widest: f64) -> Result<Code> {
    let even_digits =
        text.len() >= 4 && text.len().is_multiple_of(2) && text.bytes().all(|byte| byte.is_ascii_digit());
    // The crate chooses the set by its first letter: C packs two digits a sign, B knows all of ASCII.
    let set = if even_digits { '\u{106}' } else { '\u{181}' };
    let encoded =
        Code128::new(format!("{set}{text}")).map_err(|error| unusable(text, &error.to_string()))?.encode();
    let modules = encoded.len() as f64 + 2.0 * STOCK_QUIET;
    let wide = STOCK_BARS[1].min(widest / modules);
    if wide < STOCK_BARS[0] {
        return Err(super::too_much("the barcode", modules * STOCK_BARS[0] - widest));
    }
    let mut bars = BezPath::new();
    for (at, count) in runs(&encoded) {
        bars.extend(bar(STOCK_QUIET * wide, at, count, wide, HEIGHT));
    }
    let size = Size::new(modules * wide, HEIGHT + 3.1);
    Ok(Code { bars, labels: vec![(text.to_owned(), size.width / 2.0)], size })
}

fn qr(text: &str, widest: f64) -> Result<Code> {
    let mut segments = QrSegment::make_segments(text);
    if !text.is_ascii() {
        // A scanner that is not told guesses, and takes Chinese for Shift JIS.
        segments.insert(0, QrSegment::make_eci(UTF_8));
    }
    let code = QrCode::encode_segments(&segments, QrCodeEcc::Medium)
        .map_err(|error| unusable(text, &error.to_string()))?;
    let modules = f64::from(code.size()) + 2.0 * QR_QUIET;
    let side = (22.0 / modules).clamp(MODULES[1], MODULES[2]).min(widest / modules);
    if side < MODULES[0] {
        return Err(super::too_much("the QR code", modules * MODULES[0] - widest));
    }
    let mut bars = BezPath::new();
    for y in 0..code.size() {
        let dark: Vec<u8> = (0..code.size()).map(|x| u8::from(code.get_module(x, y))).collect();
        for (at, count) in runs(&dark) {
            let row = QR_QUIET * side + f64::from(y) * side;
            let from = QR_QUIET * side + at as f64 * side;
            bars.extend(Rect::new(from, row, from + count as f64 * side, row + side).to_path(0.1));
        }
    }
    Ok(Code { bars, labels: Vec::new(), size: Size::new(modules * side, modules * side) })
}

/// Stretches of dark modules: where each begins, and how many it has.
fn runs(modules: &[u8]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in modules.iter().enumerate().filter(|(_, dark)| **dark == 1) {
        match runs.last_mut() {
            Some((from, count)) if *from + *count == at => *count += 1,
            _ => runs.push((at, 1)),
        }
    }
    runs
}

fn bar(left: f64, at: usize, count: usize, wide: f64, height: f64) -> BezPath {
    let from = left + at as f64 * wide;
    Rect::new(from, 0.0, from + count as f64 * wide, height).to_path(0.1)
}

fn unusable(code: &str, why: &str) -> Error {
    Error::input(
        format!("\"{code}\" cannot be made a code: {why}"),
        "Use plain letters and digits, and fewer of them.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_those_of_goods_in_shops() {
        assert_eq!(whole("400638133393", 13).unwrap(), "4006381333931");
        assert_eq!(whole("4006381333931", 13).unwrap(), "4006381333931");
        assert_eq!(whole("03600029145", 12).unwrap(), "036000291452");
        for wrong in ["4006381333930", "40063813339", "40063813339x1", ""] {
            assert!(whole(wrong, 13).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_code_too_wide_for_its_card_is_refused_and_not_squeezed() {
        let code = CardCode::Code128 { text: "DANGLE-2027-SPRING-000123-BOBA".into() };
        assert!(Code::of(&code, 43.0).is_err());
        assert!(Code::of(&CardCode::Code128 { text: "BOBA-01".into() }, 43.0).is_ok());
        assert!(Code::of(&CardCode::Qr { text: "https://example.org/boba".into() }, 43.0).is_ok());
        assert!(Code::of(&CardCode::Qr { text: "x".repeat(290) }, 20.0).is_err());
    }
}

//! Lengths, angles and masses as types. The numbers 25.4 and 72 live here and nowhere else.

use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

use crate::{Error, Result};

/// Millimetres in one inch (exact, by definition of the international inch).
const MM_PER_INCH: f64 = 25.4;
/// PDF points in one inch (ISO 32000-2, 8.3.2.3).
const POINTS_PER_INCH: f64 = 72.0;

/// A length in millimetres. Always finite.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, JsonSchema, TS)]
#[serde(transparent)]
#[ts(as = "f64")]
pub struct Mm(f64);

impl Mm {
    /// No length at all.
    pub const ZERO: Mm = Mm(0.0);

    /// A length known to be finite: constants and results of our own arithmetic.
    #[must_use]
    pub const fn new(mm: f64) -> Self {
        debug_assert!(mm.is_finite());
        Mm(mm)
    }

    /// A length from outside that must be a number above zero.
    ///
    /// # Errors
    /// [`crate::ErrorCode::Input`] when it is not finite or not above zero.
    pub fn positive(name: &str, mm: f64) -> Result<Self> {
        if mm.is_finite() && mm > 0.0 {
            return Ok(Mm(mm));
        }
        Err(Error::input(format!("{name} is {mm}"), "Give a length above zero, such as 50mm."))
    }

    /// A length from outside that must lie in `low..=high`.
    ///
    /// # Errors
    /// [`crate::ErrorCode::Input`] when it is not finite or lies outside.
    pub fn within(name: &str, mm: f64, low: Mm, high: Mm) -> Result<Self> {
        if mm.is_finite() && (low.0..=high.0).contains(&mm) {
            return Ok(Mm(mm));
        }
        Err(Error::input(format!("{name} is {mm} mm"), format!("Give a length from {low} to {high}.")))
    }

    /// The bare number of millimetres.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// The same length in PDF points.
    #[must_use]
    pub fn points(self) -> f64 {
        self.0 * POINTS_PER_INCH / MM_PER_INCH
    }

    /// The length of `pixels` at `dpi` pixels an inch.
    #[must_use]
    pub fn of_pixels(pixels: f64, dpi: f64) -> Self {
        Mm(pixels * MM_PER_INCH / dpi)
    }

    /// How many pixels this length is at `dpi` pixels an inch.
    #[must_use]
    pub fn pixels(self, dpi: f64) -> f64 {
        self.0 * dpi / MM_PER_INCH
    }

    /// The larger of two lengths.
    #[must_use]
    pub fn max(self, other: Mm) -> Mm {
        Mm(self.0.max(other.0))
    }

    /// The smaller of two lengths.
    #[must_use]
    pub fn min(self, other: Mm) -> Mm {
        Mm(self.0.min(other.0))
    }
}

/// The resolution, in pixels an inch, of a grid with `px_per_mm` pixels a millimetre.
#[must_use]
pub fn dpi(px_per_mm: f64) -> f64 {
    px_per_mm * MM_PER_INCH
}

/// The pixels a millimetre of a grid with `dpi` pixels an inch.
#[must_use]
pub fn px_per_mm(dpi: f64) -> f64 {
    dpi / MM_PER_INCH
}

impl fmt::Display for Mm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rounded = (self.0 * 1000.0).round() / 1000.0;
        write!(f, "{rounded} mm")
    }
}

impl FromStr for Mm {
    type Err = Error;

    /// Reads "50mm", "5 cm", "2in", "2\"" or a bare number of millimetres.
    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        let split = text.find(|c: char| !(c.is_ascii_digit() || "+-.".contains(c))).unwrap_or(text.len());
        let (number, unit) = text.split_at(split);
        let per_unit = match unit.trim().to_ascii_lowercase().as_str() {
            "" | "mm" => 1.0,
            "cm" => 10.0,
            "in" | "inch" | "\"" => MM_PER_INCH,
            "pt" => MM_PER_INCH / POINTS_PER_INCH,
            _ => return Err(unreadable_length(text)),
        };
        match number.parse::<f64>() {
            Ok(value) if (value * per_unit).is_finite() => Ok(Mm(value * per_unit)),
            _ => Err(unreadable_length(text)),
        }
    }
}

fn unreadable_length(text: &str) -> Error {
    Error::input(format!("\"{text}\" is not a length"), "Write it as 50mm, 5cm or 2in.")
}

impl<'de> Deserialize<'de> for Mm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let mm = f64::deserialize(deserializer)?;
        if mm.is_finite() { Ok(Mm(mm)) } else { Err(serde::de::Error::custom("a length must be finite")) }
    }
}

impl Add for Mm {
    type Output = Mm;
    fn add(self, other: Mm) -> Mm {
        Mm(self.0 + other.0)
    }
}

impl Sub for Mm {
    type Output = Mm;
    fn sub(self, other: Mm) -> Mm {
        Mm(self.0 - other.0)
    }
}

impl Mul<f64> for Mm {
    type Output = Mm;
    fn mul(self, factor: f64) -> Mm {
        Mm(self.0 * factor)
    }
}

impl Div<f64> for Mm {
    type Output = Mm;
    fn div(self, divisor: f64) -> Mm {
        Mm(self.0 / divisor)
    }
}

impl Div for Mm {
    type Output = f64;
    fn div(self, other: Mm) -> f64 {
        self.0 / other.0
    }
}

impl Neg for Mm {
    type Output = Mm;
    fn neg(self) -> Mm {
        Mm(-self.0)
    }
}

/// An angle in degrees, clockwise on the screen (y down). Always finite.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, JsonSchema, TS)]
#[serde(transparent)]
#[ts(as = "f64")]
pub struct Degrees(f64);

impl Degrees {
    /// No turn at all.
    pub const ZERO: Degrees = Degrees(0.0);

    /// An angle known to be finite.
    #[must_use]
    pub const fn new(degrees: f64) -> Self {
        debug_assert!(degrees.is_finite());
        Degrees(degrees)
    }

    /// The bare number of degrees.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// The same angle in radians.
    #[must_use]
    pub fn radians(self) -> f64 {
        self.0.to_radians()
    }
}

impl<'de> Deserialize<'de> for Degrees {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let degrees = f64::deserialize(deserializer)?;
        if degrees.is_finite() {
            Ok(Degrees(degrees))
        } else {
            Err(serde::de::Error::custom("an angle must be finite"))
        }
    }
}

/// An opaque colour in sRGB, written "#RRGGBB".
#[derive(Clone, Copy, Debug, PartialEq, Eq, TS)]
#[ts(as = "String")]
pub struct Rgb(pub [u8; 3]);

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02X}{g:02X}{b:02X}")
    }
}

impl FromStr for Rgb {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let wrong = || Error::input(format!("\"{text}\" is not a colour"), "Write it as #2F4F4F.");
        let digits = text.trim().strip_prefix('#').ok_or_else(wrong)?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let value = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
        let [_, r, g, b] = value.to_be_bytes();
        Ok(Rgb([r, g, b]))
    }
}

impl Serialize for Rgb {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Rgb {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_inches_are_fifty_point_eight_millimetres() {
        assert_eq!("2in".parse::<Mm>().unwrap(), Mm::new(50.8));
        assert_eq!(" 5 cm ".parse::<Mm>().unwrap(), Mm::new(50.0));
        assert_eq!("50".parse::<Mm>().unwrap(), Mm::new(50.0));
    }

    #[test]
    fn a_length_that_is_no_number_is_refused_with_a_remedy() {
        for text in ["", "mm", "NaN", "inf", "1e999mm", "5 parsec", "--5"] {
            let error = text.parse::<Mm>().unwrap_err();
            assert!(error.hint().is_some(), "{text}: {error}");
        }
    }

    #[test]
    fn colours_read_back_as_written() {
        let navy: Rgb = "#2f4F7f".parse().unwrap();
        assert_eq!(navy.to_string(), "#2F4F7F");
        assert!("2F4F7F".parse::<Rgb>().is_err());
        assert!("#2F4F7".parse::<Rgb>().is_err());
        assert!("#ééé".parse::<Rgb>().is_err());
    }
}

//! The person's settings: what they start as, and which values they take.

use dangle_design::{Error, Result};

use crate::view::Settings;

const THEMES: [&str; 3] = ["system", "paper", "night"];
const LANGUAGES: [&str; 4] = ["system", "en", "zh-CN", "ja"];
const UNITS: [&str; 2] = ["mm", "in"];
/// CSS pixels a millimetre: from a wall projector to the finest screen, both with room to spare.
const SCREEN_PX_PER_MM: std::ops::RangeInclusive<f64> = 0.5..=40.0;

impl Default for Settings {
    fn default() -> Self {
        Settings {
            theme: THEMES[0].to_owned(),
            language: LANGUAGES[0].to_owned(),
            unit: UNITS[0].to_owned(),
            screen_px_per_mm: None,
        }
    }
}

impl Settings {
    /// Refuses a setting that has no such value.
    ///
    /// # Errors
    /// `Input`, naming the values it takes.
    pub fn check(&self) -> Result<()> {
        one_of("theme", &self.theme, &THEMES)?;
        one_of("language", &self.language, &LANGUAGES)?;
        one_of("unit", &self.unit, &UNITS)?;
        match self.screen_px_per_mm {
            Some(px) if !SCREEN_PX_PER_MM.contains(&px) => Err(Error::input(
                format!("the screen has {px} pixels a millimetre"),
                "Lay a bank card on the screen again and match its width.",
            )),
            Some(_) | None => Ok(()),
        }
    }
}

fn one_of(name: &str, value: &str, values: &[&str]) -> Result<()> {
    if values.contains(&value) {
        return Ok(());
    }
    Err(Error::input(format!("the {name} is \"{value}\""), format!("Choose one of: {}.", values.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_make_no_sense_are_refused() {
        assert!(Settings::default().check().is_ok());
        let refused = [
            Settings { theme: "pink".into(), ..Settings::default() },
            Settings { language: String::new(), ..Settings::default() },
            Settings { unit: "cubit".into(), ..Settings::default() },
            Settings { screen_px_per_mm: Some(f64::NAN), ..Settings::default() },
            Settings { screen_px_per_mm: Some(-3.8), ..Settings::default() },
        ];
        for settings in refused {
            assert!(settings.check().unwrap_err().hint().is_some(), "{settings:?}");
        }
    }
}

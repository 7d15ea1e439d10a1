//! What a print file says about itself.

use std::fmt::Write;

use dangle_design::{Error, Result};

use super::PROGRAM;

/// What a print file is called, and when it was made. Passed in, so that the same project makes the same
/// bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket<'a> {
    /// The charm's name.
    pub title: &'a str,
    /// When it was made; without it the file names no date.
    pub created: Option<Moment>,
}

/// A moment in universal time, to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

impl Moment {
    /// The moment that many seconds after the start of 1970; dates outside the years 1970 to 9999 are
    /// moved to the nearest.
    #[must_use]
    pub fn from_unix(seconds: i64) -> Moment {
        // The last second of the year 9999.
        let seconds = seconds.clamp(0, 253_402_300_799);
        let (days, rest) = (seconds / 86_400, seconds % 86_400);
        let (year, month, day) = civil(days);
        let of_day = |unit: i64, count: i64| (rest / unit % count) as u8;
        Moment { year, month, day, hour: of_day(3600, 24), minute: of_day(60, 60), second: of_day(1, 60) }
    }

    fn is_date(self) -> bool {
        (1..=9999).contains(&self.year)
            && (1..=12).contains(&self.month)
            && (1..=31).contains(&self.day)
            && self.hour < 24
            && self.minute < 60
            && self.second < 60
    }
}

/// Year, month and day of a number of days since 1970, by Howard Hinnant's `civil_from_days`.
fn civil(days: i64) -> (u16, u8, u8) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year as u16, month as u8, day as u8)
}

impl Ticket<'_> {
    pub(crate) fn check(&self) -> Result<()> {
        match self.created {
            Some(at) if !at.is_date() => {
                Err(Error::input(format!("{at:?} is no date"), "Give a date of the calendar."))
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// The name of the file for good: it follows from what is in it.
pub(crate) fn identity(parts: &[&[u8]]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new_derive_key("dangle print file");
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let mut identity = [0; 16];
    identity.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    identity
}

/// The XMP packet PDF/X-4 asks for (ISO 15930-7, 6.8); `standard` is the one the file says it is built to.
pub(crate) fn xmp(ticket: &Ticket<'_>, identity: [u8; 16], standard: Option<&str>) -> String {
    let title = escaped(ticket.title);
    let uuid = uuid(identity);
    let dates = ticket.created.map(dates).unwrap_or_default();
    let version = |standard| format!("<pdfxid:GTS_PDFXVersion>{standard}</pdfxid:GTS_PDFXVersion>\n");
    let version = standard.map(version).unwrap_or_default();
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{dates}<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool>
<xmpMM:DocumentID>uuid:{uuid}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{uuid}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Producer>{PROGRAM}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
{version}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"#,
        bom = '\u{feff}'
    )
}

fn dates(at: Moment) -> String {
    let Moment { year, month, day, hour, minute, second } = at;
    let iso = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z");
    ["CreateDate", "ModifyDate", "MetadataDate"]
        .map(|name| format!("<xmp:{name}>{iso}</xmp:{name}>\n"))
        .concat()
}

/// A UUID of version 8, whose content is the maker's own (RFC 9562, 5.8).
fn uuid(mut identity: [u8; 16]) -> String {
    identity[6] = identity[6] & 0x0f | 0x80;
    identity[8] = identity[8] & 0x3f | 0x80;
    let mut text = String::new();
    for (at, byte) in identity.iter().enumerate() {
        if [4, 6, 8, 10].contains(&at) {
            text.push('-');
        }
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Text as XML has it; characters XML knows no way to write are left out.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() && !"\t\n\r".contains(letter) => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_follow_the_calendar() {
        let at = |seconds: i64| {
            let m = Moment::from_unix(seconds);
            (m.year, m.month, m.day, m.hour, m.minute, m.second)
        };
        assert_eq!(at(0), (1970, 1, 1, 0, 0, 0));
        assert_eq!(at(951_827_696), (2000, 2, 29, 12, 34, 56));
        assert_eq!(at(4_107_542_399), (2100, 2, 28, 23, 59, 59));
        assert_eq!(at(4_107_542_400), (2100, 3, 1, 0, 0, 0));
        assert_eq!(at(i64::MAX), (9999, 12, 31, 23, 59, 59));
        assert_eq!(at(-1), (1970, 1, 1, 0, 0, 0));
    }

    #[test]
    fn a_title_with_markup_stays_a_title() {
        let ticket = Ticket { title: "<b>&\u{0}\"猫\"", created: None };
        let xmp = xmp(&ticket, [7; 16], Some("PDF/X-4"));
        assert!(xmp.contains("&lt;b&gt;&amp;\"猫\"</rdf:li>"), "{xmp}");
        assert!(!xmp.contains("CreateDate"));
        resvg::usvg::roxmltree::Document::parse(&xmp).unwrap();
    }

    #[test]
    fn a_date_that_is_none_is_refused() {
        let day = Moment { month: 13, ..Moment::from_unix(0) };
        assert!(Ticket { title: "", created: Some(day) }.check().is_err());
    }
}

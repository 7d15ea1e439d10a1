//! Quotes as a table that spreadsheets read.

use crate::quote::{LineKind, Offer};

/// Every row of every quote as CSV (RFC 4180): amounts in the currency's smallest unit, each with its origin.
#[must_use]
pub fn quote_csv(offers: &[Offer]) -> String {
    let heads = [
        "list",
        "verified",
        "lowest_only",
        "quantity",
        "what",
        "name",
        "low",
        "high",
        "currency",
        "date",
        "source",
        "confidence",
    ];
    let mut rows = vec![row(&heads.map(str::to_owned))];
    for offer in offers {
        for offered in &offer.by_quantity {
            let quote = &offered.quote;
            let start = || {
                [
                    offer.name.clone(),
                    offer.verified.to_string(),
                    offer.from_only.to_string(),
                    quote.quantity.to_string(),
                ]
            };
            let sums = |sum: &crate::quote::Sum| {
                [sum.low.to_string(), sum.high.to_string(), sum.currency.code().to_owned()]
            };
            for line in &quote.lines {
                let origin = &line.origin;
                let sure = format!("{:?}", origin.confidence).to_lowercase();
                let end = [origin.date.to_string(), origin.text.clone(), sure];
                let what = [kind(line.kind).to_owned(), line.name.clone()];
                rows.push(row(&[&start()[..], &what, &sums(&line.sum), &end].concat()));
            }
            if quote.none.is_none() {
                let what = ["total".to_owned(), String::new()];
                rows.push(row(
                    &[&start()[..], &what, &sums(&quote.total), &[const { String::new() }; 3]].concat()
                ));
            }
        }
    }
    rows.concat()
}

fn kind(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Pieces => "pieces",
        LineKind::Surcharge => "surcharge",
        LineKind::Once => "once",
        LineKind::Sample => "sample",
        LineKind::Shipping => "shipping",
    }
}

fn row(cells: &[String]) -> String {
    let quoted = |cell: &String| {
        // A cell that begins like a formula would be worked out by a spreadsheet.
        let formula = cell.starts_with(['=', '+', '-', '@']) && cell.parse::<i64>().is_err();
        let guarded = if formula { format!("'{cell}") } else { cell.clone() };
        if guarded.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", guarded.replace('"', "\"\""))
        } else {
            guarded
        }
    };
    cells.iter().map(quoted).collect::<Vec<_>>().join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_commas_quotes_or_formulas_are_safe() {
        let cells = ["a,b", "say \"hi\"", "=1+1", "plain"].map(str::to_owned);
        assert_eq!(row(&cells), "\"a,b\",\"say \"\"hi\"\"\",'=1+1,plain\r\n");
    }
}

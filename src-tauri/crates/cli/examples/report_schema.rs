//! Prints the JSON schema of the report, to be kept in `assets/schema/report.json`.

fn main() -> serde_json::Result<()> {
    let schema = schemars::schema_for!(dangle_design::report::Report);
    println!("{}", serde_json::to_string_pretty(&schema)?);
    Ok(())
}

//! Processes as files: read, and filled up from the one they are like.

use rust_embed::Embed;
use toml::{Table, Value};

use super::Process;
use crate::id::ProcessId;
use crate::{Error, ErrorCode, Result};

#[derive(Embed)]
#[folder = "../../../assets/processes"]
struct Files;

/// How many processes may be like one another in a row.
const LONGEST_LINE: usize = 4;

impl Process {
    /// The process of that id.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is none; the hint lists those there are.
    pub fn load(id: &ProcessId) -> Result<Process> {
        let damaged = |what: String| Error::new(ErrorCode::Store, what, "Install Dangle again.").about(id);
        if Files::get(&format!("{id}.toml")).is_none() {
            return Err(unknown(id));
        }
        let table = table(id.as_str(), LONGEST_LINE).map_err(damaged)?;
        Value::Table(table).try_into().map_err(|error: toml::de::Error| damaged(error.to_string()))
    }

    /// The ids of all processes, in alphabetical order.
    #[must_use]
    pub fn ids() -> Vec<ProcessId> {
        let names = Files::iter().filter_map(|name| name.strip_suffix(".toml").map(str::to_owned));
        let mut ids: Vec<ProcessId> = names.filter_map(|name| ProcessId::new(name).ok()).collect();
        ids.sort();
        ids
    }
}

fn unknown(id: &ProcessId) -> Error {
    let known: Vec<String> = Process::ids().iter().map(ToString::to_string).collect();
    Error::new(
        ErrorCode::NotFound,
        format!("there is no process \"{id}\""),
        format!("Choose one of: {}.", known.join(", ")),
    )
}

/// A file's table, filled up from the process it is `like`.
fn table(id: &str, line: usize) -> std::result::Result<Table, String> {
    let file = Files::get(&format!("{id}.toml")).ok_or_else(|| format!("{id}.toml is missing"))?;
    let text = std::str::from_utf8(&file.data).map_err(|error| error.to_string())?;
    let mut own: Table = toml::from_str(text).map_err(|error| error.to_string())?;
    let Some(parent) = own.remove("like") else { return Ok(own) };
    let parent = parent.as_str().ok_or("`like` names a process")?;
    if line == 0 {
        return Err(format!("{id} is like a process that is like it"));
    }
    Ok(filled(own, table(parent, line - 1)?))
}

/// `own` before `parent`. Defaults are filled up figure by figure, limits check by check, but for the checks it
/// is `without`; everything else is the one or the other.
fn filled(mut own: Table, parent: Table) -> Table {
    let without = own.remove("without");
    let without: &[Value] = without.as_ref().and_then(Value::as_array).map_or(&[], Vec::as_slice);
    for (key, inherited) in parent {
        match own.get_mut(&key) {
            None => _ = own.insert(key, inherited),
            Some(Value::Table(defaults)) if key == "defaults" => {
                let Value::Table(inherited) = inherited else { continue };
                for (figure, value) in inherited {
                    defaults.entry(figure).or_insert(value);
                }
            }
            Some(Value::Array(limits)) if key == "limit" => {
                let Value::Array(inherited) = inherited else { continue };
                let of = |limit: &Value| limit.get("check").cloned();
                let missing: Vec<Value> = inherited
                    .into_iter()
                    .filter(|limit| limits.iter().all(|own| of(own) != of(limit)))
                    .filter(|limit| of(limit).is_none_or(|check| !without.contains(&check)))
                    .collect();
                limits.extend(missing);
            }
            Some(_) => {}
        }
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::CheckCode;
    use crate::units::Mm;

    #[test]
    fn an_unknown_process_names_the_known_ones() {
        let error = Process::load(&ProcessId::new("lead").unwrap()).unwrap_err();
        assert!(error.hint().unwrap().contains("acrylic-clear"));
    }

    #[test]
    fn a_process_like_another_keeps_its_own_figures_and_takes_the_rest() {
        let parent: Table = toml::from_str(
            "name = 'A'\nlook = 'x'\n[defaults]\nborder_mm = 2\nhole_mm = 3\n[[limit]]\ncheck = 'neck'\n\
             error_below = 2\n[[limit]]\ncheck = 'hole'\nerror_below = 2\n[[limit]]\ncheck = 'cell'",
        )
        .unwrap();
        let own: Table = toml::from_str(
            "name = 'B'\nwithout = ['cell']\n[defaults]\nborder_mm = 1\n[[limit]]\ncheck = 'neck'\nerror_below = 9",
        )
        .unwrap();
        let filled = filled(own, parent);
        assert_eq!(filled["name"].as_str(), Some("B"));
        assert_eq!(filled["look"].as_str(), Some("x"));
        assert_eq!(filled["defaults"]["border_mm"].as_integer(), Some(1));
        assert_eq!(filled["defaults"]["hole_mm"].as_integer(), Some(3));
        let limits = filled["limit"].as_array().unwrap();
        assert_eq!(limits.len(), 2);
        assert_eq!(limits[0]["error_below"].as_integer(), Some(9));
    }

    #[test]
    fn soft_enamel_has_the_limits_of_hard_enamel() {
        let load = |id: &str| Process::load(&ProcessId::new(id).unwrap()).unwrap();
        let (soft, hard) = (load("enamel-soft"), load("enamel-hard"));
        assert_eq!(soft.limit(CheckCode::Cell), hard.limit(CheckCode::Cell));
        assert_ne!(soft.name, hard.name);
        assert!(hard.defaults.border_mm < Mm::new(2.0));
    }
}

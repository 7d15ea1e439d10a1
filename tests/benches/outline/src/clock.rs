//! What work costs: time on the wall, and on all processors.

use std::time::Instant;

use crate::Result;

/// What one run of some work costs, in seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    pub(crate) cpu: f64,
    pub(crate) wall: f64,
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.1} ms wall, {:.1} ms CPU", self.wall * 1e3, self.cpu * 1e3)
    }
}

/// The last result of some runs. The wall's time is the median's, for other work on the machine lengthens some
/// runs and shortens none; the processors' is the mean, for the system counts it in ticks.
pub(crate) fn timed<T, E>(
    runs: u32,
    mut run: impl FnMut(u32) -> std::result::Result<T, E>,
) -> Result<(T, Cost)>
where
    Box<dyn std::error::Error>: From<E>,
{
    let mut walls = Vec::new();
    let before = cpu_seconds();
    let mut step = |step| {
        let clock = Instant::now();
        let done = run(step);
        walls.push(clock.elapsed().as_secs_f64());
        done
    };
    let mut last = step(0)?;
    for index in 1..runs {
        last = step(index)?;
    }
    let after = cpu_seconds();
    walls.sort_by(f64::total_cmp);
    let wall = walls[walls.len() / 2];
    let cpu = after.zip(before).map_or(wall, |(after, before)| (after - before) / f64::from(runs));
    Ok((last, Cost { cpu, wall }))
}

/// The processor time this process and its ended children have used, where the system tells.
fn cpu_seconds() -> Option<f64> {
    /// Ticks a second of `/proc/self/stat`: fixed at 100 in the interface of Linux (proc(5)).
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = |index: usize| fields.get(index)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)? + ticks(13)? + ticks(14)?) / TICKS)
}

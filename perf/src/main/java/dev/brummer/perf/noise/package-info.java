/// Detects disturbances of measurements on this machine before, during and after a run.
///
///     NoiseMonitor ──▶ CalibrationLoop (before, after)  ┐
///                  ──▶ ProcStat (during)                ├──▶ result.Noise
///                  ──▶ power supply (at start)          ┘
///
/// Confined to the thread that runs the benchmarks.
///
/// ## Decisions
///
/// - Three sources, because each misses what another sees: a fixed computation timed before and
///   after reveals throttling and a busy sibling core; the kernel's counters reveal other programs
///   and stolen time during the run; the power supply reveals that the clock may be lowered.
package dev.brummer.perf.noise;

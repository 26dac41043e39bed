/// What disturbs measurements on this machine: looked at before, during and after a run.
///
/// Decisions: three things are looked at because each misses what another sees. The same small work
/// is timed before and after (throttling, a busy sibling core); the kernel's counters say what all
/// processors did meanwhile and how much of it was ours; the power supply says whether the clock
/// may be lowered any moment.
package dev.brummer.perf.noise;

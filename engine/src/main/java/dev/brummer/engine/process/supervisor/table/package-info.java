/// Decides the lifecycle of all processes: a pure state machine without I/O, threads or clock.
///
/// ```
///   ProcessCommand ─▶ ProcessTable.step(command, now) ─▶ ProcessEffect …
///                        ├─ StopSequence      stop, kill, orphans
///                        ├─ ReadinessTracker  readiness, ports, resources, job control
///                        ├─ DependencyGraph   start and stop order
///                        └─ ProcessEntry      the state of one process
/// ```
///
/// Everything is confined to the thread `processes`. [EffectBuffer] collects the effects of a step;
/// [TimerQueue] holds the delayed commands for the loop.
///
/// ## Decisions
///
/// - The parts of the table do not call back. `StopSequence.onTreeFound` returns whether the
///   process must be started, and the table starts it.
/// - A state version per process makes late results and timers harmless; nothing is cancelled.
/// - Random commands, exits, results and timers, including late and repeated ones, are tested
///   against the invariants of [ProcessTable] (`ProcessTableTest`, `RandomizedWorld`).
package dev.brummer.engine.process.supervisor.table;

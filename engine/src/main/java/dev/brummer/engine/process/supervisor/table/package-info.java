/// Decides the lifecycle of all processes: a pure state machine without I/O, threads or clock.
///
/// ```
///   ProcessCommand ─▶ ProcessTable.step(command, now) ─▶ ProcessEffect …
///                        ├─ StopSequence      stop, kill, orphans
///                        ├─ ReadinessTracker  readiness, ports, resources, job control
///                        ├─ LivenessTracker   runs that no longer work
///                        ├─ DaemonTracker     commands that exit and leave processes running
///                        ├─ RestartTracker    restarts after unrequested ends
///                        ├─ ScheduledStarts   starts at the times of a schedule
///                        ├─ DependencyGraph   start and stop order
///                        └─ ProcessEntry      the state of one process
/// ```
///
/// Everything is confined to the thread `processes`. [EffectBuffer] collects the effects of a step;
/// [TimerQueue] holds the delayed commands for the loop.
///
/// ## Decisions
///
/// - The parts of the table do not call back. `StopSequence.onTreeFound` returns what follows, a
///   start or the restart policy, and the table does it.
/// - The exited command of a daemon is not reaped while the daemon runs: the zombie's session
///   identifies the tree, and no part of the world has to know that its pid is gone. Streams that
///   end before are therefore closed after the reaping.
/// - The end of the run is published before the end of the process that demands it, see
///   [dev.brummer.engine.process.ExitPolicy].
/// - A state version per process makes late results and timers harmless; nothing is cancelled.
/// - A new definition of a process that runs is kept aside until its child has ended, so the old
///   one stops what it has started. A removed process keeps its id: the log refers to it.
/// - Random commands, exits, results and timers, including late and repeated ones, are tested
///   against the invariants of [ProcessTable] (`ProcessTableTest`, `RandomizedWorld`).
package dev.brummer.engine.process.supervisor.table;

/// Starts one child and moves its bytes.
///
/// ```
///   [processes]      Launcher ─ ExecutableLookup, ChildEnvironment ─▶ PosixSpawn ─▶ ChildProcess
///                      └─ Watchdog, PidFile (until the child is reaped)
///   [read-<process>] OutputReader ─▶ OutputRecorder ─▶ ReplayBuffer, OutputTap
///                      ├─▶ OutputSink (may block: back-pressure on the child)
///                      └── input queue ─▶ the child
/// ```
///
/// [ChildProcess] belongs to the thread `processes`; its input queue and its attachment are the
/// only parts that both threads use. An event counter wakes the reader after a change of either.
///
/// ## Decisions
///
/// - The reader returns the exit status instead of calling a listener: the sequence "all output
///   stored, exit posted, orphans' output, streams closed" is visible in one method of its caller.
/// - A terminal closed by all of its processes is polled again every 500 ms, because a daemonising
///   child reopens it; `poll` would report the hang-up continuously.
/// - The replay buffer keeps bytes, not a screen: a process without an attached view costs one copy
///   per byte and no terminal emulation.
package dev.brummer.engine.process.child;

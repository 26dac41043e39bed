/// Starts one child and moves its bytes.
///
/// ```
///   [processes]      Launcher ─ ExecutableLookup, ChildEnvironment ─▶ PosixSpawn ─▶ ChildProcess
///                      └─ Watchdog, PidFile (until the child is reaped)
///   [read-<process>] OutputReader ─▶ PipeReader, WriteOrder (pipes only)
///                      ├─▶ OutputRecorder ─▶ ReplayBuffer, OutputTap
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
/// - The order of standard output and standard error on pipes comes from the kernel: inotify on
///   both pipes records writes and reads in one queue. Consecutive writes to one pipe are one
///   record, so the sizes of runs that were written between two reads are estimated from the lines;
///   writes by several threads at once have no order; and after 1 MiB without a pause of 20 ms
///   nothing is recorded. The record costs the child about 1 µs per write, hence the limit.
///   Alternatives measured: one reader that polls both pipes and reads what they hold put 300 of
///   600 alternating lines in a wrong place; one pipe for both streams is exact but loses the
///   stream; packet pipes (`O_DIRECT`) hold 16 writes instead of 64 KiB, made a flood of single
///   lines several times slower and would give EAGAIN to non-blocking writers; sockets cannot be
///   opened by `/dev/stderr`.
/// - A terminal closed by all of its processes is polled again every 500 ms, because a daemonising
///   child reopens it; `poll` would report the hang-up continuously.
/// - The replay buffer keeps bytes, not a screen: a process without an attached view costs one copy
///   per byte and no terminal emulation.
package dev.brummer.engine.process.child;

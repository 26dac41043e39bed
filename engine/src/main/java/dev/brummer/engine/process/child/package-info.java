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
/// - The order of standard output and standard error on pipes comes from the kernel: with `O_ASYNC`
///   and a real-time signal it queues a record per write, which names the pipe. The record has no
///   size. A snapshot of both pipes between two records assigns the bytes; in a burst of several
///   changes between the pipes, [WriteOrder] assigns lines by the number of writes. Not known: the
///   sizes of writes in such a burst if they differ in their number of lines; the order of writes
///   by several threads or processes at the same moment; `splice` on kernels that do not report it.
/// - Cost, measured with 200,000 writes of 32 bytes by a C program: a write takes 0.43 µs without a
///   record, 0.80 µs with inotify, 0.99 µs with signals. Hence the limit of 512 KiB within 250 ms.
///   CPU time of a whole plain run, child included, five interleaved runs each before and after:
///   300,000 lines of a flood 2498 and 2684 ns per line when 512 KiB of each 250 ms were recorded
///   (since then only the first), 150,000 single writes 3533 and 3549 ns.
/// - inotify was used before. It merges consecutive writes to one pipe into one record (110,000
///   records for 200,000 writes), and in bursts with runs of random length 40 % of 600 lines were
///   in a wrong place; with signals none, for C, Perl, Python and Node, on an otherwise loaded
///   machine. Its advantage: a descriptor instead of a thread receives the records. The reader's
///   thread therefore starts before the child.
/// - Alternatives by reasoning only, not measured: one pipe for both streams loses the stream;
///   packet pipes (`O_DIRECT`) use a page per write, hold 16 writes instead of 64 KiB and lose
///   their mode when a process reopens `/dev/stderr`; sockets cannot be opened by `/dev/stderr`.
/// - A terminal closed by all of its processes is polled again every 500 ms, because a daemonising
///   child reopens it; `poll` would report the hang-up continuously.
/// - A pipe that fills a chunk of 64 KiB is enlarged to 1 MiB and read in chunks of 512 KiB: eight
///   times fewer chunks, events and wake-ups. Most of the work per chunk is code that is still
///   interpreted and no longer in the caches; 512 instead of 256 KiB take 9 % of the CPU time from
///   a plain run of 4,000,000 lines. Pipes of quiet children stay at 64 KiB, because an
///   unprivileged user may have only 64 MiB in pipes; if the kernel refuses, the pipe stays small.
/// - The replay buffer keeps bytes, not a screen: a process without an attached view costs one copy
///   per byte and no terminal emulation. A run without a UI, to which nothing can be attached, has
///   none.
package dev.brummer.engine.process.child;

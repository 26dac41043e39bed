/// The operating system: C library calls, `/proc`, process trees and files that outlive a crash.
///
/// ```
///   Libc ◀─ PosixSpawn ◀─ Watchdog, SessionLeader    spawn
///    ▲ ◀─── PseudoTerminal                    terminals
///    ├───── PipeWrites                        the order of writes to two pipes
///    ├───── SignalThread                      signals to brummer
///    ├───── LimitMark                         a mark that daemons keep
///    ├───── InotifyCalls                      changes of files
///    ├───── NativeHeap, MappedFiles           memory of brummer itself
///    ├───── ProcFs ◀─ PipelineFilters, ProcessTreeFinder ─▶ ProcessTrees ─▶ ProcessSignaller
///    │        ▲  └─── PidFile, AdoptedProcesses
///    └───── NetlinkSocketQuery ◀─ ListeningSockets ◀─ PortOwner, PortHolder
/// ```
///
/// A [Libc] is confined to the thread that created it, and so is every object built on it. The
/// threads `processes`, `process-monitor` and each `read-<process>` have their own. Only
/// [PipeWrites] depends on the thread as such: the kernel queues its records for `read-<process>`.
///
/// ## Decisions
///
/// - The foreign function API instead of `java.lang.Process`: pseudo terminals, sessions, `waitid`
///   without reaping and pidfds are not available through the JDK.
/// - A signal goes to the process group first, atomically, and to the rest of the tree after a
///   scan. Between scan and signal a pid may be reused; the start time and a pidfd exclude that.
/// - A scan reads only processes that started after the run, see [EarlierProcesses]: no other can
///   belong to a tree, and the first scan, with interpreted code, takes 5 instead of 20 ms for 70
///   others.
/// - A child stays a zombie until its tree has been scanned: as long as its pid is not released,
///   its session id identifies processes that it has orphaned.
/// - The watchdog is a shell script, not a second JVM: it needs 1 MB, starts in milliseconds and
///   depends on nothing that a crash of brummer could affect.
/// - A daemon that clears its environment is found by a number in an unused resource limit, see
///   [LimitMark]: of all that a process inherits, only its control group, its limits, its
///   priorities, its out-of-memory score and its timer slack outlive `fork`, `exec`, `setsid` and
///   `env -i`. Control groups need a permission that most users lack, and the kernel takes 20 ms to
///   move a process. The timer slack of other processes can be read by root only. The rest has too
///   few values, or an effect. Recording adopted processes for the watchdog instead was tried: what
///   forks between two looks was lost after a `kill -9`.
/// - brummer is the subreaper of its children although the mark finds them: an empty list of
///   adopted children proves in microseconds that nothing is left, which no scan of `/proc` can.
/// - Only a process that the kernel has killed as a member of a [ControlGroup] cannot fork on. A
///   scan has to look again until several looks in a row find nothing.
/// - [SignalThread] contains machine code. `signalfd` and `sigwait` need the signals blocked in all
///   threads of the JVM, which unblocks them in each thread it creates; with `-Xrs` it does not,
///   but a launcher that blocks them needs a program that not every system has, and programs that
///   the JDK starts would inherit the mask. An upcall from a signal handler into Java is not safe.
///   The dispatcher of the JVM always starts a thread.
/// - A stopped shell leads the session of a child on a terminal, see [SessionLeader]. Signalling in
///   an order that keeps the leader alive is no alternative: cluster masters restart workers that
///   are signalled first, npm and make forward signals, pnpm and yarn exit before their children,
///   and unknown wrappers do any of these. Measured: 1.5 ms more per start (0.7 of them CPU time of
///   the shell), 100 KB of private memory. Programs that are neither native executables nor scripts
///   with an interpreter lead their own session as before.
/// - The shell is stopped rather than waiting, because a shell cannot pass on a status exactly, and
///   the exit of its parent would hand the child to another reaper. The status of a zombie is in
///   `/proc`.
/// - A stop spares [PipelineFilters] until the writers have ended. Sockets between a wrapper and
///   its children (Node's `stdio: 'pipe'`) are not recognised: a wrapper that exits at once without
///   waiting still breaks the output of its children.
/// - Every process of a group gets the stop signal once from brummer, at the same moment, as after
///   Ctrl-C in a terminal. Wrappers that forward signals may add a second one: npm and make forward
///   to their direct child only (traced), so a server below the shell that they start gets one, and
///   a server that make starts without a shell may get two unless the first is still pending.
///   Nothing is done against that yet. Standard signals do not queue, so a server that is stopped
///   (SIGSTOP) until its wrappers have forwarded would get one; signalling the root only would
///   leave servers below `sh -c` without any.
/// - `npm-run-all -p` on pipes pumps the output of its tasks and has no handler for SIGTERM: it
///   ends at once, its tasks have their grace, but what they print afterwards is lost, and a task
///   that does not handle EPIPE ends early.
/// - Listening sockets come from netlink, because formatting `/proc/net/tcp` takes milliseconds on
///   a machine with many connections.
package dev.brummer.engine.process.os;

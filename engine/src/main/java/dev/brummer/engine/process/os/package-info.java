/// The operating system: C library calls, `/proc`, process trees and files that outlive a crash.
///
/// ```
///   Libc ◀─ PosixSpawn ◀─ Watchdog            spawn
///    ▲ ◀─── PseudoTerminal                    terminals
///    ├───── ProcFs ◀─ ProcessTreeFinder ─▶ ProcessTrees ─▶ ProcessSignaller
///    │        ▲  └─── PidFile
///    └───── NetlinkSockets ◀─ ListeningSockets ◀─ PortOwner, PortHolder
/// ```
///
/// A [Libc] is confined to the thread that created it, and so is every object built on it. The
/// threads `processes`, `process-monitor` and each `read-<process>` have their own.
///
/// ## Decisions
///
/// - The foreign function API instead of `java.lang.Process`: pseudo terminals, sessions, `waitid`
///   without reaping and pidfds are not available through the JDK.
/// - A signal goes to the process group first, atomically, and to the rest of the tree after a
///   scan. Between scan and signal a pid may be reused; the start time and a pidfd exclude that.
/// - A child stays a zombie until its tree has been scanned: as long as its pid is not released,
///   its session id identifies processes that it has orphaned.
/// - The watchdog is a shell script, not a second JVM: it needs 1 MB, starts in milliseconds and
///   depends on nothing that a crash of brummer could affect.
/// - Listening sockets come from netlink, because formatting `/proc/net/tcp` takes milliseconds on
///   a machine with many connections.
package dev.brummer.engine.process.os;

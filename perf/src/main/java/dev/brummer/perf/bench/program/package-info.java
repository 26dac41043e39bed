/// `startup.*`, `firehose.*`, `idle.*` and `proxy.rivals`: start-up, throughput, idle cost and proxy
/// of the whole program, next to other programs and to lower bounds.
///
///     ProgramSuites ──▶ …Case ──▶ program.ComparedProgram ──▶ PipedProgram or PtyHost
///                                                                └── ProgramTree: own processes
///
/// | suite | measured | next to |
/// |---|---|---|
/// | `startup.line` | `exec` to the first line of a child in a pipe | concurrently, turborepo, `java -version` |
/// | `startup.ui` | `exec` to the first line and to the filled list on a terminal | turborepo, mprocs, `java -version` |
/// | `firehose.plain` | 4 x 250,000 lines of 103 bytes into a file: time, CPU of a line, broken lines | concurrently, turborepo, `sed` |
/// | `firehose.ui` | 4 x 100,000 lines on a terminal: time, CPU of a line | turborepo |
/// | `idle.plain` | CPU, wake-ups and memory with three quiet children | concurrently, a bare JVM |
/// | `idle.ui` | the same on a terminal, and writes to it | turborepo, mprocs |
/// | `idle.proxy` | own processes of a proxy after one page | |
/// | `proxy.rivals` | responses per second and p99, 16 connections: small HTML, JSON, 200 kB page | nginx with `sub_filter`, no proxy |
///
/// The measuring thread runs one program at a time; the reader threads of `program` time its output.
///
/// ## Decisions
///
/// - The programs take turns, each started from scratch: four turns in each of two rounds, so that
///   a machine that slows down slows all of them. `idle.*` is measured once; its figures hardly vary
///   and take 45 s each.
/// - CPU time counts a program's own processes, with what it has started and reaped (`npm`, helpers)
///   and without the children's commands. The children therefore end in a `sleep` and never exit
///   while they are measured.
/// - brummer with a broken line is not measured, because a fast runner that loses output is none.
///   Other programs are measured with the number of their broken lines: some cut lines at the end of
///   a chunk.
/// - Gates compare with lower bounds that every machine has: `java -version` for the start, `sed`
///   for the CPU time of a line, a bare JVM for wake-ups and memory. Idle CPU has no gate: a few
///   milliseconds in a short interval are noise.
/// - The server behind the proxies is a JVM of its own, the same for all, because brummer proxies
///   only what its own processes serve.
package dev.brummer.perf.bench.program;

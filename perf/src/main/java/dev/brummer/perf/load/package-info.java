/// `brummer bench load`: runs a typical working load on the whole product and checks its metrics
/// for degradation.
///
///     LoadRunner ──▶ LoadEnvironment: engine, proxy, seven printers, a web server; real processes
///        │
///        ├──▶ four LoadGenerators, open loop ──▶ LineRoundTrips, LoadEventFactory, a status query,
///        │                                        PageClient ──▶ LatencyRecorder
///        ├──▶ SampleSeries: a LoadSample per interval, GcRecorder ──▶ PerformanceMonitor ──▶ TrendVerdict
///        └──▶ LoadChecks ──▶ LoadResult ──▶ LoadTextReport, LoadJsonReport, LoadReportSection
///
/// Each generator has a thread of its own; the caller's thread samples. Latencies are recorded on
/// bus workers and virtual threads.
///
/// ## Decisions
///
/// - Printers are `cat` on a terminal without echo, and the line generator types to them: a line
///   passes through the whole product, its rate and due time are controlled, and the child
///   processes cost almost nothing.
/// - The web server is a child process that prints its URL, so the proxy detects it like any other.
/// - The duration is divided into three windows: the first warms up, the other two are compared,
///   whatever the duration. A run of 20 seconds finds immediate degradation, a run of an hour finds
///   leaks.
/// - Memory is the resident set size, not the heap in use, which varies with each collection.
/// - The generators live in the measured process. Their memory and threads are constant.
package dev.brummer.perf.load;

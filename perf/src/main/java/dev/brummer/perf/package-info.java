/// `brummer bench`: measures the product next to its reference designs and alternatives and
/// evaluates the results.
///
///     BenchCommand (options) ──▶ BenchRunner ──▶ MeasurementSchedule: cases, rounds, time per case
///                                    │
///                                    ├──▶ BenchSession: one case after another, each in a fork
///                                    │       └──▶ ReportDirectory: report.json after each case
///                                    └──▶ report, gate, compare, model: read a BenchRun
///
/// One thread measures. On an interrupt, the shutdown hook `interrupted` reports the partial
/// results.
///
/// **To add a suite**, implement `suite.Suite` in a subpackage of `bench` and register it in
/// `bench.Suites`. Its cases declare their `Metric`s and their `Variant`; tables, plots,
/// comparisons and gates derive from them. The reference figure of a metric is part of its
/// definition.
///
/// **To add a measurement with a subcommand of its own** (`load`, `startup`), create a package next
/// to `bench` that depends on `result`, `stat`, `monitor`, `report` and `suite`, but not on
/// `bench`. Its subcommand is a picocli class in `app`. To appear in the HTML report, it writes a
/// `report.ReportSection` (title, plots, table) into the directory of a run, or into the directory
/// of all runs, where the next report finds it.
///
/// ## Decisions
///
/// - A verdict rests on a ratio of two designs that were measured alternately in one run, never on
///   an absolute time, because machines are noisy.
/// - JMH forks use the JVM of the program's own runtime image.
///
/// ## Reference design
///
/// Tags such as `S21` in comments, tests and reports refer to a performance document of another
/// program, an earlier developer process runner written in Go. It states the figures below but
/// ships no benchmark that produced them: they are targets, quoted and never measured here. Its
/// design (one goroutine per event and handler, mutexes, channels) is rebuilt in `baseline` and
/// measured in turns with the product. Goroutines are counted as threads.
///
/// | tag | figure | meaning |
/// |---|---|---|
/// | S1 | 10 event types | Process started and exited, log line, error, build event, test failed and passed, MCP activity, connection and disconnection. |
/// | S2 | 24 handlers | Each event type has 1 to 5 handlers: UI, logger, process manager, detectors, filters, connections. |
/// | S3 | 265 events/s | Stated peak load: 200 log lines, 5 process events and 50 MCP events per second, with 3 to 5 handlers each. The parts sum to 255. |
/// | S4 | 1,127 / 2,847 / 28,934 / 287,463 ns; 456 B to 285 kB | Time and memory of a publish with 1, 10, 100 and 1,000 publishers. |
/// | S5 | 2.3 ms, 45 kB | Start of a process. |
/// | S6 | 387 ns, 0 B | Status check of a process. |
/// | S7 | 12.4 µs, 2.1 kB | List of 10 processes. |
/// | S8 | 45 % | Time blocked on the mutex: 5 processes, a status check each 100 ms, a log callback each 10 ms. |
/// | S9 | 145 ns, 512 B | Append of a log line through the channel. |
/// | S10 | 2.8 µs, 512 B | Append of a log line under the mutex. |
/// | S11 | 24 ms, 68 ms | Search of 10,000 lines for a text and for a regular expression. |
/// | S12 | 1,200 lines/s, 2.3 s | Saturation of the log channel (1,000 entries) and recovery after a burst. |
/// | S13 | 1.7 µs | Overhead per proxied request: lock 23 ns, record 456 ns, history 78 ns, event 1,127 ns. |
/// | S14 | 125 µs, 2.3 ms, 34 ns | Registration of a URL: port, server start, mutex. |
/// | S15 | 245 µs, 2.8 ms, 2x | Injection into pages below 10 kB and above 100 kB; memory relative to the page. |
/// | S16 | 795 threads/s, 6.2 MB/s, 1.8x | Model of a thread per handler: events x handlers, 8 kB and 2 µs per thread, latency factor 1 + threads/1,000. |
/// | S17 | 64 kB, 45 ns, 800 events/s; -95 %, -60 %, +30 % | Model of a pool of 8 workers: memory, hand-over, saturation; improvement of memory, latency, throughput. |
/// | S18 | 30 ns, 7 ns, 4.3x | Model of a mutex under contention 1.3 against an atomic. The formula gives 52.9 ns. |
/// | S19 | 6.4 MB/s, 3.2 GC/s, 0.16 % | Allocation of a session before the optimisation, with collections and pause time. |
/// | S20 | 150 kB/s, 13 s per GC, 0.01 % | Allocation of a session after the optimisation. |
/// | S21 | 4 scenarios | Light 10 publishers/1,000 events/3 handlers, Medium 50/5,000/5, Heavy 100/10,000/8, Burst 500/50,000/3; each handler works 10 µs. |
/// | S22 | 10, 50, 10 processes | Benchmarks of status checks (parallel), listing and status updates (parallel). |
/// | S23 | 3 metrics | Memory benchmark before and after: bytes per second, allocations, collections. |
/// | S24 | 11 benchmarks | Names of the required benchmarks of process manager, log store and proxy. |
/// | S25 | 1,127 ns x 1.2 | Gate on the time of an event. |
/// | S26 | 387 ns x 1.1 | Gate on a status check. |
/// | S27 | 6.4 MB/s x 0.5 | Gate on allocation; requires an improvement of 50 %. |
/// | S28 | 1,000 threads x 0.1 | Gate on the number of threads; requires an improvement of 90 %. |
/// | S29 | 1 decimal | Text of a failed or improved gate: measured value, baseline, percentage. |
/// | S30 | 1,000 values | Monitor that keeps the latest values of each metric. |
/// | S31 | 2 windows | Trend: relative change of the mean of the latest window to the window before, with its significance. |
/// | S32 | 5 min, 8 processes | Load test: 200 lines/s, 50 events/s, 10 status checks/s per process, 25 HTTP requests/s. |
/// | S33 | 4 generators | Concurrent generators of lines, events, status checks and requests, stopped at the deadline. |
/// | S34 | 5 metrics | Load test fails if event latency p95, line rate, memory, threads or GC pause drift by more than 10 % with significance above 0.95. |
/// | S35 | 6.2 to 0.064 MB/s | Projection: memory of the event bus (97 %; 99 % by division). |
/// | S36 | 287 to 120 µs | Projection: event latency p95 (58.2 %). |
/// | S37 | 1,000 to 5,000 events/s | Projection: throughput of the event bus (400 %). |
/// | S38 | 1,000 to 8 threads | Projection: threads of the event bus (99.2 %). |
/// | S39 | 387 to 90 ns | Projection: status check (76.7 %). |
/// | S40 | 45 to 5 % | Projection: contention of the process manager (88.9 %). |
/// | S41 | 12.4 to 8.1 µs | Projection: list of processes (34.7 %). |
/// | S42 | 1,200 to 8,000 lines/s | Projection: saturation of the log store (566.7 %). |
/// | S43 | 78 to 95 % | Projection: log lines appended without blocking (21.8 %). |
/// | S44 | 100 to 100 kB/s | Projection: allocation of the log store (unchanged). |
/// | S45 | 1.7 to 0.8 µs | Projection: overhead of a proxied request (52.9 %). |
/// | S46 | 2.3 to 2.3 ms | Projection: registration of a URL (unchanged). |
/// | S47 | 34 to 7 ns | Projection: lock contention of the proxy (79.4 %). |
/// | S48 | 6.4 to 0.15 MB/s | System-wide allocation (97.7 %). |
/// | S49 | 3.2 to 0.075 GC/s | System-wide garbage collections (97.7 %). |
/// | S50 | 8.5 to 2.1 % | CPU time spent in synchronisation (75.3 %). |
/// | S51 | 40 to 60 % | Overall responsiveness, printed only. |
/// | S52 | 4 suites, 3 runs | Build target that runs the benchmarks of events, processes, logs and proxy. |
/// | S53 | 5 runs | Build target that compares all benchmarks of two versions. |
/// | S54 | 10 min | Build target that runs the gates, with a time limit. |
/// | S55 | -97 %, -58 %, 77 %, -99 % | Headlines: allocation, event latency, status checks, threads. |
/// | S56 | - | Each optimisation is validated against these benchmarks, also in CI. |
///
/// Contradictions between these figures are listed with their interpretation in every report
/// (`report.RunFacts`).
package dev.brummer.perf;

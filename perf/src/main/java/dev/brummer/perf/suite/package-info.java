/// Framework of the benchmark suites: what a suite and a case are, and the tools that cases share.
/// Depends on `result` and `program` only.
///
///     Suite ──▶ BenchCase: Variant, Metrics ──▶ measure(IterationPlan) ──▶ samples per Metric
///                  └── JmhCase: one JMH method in a forked JVM
///
/// The measuring thread calls `measure`, one case at a time. [dev.brummer.perf.suite.WorkerGang]
/// and [dev.brummer.perf.suite.OpenLoopSchedule] run inside the measured process.
///
/// ## Decisions
///
/// - Every fork gets the same fixed, pre-touched heap unless the suite measures garbage collection.
/// - Load with a given rate is open loop: latencies count from the due time, so a stalled system
///   cannot hide its stalls (coordinated omission).
/// - A deliberate slowdown wraps the product in the benchmark. The product has no hooks for it.
package dev.brummer.perf.suite;

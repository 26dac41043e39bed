/// `memory.allocation`: allocation, garbage collection and coordination overhead under the load of
/// a typical session.
///
///     MemorySuite ──▶ MemoryAllocationBenchmark ──▶ SessionLoadFixture: product, baseline, direct
///                         └── OpenLoopSchedule: one thread issues the load
///
/// ## Decisions
///
/// - Coordination overhead is the CPU time of a design minus that of direct calls under equal load.
/// - A small young generation makes collections frequent enough to count in a short run.
package dev.brummer.perf.bench.memory;

/// `process.*`: start, status, list and update of processes and lock contention, on the product's
/// process manager and on the reference design.
///
///     ProcessSuites ──▶ Process…Benchmark ──▶ ProcessTableAdapter: ProductProcessTable,
///                                             SlowedProcessTable or BaselineProcessTable
///
/// The adapters are thread-safe, but each process's lines come from one thread at a time.
package dev.brummer.perf.bench.process;

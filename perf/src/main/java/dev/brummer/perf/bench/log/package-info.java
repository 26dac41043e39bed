/// `log.*`: appending, backlog and searching of log lines, on the product's log store and on the
/// reference design.
///
///     LogSuites ──▶ Log…Benchmark ──▶ LogStoreAdapter, or SaturationFixture with all subscribers
///              └──▶ LogContentBenchmark: the product alone, by content of the lines
///
/// Each printer's lines come from one thread at a time, as from a child process's reader thread.
package dev.brummer.perf.bench.log;

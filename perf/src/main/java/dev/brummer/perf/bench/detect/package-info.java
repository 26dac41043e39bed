/// `detect.line`: cost of detecting URLs, errors, builds and tests in the output of processes.
///
///     DetectSuite ──▶ DetectBenchmark: append ──▶ bus ──▶ Detectors, until the bus is idle
package dev.brummer.perf.bench.detect;

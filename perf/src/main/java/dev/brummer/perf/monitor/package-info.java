/// Continuous monitoring during a load test: the most recent values of each metric and their trend.
/// A leaf but for `stat`; any thread records and reads.
///
/// ## Decisions
///
/// - Fewer values than two windows are reported as insufficient data, not as a trend of 0 (S31).
/// - A trend is significant only if two different tests agree: noise must not fail a load test.
package dev.brummer.perf.monitor;

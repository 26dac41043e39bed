/// Publishes test results from the output of test runners. [TestDetector] offers a line to each
/// [TestReportParser], one per runner, until one accepts it; [TestResults] merges named tests and
/// totals, so that each test is counted once. State is per process and confined to the bus worker
/// of the subscriber.
///
/// ## Decisions
///
/// - Named tests are published at once; of a total, only the part that was not named.
/// - The specific parsers come before those with ambiguous notations: a check mark alone does not
///   identify a runner.
package dev.brummer.engine.detect.test;

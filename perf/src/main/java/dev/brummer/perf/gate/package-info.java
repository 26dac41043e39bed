/// Performance gates: a metric, a baseline, a threshold, and a named verdict.
///
///     gates.toml ──GateFile──▶ Gate ──┐
///                      BenchRun ──────┴─▶ Gates ──▶ GateResult
///
/// ## Decisions
///
/// - The four gates of the reference design compare with its figures (S25 to S28). All others
///   compare with a variant measured in turns in the same run: an absolute time says as much about
///   the machine as about the program.
/// - A threshold leaves room for about twice the usual ratio, so that a busy machine raises no
///   false alarm. Where the product is thousands of times faster than the replaced design, its gate
///   compares with direct calls instead, which would catch a tenfold slowdown.
/// - A metric that was not measured is an error. The reference design skips it and would pass an
///   event bus that was never measured.
package dev.brummer.perf.gate;

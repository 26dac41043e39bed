/// `ui.*` and `startup.ui`: the cost of a frame in-process, and response times, idle cost and
/// start-up of the whole program on a pseudo-terminal, next to other process runners.
///
///     UiSuites ──▶ UiFrameBenchmark (JMH)
///              └─▶ Ui…Case ──▶ terminal.ComparedProgram ──▶ terminal.PtyHost
///
/// ## Decisions
///
/// - All programs run the same project on the same terminal and are observed only through it.
/// - A missing program is skipped; the run continues without it.
package dev.brummer.perf.bench.ui;

/// `ui.*`: the cost of a frame in-process, and response times of the whole program on a
/// pseudo-terminal, next to other process runners.
///
///     UiSuites ──▶ UiFrameBenchmark (JMH)
///              └─▶ Ui…Case ──▶ program.ComparedProgram ──▶ program.PtyHost
///
/// ## Decisions
///
/// - All programs run the same project on the same terminal and are observed only through it.
/// - A missing program is reported; the run continues without it.
package dev.brummer.perf.bench.ui;

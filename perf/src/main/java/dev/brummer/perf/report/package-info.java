/// Renders runs for people: terminal text, Markdown, HTML. Every report is derived from a
/// [dev.brummer.perf.result.BenchRun] alone and can be recreated from its `report.json`.
///
///     BenchRun ──▶ MetricRows, ProjectionTable, AlternativesTable, ModelTable ──▶ TerminalReport
///         │                                                                  ──▶ MarkdownReport
///         └──▶ Plots, HistoryPlots ──▶ Plot ──▶ SvgRenderer ───────────────────▶ HtmlReport
///                                                   ReportSection ──────────────────┘
///
/// Pure functions on the calling thread, except [RunHistory] and [ReportSection], which read and
/// write files.
///
/// ## Decisions
///
/// - A figure of the reference design is always labelled `reference` or `target`, one of a formula
///   `model`; all other figures were measured in the run of the report.
/// - Plots are rendered here as SVG: a plotting library weighs more than the program.
package dev.brummer.perf.report;

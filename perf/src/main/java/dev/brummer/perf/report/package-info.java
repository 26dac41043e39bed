/// What people see of a run: text for a terminal, Markdown, a page. All of it is made from a
/// `RunSession` alone, so a report can be had again from its `report.json`.
///
/// Decisions: a number of the source document is always labelled `seed`, one of a formula `model`;
/// everything else was measured in the run that the report is about. Plots are drawn here as SVG: a
/// plotting library weighs more than the program.
package dev.brummer.perf.report;

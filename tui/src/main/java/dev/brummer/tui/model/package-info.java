/// The state of the UI: what is shown, selected, focused, filtered and open.
///
/// ```
/// events, snapshots, input, clock ─▶ Model ─▶ views
///                                    LogReader ─▶ log store (lines are read, not copied)
/// ```
///
/// Confined to the thread `tui`. Knows no painter; it decides the focused context and the areas
/// that do not depend on painting. Lists of processes, errors, URLs, requests and pages are in
/// `model.list`.
///
/// ## Decisions
///
/// - Every collection is bounded and counts or documents what it drops.
/// - The log view stores line numbers, not lines: new lines move nothing while it is paused, and
///   its memory does not grow with the log.
/// - Filter expressions of log and requests are parsed here, so that they are tested without a
///   screen.
package dev.brummer.tui.model;

/// The lists of the UI: processes, errors, URLs, requests and pages, with their rows, cursor and
/// number formats.
///
/// A leaf of the UI; [dev.brummer.tui.model.Model] fills the lists from events and snapshots.
/// Confined to the thread `tui`.
///
/// ## Decisions
///
/// - Rows of requests are built only while they are shown or filtered: building a thousand rows per
///   request would cost a busy proxy 10 % of a core.
/// - A list that grows at the top keeps its selection on the row, not on the index.
package dev.brummer.tui.model.list;

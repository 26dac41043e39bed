package dev.brummer.app.operation.result;

import java.util.List;

/// Log lines.
///
/// @param lines oldest first; a search with `newestFirst` returns the newest match first
/// @param omitted matching lines that were left out: older ones for a tail, later ones after a
///   cursor
/// @param lost lines after the cursor that the store has evicted
/// @param complete false if the deadline ended the search early
/// @param cursor continues after the last line that this result covers
public record LogResult(
    List<LogItem> lines, long omitted, long lost, boolean complete, String cursor, String note)
    implements OperationResult {}

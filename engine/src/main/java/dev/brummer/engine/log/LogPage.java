package dev.brummer.engine.log;

import java.util.List;

/// Lines that match a query, oldest first, and the bounds of the store at that time.
///
/// @param first number of the oldest retained line
/// @param end number of the next line to be appended
/// @param reached where the scan stopped; argument of `before` or `from` for the next page
/// @param complete false if the scan timed out before the page was full or all lines were scanned
public record LogPage(
    List<StoredLine> lines, long first, long end, long reached, boolean complete) {}

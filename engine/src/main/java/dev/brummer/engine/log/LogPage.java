package dev.brummer.engine.log;

import java.util.List;

/// Lines that match a query, oldest first, and the bounds of the store at that moment.
///
/// @param first number of the oldest line still kept
/// @param end number that the next line will get
/// @param reached how far the scan came: where to go on with `before` or `from` for the next page
/// @param complete false if the scan was given up before the page was full or the store searched
public record LogPage(
    List<StoredLine> lines, long first, long end, long reached, boolean complete) {}

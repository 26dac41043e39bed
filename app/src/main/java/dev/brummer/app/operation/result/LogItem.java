package dev.brummer.app.operation.result;

/// One log line, without escape sequences.
///
/// @param level "debug", "info", "warn", "error", or empty
/// @param source "out", "err", "browser" or "brummer"
/// @param repeats number of equal lines that follow and are left out
/// @param match false for a line of context around a match
public record LogItem(
    long number,
    String process,
    long atMillis,
    String level,
    String source,
    String text,
    long repeats,
    boolean match) {}

package dev.brummer.app.operation.result;

/// A distinct error.
///
/// @param id short and stable for the run; argument of the error detail
/// @param kind "error", "browser", "test" or "build"
/// @param location `file:line:column`, empty if unknown
/// @param count occurrences
/// @param isNew whether its first occurrence in this state of the program is after the cursor of
///   the request
public record ErrorItem(
    String id,
    String process,
    String kind,
    String type,
    String message,
    String location,
    long count,
    long firstMillis,
    long lastMillis,
    boolean isNew) {}

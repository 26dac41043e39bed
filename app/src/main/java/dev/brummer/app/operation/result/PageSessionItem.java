package dev.brummer.app.operation.result;

/// A browser page and its measurements.
///
/// @param load duration of the page load, such as "310 ms"; empty if unknown. Also `lcp`, `inp`
/// @param cls cumulative layout shift
public record PageSessionItem(
    String session,
    String process,
    String page,
    int errors,
    int consoleLines,
    String load,
    String lcp,
    String inp,
    String cls,
    long events,
    long lastMillis) {}

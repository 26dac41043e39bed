package dev.brummer.app.operation.result;

/// One telemetry event of a page.
///
/// @param data the event as JSON
/// @param request id of the related request, 0 if unknown
public record PageEventItem(
    String session,
    String process,
    String type,
    String page,
    String summary,
    String data,
    long request,
    boolean error,
    long atMillis) {}

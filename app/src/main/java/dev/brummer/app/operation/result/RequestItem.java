package dev.brummer.app.operation.result;

/// One proxied request.
///
/// @param millis total time
/// @param error failure of the upstream, empty if there is none
/// @param failed status 5xx or an error
public record RequestItem(
    long id,
    String process,
    String method,
    String url,
    int status,
    String contentType,
    double millis,
    long requestBytes,
    long responseBytes,
    String error,
    boolean failed,
    long atMillis) {}

package dev.brummer.app.operation.result;

import java.util.List;

/// One proxied request in full. Credentials and cookie values are redacted.
///
/// @param lines lines of the server meanwhile
/// @param exactLines whether the lines carry the trace id of the request; otherwise the process
///   printed them at that time
public record RequestDetailResult(
    RequestItem request,
    Timing timing,
    List<Field> requestHeaders,
    List<Field> responseHeaders,
    String requestBody,
    boolean requestBodyTruncated,
    String responseBody,
    boolean responseBodyTruncated,
    String authentication,
    List<Field> claims,
    String remark,
    String curl,
    List<LogItem> lines,
    boolean exactLines)
    implements OperationResult {
  /// Parts of the total time in milliseconds.
  ///
  /// @param brummer time spent in the proxy
  public record Timing(
      double queue, double connect, double firstByte, double upstream, double brummer) {}

  /// A header field or a claim.
  public record Field(String name, String value) {}

  /// A request that was sent again.
  ///
  /// @param original id of the first request
  /// @param replay the request that was sent
  public record Replay(long original, RequestDetailResult replay) implements OperationResult {}
}

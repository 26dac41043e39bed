package dev.brummer.engine.event;

import java.util.List;

/// Further data of one proxied request.
///
/// Values are derived on access, on the calling thread, so that an unread detail costs nothing.
/// Every method may be called from any thread. Credentials and cookie values are redacted.
public interface RequestDetail {
  /// A header field, a cookie or a claim.
  record NameValue(String name, String value) {}

  /// Readable prefix of a body: decompressed, JSON pretty-printed, values of members named like a
  /// password, secret or token masked.
  ///
  /// @param text empty if there is no body or it is not text
  /// @param truncated whether the body is longer than `text`
  record Body(String text, boolean truncated) {
    public static final Body NONE = new Body("", false);
  }

  /// Origin of the upstream server, such as `http://localhost:5173`; empty if there is none.
  String origin();

  /// Trace id under which the server may log this request: 32 hexadecimal digits, or the value sent
  /// by the client; empty if there is none.
  String traceId();

  /// Nanoseconds spent waiting behind earlier requests on the same connection.
  long queueNanos();

  /// Nanoseconds to connect to the server; 0 if an open connection was reused.
  long connectNanos();

  /// Nanoseconds from sending the request head to the first byte of the response.
  long firstByteNanos();

  /// Request headers as sent by the browser, credentials redacted.
  List<NameValue> requestHeaders();

  /// Response headers as received by the browser, cookie values redacted.
  List<NameValue> responseHeaders();

  /// Body of the request.
  Body requestBody();

  /// Body of the response; kept for data (JSON, XML, plain text) and for error responses.
  Body responseBody();

  /// Authentication scheme: "Bearer JWT", "Basic", "cookie"; empty without authentication.
  String authentication();

  /// Claims of a JWT; empty for other tokens. The signature is not verified.
  List<NameValue> claims();

  /// Remark for the user, such as the reason for a missing script or the id of the replayed
  /// request; empty if there is none.
  String remark();

  /// The request as a curl command, with `$TOKEN` and `$COOKIE` in place of secrets.
  String curl();

  /// The detail of a request without further data.
  RequestDetail NONE =
      new Values(
          "", "", 0, 0, 0, List.of(), List.of(), Body.NONE, Body.NONE, "", List.of(), "", "");

  /// A detail with fixed values. Immutable if its lists are.
  record Values(
      String origin,
      String traceId,
      long queueNanos,
      long connectNanos,
      long firstByteNanos,
      List<NameValue> requestHeaders,
      List<NameValue> responseHeaders,
      Body requestBody,
      Body responseBody,
      String authentication,
      List<NameValue> claims,
      String remark,
      String curl)
      implements RequestDetail {}
}

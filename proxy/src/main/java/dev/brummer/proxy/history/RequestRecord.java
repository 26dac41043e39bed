package dev.brummer.proxy.history;

import dev.brummer.engine.event.RequestDetail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request and its response as seen by the browser. Immutable except for the request body,
/// which [#discardBody] drops.
///
/// @see RequestDetail
public final class RequestRecord implements RequestDetail {
  /// Header that marks a replay with the id of the original request; not forwarded to the server.
  public static final String REPLAY_HEADER = "x-brummer-replay";

  /// Header that tells the script of a page which request it belongs to.
  public static final String SERVER_TIMING = "server-timing";

  /// Maximum size of a kept body, in bytes.
  public static final int MAX_BODY = 64 * 1024;

  private final long id;
  private final ExchangeData data;
  private final BodyPrefix responsePrefix;
  private volatile byte @Nullable [] body;

  /// Data of a request collected by an event loop.
  ///
  /// @param method as sent
  /// @param target path and query as received, one character per octet
  /// @param origin of the server
  /// @param host requested by the browser, with the port of the proxy
  /// @param port of the listener
  /// @param requestHeaders as received
  /// @param statusText reason phrase of the server
  /// @param responseHeaders as sent to the browser, without the announcement
  /// @param announced whether [RequestIds#serverTiming] of this request was sent, too; kept apart
  ///   because it would make the headers of every response different
  /// @param runId see [RequestIds#runId]
  /// @param clientTraceparent `traceparent` sent by the client; empty if the proxy generated one
  /// @param note see [RequestDetail#remark]
  public record ExchangeData(
      String method,
      String target,
      String origin,
      String host,
      int port,
      PackedHeaders requestHeaders,
      String statusText,
      PackedHeaders responseHeaders,
      boolean announced,
      long runId,
      String clientTraceparent,
      String note,
      long queueNanos,
      long connectNanos,
      long firstByteNanos) {}

  /// @param body the complete body, empty if there was none; null if it is unknown
  /// @param responsePrefix kept prefix of the response body
  public RequestRecord(
      long id, ExchangeData data, byte @Nullable [] body, BodyPrefix responsePrefix) {
    this.id = id;
    this.data = data;
    this.body = body;
    this.responsePrefix = responsePrefix;
  }

  ExchangeData data() {
    return data;
  }

  byte @Nullable [] body() {
    return body;
  }

  void discardBody() {
    body = null;
  }

  @Override
  public String origin() {
    return data.origin();
  }

  @Override
  public String traceId() {
    String sent = data.clientTraceparent();
    if (sent.isEmpty()) {
      return RequestIds.traceId(data.runId(), id);
    }
    String[] parts = sent.split("-", -1);
    return parts.length > 1 ? parts[1] : sent;
  }

  @Override
  public long queueNanos() {
    return data.queueNanos();
  }

  @Override
  public long connectNanos() {
    return data.connectNanos();
  }

  @Override
  public long firstByteNanos() {
    return data.firstByteNanos();
  }

  @Override
  public List<NameValue> requestHeaders() {
    return HeaderRedactor.redact(data.requestHeaders());
  }

  @Override
  public List<NameValue> responseHeaders() {
    List<NameValue> sent = HeaderRedactor.redact(data.responseHeaders());
    if (!data.announced()) {
      return sent;
    }
    List<NameValue> all = new ArrayList<>(sent);
    String session = new RequestIds(data.runId()).session(id);
    all.add(new NameValue(SERVER_TIMING, RequestIds.serverTiming(session)));
    return all;
  }

  @Override
  public Body requestBody() {
    byte[] sent = body;
    if (sent == null) {
      return Body.NONE;
    }
    BodyPrefix prefix =
        sent.length <= BodyPrefix.MAX_BYTES
            ? new BodyPrefix(sent, false)
            : new BodyPrefix(Arrays.copyOf(sent, BodyPrefix.MAX_BYTES), true);
    return preview(prefix, data.requestHeaders());
  }

  @Override
  public Body responseBody() {
    return preview(responsePrefix, data.responseHeaders());
  }

  private static Body preview(BodyPrefix prefix, PackedHeaders headers) {
    return BodyPreview.of(prefix, headers.first("Content-Type"), headers.first("Content-Encoding"));
  }

  @Override
  public String authentication() {
    return parseAuthentication().kind();
  }

  @Override
  public List<NameValue> claims() {
    return parseAuthentication().claims();
  }

  private Authentication parseAuthentication() {
    PackedHeaders sent = data.requestHeaders();
    return Authentication.of(sent.first("Authorization"), sent.first("Cookie") != null);
  }

  @Override
  public String remark() {
    String original = data.requestHeaders().first(REPLAY_HEADER);
    String replay =
        original == null || !original.matches("\\d{1,18}") ? "" : "replay of request " + original;
    String separator = replay.isEmpty() || data.note().isEmpty() ? "" : " · ";
    return replay + separator + data.note();
  }

  @Override
  public String curl() {
    return CurlCommand.command(
        data.method(),
        data.origin() + RequestTarget.readable(data.target()),
        data.requestHeaders(),
        body);
  }
}

package dev.brummer.proxy.history;

import dev.brummer.engine.event.RequestDetail;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request and its answer, as the browser sent and got them. Immutable, but for the body, which
/// may be forgotten.
///
/// @see RequestDetail
public final class RequestRecord implements RequestDetail {
  /// Marks a repeat with the id of the request that it repeats; not passed on to the server.
  public static final String REPLAY_HEADER = "x-brummer-repeats";

  /// Bodies longer than this are not kept.
  public static final int MAX_BODY = 64 * 1024;

  private final long id;
  private final ExchangeData data;
  private final BodyPrefix responsePrefix;
  private volatile byte @Nullable [] body;

  /// What an event loop has gathered of a request.
  ///
  /// @param method as it was sent
  /// @param target path and query
  /// @param origin of the server
  /// @param host that the browser asked, ours
  /// @param port of our listener
  /// @param requestHeaders fields as they came
  /// @param statusText the server's words
  /// @param responseHeaders fields as they went out
  /// @param runId what [RequestIds] was made with
  /// @param clientTraceparent the `traceparent` that the client sent; empty: it got ours
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
      long runId,
      String clientTraceparent,
      String note,
      long queueNanos,
      long connectNanos,
      long firstByteNanos) {}

  /// @param body the whole body, empty if there was none; null if it is not known
  /// @param answer what is kept of the answer's body
  public RequestRecord(long id, ExchangeData exchanged, byte @Nullable [] body, BodyPrefix answer) {
    this.id = id;
    this.data = exchanged;
    this.body = body;
    this.responsePrefix = answer;
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
    return HeaderRedactor.redact(data.responseHeaders());
  }

  @Override
  public Body requestBody() {
    byte[] sent = body;
    if (sent == null) {
      return Body.NONE;
    }
    BodyPrefix start =
        sent.length <= BodyPrefix.MAX_BYTES
            ? new BodyPrefix(sent, false)
            : new BodyPrefix(Arrays.copyOf(sent, BodyPrefix.MAX_BYTES), true);
    return preview(start, data.requestHeaders());
  }

  @Override
  public Body responseBody() {
    return preview(responsePrefix, data.responseHeaders());
  }

  private static Body preview(BodyPrefix start, PackedHeaders fields) {
    return BodyPreview.of(start, fields.first("Content-Type"), fields.first("Content-Encoding"));
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
    String repeated = data.requestHeaders().first(REPLAY_HEADER);
    String repeats =
        repeated == null || !repeated.matches("\\d{1,18}") ? "" : "repeats request " + repeated;
    String separator = repeats.isEmpty() || data.note().isEmpty() ? "" : " · ";
    return repeats + separator + data.note();
  }

  @Override
  public String curl() {
    return CurlCommand.command(
        data.method(), data.origin() + data.target(), data.requestHeaders(), body);
  }
}

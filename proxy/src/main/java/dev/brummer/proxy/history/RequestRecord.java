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
  public static final String REPEATS = "x-brummer-repeats";

  /// Bodies longer than this are not kept.
  public static final int MAX_BODY = 64 * 1024;

  private final long id;
  private final Exchanged exchanged;
  private final BodyPrefix answer;
  private volatile byte @Nullable [] body;

  /// What an event loop has gathered of a request.
  ///
  /// @param method as it was sent
  /// @param target path and query
  /// @param origin of the server
  /// @param host that the browser asked, ours
  /// @param port of our listener
  /// @param request fields as they came
  /// @param statusText the server's words
  /// @param response fields as they went out
  /// @param run what [RequestIds] was made with
  /// @param sentTrace the `traceparent` that the client sent; empty: it got ours
  /// @param note see [RequestDetail#note]
  public record Exchanged(
      String method,
      String target,
      String origin,
      String host,
      int port,
      PackedHeaders request,
      String statusText,
      PackedHeaders response,
      long run,
      String sentTrace,
      String note,
      long queueNanos,
      long connectNanos,
      long firstByteNanos) {}

  /// @param body the whole body, empty if there was none; null if it is not known
  /// @param answer what is kept of the answer's body
  public RequestRecord(long id, Exchanged exchanged, byte @Nullable [] body, BodyPrefix answer) {
    this.id = id;
    this.exchanged = exchanged;
    this.body = body;
    this.answer = answer;
  }

  Exchanged exchanged() {
    return exchanged;
  }

  byte @Nullable [] body() {
    return body;
  }

  void forgetBody() {
    body = null;
  }

  @Override
  public String origin() {
    return exchanged.origin();
  }

  @Override
  public String trace() {
    String sent = exchanged.sentTrace();
    if (sent.isEmpty()) {
      return RequestIds.trace(exchanged.run(), id);
    }
    String[] parts = sent.split("-", -1);
    return parts.length > 1 ? parts[1] : sent;
  }

  @Override
  public long queueNanos() {
    return exchanged.queueNanos();
  }

  @Override
  public long connectNanos() {
    return exchanged.connectNanos();
  }

  @Override
  public long firstByteNanos() {
    return exchanged.firstByteNanos();
  }

  @Override
  public List<Field> requestFields() {
    return HeaderRedactor.of(exchanged.request());
  }

  @Override
  public List<Field> responseFields() {
    return HeaderRedactor.of(exchanged.response());
  }

  @Override
  public Body requestBody() {
    byte[] sent = body;
    if (sent == null) {
      return Body.NONE;
    }
    BodyPrefix start =
        sent.length <= BodyPrefix.MOST
            ? new BodyPrefix(sent, false)
            : new BodyPrefix(Arrays.copyOf(sent, BodyPrefix.MOST), true);
    return text(start, exchanged.request());
  }

  @Override
  public Body responseBody() {
    return text(answer, exchanged.response());
  }

  private static Body text(BodyPrefix start, PackedHeaders fields) {
    return BodyPreview.of(start, fields.first("Content-Type"), fields.first("Content-Encoding"));
  }

  @Override
  public String auth() {
    return authentication().kind();
  }

  @Override
  public List<Field> claims() {
    return authentication().claims();
  }

  private Authentication authentication() {
    PackedHeaders sent = exchanged.request();
    return Authentication.of(sent.first("Authorization"), sent.first("Cookie") != null);
  }

  @Override
  public String note() {
    String repeated = exchanged.request().first(REPEATS);
    String repeats =
        repeated == null || !repeated.matches("\\d{1,18}") ? "" : "repeats request " + repeated;
    String separator = repeats.isEmpty() || exchanged.note().isEmpty() ? "" : " · ";
    return repeats + separator + exchanged.note();
  }

  @Override
  public String curl() {
    return CurlCommand.command(
        exchanged.method(), exchanged.origin() + exchanged.target(), exchanged.request(), body);
  }
}

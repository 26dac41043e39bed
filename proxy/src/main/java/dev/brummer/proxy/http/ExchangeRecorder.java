package dev.brummer.proxy.http;

import dev.brummer.engine.event.Event;
import dev.brummer.proxy.history.BodyPrefix;
import dev.brummer.proxy.history.PackedHeaders;
import dev.brummer.proxy.history.RequestRecord;
import dev.brummer.proxy.http.message.RequestHead;
import dev.brummer.proxy.http.message.ResponseHead;
import dev.brummer.proxy.route.Origin;
import dev.brummer.proxy.route.Upstream;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What is counted and kept of one exchange. Confined to its event loop.
final class ExchangeRecorder {
  private static final byte[] NO_BODY = {};

  private final long id;
  private final ExchangeContext exchangeContext;
  private final CompletionPublisher completionPublisher;
  private final Upstream upstream;
  private final RequestHead head;
  private final long arrivedNanos;
  private final int listenPort;
  private final long startNanos;
  private final long startMillis = System.currentTimeMillis();
  private long connectStartNanos;
  private long connectNanos;
  private long sentNanos;
  private long firstByteNanos;
  private long proxyNanos;
  private long workStartNanos;
  private long requestBytes;
  private long responseBytes;
  private int status = 499;
  private String statusText = "";
  private String contentType = "";
  private String clientTraceparent = "";
  private String note = "";
  private @Nullable HttpHeaders response;
  private byte @Nullable [] body = NO_BODY;

  /// The beginning of the answer's body; null: it is not worth keeping.
  private byte @Nullable [] responsePrefix;

  /// @param arrivedNanos when the request's head had been read
  /// @param startNanos now
  /// @param listenPort where it came to
  ExchangeRecorder(
      ExchangeContext exchangeContext,
      CompletionPublisher completionPublisher,
      Upstream upstream,
      RequestHead head,
      long arrivedNanos,
      long startNanos,
      int listenPort) {
    this.startNanos = startNanos;
    this.sentNanos = startNanos;
    this.id = exchangeContext.ids().next();
    this.exchangeContext = exchangeContext;
    this.completionPublisher = completionPublisher;
    this.upstream = upstream;
    this.head = head;
    this.arrivedNanos = arrivedNanos;
    this.listenPort = listenPort;
  }

  long id() {
    return id;
  }

  long startNanos() {
    return startNanos;
  }

  /// A connection to the server is being made.
  void connectStarted() {
    connectStartNanos = System.nanoTime();
  }

  void connected() {
    connectNanos = System.nanoTime() - connectStartNanos;
  }

  /// The head is on its way to the server.
  ///
  /// @param traceparent what the client had sent, empty if it got ours
  void requestSent(String traceparent) {
    clientTraceparent = traceparent;
    sentNanos = System.nanoTime();
    proxyNanos += sentNanos - workStartNanos;
    workStartNanos = 0;
  }

  /// @param said what the client gets
  void responseStarted(ResponseHead from, HttpHeaders said) {
    setStatus(from.status(), from.mediaType());
    statusText = from.reason();
    response = said;
    responsePrefix = BodyPrefix.shouldKeep(status, contentType) ? NO_BODY : null;
  }

  void setStatus(int said, String type) {
    status = said;
    contentType = type;
  }

  /// Why something is not as one might expect.
  void setNote(String why) {
    note = why;
  }

  /// A part of the request's body.
  void addRequestBody(ByteBuf part) {
    int size = part.readableBytes();
    byte[] kept = body;
    if (kept != null && size > 0) {
      if (kept.length + size > RequestRecord.MAX_BODY) {
        body = null;
      } else {
        body = append(kept, part, size);
      }
    }
    requestBytes += size;
  }

  /// A part of the answer's body as it goes out.
  void addResponseBody(ByteBuf part) {
    int size = part.readableBytes();
    byte[] before = responsePrefix;
    if (before != null && before.length < BodyPrefix.MAX_BYTES && size > 0) {
      responsePrefix = append(before, part, Math.min(size, BodyPrefix.MAX_BYTES - before.length));
    }
    responseBytes += size;
  }

  /// @param more how many bytes of `part` to add
  private static byte[] append(byte[] start, ByteBuf part, int more) {
    byte[] longer = Arrays.copyOf(start, start.length + more);
    part.getBytes(part.readerIndex(), longer, start.length, more);
    return longer;
  }

  private BodyPrefix bodyPrefix() {
    byte[] start = responsePrefix;
    return start == null || start.length == 0
        ? BodyPrefix.NONE
        : new BodyPrefix(start, responseBytes > start.length);
  }

  /// Work on this exchange begins on the loop.
  ///
  /// @param now [System#nanoTime]
  void workStarted(long now) {
    workStartNanos = now;
  }

  /// As [#workStarted], because the server has answered something.
  void responseDataReceived(long now) {
    workStartNanos = now;
    firstByteNanos = firstByteNanos == 0 ? now - sentNanos : firstByteNanos;
  }

  /// It is done for now: the time since counts as brummer's own.
  void workStopped() {
    proxyNanos += System.nanoTime() - workStartNanos;
    workStartNanos = 0;
  }

  /// Keeps and tells the bus what has become of it.
  ///
  /// @param whole whether the request's body has come to its end
  /// @param now [System#nanoTime]
  void publish(@Nullable ResponseWriter responseWriter, String error, boolean whole, long now) {
    long working = workStartNanos == 0 ? 0 : now - workStartNanos;
    boolean injected = responseWriter != null && responseWriter.injected();
    RequestRecord detail = new RequestRecord(id, exchangeData(), whole ? body : null, bodyPrefix());
    Event.RequestCompleted served =
        new Event.RequestCompleted(
            id,
            upstream.process(),
            head.method(),
            head.target(),
            status,
            contentType,
            requestBytes,
            responseBytes,
            now - arrivedNanos,
            now - sentNanos,
            proxyNanos + working,
            injected,
            session(injected),
            error,
            detail,
            startMillis);
    completionPublisher.add(served, now);
  }

  private RequestRecord.ExchangeData exchangeData() {
    HttpHeaders said = response;
    return new RequestRecord.ExchangeData(
        head.method(),
        head.target(),
        upstream.originText(),
        head.host(),
        listenPort,
        PackedHeaders.of(head.headers().nettyHeaders()),
        statusText,
        said == null ? PackedHeaders.empty() : PackedHeaders.of(said),
        exchangeContext.ids().runId(),
        clientTraceparent,
        note,
        startNanos - arrivedNanos,
        connectNanos,
        firstByteNanos);
  }

  private String session(boolean injected) {
    if (injected) {
      return exchangeContext.ids().session(id);
    }
    String referer = head.headers().first(HttpHeaderNames.REFERER);
    if (referer == null || !Origin.hasAuthority(referer, head.host())) {
      return "";
    }
    long page = upstream.recentDocuments().findReferrer(Origin.pathOf(referer));
    return page == 0 ? "" : exchangeContext.ids().session(page);
  }
}

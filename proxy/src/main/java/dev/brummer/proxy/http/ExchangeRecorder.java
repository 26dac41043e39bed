package dev.brummer.proxy.http;

import dev.brummer.engine.event.Event;
import dev.brummer.proxy.history.BodyPrefix;
import dev.brummer.proxy.history.PackedHeaders;
import dev.brummer.proxy.history.RequestIds;
import dev.brummer.proxy.history.RequestRecord;
import dev.brummer.proxy.history.RequestTarget;
import dev.brummer.proxy.http.message.HeaderFields;
import dev.brummer.proxy.http.message.RequestHead;
import dev.brummer.proxy.http.message.ResponseHead;
import dev.brummer.proxy.redact.UrlRedactor;
import dev.brummer.proxy.route.Origin;
import dev.brummer.proxy.route.Upstream;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects timings, sizes and headers of one exchange. Confined to its event loop.
final class ExchangeRecorder {
  private static final byte[] NO_BODY = {};

  private final long id;
  private final ExchangeContext exchangeContext;
  private final CompletionPublisher completionPublisher;
  private final RecordInterner interner;
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
  private String ownSession = "";
  private PackedHeaders response = PackedHeaders.empty();
  private boolean announced;
  private byte @Nullable [] body = NO_BODY;

  /// Prefix of the response body; null if it is not kept.
  private byte @Nullable [] responsePrefix;

  /// @param arrivedNanos time at which the request head was decoded
  /// @param startNanos current time
  /// @param listenPort port of the listener
  ExchangeRecorder(
      ExchangeContext exchangeContext,
      CompletionPublisher completionPublisher,
      RecordInterner interner,
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
    this.interner = interner;
    this.upstream = upstream;
    this.head = head;
    this.arrivedNanos = arrivedNanos;
    this.listenPort = listenPort;
  }

  long id() {
    return id;
  }

  /// Id of the browser session that this exchange would start.
  String ownSession() {
    if (ownSession.isEmpty()) {
      ownSession = exchangeContext.ids().session(id);
    }
    return ownSession;
  }

  long startNanos() {
    return startNanos;
  }

  /// Starts the connect timer.
  void connectStarted() {
    connectStartNanos = System.nanoTime();
  }

  void connected() {
    connectNanos = System.nanoTime() - connectStartNanos;
  }

  /// @param traceparent sent by the client; empty if the proxy generated one
  void clientTraceparent(String traceparent) {
    clientTraceparent = traceparent;
  }

  /// Marks the request head as sent.
  void requestSent() {
    sentNanos = System.nanoTime();
    proxyNanos += sentNanos - workStartNanos;
    workStartNanos = 0;
  }

  /// @param sent headers for the client, without those of [#announcement]
  void responseStarted(ResponseHead responseHead, HeaderFields sent) {
    setStatus(responseHead.status(), responseHead.mediaType());
    statusText = responseHead.reason();
    response = interner.packResponse(sent);
    responsePrefix = BodyPrefix.shouldKeep(status, contentType) ? NO_BODY : null;
  }

  /// `Server-Timing` value by which the script of a page finds its request; sent with the response.
  String announcement() {
    announced = true;
    return RequestIds.serverTiming(ownSession());
  }

  void setStatus(int code, String type) {
    status = code;
    contentType = type;
  }

  /// Adds a remark shown with the request; an empty one is ignored.
  void addNote(String remark) {
    String separator = note.isEmpty() || remark.isEmpty() ? "" : " · ";
    note = note + separator + remark;
  }

  /// Adds a part of the request body.
  void addRequestBody(ByteBuf part) {
    int size = part.readableBytes();
    byte[] previous = body;
    if (previous != null && size > 0) {
      if (previous.length + size > RequestRecord.MAX_BODY) {
        body = null;
      } else {
        body = append(previous, part, size);
      }
    }
    requestBytes += size;
  }

  /// Adds a part of the response body as written to the client.
  void addResponseBody(ByteBuf part) {
    int size = part.readableBytes();
    byte[] previous = responsePrefix;
    if (previous != null && previous.length < BodyPrefix.MAX_BYTES && size > 0) {
      responsePrefix =
          append(previous, part, Math.min(size, BodyPrefix.MAX_BYTES - previous.length));
    }
    responseBytes += size;
  }

  /// @param more number of bytes of `part` to add
  private static byte[] append(byte[] prefix, ByteBuf part, int more) {
    byte[] longer = Arrays.copyOf(prefix, prefix.length + more);
    part.getBytes(part.readerIndex(), longer, prefix.length, more);
    return longer;
  }

  private BodyPrefix bodyPrefix() {
    byte[] prefix = responsePrefix;
    return prefix == null || prefix.length == 0
        ? BodyPrefix.NONE
        : new BodyPrefix(prefix, responseBytes > prefix.length);
  }

  /// Starts measuring the proxy's own time on this exchange.
  ///
  /// @param now [System#nanoTime]
  void workStarted(long now) {
    workStartNanos = now;
  }

  /// Starts measuring like [#workStarted] and records the time of the first response byte.
  void responseDataReceived(long now) {
    workStartNanos = now;
    firstByteNanos = firstByteNanos == 0 ? now - sentNanos : firstByteNanos;
  }

  /// Stops measuring and adds the elapsed time to the proxy's own time.
  void workStopped() {
    proxyNanos += System.nanoTime() - workStartNanos;
    workStartNanos = 0;
  }

  /// Adds the completed exchange to the history and the bus.
  ///
  /// @param bodyComplete whether the request body is complete
  /// @param now [System#nanoTime]
  void publish(
      @Nullable ResponseWriter responseWriter, String error, boolean bodyComplete, long now) {
    long workNanos = workStartNanos == 0 ? 0 : now - workStartNanos;
    boolean injected = responseWriter != null && responseWriter.injected();
    RequestRecord detail =
        new RequestRecord(id, exchangeData(), bodyComplete ? body : null, bodyPrefix());
    Event.RequestCompleted completed =
        new Event.RequestCompleted(
            id,
            upstream.process(),
            head.method(),
            interner.intern(UrlRedactor.redact(RequestTarget.readable(head.target()))),
            status,
            interner.intern(contentType),
            requestBytes,
            responseBytes,
            now - arrivedNanos,
            now - sentNanos,
            proxyNanos + workNanos,
            injected,
            session(injected),
            error,
            detail,
            startMillis);
    completionPublisher.add(completed, now);
  }

  private RequestRecord.ExchangeData exchangeData() {
    return new RequestRecord.ExchangeData(
        head.method(),
        interner.intern(head.target()),
        upstream.originText(),
        interner.intern(head.host()),
        listenPort,
        interner.packRequest(head.headers().fields()),
        statusText,
        response,
        announced,
        exchangeContext.ids().runId(),
        clientTraceparent,
        note,
        startNanos - arrivedNanos,
        connectNanos,
        firstByteNanos);
  }

  private String session(boolean injected) {
    if (injected) {
      return ownSession();
    }
    String referer = head.headers().first(HttpHeaderNames.REFERER);
    if (referer == null || !Origin.hasAuthority(referer, head.host())) {
      return "";
    }
    long page = upstream.recentDocuments().findReferrer(Origin.pathOf(referer));
    return page == 0 ? "" : exchangeContext.ids().session(page);
  }
}

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
  private final ExchangeContext services;
  private final CompletionPublisher outbox;
  private final Upstream site;
  private final RequestHead head;
  private final long arrivedNanos;
  private final int listenPort;
  private final long startNanos;
  private final long startMillis = System.currentTimeMillis();
  private long connectedFromNanos;
  private long connectNanos;
  private long sentNanos;
  private long firstByteNanos;
  private long ownNanos;
  private long enteredNanos;
  private long requestBytes;
  private long responseBytes;
  private int status = 499;
  private String statusText = "";
  private String contentType = "";
  private String sentTrace = "";
  private String note = "";
  private @Nullable HttpHeaders response;
  private byte @Nullable [] body = NO_BODY;

  /// The beginning of the answer's body; null: it is not worth keeping.
  private byte @Nullable [] kept;

  /// @param arrivedNanos when the request's head had been read
  /// @param startNanos now
  /// @param listenPort where it came to
  ExchangeRecorder(
      ExchangeContext services,
      CompletionPublisher outbox,
      Upstream site,
      RequestHead head,
      long arrivedNanos,
      long startNanos,
      int listenPort) {
    this.startNanos = startNanos;
    this.sentNanos = startNanos;
    this.id = services.ids().next();
    this.services = services;
    this.outbox = outbox;
    this.site = site;
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
  void connecting() {
    connectedFromNanos = System.nanoTime();
  }

  void connected() {
    connectNanos = System.nanoTime() - connectedFromNanos;
  }

  /// The head is on its way to the server.
  ///
  /// @param traceparent what the client had sent, empty if it got ours
  void sent(String traceparent) {
    sentTrace = traceparent;
    sentNanos = System.nanoTime();
    ownNanos += sentNanos - enteredNanos;
    enteredNanos = 0;
  }

  /// @param said what the client gets
  void answered(ResponseHead from, HttpHeaders said) {
    status(from.status(), from.mediaType());
    statusText = from.reason();
    response = said;
    kept = BodyPrefix.worth(status, contentType) ? NO_BODY : null;
  }

  void status(int said, String type) {
    status = said;
    contentType = type;
  }

  /// Why something is not as one might expect.
  void note(String why) {
    note = why;
  }

  /// A part of the request's body.
  void requestBody(ByteBuf part) {
    int size = part.readableBytes();
    byte[] kept = body;
    if (kept != null && size > 0) {
      if (kept.length + size > RequestRecord.MAX_BODY) {
        body = null;
      } else {
        body = extended(kept, part, size);
      }
    }
    requestBytes += size;
  }

  /// A part of the answer's body as it goes out.
  void responseBody(ByteBuf part) {
    int size = part.readableBytes();
    byte[] before = kept;
    if (before != null && before.length < BodyPrefix.MOST && size > 0) {
      kept = extended(before, part, Math.min(size, BodyPrefix.MOST - before.length));
    }
    responseBytes += size;
  }

  /// @param more how many bytes of `part` to add
  private static byte[] extended(byte[] start, ByteBuf part, int more) {
    byte[] longer = Arrays.copyOf(start, start.length + more);
    part.getBytes(part.readerIndex(), longer, start.length, more);
    return longer;
  }

  private BodyPrefix answer() {
    byte[] start = kept;
    return start == null || start.length == 0
        ? BodyPrefix.NONE
        : new BodyPrefix(start, responseBytes > start.length);
  }

  /// Work on this exchange begins on the loop.
  ///
  /// @param now [System#nanoTime]
  void enter(long now) {
    enteredNanos = now;
  }

  /// As [#enter], because the server has answered something.
  void answers(long now) {
    enteredNanos = now;
    firstByteNanos = firstByteNanos == 0 ? now - sentNanos : firstByteNanos;
  }

  /// It is done for now: the time since counts as brummer's own.
  void leave() {
    ownNanos += System.nanoTime() - enteredNanos;
    enteredNanos = 0;
  }

  /// Keeps and tells the bus what has become of it.
  ///
  /// @param whole whether the request's body has come to its end
  /// @param now [System#nanoTime]
  void publish(@Nullable ResponseWriter answer, String error, boolean whole, long now) {
    long working = enteredNanos == 0 ? 0 : now - enteredNanos;
    boolean injected = answer != null && answer.injected();
    RequestRecord detail = new RequestRecord(id, exchanged(), whole ? body : null, answer());
    Event.RequestServed served =
        new Event.RequestServed(
            id,
            site.process(),
            head.method(),
            head.target(),
            status,
            contentType,
            requestBytes,
            responseBytes,
            now - arrivedNanos,
            now - sentNanos,
            ownNanos + working,
            injected,
            session(injected),
            error,
            detail,
            startMillis);
    outbox.add(served, now);
  }

  private RequestRecord.Exchanged exchanged() {
    HttpHeaders said = response;
    return new RequestRecord.Exchanged(
        head.method(),
        head.target(),
        site.origin(),
        head.host(),
        listenPort,
        PackedHeaders.of(head.fields().headers()),
        statusText,
        said == null ? PackedHeaders.none() : PackedHeaders.of(said),
        services.ids().run(),
        sentTrace,
        note,
        startNanos - arrivedNanos,
        connectNanos,
        firstByteNanos);
  }

  private String session(boolean injected) {
    if (injected) {
      return services.ids().session(id);
    }
    String referer = head.fields().first(HttpHeaderNames.REFERER);
    if (referer == null || !Origin.isOf(referer, head.host())) {
      return "";
    }
    long page = site.documents().referredBy(Origin.pathOf(referer));
    return page == 0 ? "" : services.ids().session(page);
  }
}

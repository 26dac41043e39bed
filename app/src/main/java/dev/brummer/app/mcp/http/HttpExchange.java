package dev.brummer.app.mcp.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.app.mcp.protocol.JsonCodec;
import dev.brummer.app.mcp.protocol.ResponseChannel;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One HTTP request and its response. The response is plain JSON, or a stream of events if
/// something was sent before it. Threads of requests call it; they wait while the client reads
/// slowly.
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes its channel
final class HttpExchange implements ResponseChannel {
  private static final long KEEP_ALIVE_SECONDS = 15;
  private static final long WRITE_TIMEOUT_MILLIS = 30_000;
  private static final byte[] EVENT_START =
      "event: message\ndata: ".getBytes(StandardCharsets.UTF_8);
  private static final byte[] EVENT_END = "\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

  private final Channel channel;
  private final HttpHeaders requestHeaders;
  private final boolean acceptsStream;
  private final Runnable onEnd;

  /// Guarded by this, as is the state of the response.
  private @Nullable String sessionId;

  private boolean streaming;
  private boolean ended;
  private boolean gone;
  private @Nullable ScheduledFuture<?> keepAlive;
  private Runnable onGone = () -> {};

  /// @param onEnd called once before the last bytes of the response are written, on any thread;
  ///   must only hand over to the event loop
  HttpExchange(Channel channel, HttpHeaders requestHeaders, Runnable onEnd) {
    this.channel = channel;
    this.requestHeaders = requestHeaders;
    this.onEnd = onEnd;
    String accept = requestHeaders.get(HttpHeaderNames.ACCEPT, "*/*");
    acceptsStream =
        accept.contains("text/event-stream") || accept.contains("*/*") || accept.contains("text/*");
  }

  HttpHeaders requestHeaders() {
    return requestHeaders;
  }

  boolean acceptsStream() {
    return acceptsStream;
  }

  /// The response announces this session.
  synchronized void announceSession(String id) {
    sessionId = id;
  }

  /// Sets what runs when the client is gone before the response; at once if it already is.
  void onGone(Runnable action) {
    boolean already;
    synchronized (this) {
      onGone = action;
      already = gone;
    }
    if (already) {
      action.run();
    }
  }

  /// The connection was closed. Called by the event loop.
  void connectionClosed() {
    Runnable action;
    synchronized (this) {
      gone = true;
      stopKeepAlive();
      action = ended ? () -> {} : onGone;
      notifyAll();
    }
    action.run();
  }

  /// The socket takes data again. Called by the event loop.
  synchronized void writable() {
    notifyAll();
  }

  /// Starts the stream of events without an event.
  synchronized void openStream() {
    if (!streaming && !ended && !gone) {
      streaming = true;
      HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
      head.headers()
          .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
          .set(HttpHeaderNames.CACHE_CONTROL, "no-cache")
          .set("X-Accel-Buffering", "no");
      setSession(head.headers());
      HttpUtil.setTransferEncodingChunked(head, true);
      channel.writeAndFlush(head);
      keepAlive =
          channel
              .eventLoop()
              .scheduleAtFixedRate(
                  this::sendComment, KEEP_ALIVE_SECONDS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void setSession(HttpHeaders headers) {
    if (sessionId != null) {
      headers.set(HttpSessions.HEADER, sessionId);
    }
  }

  private synchronized void sendComment() {
    if (streaming && !ended && channel.isWritable()) {
      channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(COMMENT)));
    }
  }

  @Override
  public synchronized void notify(ObjectNode notification) {
    if (ended || gone || !acceptsStream) {
      return;
    }
    openStream();
    if (awaitWritable()) {
      channel.writeAndFlush(event(notification));
    }
  }

  /// Waits until the socket takes data.
  ///
  /// @return false if the client is gone or does not read
  private boolean awaitWritable() {
    long deadline = System.nanoTime() + WRITE_TIMEOUT_MILLIS * 1_000_000;
    while (!channel.isWritable() && !gone && !ended) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        channel.close();
        return false;
      }
      try {
        wait(left);
      } catch (InterruptedException cancelled) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return !gone && !ended;
  }

  private static DefaultHttpContent event(ObjectNode message) {
    ByteBuf bytes = Unpooled.wrappedBuffer(EVENT_START, JsonCodec.write(message), EVENT_END);
    return new DefaultHttpContent(bytes);
  }

  @Override
  public void respond(ObjectNode response, int httpStatus) {
    synchronized (this) {
      if (ended) {
        return;
      }
      boolean toStream = streaming && awaitWritable();
      end();
      if (toStream) {
        channel.write(event(response));
        channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
      } else if (!streaming) {
        writeFull(httpStatus, "application/json", JsonCodec.write(response));
      }
    }
  }

  /// Ends the exchange before the last bytes are written: once the client has them, it may send its
  /// next request on this connection.
  private void end() {
    ended = true;
    stopKeepAlive();
    onEnd.run();
  }

  /// Responds without a message.
  void respondEmpty(int status) {
    synchronized (this) {
      end();
      writeFull(status, "", new byte[0]);
    }
  }

  @Override
  public void abandon() {
    synchronized (this) {
      if (ended) {
        return;
      }
      end();
      if (streaming) {
        channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
      } else {
        channel.close();
      }
    }
  }

  private void stopKeepAlive() {
    if (keepAlive != null) {
      keepAlive.cancel(false);
      keepAlive = null;
    }
  }

  private void writeFull(int status, String contentType, byte[] body) {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
    if (!contentType.isEmpty()) {
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    }
    setSession(response.headers());
    HttpUtil.setContentLength(response, body.length);
    channel.writeAndFlush(response);
  }
}

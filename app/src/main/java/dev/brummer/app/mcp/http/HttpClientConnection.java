package dev.brummer.app.mcp.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection: reads requests one after the other and starts each on a virtual thread. Confined
/// to its event loop.
@SuppressWarnings({"FutureReturnValueIgnored", "ReferenceEquality"}) // of one channel
final class HttpClientConnection extends ChannelInboundHandlerAdapter {
  private static final int REQUEST_TIMEOUT_SECONDS = 30;
  private static final int IDLE_TIMEOUT_SECONDS = 300;
  private static final int DISCARD_SECONDS = 2;

  private final McpHttpServer owner;

  private @Nullable HttpMethod method;
  private @Nullable HttpHeaders headers;
  private ByteBuf body = Unpooled.EMPTY_BUFFER;

  /// The exchange that has not ended; also read by the thread that ends it.
  private volatile @Nullable HttpExchange exchange;

  /// Whether the connection only waits to be closed.
  private boolean refused;

  private @Nullable ScheduledFuture<?> timeout;

  HttpClientConnection(McpHttpServer owner) {
    this.owner = owner;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (!owner.connectionOpened()) {
      refused = true;
      context.close();
      return;
    }
    closeAfter(context, REQUEST_TIMEOUT_SECONDS);
  }

  private void closeAfter(ChannelHandlerContext context, int seconds) {
    cancelTimeout();
    timeout = context.executor().schedule(() -> context.close(), seconds, TimeUnit.SECONDS);
  }

  private void cancelTimeout() {
    if (timeout != null) {
      timeout.cancel(false);
      timeout = null;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (refused) {
        return;
      }
      if (message instanceof HttpRequest request) {
        readHead(context, request);
      }
      if (message instanceof HttpContent content && !refused) {
        readBody(context, content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void readHead(ChannelHandlerContext context, HttpRequest request) {
    RequestGuard.Refusal refusal =
        exchange == null
            ? owner.guard().check(request)
            : new RequestGuard.Refusal(400, "one request at a time on a connection");
    if (refusal != null) {
      refuse(context, refusal);
      return;
    }
    method = request.method();
    headers = request.headers();
    closeAfter(context, REQUEST_TIMEOUT_SECONDS);
    if (HttpUtil.is100ContinueExpected(request)) {
      context.writeAndFlush(
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }
  }

  private void readBody(ChannelHandlerContext context, HttpContent content) {
    if (!content.decoderResult().isSuccess()) {
      refuse(context, new RequestGuard.Refusal(400, "malformed HTTP request"));
      return;
    }
    int bytes = content.content().readableBytes();
    if (bytes > 0) {
      if (body.readableBytes() + bytes > McpHttpServer.MAX_BODY_BYTES) {
        refuse(context, owner.guard().tooLarge());
        return;
      }
      if (!owner.reserve(bytes)) {
        refuse(context, new RequestGuard.Refusal(503, "too many requests at once"));
        return;
      }
      if (body == Unpooled.EMPTY_BUFFER) {
        body = Unpooled.buffer(bytes);
      }
      body.writeBytes(content.content());
    }
    if (content instanceof LastHttpContent) {
      start(context);
    }
  }

  private void start(ChannelHandlerContext context) {
    HttpMethod requested = method;
    HttpHeaders head = headers;
    if (requested == null || head == null) {
      return;
    }
    cancelTimeout();
    ByteBuf complete = body;
    body = Unpooled.EMPTY_BUFFER;
    int length = complete.readableBytes();
    HttpExchange started =
        new HttpExchange(
            context.channel(), head, () -> context.executor().execute(() -> ended(context)));
    exchange = started;
    Thread.ofVirtual()
        .name("mcp-call")
        .start(
            () -> owner.handle(requested, complete.array(), length, started, context.executor()));
  }

  private void ended(ChannelHandlerContext context) {
    exchange = null;
    if (!refused) {
      closeAfter(context, IDLE_TIMEOUT_SECONDS);
    }
  }

  /// Responds and closes. What still arrives is discarded for a moment: closing with unread bytes
  /// would reset the connection and lose the response.
  private void refuse(ChannelHandlerContext context, RequestGuard.Refusal refusal) {
    refused = true;
    owner.countRefused();
    releaseBody();
    byte[] text = (refusal.text() + "\n").getBytes(StandardCharsets.UTF_8);
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(refusal.status()),
            Unpooled.wrappedBuffer(text));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .set(HttpHeaderNames.CONNECTION, "close");
    if (refusal.status() == HttpResponseStatus.UNAUTHORIZED.code()) {
      response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
    }
    HttpUtil.setContentLength(response, text.length);
    context
        .writeAndFlush(response)
        .addListener((ChannelFutureListener) _ -> closeAfter(context, DISCARD_SECONDS));
  }

  private void releaseBody() {
    owner.release(body.readableBytes());
    body = Unpooled.EMPTY_BUFFER;
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    HttpExchange open = exchange;
    if (open != null) {
      open.writable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancelTimeout();
    releaseBody();
    owner.connectionClosed();
    HttpExchange open = exchange;
    if (open != null) {
      open.connectionClosed();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (!(failure instanceof IOException)) {
      owner.onFailure(failure);
    }
    context.close();
  }
}

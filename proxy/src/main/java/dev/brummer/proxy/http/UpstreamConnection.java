package dev.brummer.proxy.http;

import dev.brummer.engine.file.IoErrorMessage;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// A connection to a server: carries one exchange at a time or a tunnel, or is idle. Confined to
/// the event loop of its client connection.
// Failed channels close; channelInactive reports it.
@SuppressWarnings("FutureReturnValueIgnored")
final class UpstreamConnection extends ChannelInboundHandlerAdapter {
  private final HttpCodecs.LenientResponseDecoder responseDecoder;
  private @Nullable ChannelHandlerContext context;
  private @Nullable UpstreamListener listener;
  private long idleSince;
  private String failure = "";

  UpstreamConnection(HeadInterner interner) {
    responseDecoder = new HttpCodecs.LenientResponseDecoder(interner);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  /// The decoder of the upstream pipeline.
  HttpCodecs.LenientResponseDecoder responseDecoder() {
    return responseDecoder;
  }

  void attach(UpstreamListener upstream) {
    listener = upstream;
  }

  /// Detaches the listener and marks the connection idle.
  void markIdle(long nowNanos) {
    listener = null;
    idleSince = nowNanos;
    setAutoRead(true);
  }

  long idleSince() {
    return idleSince;
  }

  boolean isOpen() {
    return context().channel().isActive();
  }

  /// Whether the connection is open, has no unsolicited input and expects none.
  boolean isReusable() {
    return isOpen() && responseDecoder.isBetweenResponses();
  }

  boolean isWritable() {
    return context().channel().isWritable();
  }

  void write(Object message) {
    context().write(message, context().voidPromise());
  }

  void flush() {
    context().flush();
  }

  void setAutoRead(boolean enabled) {
    context().channel().config().setAutoRead(enabled);
  }

  /// Removes the HTTP encoder; further bytes are written unchanged.
  void removeEncoder() {
    context().pipeline().remove(HttpCodecs.OctetRequestEncoder.class);
  }

  /// Removes the HTTP decoder; further bytes are read unchanged and the directions close
  /// independently.
  void removeDecoder() {
    context().channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    context().pipeline().remove(responseDecoder);
  }

  /// Why the TLS handshake failed, else empty.
  String failure() {
    return failure;
  }

  /// The TLS layer after its handshake; null without TLS.
  @Nullable SslHandler encryption() {
    return context().pipeline().get(SslHandler.class);
  }

  void shutdownOutput() {
    SslHandler encryption = encryption();
    if (encryption != null) {
      context().flush();
      encryption.closeOutbound();
    } else if (context().channel() instanceof SocketChannel socket) {
      context().flush();
      socket.shutdownOutput();
    }
  }

  void close() {
    listener = null;
    context().close();
  }

  private ChannelHandlerContext context() {
    if (context == null) {
      throw new IllegalStateException("not connected");
    }
    return context;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    UpstreamListener current = listener;
    if (current == null) {
      ReferenceCountUtil.release(message);
      ctx.close();
    } else {
      current.onUpstreamMessage(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    UpstreamListener current = listener;
    if (current != null) {
      current.onUpstreamReadComplete();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    UpstreamListener current = listener;
    if (current != null) {
      current.onUpstreamWritabilityChanged(ctx.channel().isWritable());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    UpstreamListener current = listener;
    if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
      failure = IoErrorMessage.of(handshake.cause());
    }
    if (event instanceof ChannelInputShutdownEvent && current != null) {
      current.onUpstreamInputClosed();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    UpstreamListener current = listener;
    listener = null;
    if (current != null) {
      current.onUpstreamDisconnected();
    }
  }

  /// Closes after a reset or similar error; [#channelInactive] reports it.
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}

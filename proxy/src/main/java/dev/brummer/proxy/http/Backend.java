package dev.brummer.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A connection to a server: carries one exchange at a time, or a tunnel, or waits idle. Confined
/// to the event loop of the client connection it works for.
// A channel that fails is closed, which tells.
@SuppressWarnings("FutureReturnValueIgnored")
final class Backend extends ChannelInboundHandlerAdapter {
  private final Inbox inbox = new Inbox();
  private @Nullable ChannelHandlerContext context;
  private @Nullable Upstream listener;
  private long idleSince;

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  void attach(Upstream upstream) {
    listener = upstream;
  }

  /// Belongs to nobody from now on.
  void rest(long nowNanos) {
    listener = null;
    idleSince = nowNanos;
    reading(true);
  }

  long idleSince() {
    return idleSince;
  }

  boolean open() {
    return context().channel().isActive();
  }

  /// Whether it is open and nothing has come that nobody asked for.
  boolean clean() {
    return open() && inbox.size() == 0;
  }

  boolean writable() {
    return context().channel().isWritable();
  }

  void write(ByteBuf bytes) {
    context().write(bytes, context().voidPromise());
  }

  void flush() {
    context().flush();
  }

  void reading(boolean wanted) {
    context().channel().config().setAutoRead(wanted);
  }

  /// Lets the two directions end one by one.
  void allowHalfClose() {
    context().channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
  }

  void endOutput() {
    if (context().channel() instanceof SocketChannel socket) {
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
    inbox.add((ByteBuf) message);
    int before;
    do {
      before = inbox.size();
      Upstream current = listener;
      if (current == null) {
        inbox.clear();
        ctx.close();
        return;
      }
      current.upstreamBytes(inbox.bytes());
    } while (inbox.size() > 0 && inbox.size() < before);
    inbox.trim();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    Upstream current = listener;
    if (current != null) {
      current.upstreamPause();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    Upstream current = listener;
    if (current != null) {
      current.upstreamWritable(ctx.channel().isWritable());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    Upstream current = listener;
    if (event instanceof ChannelInputShutdownEvent && current != null) {
      current.upstreamEnded();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    inbox.clear();
    Upstream current = listener;
    listener = null;
    if (current != null) {
      current.upstreamGone();
    }
  }

  /// A reset or the like: the connection is gone, which [#channelInactive] tells.
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}

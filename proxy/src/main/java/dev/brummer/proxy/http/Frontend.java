package dev.brummer.proxy.http;

import dev.brummer.engine.event.Event;
import dev.brummer.proxy.route.Origin;
import dev.brummer.proxy.route.Site;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client connection: reads one request head after another and gives each to a [Turn]. Pipelined
/// requests wait their turn here. Confined to its event loop.
// A write that fails closes its channel, which tells; turns are compared by identity.
@SuppressWarnings({"FutureReturnValueIgnored", "ReferenceEquality"})
final class Frontend extends ChannelInboundHandlerAdapter {
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(75);
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Services services;
  private final Lane lane;
  private final Site site;
  private final Inbox inbox = new Inbox();
  private @Nullable ChannelHandlerContext context;
  private @Nullable Turn turn;
  private String clientAddress = "127.0.0.1";
  private int scanned;
  private boolean processing;
  private boolean inputEnded;

  /// The last answer is out; what still comes is thrown away so that closing does not reset it.
  private boolean draining;

  private long waitingSince;

  Frontend(Services services, Lane lane, Site site) {
    this.services = services;
    this.lane = lane;
    this.site = site;
  }

  Services services() {
    return services;
  }

  Lane lane() {
    return lane;
  }

  Site site() {
    return site;
  }

  String clientAddress() {
    return clientAddress;
  }

  ByteBufAllocator alloc() {
    return context().alloc();
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

  /// A turn has become able to take bytes.
  void resume() {
    process();
  }

  /// Another turn goes on with the same request.
  void become(Turn next) {
    turn = next;
  }

  /// The turn is over and its answer written.
  void ended(boolean keepAlive) {
    turn = null;
    waitingSince = System.nanoTime();
    flush();
    if (keepAlive && !inputEnded) {
      process();
    } else {
      close();
    }
  }

  /// The turn is over and its answer written, but the client may still be sending.
  void endedEarly() {
    turn = null;
    draining = true;
    waitingSince = System.nanoTime();
    inbox.clear();
    endOutput();
    updateReading();
  }

  /// Closes when everything written has gone out.
  void close() {
    context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /// Closes now; the client sees that its answer broke off.
  void abort() {
    context().close();
  }

  void endOutput() {
    if (context().channel() instanceof SocketChannel socket) {
      context()
          .writeAndFlush(Unpooled.EMPTY_BUFFER)
          .addListener(written -> socket.shutdownOutput());
    }
  }

  void updateReading() {
    Turn current = turn;
    boolean wanted =
        draining
            || (current == null
                ? inbox.size() < HeadReader.MAX_HEAD
                : current.wantsBytes(inbox.size()));
    context().channel().config().setAutoRead(wanted);
  }

  void check(long nowNanos) {
    Turn current = turn;
    if (current != null) {
      current.check(nowNanos);
      return;
    }
    long waited = nowNanos - waitingSince;
    if (draining ? waited > DRAIN_NANOS : inbox.size() == 0 && waited > IDLE_NANOS) {
      abort();
    } else if (!draining && inbox.size() > 0 && waited > services.headNanos()) {
      refuse(new Malformed(408, "The request took too long to arrive."));
    }
  }

  private void process() {
    if (processing) {
      return;
    }
    processing = true;
    try {
      while (context().channel().isActive() && step()) {}
    } catch (Malformed malformed) {
      Turn current = turn;
      if (current != null) {
        current.refuse(malformed);
      } else {
        refuse(malformed);
      }
    } finally {
      processing = false;
    }
    inbox.trim();
    updateReading();
  }

  private boolean step() throws Malformed {
    ByteBuf in = inbox.bytes();
    if (draining) {
      inbox.clear();
      return false;
    }
    int before = in.readableBytes();
    Turn current = turn;
    if (current != null) {
      current.take(in);
      return turn != current || (in.isReadable() && in.readableBytes() < before);
    }
    return in.isReadable() && writable() && begin(in);
  }

  private boolean begin(ByteBuf in) throws Malformed {
    if (scanned == 0) {
      skipBlankLines(in);
    }
    int length = HeadReader.lengthOf(in, scanned);
    if (length < 0) {
      scanned = in.readableBytes();
      if (scanned >= HeadReader.MAX_HEAD) {
        throw new Malformed(431, "The request's head is longer than 64 kB.");
      }
      return false;
    }
    scanned = 0;
    byte[] bytes = new byte[length];
    in.readBytes(bytes);
    RequestHead head = HeadReader.request(bytes);
    BodyFrame frame = BodyFrame.of(head);
    if (!allowedHost(head.host())) {
      throw new Malformed(403, "The host \"" + head.host() + "\" is not served here.");
    }
    begin(head, frame);
    return true;
  }

  private void begin(RequestHead head, BodyFrame frame) throws Malformed {
    if (head.target().startsWith(OwnPages.PREFIX)) {
      turn = new Answer(this, head, frame);
    } else {
      Exchange exchange = new Exchange(this, head, frame);
      turn = exchange;
      exchange.begin();
    }
  }

  /// A name that is not this machine's means that some page had its own name resolve to here.
  private static boolean allowedHost(String host) {
    Origin asked = host.isEmpty() ? null : Origin.ofAuthority("http", host, 80);
    return asked != null && Origin.isLoopbackName(asked.host());
  }

  private void refuse(Malformed malformed) {
    long now = System.currentTimeMillis();
    services
        .bus()
        .offer(
            new Event.RequestServed(
                services.ids().next(),
                site.process(),
                "-",
                "-",
                malformed.status(),
                "text/plain",
                0,
                0,
                0,
                0,
                0,
                false,
                "",
                malformed.reason(),
                now));
    Reply.text(malformed.status(), malformed.reason()).writeTo(this, false, false);
    endedEarly();
  }

  private static void skipBlankLines(ByteBuf in) {
    while (in.readableBytes() >= 2
        && in.getByte(in.readerIndex()) == '\r'
        && in.getByte(in.readerIndex() + 1) == '\n') {
      in.skipBytes(2);
    }
  }

  private ChannelHandlerContext context() {
    if (context == null) {
      throw new IllegalStateException("not connected");
    }
    return context;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    waitingSince = System.nanoTime();
    if (ctx.channel().remoteAddress() instanceof InetSocketAddress remote) {
      clientAddress = remote.getAddress().getHostAddress();
    }
    lane.add(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (inbox.size() == 0 && turn == null) {
      waitingSince = draining ? waitingSince : System.nanoTime();
    }
    inbox.add((ByteBuf) message);
    process();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    Turn current = turn;
    if (current != null) {
      current.clientWritable(ctx.channel().isWritable());
    } else {
      process();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputEnded = true;
      Turn current = turn;
      if (current == null) {
        ctx.close();
      } else {
        current.clientEnded();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    lane.remove(this);
    inbox.clear();
    Turn current = turn;
    turn = null;
    if (current != null) {
      current.clientGone();
    }
  }

  /// A reset or the like: the connection is gone, which [#channelInactive] tells.
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}

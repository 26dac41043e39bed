package dev.brummer.proxy.http;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.RequestDetail;
import dev.brummer.proxy.http.message.Malformed;
import dev.brummer.proxy.http.message.Mapping;
import dev.brummer.proxy.http.message.RequestHead;
import dev.brummer.proxy.route.Origin;
import dev.brummer.proxy.route.Site;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client connection: gives one request after another to a [Turn]. What comes before its turn, as
/// pipelined requests do, waits here. Confined to its event loop.
// A write that fails closes its channel, which tells; turns are compared by identity.
@SuppressWarnings({"FutureReturnValueIgnored", "ReferenceEquality"})
final class Frontend extends ChannelInboundHandlerAdapter {
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(75);

  /// Messages that may wait: beyond them reading stops.
  private static final int MOST_WAITING = 16;

  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Services services;
  private final Lane lane;
  private final Site listener;
  private final @Nullable Forwarding forwarding;
  private final Codecs.Answers answers = new Codecs.Answers();

  /// What the codec has read and nobody has taken yet.
  private final ArrayDeque<Object> waiting = new ArrayDeque<>();

  private @Nullable ChannelHandlerContext context;
  private @Nullable Turn turn;

  /// The server of the request under way; of a reverse proxy's connection always the same.
  private Site site;

  private String clientAddress = "127.0.0.1";

  /// The host that was asked last and allowed, and the mapping made for it.
  private @Nullable String host;

  private @Nullable Site mapped;
  private @Nullable Mapping mapping;

  /// A part of a head has come.
  private boolean partial;

  private boolean processing;
  private boolean inputEnded;

  /// The last answer is out; what still comes is thrown away so that closing does not reset it.
  private boolean draining;

  private long waitingSince;

  /// @param site the only one, or that of a forward proxy's listener
  /// @param forwarding null for a reverse proxy
  Frontend(Services services, Lane lane, Site site, @Nullable Forwarding forwarding) {
    this.services = services;
    this.lane = lane;
    this.site = site;
    this.listener = site;
    this.forwarding = forwarding;
  }

  /// What writes the answers.
  Codecs.Answers answers() {
    return answers;
  }

  /// Sees bytes before the codec does: it must be known that half a head has come.
  ChannelInboundHandlerAdapter arrivals() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        if (turn == null && !partial && waiting.isEmpty()) {
          partial = true;
          waitingSince = draining ? waitingSince : System.nanoTime();
        }
        ctx.fireChannelRead(bytes);
      }
    };
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

  /// What its listener was opened for.
  Site listener() {
    return listener;
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

  void write(Object message) {
    context().write(message, context().voidPromise());
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

  /// From now on bytes are written as they are.
  void writeAsIs() {
    context().pipeline().remove(answers);
  }

  /// From now on bytes are read as they are.
  void readAsIs() {
    context().pipeline().remove(Codecs.Requests.class);
  }

  /// The turn is over and its answer written.
  ///
  /// @param now [System#nanoTime]
  void ended(boolean keepAlive, long now) {
    turn = null;
    waitingSince = now;
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
    dropWaiting();
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

  private void updateReading() {
    boolean wanted = draining || waiting.size() < MOST_WAITING;
    Turn current = turn;
    if (current != null && !waiting.isEmpty() && !current.ready()) {
      wanted = false;
    }
    context().channel().config().setAutoRead(wanted);
  }

  void check(long nowNanos) {
    Turn current = turn;
    if (current != null) {
      current.check(nowNanos);
      return;
    }
    long waited = nowNanos - waitingSince;
    if (draining ? waited > DRAIN_NANOS : !partial && waited > IDLE_NANOS) {
      abort();
    } else if (!draining && partial && waited > services.headNanos()) {
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
    updateReading();
  }

  private boolean step() throws Malformed {
    if (draining) {
      dropWaiting();
      return false;
    }
    Turn current = turn;
    if (waiting.isEmpty() || (current == null ? !writable() : !current.ready())) {
      return false;
    }
    Object next = waiting.remove();
    if (current != null) {
      current.take(next);
    } else if (next instanceof Delayed delayed) {
      begin(delayed.request(), delayed.sinceNanos(), System.nanoTime());
    } else if (next instanceof HttpRequest request) {
      long now = System.nanoTime();
      begin(request, now, now);
    } else {
      ReferenceCountUtil.release(next);
    }
    return true;
  }

  private void dropWaiting() {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }

  /// A request that has to wait for earlier ones.
  private record Delayed(HttpRequest request, long sinceNanos) {}

  private void begin(HttpRequest request, long arrivedNanos, long now) throws Malformed {
    answers.toHead(false);
    Malformed.check(request);
    RequestHead head = RequestHead.of(request);
    answers.toHead(head.isHead());
    Origin asked = head.asked();
    if (forwarding != null && asked != null) {
      forward(forwarding, head, asked, arrivedNanos);
      return;
    }
    if (head.method().equals("CONNECT")) {
      throw new Malformed(405, "This is no forward proxy.");
    }
    if (!head.host().equals(host) && !allowedHost(head.host())) {
      throw new Malformed(403, "The host \"" + head.host() + "\" is not served here.");
    }
    if (forwarding != null) {
      own(head);
    } else {
      go(head, site, arrivedNanos, now);
    }
  }

  private void forward(Forwarding to, RequestHead head, Origin asked, long arrivedNanos)
      throws Malformed {
    boolean connects = head.method().equals("CONNECT");
    if (!connects && !asked.scheme().equals("http")) {
      throw Malformed.request("A URL with TLS needs a tunnel: CONNECT.");
    }
    boolean itself = Origin.isLoopbackName(asked.host()) && asked.port() == listener.port();
    if (itself) {
      throw Malformed.request("This is the forward proxy itself; /proxy.pac is its configuration.");
    }
    Resolving resolving = new Resolving(this, head, arrivedNanos);
    turn = resolving;
    resolving.begin(to, asked);
  }

  /// The pages of the forward proxy.
  private void own(RequestHead head) throws Malformed {
    if (!head.path().equals("/proxy.pac") || head.hasBody()) {
      throw new Malformed(404, "This is brummer's forward proxy; /proxy.pac is its configuration.");
    }
    String text = Forwarding.autoConfiguration(listener.port());
    Reply.of(200, "application/x-ns-proxy-autoconfig", text).writeTo(this, true);
    ended(true, System.nanoTime());
  }

  /// A browser asks for the same host again and again.
  private Mapping mapping(String asked, Site of) {
    Mapping known = mapping;
    if (known == null || !asked.equals(host) || mapped != of) {
      known = new Mapping(services.sites(), of, asked);
      mapping = known;
      mapped = of;
      host = asked;
    }
    return known;
  }

  /// Takes a request to its server, or answers it.
  ///
  /// @param now [System#nanoTime]
  void go(RequestHead head, Site to, long arrivedNanos, long now) {
    site = to;
    if (head.target().startsWith(OwnPages.PREFIX)) {
      Answer answer = new Answer(this, head);
      turn = answer;
      answer.begin();
    } else {
      Exchange exchange = new Exchange(this, head, mapping(head.host(), to), arrivedNanos, now);
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
    tellRefused("-", "-", malformed);
    answers.toHead(false);
    Reply.text(malformed.status(), malformed.reason()).writeTo(this, false);
    endedEarly();
  }

  /// What was not let through shows among the requests.
  ///
  /// @param method "-" if it is not known
  /// @param target "-" if it is not known
  void tellRefused(String method, String target, Malformed malformed) {
    long now = System.currentTimeMillis();
    Event.RequestServed refused =
        new Event.RequestServed(
            services.ids().next(),
            site.process(),
            method,
            target,
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
            RequestDetail.NONE,
            now);
    lane.outbox().add(refused, System.nanoTime());
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
    partial = false;
    boolean delayed = message instanceof HttpRequest && (turn != null || !waiting.isEmpty());
    waiting.add(delayed ? new Delayed((HttpRequest) message, System.nanoTime()) : message);
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
    dropWaiting();
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

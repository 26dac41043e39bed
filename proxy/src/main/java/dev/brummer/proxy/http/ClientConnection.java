package dev.brummer.proxy.http;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.RequestDetail;
import dev.brummer.proxy.http.message.MalformedMessageException;
import dev.brummer.proxy.http.message.OriginMapping;
import dev.brummer.proxy.http.message.RequestHead;
import dev.brummer.proxy.route.Origin;
import dev.brummer.proxy.route.Upstream;
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

/// A client connection: gives one request after another to a [ConnectionTask]. What comes before
/// its turn, as pipelined requests do, waits here. Confined to its event loop.
// A write that fails closes its channel, which tells; turns are compared by identity.
@SuppressWarnings({"FutureReturnValueIgnored", "ReferenceEquality"})
final class ClientConnection extends ChannelInboundHandlerAdapter {
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(75);

  /// Messages that may wait: beyond them reading stops.
  private static final int MOST_WAITING = 16;

  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final ExchangeContext services;
  private final LoopConnections lane;
  private final Upstream listener;
  private final @Nullable ForwardProxy forwarding;
  private final HttpCodecs.Answers answers = new HttpCodecs.Answers();

  /// What the codec has read and nobody has taken yet.
  private final ArrayDeque<Object> waiting = new ArrayDeque<>();

  private @Nullable ChannelHandlerContext context;
  private @Nullable ConnectionTask turn;

  /// The server of the request under way; of a reverse proxy's connection always the same.
  private Upstream site;

  private String clientAddress = "127.0.0.1";

  /// The host that was asked last and allowed, and the mapping made for it.
  private @Nullable String host;

  private @Nullable Upstream mapped;
  private @Nullable OriginMapping mapping;

  /// A part of a head has come.
  private boolean partial;

  private boolean processing;
  private boolean inputEnded;

  /// The last answer is out; what still comes is thrown away so that closing does not reset it.
  private boolean draining;

  private long waitingSince;

  /// @param site the only one, or that of a forward proxy's listener
  /// @param forwarding null for a reverse proxy
  ClientConnection(
      ExchangeContext services,
      LoopConnections lane,
      Upstream site,
      @Nullable ForwardProxy forwarding) {
    this.services = services;
    this.lane = lane;
    this.site = site;
    this.listener = site;
    this.forwarding = forwarding;
  }

  /// What writes the answers.
  HttpCodecs.Answers answers() {
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

  ExchangeContext services() {
    return services;
  }

  LoopConnections lane() {
    return lane;
  }

  Upstream site() {
    return site;
  }

  /// What its listener was opened for.
  Upstream listener() {
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
  void become(ConnectionTask next) {
    turn = next;
  }

  /// From now on bytes are written as they are.
  void writeAsIs() {
    context().pipeline().remove(answers);
  }

  /// From now on bytes are read as they are.
  void readAsIs() {
    context().pipeline().remove(HttpCodecs.Requests.class);
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
    ConnectionTask current = turn;
    if (current != null && !waiting.isEmpty() && !current.ready()) {
      wanted = false;
    }
    context().channel().config().setAutoRead(wanted);
  }

  void check(long nowNanos) {
    ConnectionTask current = turn;
    if (current != null) {
      current.check(nowNanos);
      return;
    }
    long waited = nowNanos - waitingSince;
    if (draining ? waited > DRAIN_NANOS : !partial && waited > IDLE_NANOS) {
      abort();
    } else if (!draining && partial && waited > services.headNanos()) {
      refuse(new MalformedMessageException(408, "The request took too long to arrive."));
    }
  }

  private void process() {
    if (processing) {
      return;
    }
    processing = true;
    try {
      while (context().channel().isActive() && step()) {}
    } catch (MalformedMessageException malformed) {
      ConnectionTask current = turn;
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

  private boolean step() throws MalformedMessageException {
    if (draining) {
      dropWaiting();
      return false;
    }
    ConnectionTask current = turn;
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

  private void begin(HttpRequest request, long arrivedNanos, long now)
      throws MalformedMessageException {
    answers.toHead(false);
    MalformedMessageException.check(request);
    RequestHead head = RequestHead.of(request);
    answers.toHead(head.isHead());
    Origin asked = head.asked();
    if (forwarding != null && asked != null) {
      forward(forwarding, head, asked, arrivedNanos);
      return;
    }
    if (head.method().equals("CONNECT")) {
      throw new MalformedMessageException(405, "This is no forward proxy.");
    }
    if (!head.host().equals(host) && !allowedHost(head.host())) {
      throw new MalformedMessageException(
          403, "The host \"" + head.host() + "\" is not served here.");
    }
    if (forwarding != null) {
      own(head);
    } else {
      go(head, site, arrivedNanos, now);
    }
  }

  private void forward(ForwardProxy to, RequestHead head, Origin asked, long arrivedNanos)
      throws MalformedMessageException {
    boolean connects = head.method().equals("CONNECT");
    if (!connects && !asked.scheme().equals("http")) {
      throw MalformedMessageException.request("A URL with TLS needs a tunnel: CONNECT.");
    }
    boolean itself = Origin.isLoopbackName(asked.host()) && asked.port() == listener.port();
    if (itself) {
      throw MalformedMessageException.request(
          "This is the forward proxy itself; /proxy.pac is its configuration.");
    }
    UpstreamResolution resolving = new UpstreamResolution(this, head, arrivedNanos);
    turn = resolving;
    resolving.begin(to, asked);
  }

  /// The pages of the forward proxy.
  private void own(RequestHead head) throws MalformedMessageException {
    if (!head.path().equals("/proxy.pac") || head.hasBody()) {
      throw new MalformedMessageException(
          404, "This is brummer's forward proxy; /proxy.pac is its configuration.");
    }
    String text = ForwardProxy.autoConfiguration(listener.port());
    SimpleResponse.of(200, "application/x-ns-proxy-autoconfig", text).writeTo(this, true);
    ended(true, System.nanoTime());
  }

  /// A browser asks for the same host again and again.
  private OriginMapping mapping(String asked, Upstream of) {
    OriginMapping known = mapping;
    if (known == null || !asked.equals(host) || mapped != of) {
      known = new OriginMapping(services.sites(), of, asked);
      mapping = known;
      mapped = of;
      host = asked;
    }
    return known;
  }

  /// Takes a request to its server, or answers it.
  ///
  /// @param now [System#nanoTime]
  void go(RequestHead head, Upstream to, long arrivedNanos, long now) {
    site = to;
    if (head.target().startsWith(InternalPaths.PREFIX)) {
      InternalPageResponder answer = new InternalPageResponder(this, head);
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

  private void refuse(MalformedMessageException malformed) {
    tellRefused("-", "-", malformed);
    answers.toHead(false);
    SimpleResponse.text(malformed.status(), malformed.reason()).writeTo(this, false);
    endedEarly();
  }

  /// What was not let through shows among the requests.
  ///
  /// @param method "-" if it is not known
  /// @param target "-" if it is not known
  void tellRefused(String method, String target, MalformedMessageException malformed) {
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
    ConnectionTask current = turn;
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
      ConnectionTask current = turn;
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
    ConnectionTask current = turn;
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

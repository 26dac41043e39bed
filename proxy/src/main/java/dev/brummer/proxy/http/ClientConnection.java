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
  private static final long IDLE_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(75);

  /// Messages that may wait: beyond them reading stops.
  private static final int MAX_QUEUED = 16;

  private static final long DRAIN_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final ExchangeContext exchangeContext;
  private final LoopConnections loopConnections;
  private final Upstream listener;
  private final @Nullable ForwardProxy forwardProxy;
  private final HttpCodecs.ClientResponseEncoder responseEncoder =
      new HttpCodecs.ClientResponseEncoder();

  /// What the codec has read and nobody has taken yet.
  private final ArrayDeque<Object> queue = new ArrayDeque<>();

  private @Nullable ChannelHandlerContext context;
  private @Nullable ConnectionTask connectionTask;

  /// The server of the request under way; of a reverse proxy's connection always the same.
  private Upstream upstream;

  private String clientAddress = "127.0.0.1";

  /// The host that was asked last and allowed, and the mapping made for it.
  private @Nullable String lastHost;

  private @Nullable Upstream mappedUpstream;
  private @Nullable OriginMapping mapping;

  /// A part of a head has come.
  private boolean partialHead;

  private boolean processing;
  private boolean inputEnded;

  /// The last answer is out; what still comes is thrown away so that closing does not reset it.
  private boolean draining;

  private long waitingSinceNanos;

  /// @param upstream the only one, or that of a forward proxy's listener
  /// @param forwardProxy null for a reverse proxy
  ClientConnection(
      ExchangeContext exchangeContext,
      LoopConnections loopConnections,
      Upstream upstream,
      @Nullable ForwardProxy forwardProxy) {
    this.exchangeContext = exchangeContext;
    this.loopConnections = loopConnections;
    this.upstream = upstream;
    this.listener = upstream;
    this.forwardProxy = forwardProxy;
  }

  /// What writes the answers.
  HttpCodecs.ClientResponseEncoder responseEncoder() {
    return responseEncoder;
  }

  /// Sees bytes before the codec does: it must be known that half a head has come.
  ChannelInboundHandlerAdapter arrivalHandler() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        if (connectionTask == null && !partialHead && queue.isEmpty()) {
          partialHead = true;
          waitingSinceNanos = draining ? waitingSinceNanos : System.nanoTime();
        }
        ctx.fireChannelRead(bytes);
      }
    };
  }

  ExchangeContext exchangeContext() {
    return exchangeContext;
  }

  LoopConnections loopConnections() {
    return loopConnections;
  }

  Upstream upstream() {
    return upstream;
  }

  /// What its listener was opened for.
  Upstream listener() {
    return listener;
  }

  String clientAddress() {
    return clientAddress;
  }

  ByteBufAllocator allocator() {
    return context().alloc();
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

  /// A turn has become able to take bytes.
  void resume() {
    drainQueue();
  }

  /// Another turn goes on with the same request.
  void switchTo(ConnectionTask next) {
    connectionTask = next;
  }

  /// From now on bytes are written as they are.
  void removeEncoder() {
    context().pipeline().remove(responseEncoder);
  }

  /// From now on bytes are read as they are.
  void removeDecoder() {
    context().pipeline().remove(HttpCodecs.StrictRequestDecoder.class);
  }

  /// The turn is over and its answer written.
  ///
  /// @param now [System#nanoTime]
  void end(boolean keepAlive, long now) {
    connectionTask = null;
    waitingSinceNanos = now;
    flush();
    if (keepAlive && !inputEnded) {
      drainQueue();
    } else {
      close();
    }
  }

  /// The turn is over and its answer written, but the client may still be sending.
  void endAndDrain() {
    connectionTask = null;
    draining = true;
    waitingSinceNanos = System.nanoTime();
    releaseQueue();
    shutdownOutput();
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

  void shutdownOutput() {
    if (context().channel() instanceof SocketChannel socket) {
      context()
          .writeAndFlush(Unpooled.EMPTY_BUFFER)
          .addListener(written -> socket.shutdownOutput());
    }
  }

  private void updateReading() {
    boolean wanted = draining || queue.size() < MAX_QUEUED;
    ConnectionTask current = connectionTask;
    if (current != null && !queue.isEmpty() && !current.isReady()) {
      wanted = false;
    }
    context().channel().config().setAutoRead(wanted);
  }

  void checkTimeouts(long nowNanos) {
    ConnectionTask current = connectionTask;
    if (current != null) {
      current.checkTimeouts(nowNanos);
      return;
    }
    long waited = nowNanos - waitingSinceNanos;
    if (draining ? waited > DRAIN_TIMEOUT_NANOS : !partialHead && waited > IDLE_TIMEOUT_NANOS) {
      abort();
    } else if (!draining && partialHead && waited > exchangeContext.headTimeoutNanos()) {
      reject(new MalformedMessageException(408, "The request took too long to arrive."));
    }
  }

  private void drainQueue() {
    if (processing) {
      return;
    }
    processing = true;
    try {
      while (context().channel().isActive() && processNext()) {}
    } catch (MalformedMessageException malformed) {
      ConnectionTask current = connectionTask;
      if (current != null) {
        current.reject(malformed);
      } else {
        reject(malformed);
      }
    } finally {
      processing = false;
    }
    updateReading();
  }

  private boolean processNext() throws MalformedMessageException {
    if (draining) {
      releaseQueue();
      return false;
    }
    ConnectionTask current = connectionTask;
    if (queue.isEmpty() || (current == null ? !isWritable() : !current.isReady())) {
      return false;
    }
    Object next = queue.remove();
    if (current != null) {
      current.onClientMessage(next);
    } else if (next instanceof QueuedRequest queuedRequest) {
      startRequest(queuedRequest.request(), queuedRequest.sinceNanos(), System.nanoTime());
    } else if (next instanceof HttpRequest request) {
      long now = System.nanoTime();
      startRequest(request, now, now);
    } else {
      ReferenceCountUtil.release(next);
    }
    return true;
  }

  private void releaseQueue() {
    queue.forEach(ReferenceCountUtil::release);
    queue.clear();
  }

  /// A request that has to wait for earlier ones.
  private record QueuedRequest(HttpRequest request, long sinceNanos) {}

  private void startRequest(HttpRequest request, long arrivedNanos, long now)
      throws MalformedMessageException {
    responseEncoder.setHeadRequest(false);
    MalformedMessageException.check(request);
    RequestHead head = RequestHead.of(request);
    responseEncoder.setHeadRequest(head.isHead());
    Origin asked = head.requestedOrigin();
    if (forwardProxy != null && asked != null) {
      startForwarding(forwardProxy, head, asked, arrivedNanos);
      return;
    }
    if (head.method().equals("CONNECT")) {
      throw new MalformedMessageException(405, "This is no forward proxy.");
    }
    if (!head.host().equals(lastHost) && !isAllowedHost(head.host())) {
      throw new MalformedMessageException(
          403, "The host \"" + head.host() + "\" is not served here.");
    }
    if (forwardProxy != null) {
      servePacFile(head);
    } else {
      dispatch(head, upstream, arrivedNanos, now);
    }
  }

  private void startForwarding(ForwardProxy to, RequestHead head, Origin asked, long arrivedNanos)
      throws MalformedMessageException {
    boolean connects = head.method().equals("CONNECT");
    if (!connects && !asked.scheme().equals("http")) {
      throw MalformedMessageException.badRequest("A URL with TLS needs a tunnel: CONNECT.");
    }
    boolean itself = Origin.isLoopbackName(asked.host()) && asked.port() == listener.port();
    if (itself) {
      throw MalformedMessageException.badRequest(
          "This is the forward proxy itself; /proxy.pac is its configuration.");
    }
    UpstreamResolution upstreamResolution = new UpstreamResolution(this, head, arrivedNanos);
    connectionTask = upstreamResolution;
    upstreamResolution.start(to, asked);
  }

  /// The pages of the forward proxy.
  private void servePacFile(RequestHead head) throws MalformedMessageException {
    if (!head.path().equals("/proxy.pac") || head.hasBody()) {
      throw new MalformedMessageException(
          404, "This is brummer's forward proxy; /proxy.pac is its configuration.");
    }
    String text = ForwardProxy.pacFile(listener.port());
    SimpleResponse.of(200, "application/x-ns-proxy-autoconfig", text).writeTo(this, true);
    end(true, System.nanoTime());
  }

  /// A browser asks for the same host again and again.
  private OriginMapping mappingFor(String asked, Upstream of) {
    OriginMapping known = mapping;
    if (known == null || !asked.equals(lastHost) || mappedUpstream != of) {
      known = new OriginMapping(exchangeContext.upstreams(), of, asked);
      mapping = known;
      mappedUpstream = of;
      lastHost = asked;
    }
    return known;
  }

  /// Takes a request to its server, or answers it.
  ///
  /// @param now [System#nanoTime]
  void dispatch(RequestHead head, Upstream to, long arrivedNanos, long now) {
    upstream = to;
    if (head.target().startsWith(InternalPaths.PREFIX)) {
      InternalPageResponder internalPageResponder = new InternalPageResponder(this, head);
      connectionTask = internalPageResponder;
      internalPageResponder.start();
    } else {
      Exchange exchange = new Exchange(this, head, mappingFor(head.host(), to), arrivedNanos, now);
      connectionTask = exchange;
      exchange.start();
    }
  }

  /// A name that is not this machine's means that some page had its own name resolve to here.
  private static boolean isAllowedHost(String host) {
    Origin asked = host.isEmpty() ? null : Origin.ofAuthority("http", host, 80);
    return asked != null && Origin.isLoopbackName(asked.host());
  }

  private void reject(MalformedMessageException malformed) {
    publishRefused("-", "-", malformed);
    responseEncoder.setHeadRequest(false);
    SimpleResponse.text(malformed.status(), malformed.reason()).writeTo(this, false);
    endAndDrain();
  }

  /// What was not let through shows among the requests.
  ///
  /// @param method "-" if it is not known
  /// @param target "-" if it is not known
  void publishRefused(String method, String target, MalformedMessageException malformed) {
    long now = System.currentTimeMillis();
    Event.RequestCompleted refused =
        new Event.RequestCompleted(
            exchangeContext.ids().next(),
            upstream.process(),
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
    loopConnections.completionPublisher().add(refused, System.nanoTime());
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
    waitingSinceNanos = System.nanoTime();
    if (ctx.channel().remoteAddress() instanceof InetSocketAddress remote) {
      clientAddress = remote.getAddress().getHostAddress();
    }
    loopConnections.add(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    partialHead = false;
    boolean delayed =
        message instanceof HttpRequest && (connectionTask != null || !queue.isEmpty());
    queue.add(delayed ? new QueuedRequest((HttpRequest) message, System.nanoTime()) : message);
    drainQueue();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    ConnectionTask current = connectionTask;
    if (current != null) {
      current.onClientWritabilityChanged(ctx.channel().isWritable());
    } else {
      drainQueue();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputEnded = true;
      ConnectionTask current = connectionTask;
      if (current == null) {
        ctx.close();
      } else {
        current.onClientInputClosed();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    loopConnections.remove(this);
    releaseQueue();
    ConnectionTask current = connectionTask;
    connectionTask = null;
    if (current != null) {
      current.onClientDisconnected();
    }
  }

  /// A reset or the like: the connection is gone, which [#channelInactive] tells.
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}

package dev.brummer.proxy.http;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.RequestDetail;
import dev.brummer.proxy.http.message.MalformedMessageException;
import dev.brummer.proxy.http.message.OriginMapping;
import dev.brummer.proxy.http.message.RequestHead;
import dev.brummer.proxy.redact.UrlRedactor;
import dev.brummer.proxy.route.Origin;
import dev.brummer.proxy.route.Upstream;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client connection: runs one [ConnectionTask] at a time and queues pipelined requests. Confined
/// to its event loop.
// Failed writes close the channel, which channelInactive reports; tasks are compared by identity.
@SuppressWarnings({"FutureReturnValueIgnored", "ReferenceEquality"})
final class ClientConnection extends ChannelInboundHandlerAdapter {
  private static final long IDLE_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(75);

  /// Queued messages beyond which reading stops.
  private static final int MAX_QUEUED = 16;

  private static final long DRAIN_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final ExchangeContext exchangeContext;
  private final EventLoopConnections eventLoopConnections;
  private final Upstream listener;
  private final @Nullable ForwardProxy forwardProxy;
  private final HttpCodecs.StrictRequestDecoder requestDecoder;
  private final HttpCodecs.ClientResponseEncoder responseEncoder =
      new HttpCodecs.ClientResponseEncoder();

  /// Decoded messages not yet consumed.
  private final ArrayDeque<Object> queue = new ArrayDeque<>();

  private @Nullable ChannelHandlerContext context;
  private @Nullable ConnectionTask connectionTask;

  /// The server of the current request; constant on a connection of a reverse proxy.
  private Upstream upstream;

  private String clientAddress = "127.0.0.1";

  /// The last accepted host and the mapping built for it.
  private @Nullable String lastHost;

  private @Nullable Upstream mappedUpstream;
  private @Nullable OriginMapping mapping;

  /// A part of a head has arrived.
  private boolean partialHead;

  private boolean processing;
  private boolean inputEnded;

  /// The current request asks for another protocol; the decoder waits for the decision.
  private boolean switchRequested;

  /// The last response is written; further input is discarded so that closing does not reset the
  /// connection.
  private boolean draining;

  /// No further request is accepted.
  private boolean discarding;

  private long waitingSinceNanos;

  /// @param upstream the only server, or the placeholder of a forward proxy's listener
  /// @param forwardProxy null for a reverse proxy
  ClientConnection(
      ExchangeContext exchangeContext,
      EventLoopConnections loopConnections,
      Upstream upstream,
      @Nullable ForwardProxy forwardProxy) {
    this.exchangeContext = exchangeContext;
    this.eventLoopConnections = loopConnections;
    this.requestDecoder = new HttpCodecs.StrictRequestDecoder(loopConnections.headInterner());
    this.upstream = upstream;
    this.listener = upstream;
    this.forwardProxy = forwardProxy;
  }

  /// The decoder of the client's pipeline.
  HttpCodecs.StrictRequestDecoder requestDecoder() {
    return requestDecoder;
  }

  /// The encoder of the client's pipeline.
  HttpCodecs.ClientResponseEncoder responseEncoder() {
    return responseEncoder;
  }

  /// Handler in front of the decoder that detects a partially received head.
  ChannelInboundHandlerAdapter arrivalHandler() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        if (connectionTask == null && !partialHead && queue.isEmpty()) {
          partialHead = true;
          waitingSinceNanos = draining ? waitingSinceNanos : System.nanoTime();
        }
        ctx.fireChannelRead(bytes);
        if (requestDecoder.isOverfull()) {
          updateReading();
        }
      }
    };
  }

  ExchangeContext exchangeContext() {
    return exchangeContext;
  }

  EventLoopConnections eventLoopConnections() {
    return eventLoopConnections;
  }

  Upstream upstream() {
    return upstream;
  }

  /// The server or placeholder for which the listener was opened.
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

  /// Continues reading after the current task became ready.
  void resume() {
    drainQueue();
  }

  /// Replaces the task of the current request.
  void switchTo(ConnectionTask next) {
    connectionTask = next;
  }

  /// Removes the HTTP encoder; further bytes are written unchanged.
  void removeEncoder() {
    context().pipeline().remove(responseEncoder);
  }

  /// Removes the HTTP decoder; further bytes are read unchanged.
  void removeDecoder() {
    context().pipeline().remove(requestDecoder);
  }

  /// Ends the current task after its response was written.
  ///
  /// @param now [System#nanoTime]
  void end(boolean keepAlive, long now) {
    connectionTask = null;
    waitingSinceNanos = now;
    flush();
    if (!keepAlive || inputEnded) {
      close();
    } else if (switchRequested) {
      switchRequested = false;
      context().executor().execute(this::resumeDecoder);
    } else {
      drainQueue();
    }
  }

  /// Decodes what follows a request whose protocol switch was declined.
  private void resumeDecoder() {
    ChannelHandlerContext decoder = context().pipeline().context(requestDecoder);
    if (decoder == null || discarding) {
      return;
    }
    try {
      requestDecoder.resume(decoder);
    } catch (Exception failed) {
      decoder.fireExceptionCaught(failed);
    }
    updateReading();
  }

  /// Ends the current task after its response was written and discards the rest of the client's
  /// input.
  void endAndDrain() {
    connectionTask = null;
    waitingSinceNanos = System.nanoTime();
    draining = true;
    discardInput();
    shutdownOutput();
    updateReading();
  }

  /// Discards requests that follow the last one answered.
  private void discardInput() {
    discarding = true;
    releaseQueue();
    requestDecoder.discard();
  }

  /// Closes after all written bytes are flushed.
  void close() {
    discardInput();
    context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /// Closes immediately; the client sees a truncated response.
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
    boolean autoRead = discarding || queue.size() < MAX_QUEUED;
    ConnectionTask current = connectionTask;
    if (current != null && !queue.isEmpty() && !current.isReady()) {
      autoRead = false;
    }
    autoRead &= !requestDecoder.isOverfull();
    context().channel().config().setAutoRead(autoRead);
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
      responseEncoder.setHeadRequest(false);
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
    if (discarding && connectionTask == null) {
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

  /// A request queued behind earlier ones.
  private record QueuedRequest(HttpRequest request, long sinceNanos) {}

  private void startRequest(HttpRequest request, long arrivedNanos, long now)
      throws MalformedMessageException {
    responseEncoder.setHeadRequest(request.method().equals(HttpMethod.HEAD));
    MalformedMessageException.check(request);
    RequestHead head = RequestHead.of(request);
    switchRequested = RequestHead.asksForSwitch(request);
    Origin requested = head.requestedOrigin();
    if (forwardProxy != null && requested != null) {
      startForwarding(forwardProxy, head, requested, arrivedNanos);
      return;
    }
    if (head.method().equals("CONNECT")) {
      throw new MalformedMessageException(
          405, "CONNECT is not supported: this is a reverse proxy.");
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

  private void startForwarding(
      ForwardProxy proxy, RequestHead head, Origin requested, long arrivedNanos)
      throws MalformedMessageException {
    boolean isConnect = head.method().equals("CONNECT");
    if (!isConnect && !requested.scheme().equals("http")) {
      throw MalformedMessageException.badRequest("A URL with TLS requires CONNECT.");
    }
    UpstreamResolution upstreamResolution = new UpstreamResolution(this, head, arrivedNanos);
    connectionTask = upstreamResolution;
    upstreamResolution.start(proxy, requested);
  }

  /// Serves the PAC file, the only page of the forward proxy itself.
  private void servePacFile(RequestHead head) throws MalformedMessageException {
    if (!head.path().equals("/proxy.pac") || head.hasBody()) {
      throw new MalformedMessageException(
          404, "This is brummer's forward proxy; /proxy.pac is its configuration.");
    }
    String text = ForwardProxy.pacFile(listener.port());
    SimpleResponse.of(200, "application/x-ns-proxy-autoconfig", text).writeTo(this, true);
    end(true, System.nanoTime());
  }

  /// The cached mapping; consecutive requests usually have the same host.
  private OriginMapping mappingFor(String requestedHost, Upstream target) {
    OriginMapping cached = mapping;
    if (cached == null || !requestedHost.equals(lastHost) || mappedUpstream != target) {
      cached = new OriginMapping(exchangeContext.upstreams(), target, requestedHost);
      mapping = cached;
      mappedUpstream = target;
      lastHost = requestedHost;
    }
    return cached;
  }

  /// Starts the exchange with the server, or the response to an internal path.
  ///
  /// @param now [System#nanoTime]
  void dispatch(RequestHead head, Upstream target, long arrivedNanos, long now) {
    upstream = target;
    if (head.target().startsWith(InternalPaths.PREFIX)) {
      InternalPageResponder internalPageResponder = new InternalPageResponder(this, head);
      connectionTask = internalPageResponder;
      internalPageResponder.start();
    } else {
      Exchange exchange =
          new Exchange(this, head, mappingFor(head.host(), target), arrivedNanos, now);
      connectionTask = exchange;
      exchange.start();
    }
  }

  /// Rejects names other than loopback names: a page may have its own name resolve to this machine
  /// (DNS rebinding).
  private static boolean isAllowedHost(String host) {
    Origin requested = host.isEmpty() ? null : Origin.ofAuthority("http", host, 80);
    return requested != null && Origin.isLoopbackName(requested.host());
  }

  private void reject(MalformedMessageException malformed) {
    publishRefused("-", "-", malformed);
    SimpleResponse.text(malformed.status(), malformed.reason()).writeTo(this, false);
    endAndDrain();
  }

  /// Publishes a rejected request, so that it appears in the request list.
  ///
  /// @param method "-" if unknown
  /// @param target "-" if unknown
  void publishRefused(String method, String target, MalformedMessageException malformed) {
    long now = System.currentTimeMillis();
    Event.RequestCompleted rejected =
        new Event.RequestCompleted(
            exchangeContext.ids().next(),
            upstream.process(),
            method,
            UrlRedactor.redact(target),
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
    eventLoopConnections.completionPublisher().add(rejected, System.nanoTime());
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
    eventLoopConnections.add(this);
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
    eventLoopConnections.remove(this);
    releaseQueue();
    ConnectionTask current = connectionTask;
    connectionTask = null;
    if (current != null) {
      current.onClientDisconnected();
    }
  }

  /// Closes after a reset or similar error; [#channelInactive] reports it.
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}

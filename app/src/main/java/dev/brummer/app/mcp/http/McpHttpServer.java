package dev.brummer.app.mcp.http;

import dev.brummer.app.mcp.protocol.McpConnection;
import dev.brummer.app.mcp.protocol.McpServer;
import dev.brummer.engine.process.ThreadLimit;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The HTTP server of MCP on the loopback addresses, on the thread `mcp-http`. Methods may be
/// called by any thread but that one.
@SuppressWarnings("FutureReturnValueIgnored") // the loop ends with the server
public final class McpHttpServer implements AutoCloseable {
  static final int MAX_BODY_BYTES = McpConnection.MAX_MESSAGE_BYTES;

  private static final int MAX_CONNECTIONS = 256;
  private static final long MAX_BUFFERED_BYTES = 32L << 20;
  private static final int PORT_ATTEMPTS = 100;
  private static final int LAST_PORT = 65535;
  private static final int BACKLOG = 256;
  private static final Duration EXPIRY_INTERVAL = Duration.ofSeconds(10);

  private final McpServer server;
  private final McpEndpoint endpoint;
  private final RequestGuard guard;
  private final Consumer<Throwable> failureHandler;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong bufferedBytes = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final List<Channel> listeners = new ArrayList<>();
  private final ExpiryTimer expiry;
  private @Nullable MultiThreadIoEventLoopGroup loop;
  private int port;

  /// Opens nothing.
  ///
  /// @param token bearer token of every request; null for none
  /// @param failureHandler receives unexpected exceptions, on the thread `mcp-http`
  public McpHttpServer(
      McpServer server, @Nullable String token, Consumer<Throwable> failureHandler) {
    this.server = server;
    this.endpoint = new McpEndpoint(server);
    this.expiry = new ExpiryTimer(EXPIRY_INTERVAL, endpoint::expire);
    this.guard = new RequestGuard(token, MAX_BODY_BYTES);
    this.failureHandler = failureHandler;
  }

  /// Listens on the first free port from `firstPort`, or on any for 0. Loads Netty, which is slow.
  ///
  /// @return the port
  /// @throws BindException if no port is free
  /// @throws IOException if the thread cannot be started
  public synchronized int start(int firstPort) throws IOException {
    ThreadFactory threads = task -> Thread.ofPlatform().daemon().name("mcp-http").unstarted(task);
    loop = new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory());
    try {
      // without a scheduled task the loop wakes once a second, to see if there is one
      loop.next().scheduleAtFixedRate(() -> {}, 0, 1, TimeUnit.HOURS);
    } catch (OutOfMemoryError noThread) {
      throw new IOException(ThreadLimit.SENTENCE);
    }
    int last = firstPort == 0 ? 0 : Math.min(LAST_PORT, firstPort + PORT_ATTEMPTS - 1);
    for (int candidate = firstPort; candidate <= last; candidate++) {
      if (bind(loop, candidate)) {
        return port;
      }
    }
    throw new BindException("no free port from " + firstPort + " to " + last);
  }

  private boolean bind(MultiThreadIoEventLoopGroup group, int candidate) {
    ChannelFuture four = bind(group, loopback(new byte[] {127, 0, 0, 1}), candidate);
    if (!four.isSuccess()) {
      return false;
    }
    port = ((InetSocketAddress) four.channel().localAddress()).getPort();
    listeners.add(four.channel());
    byte[] six = new byte[16];
    six[15] = 1;
    ChannelFuture second = bind(group, loopback(six), port);
    if (second.isSuccess()) {
      listeners.add(second.channel());
    } else if (second.cause() instanceof BindException taken && isInUse(taken)) {
      four.channel().close().awaitUninterruptibly();
      listeners.clear();
      return false;
    }
    return true;
  }

  private static boolean isInUse(BindException failure) {
    return String.valueOf(failure.getMessage()).contains("in use");
  }

  private ChannelFuture bind(MultiThreadIoEventLoopGroup group, InetAddress address, int number) {
    return new ServerBootstrap()
        .group(group)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(new HttpServerCodec(), new HttpClientConnection(McpHttpServer.this));
              }
            })
        .bind(address, number)
        .awaitUninterruptibly();
  }

  private static InetAddress loopback(byte[] bytes) {
    try {
      return InetAddress.getByAddress("localhost", bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Number of requests that were refused because of their head, their size or the load.
  public long refusedRequests() {
    return refused.get();
  }

  /// Number of open connections.
  public int connections() {
    return connections.get();
  }

  /// Serves a complete, permitted request. Called by a virtual thread.
  ///
  /// @param executor of the connection
  void handle(
      HttpMethod method,
      byte[] body,
      int length,
      HttpExchange exchange,
      ScheduledExecutorService executor) {
    try {
      endpoint.handle(method, body, length, exchange);
    } finally {
      release(length);
      expiry.ensureScheduled(executor);
    }
  }

  RequestGuard guard() {
    return guard;
  }

  /// @return false if there are too many connections
  boolean connectionOpened() {
    if (connections.incrementAndGet() > MAX_CONNECTIONS) {
      refused.incrementAndGet();
      return false;
    }
    return true;
  }

  void connectionClosed() {
    connections.decrementAndGet();
  }

  void countRefused() {
    refused.incrementAndGet();
  }

  /// Takes bytes from the budget of request bodies.
  ///
  /// @return false if it is used up
  boolean reserve(int bytes) {
    if (bufferedBytes.addAndGet(bytes) > MAX_BUFFERED_BYTES) {
      bufferedBytes.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void release(int bytes) {
    bufferedBytes.addAndGet(-bytes);
  }

  void onFailure(Throwable failure) {
    failureHandler.accept(failure);
  }

  /// Ends streams and sessions and closes all connections.
  @Override
  public synchronized void close() {
    server.close();
    endpoint.close();
    listeners.forEach(listener -> listener.close().awaitUninterruptibly());
    listeners.clear();
    if (loop != null) {
      loop.shutdownGracefully(0, 200, TimeUnit.MILLISECONDS);
    }
  }
}

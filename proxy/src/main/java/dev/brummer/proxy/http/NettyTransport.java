package dev.brummer.proxy.http;

import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.ThreadLimit;
import dev.brummer.proxy.history.RequestHistory;
import dev.brummer.proxy.route.Upstream;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The event loops `proxy-1..n` and their listeners. The constructor loads Netty, which is slow.
/// All methods may wait for a loop and must not be called on one.
public final class NettyTransport implements AutoCloseable {
  private static final int LAST_PORT = 65535;
  private static final int ANY_PORT_ATTEMPTS = 20;
  private static final int BACKLOG = 1024;

  /// Unsent bytes at which reading from the server stops, and those at which it goes on. A page of
  /// 200 kB is read, rewritten and sent in one turn of the loop: with Netty's 64 kB, pages of
  /// several connections took turns, with four writes each and out of the processor's caches, at
  /// three fifths of the rate.
  private static final WriteBufferWaterMark UNSENT_BYTES =
      new WriteBufferWaterMark(128 * 1024, 320 * 1024);

  private final MultiThreadIoEventLoopGroup loops;
  private final PooledByteBufAllocator buffers;
  private final Map<EventLoop, EventLoopConnections> connectionsByLoop = new HashMap<>();

  private boolean started;

  /// Created before the first listener of an https server.
  private volatile @Nullable UpstreamTls upstreamTls;

  /// @param threads number of loops
  /// @param bus receives each completed request
  /// @param history records each completed request
  public NettyTransport(int threads, EventBus bus, RequestHistory history) {
    AtomicInteger count = new AtomicInteger();
    ThreadFactory factory =
        task -> {
          // Netty's pools and thread locals are slow, or off, on other threads.
          Thread thread = new FastThreadLocalThread(task, "proxy-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        };
    loops = new MultiThreadIoEventLoopGroup(threads, factory, NioIoHandler.newFactory());
    buffers = BufferAllocators.create(threads);
    for (EventExecutor executor : loops) {
      EventLoop loop = (EventLoop) executor;
      connectionsByLoop.put(
          loop,
          new EventLoopConnections(
              loop, buffers, new CompletionPublisher(loop, bus, history), this::requireTls));
    }
  }

  private UpstreamTls requireTls() {
    UpstreamTls created = upstreamTls;
    if (created == null) {
      throw new IllegalStateException("no https server was opened");
    }
    return created;
  }

  /// Bytes of buffers in use, in whole pages of the pools. Any thread.
  public long bufferedBytes() {
    return buffers.pinnedDirectMemory() + buffers.pinnedHeapMemory();
  }

  /// One of the loops, as the single owner of shared state.
  public Executor nextLoop() {
    return loops.next();
  }

  /// The server sockets of one upstream, on the loopback addresses with the same port.
  public static final class Listener {
    private final List<Channel> channels;
    private final Upstream upstream;

    private Listener(List<Channel> channels, Upstream upstream) {
      this.channels = channels;
      this.upstream = upstream;
    }

    public Upstream upstream() {
      return upstream;
    }
  }

  /// Listens on the first free port from `firstPort`, or on any for 0, and sets the port of the
  /// upstream.
  ///
  /// @param forwardProxy null for a reverse proxy
  /// @throws BindException if no port is free, or the limit of threads or descriptors is reached;
  ///   the message is a sentence
  public Listener listen(
      Upstream upstream,
      int firstPort,
      ExchangeContext exchangeContext,
      @Nullable ForwardProxy forwardProxy)
      throws BindException {
    int attempts = firstPort == 0 ? ANY_PORT_ATTEMPTS : LAST_PORT - firstPort + 1;
    return listen(upstream, firstPort, attempts, exchangeContext, forwardProxy);
  }

  /// Listens on exactly this port, as a reverse proxy.
  ///
  /// @throws BindException if it is taken
  public Listener listenOn(Upstream upstream, int port, ExchangeContext exchangeContext)
      throws BindException {
    return listen(upstream, port, 1, exchangeContext, null);
  }

  private Listener listen(
      Upstream upstream,
      int firstPort,
      int attempts,
      ExchangeContext exchangeContext,
      @Nullable ForwardProxy forwardProxy)
      throws BindException {
    startLoops();
    if (upstream.target().isTls() && upstreamTls == null) {
      upstreamTls = new UpstreamTls();
    }
    int port = firstPort;
    for (int i = 0; i < attempts; i++) {
      List<Channel> channels = bindLoopbacks(upstream, port, exchangeContext, forwardProxy);
      if (!channels.isEmpty()) {
        upstream.port(((InetSocketAddress) channels.getFirst().localAddress()).getPort());
        return new Listener(channels, upstream);
      }
      port = firstPort == 0 ? 0 : port + 1;
    }
    throw new BindException("No free port from " + firstPort + " on.");
  }

  /// Starts the threads. A registration that has to start one fails like a bind, for each port.
  ///
  /// A loop without a scheduled task wakes once a second, to see if there is one.
  @SuppressWarnings("FutureReturnValueIgnored") // the loops end with the transport
  private synchronized void startLoops() throws BindException {
    if (started) {
      return;
    }
    try {
      loops.forEach(loop -> loop.scheduleAtFixedRate(() -> {}, 0, 1, TimeUnit.HOURS));
      started = true;
    } catch (OutOfMemoryError noThread) {
      throw new BindException("The proxy " + ThreadLimit.SENTENCE + ".");
    }
  }

  /// Binds 127.0.0.1 and, where available, ::1. Empty if either port is taken.
  private List<Channel> bindLoopbacks(
      Upstream upstream,
      int port,
      ExchangeContext exchangeContext,
      @Nullable ForwardProxy forwardProxy)
      throws BindException {
    List<Channel> channels = new ArrayList<>();
    ChannelFuture four = bind(loopback(4), port, upstream, exchangeContext, forwardProxy);
    if (!four.isSuccess()) {
      requirePortTrouble(four.cause());
      return channels;
    }
    channels.add(four.channel());
    int boundPort = ((InetSocketAddress) four.channel().localAddress()).getPort();
    ChannelFuture six = bind(loopback(6), boundPort, upstream, exchangeContext, forwardProxy);
    if (six.isSuccess()) {
      channels.add(six.channel());
    } else if (isAddressInUse(six.cause())) {
      four.channel().close().awaitUninterruptibly();
      channels.clear();
    }
    return channels;
  }

  /// Throws unless another port may be free: at the limit of descriptors, none is.
  private static void requirePortTrouble(Throwable cause) throws BindException {
    if (!(cause instanceof BindException)) {
      Throwable inner = cause instanceof ChannelException ? cause.getCause() : null;
      String reason = IoErrorMessage.of(inner == null ? cause : inner);
      throw new BindException("The proxy cannot listen: " + reason + ".");
    }
  }

  private static boolean isAddressInUse(@Nullable Throwable cause) {
    return cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use");
  }

  private ChannelFuture bind(
      InetAddress address,
      int port,
      Upstream upstream,
      ExchangeContext exchangeContext,
      @Nullable ForwardProxy forwardProxy) {
    return new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.ALLOCATOR, buffers)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT_BYTES)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                EventLoopConnections loopConnections = connectionsByLoop.get(channel.eventLoop());
                if (loopConnections == null) {
                  throw new IllegalStateException("unknown event loop: " + channel.eventLoop());
                }
                ClientConnection client =
                    new ClientConnection(exchangeContext, loopConnections, upstream, forwardProxy);
                channel
                    .pipeline()
                    .addLast(
                        client.arrivalHandler(),
                        client.requestDecoder(),
                        client.responseEncoder(),
                        client);
              }
            })
        .bind(address, port)
        .awaitUninterruptibly();
  }

  private static InetAddress loopback(int family) {
    byte[] bytes = family == 4 ? new byte[] {127, 0, 0, 1} : new byte[16];
    bytes[bytes.length - 1] = 1;
    try {
      return InetAddress.getByAddress("localhost", bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /// Closes a listener and its connections. A selector releases the sockets of closed channels on
  /// its next select, so the port is free one loop turn later.
  public void close(Listener listener) {
    listener.channels.forEach(channel -> channel.close().awaitUninterruptibly());
    for (EventLoopConnections loopConnections : connectionsByLoop.values()) {
      loopConnections
          .loop()
          .schedule(() -> loopConnections.closeAll(listener.upstream()), 1, TimeUnit.MILLISECONDS)
          .awaitUninterruptibly();
    }
  }

  /// Closes everything; waits at most two seconds.
  @Override
  public void close() {
    for (EventLoopConnections loopConnections : connectionsByLoop.values()) {
      loopConnections.loop().submit(() -> loopConnections.closeAll(null)).awaitUninterruptibly();
      loopConnections
          .loop()
          .submit(loopConnections.completionPublisher()::flush)
          .awaitUninterruptibly();
    }
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}

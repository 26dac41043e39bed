package dev.brummer.proxy.http;

import dev.brummer.proxy.http.message.RetentionBudget;
import dev.brummer.proxy.route.Upstream;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Connections of one event loop: client connections, idle upstream connections and a sweep that
/// enforces time limits once a second while there are connections. Confined to the event loop.
// Failed channels close; channelInactive reports it.
@SuppressWarnings("FutureReturnValueIgnored")
final class EventLoopConnections {
  private static final int CONNECT_TIMEOUT_MILLIS = 3000;
  private static final int MAX_IDLE_PER_UPSTREAM = 32;

  /// Shorter than the five seconds after which servers such as Node close idle connections.
  private static final long IDLE_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(4);

  /// Limits the time for which a request waits to be sent.
  private static final int MAX_UNSENT = 16;

  /// Bytes of documents that their URL rewriters may retain together.
  private static final int MAX_RETAINED_BYTES = 4 * 1024 * 1024;

  private final EventLoop loop;
  private final Bootstrap bootstrap;
  private final Supplier<UpstreamTls> tls;
  private final Set<ClientConnection> clients = new LinkedHashSet<>();
  private final Map<Upstream, ArrayDeque<UpstreamConnection>> idle = new HashMap<>();
  private final CompletionPublisher completionPublisher;
  private final RetentionBudget retentionBudget = new RetentionBudget(MAX_RETAINED_BYTES);
  private final RecordInterner recordInterner = new RecordInterner();
  private final HeadInterner headInterner = new HeadInterner();
  private final ArrayList<Exchange> unsent = new ArrayList<>(MAX_UNSENT);
  private boolean sweeping;

  /// @param tls called for https servers only
  EventLoopConnections(
      EventLoop loop,
      ByteBufAllocator buffers,
      CompletionPublisher completionPublisher,
      Supplier<UpstreamTls> tls) {
    this.loop = loop;
    this.tls = tls;
    this.completionPublisher = completionPublisher;
    this.bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
            .option(ChannelOption.ALLOCATOR, buffers)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(pipeline(null));
  }

  private ChannelInitializer<Channel> pipeline(@Nullable Supplier<SslHandler> encryption) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        UpstreamConnection upstreamConnection = new UpstreamConnection(headInterner);
        if (encryption != null) {
          channel.pipeline().addLast(encryption.get());
        }
        channel
            .pipeline()
            .addLast(
                upstreamConnection.responseDecoder(),
                new HttpCodecs.OctetRequestEncoder(),
                upstreamConnection);
      }
    };
  }

  RecordInterner recordInterner() {
    return recordInterner;
  }

  HeadInterner headInterner() {
    return headInterner;
  }

  RetentionBudget retentionBudget() {
    return retentionBudget;
  }

  EventLoop loop() {
    return loop;
  }

  /// Publisher of the requests served by this loop.
  CompletionPublisher completionPublisher() {
    return completionPublisher;
  }

  void add(ClientConnection clientConnection) {
    clients.add(clientConnection);
    scheduleSweep();
  }

  void remove(ClientConnection clientConnection) {
    clients.remove(clientConnection);
  }

  /// Connects without TLS.
  ChannelFuture connect(InetSocketAddress address) {
    return bootstrap.connect(address);
  }

  /// Connects to a server by its scheme. Succeeds before the TLS handshake; what is written waits
  /// for it.
  ChannelFuture connect(Upstream upstream, InetSocketAddress address) {
    if (!upstream.target().isTls()) {
      return connect(address);
    }
    return bootstrap
        .clone()
        .handler(pipeline(() -> tls.get().newHandler(upstream.target())))
        .connect(address);
  }

  /// The most recently used idle connection to the server, or null.
  @Nullable UpstreamConnection acquire(Upstream upstream, long now) {
    ArrayDeque<UpstreamConnection> waiting = idle.get(upstream);
    if (waiting == null) {
      return null;
    }
    UpstreamConnection upstreamConnection = waiting.pollLast();
    while (upstreamConnection != null
        && (!upstreamConnection.isOpen() || expired(upstreamConnection, now))) {
      upstreamConnection.close();
      upstreamConnection = waiting.pollLast();
    }
    return upstreamConnection;
  }

  void release(Upstream upstream, UpstreamConnection upstreamConnection, long now) {
    ArrayDeque<UpstreamConnection> waiting =
        idle.computeIfAbsent(upstream, s -> new ArrayDeque<>());
    upstreamConnection.markIdle(now);
    waiting.addLast(upstreamConnection);
    if (waiting.size() > MAX_IDLE_PER_UPSTREAM) {
      waiting.pollFirst().close();
    }
    scheduleSweep();
  }

  /// Has the written request of an exchange sent at the end of the loop's turn, or together with 15
  /// others. Requests that are sent at once wake the server up once instead of once each: a sixth
  /// more small requests are answered.
  void sendLater(Exchange exchange) {
    unsent.add(exchange);
    if (unsent.size() == MAX_UNSENT) {
      sendAll();
    } else if (unsent.size() == 1) {
      loop.execute(this::sendAll);
    }
  }

  private void sendAll() {
    for (int i = 0; i < unsent.size(); i++) {
      unsent.get(i).sendWritten();
    }
    unsent.clear();
  }

  /// Closes the connections of one server, or all for null.
  void closeAll(@Nullable Upstream upstream) {
    for (ClientConnection clientConnection : new ArrayList<>(clients)) {
      if (upstream == null
          || clientConnection.listener() == upstream
          || clientConnection.upstream() == upstream) {
        clientConnection.abort();
      }
    }
    idle.forEach((of, waiting) -> {
      if (upstream == null || of == upstream) {
        waiting.forEach(UpstreamConnection::close);
        waiting.clear();
      }
    });
    idle.values().removeIf(ArrayDeque::isEmpty);
  }

  private static boolean expired(UpstreamConnection upstreamConnection, long now) {
    return now - upstreamConnection.idleSince() > IDLE_TIMEOUT_NANOS;
  }

  private void scheduleSweep() {
    if (!sweeping) {
      sweeping = true;
      loop.schedule(this::sweep, 1, TimeUnit.SECONDS);
    }
  }

  private void sweep() {
    long now = System.nanoTime();
    new ArrayList<>(clients).forEach(clientConnection -> clientConnection.checkTimeouts(now));
    for (ArrayDeque<UpstreamConnection> waiting : idle.values()) {
      while (!waiting.isEmpty() && expired(waiting.peekFirst(), now)) {
        waiting.pollFirst().close();
      }
    }
    idle.values().removeIf(ArrayDeque::isEmpty);
    sweeping = false;
    if (!clients.isEmpty() || !idle.isEmpty()) {
      scheduleSweep();
    }
  }
}

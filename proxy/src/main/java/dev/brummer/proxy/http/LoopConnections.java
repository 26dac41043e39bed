package dev.brummer.proxy.http;

import dev.brummer.proxy.route.Upstream;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpRequestEncoder;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What belongs to one event loop: its client connections, its idle connections to servers and the
/// sweep that looks at time limits once a second, and only while there is something to look at.
/// Confined to the loop.
// A channel that fails is closed, which tells.
@SuppressWarnings("FutureReturnValueIgnored")
final class LoopConnections {
  private static final int CONNECT_MILLIS = 3000;
  private static final int IDLE_PER_SITE = 32;

  /// Servers close idle connections after five seconds and more (Node); be earlier.
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(4);

  private final EventLoop loop;
  private final Bootstrap bootstrap;
  private final Set<ClientConnection> frontends = new LinkedHashSet<>();
  private final Map<Upstream, ArrayDeque<UpstreamConnection>> idle = new HashMap<>();
  private final CompletionPublisher outbox;
  private boolean sweeping;

  LoopConnections(EventLoop loop, ByteBufAllocator buffers, CompletionPublisher outbox) {
    this.loop = loop;
    this.outbox = outbox;
    this.bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .option(ChannelOption.ALLOCATOR, buffers)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    UpstreamConnection backend = new UpstreamConnection();
                    channel
                        .pipeline()
                        .addLast(backend.answers(), new HttpRequestEncoder(), backend);
                  }
                });
  }

  EventLoop loop() {
    return loop;
  }

  /// Where it is told what has been served.
  CompletionPublisher outbox() {
    return outbox;
  }

  void add(ClientConnection frontend) {
    frontends.add(frontend);
    sweepLater();
  }

  void remove(ClientConnection frontend) {
    frontends.remove(frontend);
  }

  ChannelFuture connect(InetSocketAddress address) {
    return bootstrap.connect(address);
  }

  /// An idle connection to the site, the one used last, or null.
  @Nullable UpstreamConnection takeIdle(Upstream site, long now) {
    ArrayDeque<UpstreamConnection> waiting = idle.get(site);
    if (waiting == null) {
      return null;
    }
    UpstreamConnection backend = waiting.pollLast();
    while (backend != null && (!backend.open() || expired(backend, now))) {
      backend.close();
      backend = waiting.pollLast();
    }
    return backend;
  }

  void giveBack(Upstream site, UpstreamConnection backend, long now) {
    ArrayDeque<UpstreamConnection> waiting = idle.computeIfAbsent(site, s -> new ArrayDeque<>());
    backend.rest(now);
    waiting.addLast(backend);
    if (waiting.size() > IDLE_PER_SITE) {
      waiting.pollFirst().close();
    }
    sweepLater();
  }

  /// Closes what belongs to a site, or everything for null.
  void closeAll(@Nullable Upstream site) {
    for (ClientConnection frontend : new ArrayList<>(frontends)) {
      if (site == null || frontend.listener() == site || frontend.site() == site) {
        frontend.abort();
      }
    }
    idle.forEach((of, waiting) -> {
      if (site == null || of == site) {
        waiting.forEach(UpstreamConnection::close);
        waiting.clear();
      }
    });
    idle.values().removeIf(ArrayDeque::isEmpty);
  }

  private static boolean expired(UpstreamConnection backend, long now) {
    return now - backend.idleSince() > IDLE_NANOS;
  }

  private void sweepLater() {
    if (!sweeping) {
      sweeping = true;
      loop.schedule(this::sweep, 1, TimeUnit.SECONDS);
    }
  }

  private void sweep() {
    long now = System.nanoTime();
    new ArrayList<>(frontends).forEach(frontend -> frontend.check(now));
    for (ArrayDeque<UpstreamConnection> waiting : idle.values()) {
      while (!waiting.isEmpty() && expired(waiting.peekFirst(), now)) {
        waiting.pollFirst().close();
      }
    }
    idle.values().removeIf(ArrayDeque::isEmpty);
    sweeping = false;
    if (!frontends.isEmpty() || !idle.isEmpty()) {
      sweepLater();
    }
  }
}

package dev.brummer.proxy;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A running proxy on free ports and its published events. Closing it fails if a buffer leaked.
public final class TestProxy implements AutoCloseable {
  /// A process whose URLs get no proxy.
  static final int UNPROXIED = 99;

  private static final int PROCESS = 7;

  final EventBus bus = new EventBus();
  final ProxyServer server;
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();

  public TestProxy() {
    this(ProxySettings.defaults());
  }

  public TestProxy(ProxySettings settings) {
    bus.subscribeAll("test", OverflowPolicy.BLOCK, 65536, events::add);
    server =
        new ProxyServer(
            bus,
            settings.firstPort() == 20888 ? settings.withFirstPort(0) : settings,
            process -> process != UNPROXIED);
    server.start();
  }

  /// Opens a route to a local port and returns the port of its listener.
  public int open(int port) throws InterruptedException {
    return open("http://localhost:" + port + "/", PROCESS);
  }

  public int open(String url, int process) throws InterruptedException {
    server.open(url, process);
    Event.RouteOpened opened = await(Event.RouteOpened.class, e -> e.target().equals(url));
    return Integer.parseInt(opened.proxied().replaceAll("http://localhost:(\\d+)/.*", "$1"));
  }

  public Event.RequestCompleted awaitRequest(String url) throws InterruptedException {
    return await(Event.RequestCompleted.class, e -> e.url().equals(url));
  }

  /// Waits for an event and discards the preceding ones.
  public <E extends Event> E await(Class<E> type, Predicate<E> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      Event event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertNotNull(event, "no such " + type.getSimpleName());
      if (type.isInstance(event) && wanted.test(type.cast(event))) {
        return type.cast(event);
      }
      if (event instanceof Event.InternalFailure internalFailure) {
        fail(internalFailure.toString());
      }
    }
  }

  @Override
  public void close() {
    server.close();
    bus.close();
    LeakDetector.assertNone();
  }
}

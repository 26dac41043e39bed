package dev.brummer.perf.bench.eventbus;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.perf.alternatives.AlternativeBuses;
import dev.brummer.perf.alternatives.BusAdapter;
import dev.brummer.perf.baseline.ThreadPerHandlerBus;
import dev.brummer.perf.suite.WorkerGang;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.openjdk.jmh.infra.Blackhole;

/// The bus designs under comparison; constants are JMH parameters.
public enum BusDesign {
  /// The product.
  BRUMMER("brummer", true) {
    @Override
    public BusAdapter open(List<Consumer<Event>> handlers) {
      return product(handlers);
    }
  },
  /// The product with a deliberate slowdown.
  BRUMMER_SLOW("brummer, slowed", true) {
    @Override
    public BusAdapter open(List<Consumer<Event>> handlers) {
      BusAdapter bus = product(handlers);
      return BusAdapter.of(
          event -> {
            Blackhole.consumeCPU(SLOWDOWN_TOKENS);
            bus.publish(event);
          },
          bus::close);
    }
  },
  /// Reference design: a new thread per handler and event.
  THREAD_PER_HANDLER("thread per handler", false) {
    @Override
    public BusAdapter open(List<Consumer<Event>> handlers) {
      ThreadPerHandlerBus bus = new ThreadPerHandlerBus(handlers);
      return BusAdapter.of(bus::publish, bus::close);
    }
  },
  /// A pool with a thread per core and a task per event; unordered.
  POOL_PER_EVENT("pool, task per event", false) {
    @Override
    public BusAdapter open(List<Consumer<Event>> handlers) {
      ExecutorService pool = Executors.newFixedThreadPool(CORES);
      return BusAdapter.of(
          event -> pool.execute(() -> handlers.forEach(handler -> handler.accept(event))),
          pool::shutdown);
    }
  },
  /// `java.util.concurrent.SubmissionPublisher` with one subscriber per handler.
  SUBMISSION_PUBLISHER("SubmissionPublisher", true) {
    @Override
    public BusAdapter open(List<Consumer<Event>> handlers) {
      return AlternativeBuses.submissionPublisher(handlers);
    }
  },
  /// A pool with a thread per core and a task per handler and event.
  POOL_PER_HANDLER("pool, task per handler", false) {
    @Override
    public BusAdapter open(List<Consumer<Event>> handlers) {
      ExecutorService pool = Executors.newFixedThreadPool(CORES);
      return BusAdapter.of(
          event -> handlers.forEach(handler -> pool.execute(() -> handler.accept(event))),
          pool::shutdown);
    }
  },
  /// LMAX Disruptor.
  DISRUPTOR("Disruptor", true) {
    @Override
    public BusAdapter open(List<Consumer<Event>> handlers) {
      return AlternativeBuses.disruptor(handlers);
    }
  },
  /// Guava's `AsyncEventBus`.
  GUAVA("Guava AsyncEventBus", false) {
    @Override
    public BusAdapter open(List<Consumer<Event>> handlers) {
      return AlternativeBuses.guava(handlers);
    }
  },
  /// MBassador with asynchronous publication.
  MBASSADOR("MBassador async", false) {
    @Override
    public BusAdapter open(List<Consumer<Event>> handlers) {
      return AlternativeBuses.mbassador(handlers);
    }
  },
  /// Direct calls on the publisher's thread: the lower bound, not an alternative, because a slow
  /// handler blocks the publisher.
  DIRECT("direct calls", true) {
    @Override
    public BusAdapter open(List<Consumer<Event>> handlers) {
      return BusAdapter.of(
          event -> {
            for (Consumer<Event> handler : handlers) {
              synchronized (handler) {
                handler.accept(event);
              }
            }
          },
          () -> {});
    }
  };

  private final String title;
  private final boolean isOrdered;

  BusDesign(String title, boolean ordered) {
    this.title = title;
    this.isOrdered = ordered;
  }

  /// Returns the display name.
  public String title() {
    return title;
  }

  /// Returns whether each handler receives the events of a publisher in order.
  public boolean isOrdered() {
    return isOrdered;
  }

  public abstract BusAdapter open(List<Consumer<Event>> handlers);

  /// Work added per publish by the deliberate slowdown, in JMH tokens; about 1.6 µs, which no noise
  /// hides.
  static final int SLOWDOWN_TOKENS = 800;

  private static final int CORES = WorkerGang.cores();

  private static BusAdapter product(List<Consumer<Event>> handlers) {
    EventBus bus = new EventBus(CORES);
    int number = 0;
    for (Consumer<Event> handler : handlers) {
      bus.subscribe(
          "handler-" + ++number,
          EnumSet.of(Event.Kind.LOG_LINE),
          OverflowPolicy.BLOCK,
          BusAdapter.CAPACITY,
          handler::accept);
    }
    return BusAdapter.of(bus::publish, bus::close);
  }
}

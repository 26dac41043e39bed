package dev.brummer.perf.bench.eventbus;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.perf.baseline.ThreadPerHandlerBus;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Consumer;
import org.openjdk.jmh.infra.Blackhole;

/// Gives every event to every handler: what the designs under measurement have in common.
public interface BusAdapter extends AutoCloseable {
  void publish(Event event);

  @Override
  void close();

  /// The designs that are measured.
  enum Design {
    /// The product.
    BRUMMER("brummer", true) {
      @Override
      public BusAdapter open(List<Consumer<Event>> handlers) {
        return brummer(handlers);
      }
    },
    /// The product, slowed on purpose.
    BRUMMER_SLOW("brummer, slowed", true) {
      @Override
      public BusAdapter open(List<Consumer<Event>> handlers) {
        BusAdapter bus = brummer(handlers);
        return of(
            event -> {
              Blackhole.consumeCPU(SLOWDOWN_TOKENS);
              bus.publish(event);
            },
            bus::close);
      }
    },
    /// The seed's "before": one new thread for every handler of every event.
    THREAD_PER_HANDLER("thread per handler", false) {
      @Override
      public BusAdapter open(List<Consumer<Event>> handlers) {
        ThreadPerHandlerBus bus = new ThreadPerHandlerBus(handlers);
        return of(bus::publish, bus::close);
      }
    },
    /// A pool of as many threads as cores and one task for every event; keeps no order.
    POOL_PER_EVENT("pool, task per event", false) {
      @Override
      public BusAdapter open(List<Consumer<Event>> handlers) {
        ExecutorService pool = Executors.newFixedThreadPool(cores());
        return of(
            event -> pool.execute(() -> handlers.forEach(handler -> handler.accept(event))),
            pool::shutdown);
      }
    },
    /// `java.util.concurrent.SubmissionPublisher`, one subscriber a handler.
    SUBMISSION_PUBLISHER("SubmissionPublisher", true) {
      @Override
      public BusAdapter open(List<Consumer<Event>> handlers) {
        return submissionPublisher(handlers);
      }
    },
    /// A pool of as many threads as cores and one task for every handler of every event.
    POOL_PER_HANDLER("pool, task per handler", false) {
      @Override
      public BusAdapter open(List<Consumer<Event>> handlers) {
        ExecutorService pool = Executors.newFixedThreadPool(cores());
        return of(
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
    /// MBassador, published asynchronously.
    MBASSADOR("MBassador async", false) {
      @Override
      public BusAdapter open(List<Consumer<Event>> handlers) {
        return AlternativeBuses.mbassador(handlers);
      }
    },
    /// No threads at all: what calling the handlers costs. Not a rival: a slow handler stops all.
    DIRECT("direct calls", true) {
      @Override
      public BusAdapter open(List<Consumer<Event>> handlers) {
        return of(
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

    Design(String title, boolean ordered) {
      this.title = title;
      this.isOrdered = ordered;
    }

    /// What people call it.
    public String title() {
      return title;
    }

    /// Whether each handler sees the events of one publisher in their order.
    public boolean isOrdered() {
      return isOrdered;
    }

    public abstract BusAdapter open(List<Consumer<Event>> handlers);
  }

  /// Events a mailbox of a bus under measurement may hold, the same for every bounded design.
  int CAPACITY = 8192;

  /// What a slowed publish does besides, in JMH's tokens: some 400 ns.
  int SLOWDOWN_TOKENS = 200;

  static int cores() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  static BusAdapter of(Consumer<Event> publish, Runnable close) {
    return new BusAdapter() {
      @Override
      public void publish(Event event) {
        publish.accept(event);
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }

  private static BusAdapter brummer(List<Consumer<Event>> handlers) {
    EventBus bus = new EventBus(cores());
    int number = 0;
    for (Consumer<Event> handler : handlers) {
      bus.subscribe(
          "handler-" + ++number,
          EnumSet.of(Event.Kind.LOG_LINE),
          OverflowPolicy.BLOCK,
          CAPACITY,
          handler::accept);
    }
    return of(bus::publish, bus::close);
  }

  private static BusAdapter submissionPublisher(List<Consumer<Event>> handlers) {
    ExecutorService pool = Executors.newFixedThreadPool(cores());
    SubmissionPublisher<Event> publisher = new SubmissionPublisher<>(pool, CAPACITY);
    CountDownLatch subscribed = new CountDownLatch(handlers.size());
    for (Consumer<Event> handler : handlers) {
      publisher.subscribe(new UnboundedSubscriber(handler, subscribed));
    }
    try {
      subscribed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return of(
        publisher::submit,
        () -> {
          publisher.close();
          pool.shutdown();
        });
  }

  /// A flow subscriber that asks for everything.
  record UnboundedSubscriber(Consumer<Event> handler, CountDownLatch subscribed)
      implements Flow.Subscriber<Event> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
      subscribed.countDown();
    }

    @Override
    public void onNext(Event event) {
      handler.accept(event);
    }

    @Override
    public void onError(Throwable thrown) {
      throw new IllegalStateException(thrown);
    }

    @Override
    public void onComplete() {}
  }
}

package dev.brummer.perf.alternatives;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.AsyncEventBus;
import com.google.common.eventbus.Subscribe;
import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import dev.brummer.engine.event.Event;
import dev.brummer.perf.suite.WorkerGang;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Consumer;
import net.engio.mbassy.bus.MBassador;
import net.engio.mbassy.bus.config.BusConfiguration;
import net.engio.mbassy.bus.config.Feature;
import net.engio.mbassy.listener.Handler;
import net.engio.mbassy.listener.Listener;
import net.engio.mbassy.listener.References;
import org.jspecify.annotations.Nullable;

/// Alternative buses behind [BusAdapter], each configured as documented for many publishers, with a
/// thread per core.
public final class AlternativeBuses {
  private static final int CORES = WorkerGang.cores();

  private AlternativeBuses() {}

  /// A preallocated ring buffer with a thread per handler and blocking waits, because spinning
  /// waits are far slower with more handlers than cores.
  public static BusAdapter disruptor(List<Consumer<Event>> handlers) {
    Disruptor<Slot> disruptor =
        new Disruptor<>(
            Slot::new,
            BusAdapter.CAPACITY,
            Thread.ofPlatform().name("disruptor-", 1).daemon().factory(),
            ProducerType.MULTI,
            new BlockingWaitStrategy());
    handlers.forEach(handler -> {
      EventHandler<Slot> eventHandler = (slot, _, _) -> slot.pass(handler);
      disruptor.handleEventsWith(eventHandler);
    });
    RingBuffer<Slot> ring = disruptor.start();
    return BusAdapter.of(
        event -> {
          long sequence = ring.next();
          ring.get(sequence).event = event;
          ring.publish(sequence);
        },
        disruptor::halt);
  }

  private static final class Slot {
    private @Nullable Event event;

    void pass(Consumer<Event> handler) {
      Event held = event;
      if (held != null) {
        handler.accept(held);
      }
    }
  }

  /// A task per subscriber and event.
  @SuppressWarnings("UnstableApiUsage")
  public static BusAdapter guava(List<Consumer<Event>> handlers) {
    ExecutorService pool = Executors.newFixedThreadPool(CORES);
    AsyncEventBus bus = new AsyncEventBus(pool);
    handlers.forEach(handler -> bus.register(new GuavaSubscriber(handler)));
    return BusAdapter.of(bus::post, pool::shutdown);
  }

  /// Public because the bus finds the method by reflection.
  @SuppressWarnings("UnstableApiUsage")
  public record GuavaSubscriber(Consumer<Event> handler) {
    @Subscribe
    @AllowConcurrentEvents
    public void on(Event event) {
      handler.accept(event);
    }
  }

  /// A queue with a dispatcher per core; each dispatcher calls all handlers.
  public static BusAdapter mbassador(List<Consumer<Event>> handlers) {
    ExecutorService pool = Executors.newFixedThreadPool(CORES);
    MBassador<Event> bus =
        new MBassador<>(
            new BusConfiguration()
                .addPublicationErrorHandler(error -> {
                  throw new IllegalStateException(error.getMessage(), error.getCause());
                })
                .addFeature(Feature.SyncPubSub.Default())
                .addFeature(Feature.AsynchronousHandlerInvocation.Default().setExecutor(pool))
                .addFeature(
                    Feature.AsynchronousMessageDispatch.Default()
                        .setNumberOfMessageDispatchers(CORES)));
    handlers.forEach(handler -> bus.subscribe(new MbassadorListener(handler)));
    return BusAdapter.of(
        bus::publishAsync,
        () -> {
          bus.shutdown();
          pool.shutdown();
        });
  }

  /// Public because the bus finds the method by reflection.
  @Listener(references = References.Strong)
  public record MbassadorListener(Consumer<Event> handler) {
    @Handler
    public void on(Event event) {
      handler.accept(event);
    }
  }

  /// `java.util.concurrent.SubmissionPublisher` with a subscriber per handler and a thread per
  /// core.
  public static BusAdapter submissionPublisher(List<Consumer<Event>> handlers) {
    ExecutorService pool = Executors.newFixedThreadPool(CORES);
    SubmissionPublisher<Event> publisher = new SubmissionPublisher<>(pool, BusAdapter.CAPACITY);
    CountDownLatch subscribed = new CountDownLatch(handlers.size());
    for (Consumer<Event> handler : handlers) {
      publisher.subscribe(new UnboundedSubscriber(handler, subscribed));
    }
    try {
      subscribed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return BusAdapter.of(
        publisher::submit,
        () -> {
          publisher.close();
          pool.shutdown();
        });
  }

  /// A flow subscriber with unbounded demand.
  private record UnboundedSubscriber(Consumer<Event> handler, CountDownLatch subscribed)
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

package dev.brummer.perf.bench.eventbus;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.AsyncEventBus;
import com.google.common.eventbus.Subscribe;
import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import dev.brummer.engine.event.Event;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import net.engio.mbassy.bus.MBassador;
import net.engio.mbassy.bus.config.BusConfiguration;
import net.engio.mbassy.bus.config.Feature;
import net.engio.mbassy.listener.Handler;
import net.engio.mbassy.listener.Listener;
import net.engio.mbassy.listener.References;
import org.jspecify.annotations.Nullable;

/// Other people's buses under [BusAdapter], each set up as its documentation advises for many
/// publishers on as many threads as there are cores.
final class AlternativeBuses {
  private AlternativeBuses() {}

  /// A ring of preallocated slots, a thread a handler, blocking waits: with more handlers than
  /// cores its spinning waits are slower by far.
  static BusAdapter disruptor(List<Consumer<Event>> handlers) {
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

  /// A task for every subscriber of every event.
  @SuppressWarnings("UnstableApiUsage")
  static BusAdapter guava(List<Consumer<Event>> handlers) {
    ExecutorService pool = Executors.newFixedThreadPool(BusAdapter.cores());
    AsyncEventBus bus = new AsyncEventBus(pool);
    handlers.forEach(handler -> bus.register(new GuavaSubscriber(handler)));
    return BusAdapter.of(bus::post, pool::shutdown);
  }

  /// Public, because its bus finds the method by reflection.
  @SuppressWarnings("UnstableApiUsage")
  public record GuavaSubscriber(Consumer<Event> handler) {
    @Subscribe
    @AllowConcurrentEvents
    public void on(Event event) {
      handler.accept(event);
    }
  }

  /// A queue before as many dispatchers as there are cores, each of which calls all handlers.
  static BusAdapter mbassador(List<Consumer<Event>> handlers) {
    ExecutorService pool = Executors.newFixedThreadPool(BusAdapter.cores());
    MBassador<Event> bus =
        new MBassador<>(
            new BusConfiguration()
                .addPublicationErrorHandler(error -> System.err.println(error))
                .addFeature(Feature.SyncPubSub.Default())
                .addFeature(Feature.AsynchronousHandlerInvocation.Default().setExecutor(pool))
                .addFeature(
                    Feature.AsynchronousMessageDispatch.Default()
                        .setNumberOfMessageDispatchers(BusAdapter.cores())));
    handlers.forEach(handler -> bus.subscribe(new MbassadorListener(handler)));
    return BusAdapter.of(
        bus::publishAsync,
        () -> {
          bus.shutdown();
          pool.shutdown();
        });
  }

  /// Public, because its bus finds the method by reflection.
  @Listener(references = References.Strong)
  public record MbassadorListener(Consumer<Event> handler) {
    @Handler
    public void on(Event event) {
      handler.accept(event);
    }
  }
}

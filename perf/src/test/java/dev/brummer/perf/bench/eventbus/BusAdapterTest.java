package dev.brummer.perf.bench.eventbus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.event.Event;
import dev.brummer.perf.alternatives.BusAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// All designs under comparison deliver every event to every handler, in order where they claim to.
@Timeout(60)
final class BusAdapterTest {
  private static final int PUBLISHERS = 4;
  private static final int EVENTS = 300;
  private static final int HANDLERS = 3;

  /// Counts events and detects reordering.
  private static final class OrderChecker implements Consumer<Event> {
    final CountDownLatch left = new CountDownLatch(PUBLISHERS * EVENTS);
    final AtomicLong disordered = new AtomicLong();
    private final AtomicLongArray last = new AtomicLongArray(PUBLISHERS);

    @Override
    public void accept(Event event) {
      Event.LogLine line = (Event.LogLine) event;
      if (last.getAndSet(line.process(), line.first()) >= line.first()) {
        disordered.incrementAndGet();
      }
      left.countDown();
    }
  }

  @ParameterizedTest
  @EnumSource(BusDesign.class)
  void everyHandler_seesEveryEvent_inOrderWhereWeSaySo(BusDesign design) throws Exception {
    List<OrderChecker> watches = new ArrayList<>();
    for (int i = 0; i < HANDLERS; i++) {
      watches.add(new OrderChecker());
    }
    BusAdapter bus = design.open(new ArrayList<>(watches));
    Thread[] publishers = new Thread[PUBLISHERS];
    for (int p = 0; p < PUBLISHERS; p++) {
      int process = p;
      publishers[p] =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 1; i <= EVENTS; i++) {
                  bus.publish(new Event.LogLine(process, i, 1, 0));
                }
              });
    }
    for (Thread publisher : publishers) {
      publisher.join();
    }
    for (OrderChecker orderChecker : watches) {
      assertEquals(true, orderChecker.left.await(30, TimeUnit.SECONDS), design.title());
      if (design.isOrdered()) {
        assertEquals(0, orderChecker.disordered.get(), design.title());
      }
    }
    bus.close();
  }
}

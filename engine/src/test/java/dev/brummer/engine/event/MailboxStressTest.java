package dev.brummer.engine.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Many short rounds on tiny mailboxes: nearly every publish meets a full queue, an empty queue, a
/// worker about to park or a subscription about to close. `-Dbrummer.stress.seconds=60` runs it
/// longer.
@Timeout(600)
final class MailboxStressTest {
  private static final long DURATION_NANOS =
      TimeUnit.MILLISECONDS.toNanos(1_000 * Long.getLong("brummer.stress.seconds", 1));

  private static final int PUBLISHERS = 6;
  private static final int TIMEOUT_SECONDS = 20;

  /// Records the events of one subscriber in one round.
  private static final class RecordingSubscriber implements Subscriber {
    final AtomicLong handled = new AtomicLong();
    final AtomicLong missed = new AtomicLong();
    private final AtomicReferenceArray<Long> last = new AtomicReferenceArray<>(PUBLISHERS);
    private volatile String orderViolation = "";

    @Override
    public void on(Event event) {
      Event.LogLine line = (Event.LogLine) event;
      Long before = last.getAndSet(line.process(), line.first());
      if (before != null && before >= line.first()) {
        orderViolation = before + " before " + line.first() + " of publisher " + line.process();
      }
      handled.incrementAndGet();
    }

    @Override
    public void missed(long count) {
      missed.addAndGet(count);
    }
  }

  /// Every event is handled or counted as dropped, in order, and every thread finishes: no wake-up
  /// of a worker or of a blocked publisher is lost.
  @ParameterizedTest
  @EnumSource(OverflowPolicy.class)
  void everyEvent_isHandledOrCounted_inOrder_andAllComeToAnEnd(OverflowPolicy overflow)
      throws Exception {
    Random random = new Random(overflow.ordinal());
    long end = System.nanoTime() + DURATION_NANOS;
    try (EventBus bus = new EventBus(2)) {
      while (System.nanoTime() < end) {
        round(bus, overflow, 1 << random.nextInt(5), 1 + random.nextInt(40));
      }
    }
  }

  private static void round(EventBus bus, OverflowPolicy overflow, int capacity, int each)
      throws Exception {
    RecordingSubscriber recordingSubscriber = new RecordingSubscriber();
    Subscription subscription =
        bus.subscribe(
            "stress", EnumSet.of(Event.Kind.LOG_LINE), overflow, capacity, recordingSubscriber);
    List<Thread> publishers = publish(bus, each);
    for (Thread publisher : publishers) {
      publisher.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
      assertTrue(!publisher.isAlive(), () -> "a publisher hangs: " + subscription.stats());
    }
    assertTrue(
        bus.awaitIdle(Duration.ofSeconds(TIMEOUT_SECONDS)),
        () -> "queued events are not drained: " + subscription.stats());
    Subscription.Stats stats = subscription.stats();
    assertEquals(PUBLISHERS * (long) each, stats.handled() + stats.dropped(), stats::toString);
    assertEquals(stats.handled(), recordingSubscriber.handled.get());
    assertTrue(recordingSubscriber.missed.get() <= stats.dropped());
    assertEquals("", recordingSubscriber.orderViolation);
    if (overflow == OverflowPolicy.BLOCK) {
      assertEquals(0, stats.dropped());
    }
    subscription.close();
  }

  private static List<Thread> publish(EventBus bus, int each) {
    CyclicBarrier start = new CyclicBarrier(PUBLISHERS);
    List<Thread> publishers = new ArrayList<>();
    for (int p = 0; p < PUBLISHERS; p++) {
      int process = p;
      publishers.add(
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                await(start);
                for (int i = 0; i < each; i++) {
                  bus.publish(new Event.LogLine(process, i, 1, 0));
                }
              }));
    }
    return publishers;
  }

  /// Blocked publishers continue when the mailbox is closed.
  @ParameterizedTest
  @EnumSource(OverflowPolicy.class)
  void closing_releasesWhoeverWaits(OverflowPolicy overflow) throws Exception {
    long end = System.nanoTime() + DURATION_NANOS / 4;
    try (EventBus bus = new EventBus(2)) {
      while (System.nanoTime() < end) {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        Subscription subscription =
            bus.subscribe(
                "stuck",
                EnumSet.of(Event.Kind.LOG_LINE),
                overflow,
                2,
                _ -> {
                  inside.countDown();
                  await(stuck);
                });
        List<Thread> publishers = publish(bus, 20);
        inside.await();
        subscription.close();
        stuck.countDown();
        for (Thread publisher : publishers) {
          publisher.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
          assertTrue(!publisher.isAlive(), "a publisher hangs before a closed mailbox");
        }
      }
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.brummer.engine.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class EventBusTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final EnumSet<Event.Kind> LINES = EnumSet.of(Event.Kind.LOG_LINE);

  private final EventBus bus = new EventBus(2);

  @AfterEach
  void close() {
    bus.close();
  }

  @Test
  void publish_toTwoSubscribersOfTheKind_reachesBothAndNobodyElse() {
    List<Event> first = new ArrayList<>();
    List<Event> second = new ArrayList<>();
    List<Event> other = new ArrayList<>();
    bus.subscribe("first", LINES, OverflowPolicy.BLOCK, 8, first::add);
    bus.subscribe("second", LINES, OverflowPolicy.BLOCK, 8, second::add);
    bus.subscribe("other", EnumSet.of(Event.Kind.NOTICE), OverflowPolicy.BLOCK, 8, other::add);

    Event event = line(1, 7);
    bus.publish(event);

    assertTrue(bus.awaitIdle(TIMEOUT));
    assertEquals(List.of(event), first);
    assertEquals(List.of(event), second);
    assertEquals(List.of(), other);
  }

  @Test
  void offerAll_ofTwoKinds_reachesTheirSubscribersInOrder() {
    List<Event> lines = new ArrayList<>();
    List<Event> notices = new ArrayList<>();
    bus.subscribe("lines", LINES, OverflowPolicy.BLOCK, 8, lines::add);
    bus.subscribe("notices", EnumSet.of(Event.Kind.NOTICE), OverflowPolicy.BLOCK, 8, notices::add);
    Event notice = new Event.Notice("saved", 1);

    bus.offerAll(List.of(line(1, 7), notice, line(1, 8)));

    assertTrue(bus.awaitIdle(TIMEOUT));
    assertEquals(List.of(line(1, 7), line(1, 8)), lines);
    assertEquals(List.of(notice), notices);
  }

  @ParameterizedTest
  @EnumSource(OverflowPolicy.class)
  void publish_byManyThreads_keepsEachPublishersOrderAndCountsEveryLoss(OverflowPolicy overflow)
      throws InterruptedException {
    int publishers = 16;
    int each = 20_000;
    long[] last = new long[publishers + 1];
    AtomicLong orderViolations = new AtomicLong();
    AtomicLong seen = new AtomicLong();
    AtomicLong missed = new AtomicLong();
    Subscription subscription =
        bus.subscribe(
            "order",
            LINES,
            overflow,
            64,
            new Subscriber() {
              @Override
              public void on(Event event) {
                Event.LogLine line = (Event.LogLine) event;
                if (line.first() <= last[line.process()]) {
                  orderViolations.incrementAndGet();
                }
                last[line.process()] = line.first();
                seen.incrementAndGet();
              }

              @Override
              public void missed(long count) {
                missed.addAndGet(count);
              }
            });
    List<Thread> threads = new ArrayList<>();
    for (int p = 1; p <= publishers; p++) {
      int id = p;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 1; i <= each; i++) {
                  bus.publish(line(id, i));
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertTrue(bus.awaitIdle(TIMEOUT));

    Subscription.Stats stats = subscription.stats();
    assertEquals(0, orderViolations.get());
    assertEquals((long) publishers * each, seen.get() + stats.dropped());
    assertEquals(seen.get(), stats.handled());
    if (overflow == OverflowPolicy.BLOCK) {
      assertEquals(0, stats.dropped());
    }
    bus.publish(line(0, 1));
    assertTrue(bus.awaitIdle(TIMEOUT));
    assertEquals(stats.dropped(), missed.get());
  }

  @Test
  void publish_whileMoreSubscribersAreStuckThanThereAreWorkers_reachesTheOthers()
      throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    for (int i = 0; i < 3; i++) {
      bus.subscribe("stuck-" + i, LINES, OverflowPolicy.CONFLATE, 4, event -> await(release));
    }
    AtomicLong seen = new AtomicLong();
    CountDownLatch all = new CountDownLatch(1000);
    bus.subscribe(
        "well",
        LINES,
        OverflowPolicy.BLOCK,
        4,
        event -> {
          seen.incrementAndGet();
          all.countDown();
        });

    for (int i = 1; i <= 1000; i++) {
      bus.publish(line(1, i));
    }

    assertTrue(all.await(20, TimeUnit.SECONDS));
    assertEquals(1000, seen.get());
    release.countDown();
  }

  @Test
  void publish_ofAnUrgentEvent_overtakesAFloodOfLines() throws InterruptedException {
    Semaphore gate = new Semaphore(0);
    CountDownLatch inside = new CountDownLatch(1);
    List<Event.Kind> order = new ArrayList<>();
    bus.subscribeAll(
        "gated",
        OverflowPolicy.BLOCK,
        1024,
        event -> {
          inside.countDown();
          gate.acquireUninterruptibly();
          order.add(event.kind());
        });
    bus.publish(line(1, 0));
    assertTrue(inside.await(20, TimeUnit.SECONDS));
    for (int i = 1; i <= 600; i++) {
      bus.publish(line(1, i));
    }
    bus.publish(new Event.ProcessExited(1, "web", 1, 0, 0, 0));
    gate.release(1000);

    assertTrue(bus.awaitIdle(TIMEOUT));
    int position = order.indexOf(Event.Kind.PROCESS_EXITED);
    assertTrue(position > 0 && position <= 33, "ProcessExited is event " + position);
  }

  @Test
  void on_thatThrows_isReportedAsAFaultAndTheNextEventFollows() {
    List<Event> failures = new ArrayList<>();
    List<Event> seen = new ArrayList<>();
    bus.subscribe(
        "failures",
        EnumSet.of(Event.Kind.INTERNAL_FAILURE),
        OverflowPolicy.BLOCK,
        8,
        failures::add);
    Subscription bad =
        bus.subscribe(
            "bad",
            LINES,
            OverflowPolicy.BLOCK,
            8,
            event -> {
              seen.add(event);
              if (seen.size() == 1) {
                throw new IllegalStateException("on purpose");
              }
            });

    bus.publish(line(1, 1));
    bus.publish(line(1, 2));

    assertTrue(bus.awaitIdle(TIMEOUT));
    assertEquals(2, seen.size());
    assertEquals(1, bad.stats().failed());
    Event.InternalFailure failure = (Event.InternalFailure) failures.getFirst();
    assertEquals("subscriber bad", failure.component());
    assertTrue(failure.message().contains("on purpose"), failure.message());
  }

  @Test
  void offer_toAFullMailboxThatMustLoseNothing_saysNoAndCounts() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(1);
    Subscription full =
        bus.subscribe(
            "full",
            LINES,
            OverflowPolicy.BLOCK,
            4,
            event -> {
              inside.countDown();
              await(release);
            });
    assertTrue(bus.offer(line(1, 0)));
    assertTrue(inside.await(20, TimeUnit.SECONDS));
    int accepted = 0;
    for (int i = 0; i < 100; i++) {
      accepted += bus.offer(line(1, i)) ? 1 : 0;
    }
    release.countDown();

    assertTrue(bus.awaitIdle(TIMEOUT));
    assertTrue(accepted >= 4 && accepted < 100, "accepted " + accepted);
    assertEquals(100 - accepted, full.stats().dropped());
    assertEquals(1 + accepted, full.stats().handled());
  }

  @Test
  void close_ofASubscription_endsItsEvents() {
    AtomicLong seen = new AtomicLong();
    Subscription subscription =
        bus.subscribe("gone", LINES, OverflowPolicy.BLOCK, 8, event -> seen.incrementAndGet());
    bus.publish(line(1, 1));
    assertTrue(bus.awaitIdle(TIMEOUT));

    subscription.close();
    subscription.close();
    bus.publish(line(1, 2));

    assertTrue(bus.awaitIdle(TIMEOUT));
    assertEquals(1, seen.get());
    assertEquals(List.of(), bus.stats());
  }

  @Test
  void close_ofTheBus_handlesWhatIsWaitingAndThenTakesNoMore() {
    AtomicLong seen = new AtomicLong();
    bus.subscribe("last", LINES, OverflowPolicy.BLOCK, 4096, event -> seen.incrementAndGet());
    for (int i = 0; i < 3000; i++) {
      bus.publish(line(1, i));
    }

    assertTrue(bus.close(TIMEOUT));
    bus.publish(line(1, 3001));

    assertEquals(3000, seen.get());
    assertThrows(
        IllegalStateException.class,
        () -> bus.subscribe("late", LINES, OverflowPolicy.BLOCK, 4, event -> {}));
  }

  @Test
  void close_whileASubscriberIsStuck_givesUpAtTheLimit() {
    CountDownLatch release = new CountDownLatch(1);
    bus.subscribe("stuck", LINES, OverflowPolicy.BLOCK, 4, event -> await(release));
    bus.publish(line(1, 1));

    assertFalse(bus.close(Duration.ofMillis(20)));
    release.countDown();
  }

  @Test
  void idle_isToldAfterTheLastEventOfABurst() {
    List<String> calls = new ArrayList<>();
    bus.subscribe(
        "flush",
        LINES,
        OverflowPolicy.BLOCK,
        8,
        new Subscriber() {
          @Override
          public void on(Event event) {
            calls.add("on");
          }

          @Override
          public void idle() {
            calls.add("idle");
          }
        });

    bus.publish(line(1, 1));

    assertTrue(bus.awaitIdle(TIMEOUT));
    assertEquals("on", calls.getFirst());
    assertEquals("idle", calls.getLast());
  }

  private static Event line(int process, long number) {
    return new Event.LogLine(process, number, 1, 0);
  }

  @Test
  void stats_showLagAndTheSlowestEvent_andWhoIsStuck() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Subscription slow =
        bus.subscribe(
            "slow",
            EnumSet.of(Event.Kind.NOTICE),
            OverflowPolicy.BLOCK,
            16,
            _ -> {
              inside.countDown();
              await(go);
            });
    long publishedMillis = System.currentTimeMillis() - 5_000;
    bus.publish(new Event.Notice("old", publishedMillis));
    await(inside);
    while (slow.stats().busyNanos() < 2_000_000) {
      Thread.onSpinWait();
    }
    assertTrue(slow.stats().lagMillis() >= 5_000, () -> slow.stats().toString());
    go.countDown();
    assertTrue(bus.awaitIdle(Duration.ofSeconds(10)));
    Subscription.Stats after = slow.stats();
    assertEquals(0, after.busyNanos());
    assertTrue(after.maxHandlingNanos() >= 2_000_000, after::toString);
    assertTrue(after.maxLagMillis() >= 5_000, after::toString);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.brummer.app.mcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpiryTimerTest {
  private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
  private final AtomicInteger clients = new AtomicInteger();
  private final CountDownLatch looks = new CountDownLatch(3);

  @AfterEach
  void close() {
    executor.shutdownNow();
  }

  @Test
  void timer_runsWhileThereAreClients() throws InterruptedException {
    clients.set(3);
    ExpiryTimer timer = new ExpiryTimer(Duration.ofMillis(1), this::expireOne);
    timer.ensureScheduled(executor);
    assertTrue(looks.await(10, TimeUnit.SECONDS));
    executor.submit(() -> {}); // the last look has ended
    executor.shutdown();
    assertTrue(executor.awaitTermination(10, TimeUnit.SECONDS));
    assertEquals(0, clients.get());
    assertEquals(0, looks.getCount());
  }

  @Test
  void severalClients_shareOneTimer() {
    ExpiryTimer timer = new ExpiryTimer(Duration.ofHours(1), this::expireOne);
    timer.ensureScheduled(executor);
    timer.ensureScheduled(executor);
    assertEquals(1, executor.getQueue().size());
  }

  @Test
  void clientAfterTheLastLook_startsTheTimerAgain() throws InterruptedException {
    CountDownLatch second = new CountDownLatch(2);
    ExpiryTimer timer =
        new ExpiryTimer(
            Duration.ofMillis(1),
            () -> {
              second.countDown();
              return false;
            });
    timer.ensureScheduled(executor);
    while (second.getCount() == 2) {
      Thread.onSpinWait();
    }
    timer.ensureScheduled(executor);
    assertTrue(second.await(10, TimeUnit.SECONDS));
  }

  @Test
  void closedExecutor_isIgnored() {
    executor.shutdownNow();
    new ExpiryTimer(Duration.ofMillis(1), this::expireOne).ensureScheduled(executor);
    assertEquals(0, executor.getQueue().size());
  }

  private boolean expireOne() {
    looks.countDown();
    return clients.decrementAndGet() > 0;
  }
}

package dev.brummer.engine.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.log.BufferPool.Buffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Memory that the store keeps for the next segments.
final class BufferPoolTest {
  private static final int SIZE = 1 << 12;

  private final BufferPool pool = new BufferPool();

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void bufferOfASlowReader_isGivenBackAtTheSecondCheck() {
    Buffer current = pool.acquire(SIZE);
    Buffer read = pool.acquire(SIZE);
    pool.release(read);
    pool.trim();
    assertEquals(1, pool.spareCount(), "it was released since the last check");
    pool.trim();
    assertEquals(0, pool.spareCount());
    assertTrue(!read.arena().scope().isAlive() && current.arena().scope().isAlive());
    pool.release(current);
  }

  @Test
  void buffersOfAFlood_stay() {
    Buffer current = pool.acquire(SIZE);
    pool.release(pool.acquire(SIZE));
    pool.trim();
    for (int check = 0; check < 5; check++) {
      Buffer next = pool.acquire(SIZE);
      pool.release(current);
      current = next;
      pool.trim();
      assertEquals(1, pool.spareCount());
    }
    pool.release(current);
  }

  @Test
  void bufferThatIsNotGivenBack_isUsedAgain() {
    Buffer first = pool.acquire(SIZE);
    pool.release(first);
    Buffer second = pool.acquire(SIZE);
    assertSame(first, second);
    Buffer third = pool.acquire(SIZE);
    assertNotSame(second, third);
    pool.release(second);
    pool.release(third);
  }

  @Test
  void store_givesBackWhatASlowReaderCost(@TempDir Path directory) {
    AtomicLong now = new AtomicLong();
    LogSettings settings = new LogSettings(directory, 1 << 20, 1 << 20, SIZE);
    try (LogStore logs = LogStore.open(settings, () -> Instant.ofEpochMilli(now.get()))) {
      append(logs);
      Segment read = logs.newestSegment();
      read.pin();
      while (logs.newestSegment() == read) {
        append(logs);
      }
      read.unpin();
      assertEquals(1, logs.spareBuffers());
      for (int check = 0; check < 2; check++) {
        now.addAndGet(1_000);
        append(logs);
      }
      assertEquals(0, logs.spareBuffers());
    }
  }

  private static void append(LogStore logs) {
    LogFixture.append(logs, 1, "x".repeat(100) + "\n");
  }

  @Test
  void largerBuffer_replacesASmallerSpare() {
    Buffer small = pool.acquire(SIZE);
    Buffer other = pool.acquire(SIZE);
    Buffer large = pool.acquire(2 * SIZE);
    pool.release(small);
    pool.release(other);
    pool.release(large);
    assertEquals(2, pool.spareCount());
    assertSame(large, pool.acquire(2 * SIZE));
    assertEquals(1, pool.spareCount());
    pool.release(large);
  }
}

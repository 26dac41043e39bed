package dev.brummer.engine.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogQuery.Search;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.LogLevel;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FilterEngineTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final EventBus bus = new EventBus(2);
  private LogStore logs = LogStore.open(LogSettings.of(null));
  private FilterEngine filters = new FilterEngine(bus, logs);

  @AfterEach
  void close() {
    filters.close();
    bus.close();
    logs.close();
  }

  private static LogQuery with(String text) {
    return new LogQuery(null, LogLevel.NONE, new Search(text, false));
  }

  private void add(int process, String text) {
    long first = logs.end();
    logs.appendNote(process, text);
    bus.publish(new Event.LogLine(process, first, 1, 0));
  }

  private void addMany(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i % 7 == 0 ? "GET /health " : "POST /orders ").append(i).append('\n');
    }
    text.setLength(text.length() - 1);
    add(1, text.toString());
  }

  private static List<Long> numbers(LogPage page) {
    return page.lines().stream().map(StoredLine::number).toList();
  }

  /// Polls until all retained lines are evaluated.
  private void awaitMatches(LogQuery query, long count) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (filters.knownMatches(query) != count && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    assertEquals(count, filters.knownMatches(query));
  }

  @Test
  void pages_areThoseOfTheStore_whateverIsKnownYet() {
    Random random = new Random(3);
    LogQuery query = with("health");
    for (int round = 0; round < 200; round++) {
      addMany(random.nextInt(300));
      long at = random.nextLong(logs.end() + 20);
      int limit = 1 + random.nextInt(60);
      LogPage known = filters.before(query, at, limit, TIMEOUT);
      LogPage truth = logs.before(query, at, limit, TIMEOUT);
      assertEquals(numbers(truth), numbers(known));
      assertTrue(known.complete());
      LogPage up = filters.from(query, at, limit, TIMEOUT);
      assertEquals(numbers(logs.from(query, at, limit, TIMEOUT)), numbers(up));
    }
  }

  @Test
  void paging_reachesEveryMatch_once() {
    addMany(5_000);
    LogQuery query = with("health");
    long before = Long.MAX_VALUE;
    int seen = 0;
    LogPage page = filters.before(query, before, 40, TIMEOUT);
    while (!page.lines().isEmpty()) {
      seen += page.lines().size();
      page = filters.before(query, page.reached(), 40, TIMEOUT);
    }
    assertEquals(715, seen);
  }

  @Test
  void oldLines_areLookedAtInTheBackground_andNewOnesAsTheyCome() {
    addMany(70_000);
    LogQuery query = with("health");
    awaitMatches(query, 10_000);
    addMany(7);
    awaitMatches(query, 10_001);
  }

  @Test
  void linesThatTheStoreDrops_areForgotten() {
    filters.close();
    logs.close();
    logs = LogStore.open(new LogSettings(null, 1 << 16, 1 << 16, 1 << 12));
    filters = new FilterEngine(bus, logs);
    LogQuery query = with("health");
    for (int i = 0; i < 60; i++) {
      addMany(140);
      filters.before(query, Long.MAX_VALUE, 5, TIMEOUT);
    }
    assertTrue(logs.first() > 0);
    awaitMatches(query, logs.from(query, 0, 100_000).lines().size());
    assertEquals(
        numbers(logs.before(query, Long.MAX_VALUE, 9_999)),
        numbers(filters.before(query, Long.MAX_VALUE, 9_999, TIMEOUT)));
  }

  @Test
  void query_isNotChangedByItsOwner() {
    add(1, "health of one");
    add(2, "health of two");
    BitSet one = new BitSet();
    one.set(1);
    LogQuery query = new LogQuery(one, LogLevel.NONE, new Search("health", false));
    assertEquals(1, filters.before(query, Long.MAX_VALUE, 10, TIMEOUT).lines().size());
    one.set(2);
    assertEquals(2, filters.before(query, Long.MAX_VALUE, 10, TIMEOUT).lines().size());
  }

  @Test
  void moreFiltersThanAreRemembered_allAnswerRight() {
    addMany(1_000);
    for (int i = 0; i < 20; i++) {
      LogQuery query = with("orders " + i);
      assertEquals(
          numbers(logs.before(query, Long.MAX_VALUE, 50)),
          numbers(filters.before(query, Long.MAX_VALUE, 50, TIMEOUT)));
    }
  }

  @Test
  void queryThatLooksForNothing_isNotRemembered() {
    addMany(10);
    assertEquals(10, filters.knownMatches(LogQuery.ALL));
    assertEquals(3, filters.before(LogQuery.ALL, Long.MAX_VALUE, 3, TIMEOUT).lines().size());
  }
}

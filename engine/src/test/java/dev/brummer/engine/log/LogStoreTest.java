package dev.brummer.engine.log;

import static dev.brummer.engine.log.LogFixture.append;
import static dev.brummer.engine.log.LogFixture.numbers;
import static dev.brummer.engine.log.LogFixture.texts;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.log.assemble.LineAssembler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {
  private static final int SEGMENT = 4096;

  @TempDir Path directory;

  @Test
  void appendedLines_haveConsecutiveNumbersAndAreReadBack() {
    try (LogStore store = onDisk(1 << 20)) {
      assertEquals(0, append(store, 1, "a\nb\n"));
      assertEquals(2, append(store, 2, "c\n"));
      assertEquals(3, store.appendNote(1, "stopped"));
      assertEquals(4, store.end());
      assertEquals(List.of("a", "b", "c", "stopped"), texts(store.from(LogQuery.ALL, 0, 10)));
      assertEquals(List.of("c", "stopped"), texts(store.before(LogQuery.ALL, Long.MAX_VALUE, 2)));
      assertEquals(List.of("b"), texts(store.before(LogQuery.ALL, 2, 1)));
      assertEquals(List.of("b", "c"), texts(store.from(LogQuery.ALL, 1, 2)));
    }
  }

  @Test
  void storedLine_knowsWhereAndWhenItCameFrom() {
    Instant now = Instant.parse("2026-01-31T09:45:12.345Z");
    try (LogStore store = LogStore.open(LogSettings.of(directory), () -> now)) {
      store.append(700, LogSource.STDERR, LogFixture.batch("x\033[1my\n"));
      StoredLine line = requireNonNull(store.line(0));
      assertEquals(0, line.number());
      assertEquals(700, line.process());
      assertEquals(now.toEpochMilli(), line.atMillis());
      assertEquals(LogSource.STDERR, line.source());
      assertFalse(line.cut());
      assertEquals("x\033[1my", line.string());
      assertNull(store.line(1));
      assertNull(store.line(-1));
    }
  }

  @Test
  void emptyStore_hasEmptyPages() {
    try (LogStore store = onDisk(1 << 20)) {
      assertEquals(0, store.end());
      assertEquals(new LogPage(List.of(), 0, 0, 0, true), store.from(LogQuery.ALL, 0, 5));
      assertEquals(new LogPage(List.of(), 0, 0, 0, true), store.before(LogQuery.ALL, 7, 5));
    }
  }

  @Test
  void everyLine_isFoundAcrossSegments() throws IOException {
    try (LogStore store = onDisk(1 << 20)) {
      appendNumbered(store, 2000, 7);
      assertTrue(files(requireNonNull(store.directory())).size() > 5);
      assertEquals(2000, store.end());
      for (int i = 0; i < 2000; i++) {
        assertEquals("line " + i, requireNonNull(store.line(i)).string());
      }
      assertPages(store, 0, 2000);
    }
  }

  @Test
  void quota_letsTheOldestLinesGoAndCountsThem() throws IOException {
    try (LogStore store = onDisk(3 * SEGMENT)) {
      appendNumbered(store, 3000, 1);
      long first = store.first();
      assertTrue(first > 2000 && first < 2990, "first " + first);
      assertNull(store.line(first - 1));
      assertEquals("line " + first, requireNonNull(store.line(first)).string());
      assertPages(store, first, 3000);
      assertEquals(3000, store.lineCount(1));
      assertTrue(files(requireNonNull(store.directory())).size() <= 3);
      assertNull(store.warning());
    }
  }

  @Test
  void quotaOfOneSegment_goesOnCounting() {
    try (LogStore store = onDisk(SEGMENT)) {
      appendNumbered(store, 1000, 3);
      assertEquals(1000, store.end());
      assertPages(store, store.first(), 1000);
    }
  }

  @Test
  void lineLongerThanASegment_isStoredWhole() {
    try (LogStore store = onDisk(1 << 20)) {
      String huge = "h".repeat(3 * SEGMENT);
      append(store, 1, "small\n" + huge + "\nsmall\n");
      assertEquals(List.of("small", huge, "small"), texts(store.from(LogQuery.ALL, 0, 9)));
    }
  }

  @Test
  void cutLine_saysSo() {
    try (LogStore store = LogStore.open(LogSettings.of(null))) {
      append(store, 1, "x".repeat(LineAssembler.MAX_LINE + 1) + "\n");
      assertEquals(2, store.end());
      assertTrue(requireNonNull(store.line(0)).cut());
      assertFalse(requireNonNull(store.line(1)).cut());
    }
  }

  @Test
  void withoutDirectory_linesAreInMemory() {
    try (LogStore store = LogStore.open(new LogSettings(null, 1 << 20, 3 * SEGMENT, SEGMENT))) {
      appendNumbered(store, 3000, 5);
      assertNull(store.warning());
      assertNull(store.directory());
      assertTrue(store.first() > 2000);
      assertPages(store, store.first(), 3000);
    }
  }

  @Test
  void unusableDirectory_isSaidOnceAndLinesAreKeptInMemory() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");
    try (LogStore store = LogStore.open(LogSettings.of(file.resolve("logs")))) {
      append(store, 1, "kept\n");
      String warning = requireNonNull(store.warning());
      assertTrue(warning.contains("in memory only") && warning.contains("logs"), warning);
      assertEquals("kept", requireNonNull(store.line(0)).string());
    }
  }

  @Test
  void directoryThatVanishes_costsNoLine() throws IOException {
    try (LogStore store = onDisk(1 << 20)) {
      appendNumbered(store, 10, 1);
      Path session = requireNonNull(store.directory());
      for (Path file : files(session)) {
        Files.delete(file);
      }
      Files.delete(session.resolve("lock"));
      Files.delete(session);
      append(store, 1, "x".repeat(SEGMENT) + "\n");
      assertNotNull(store.warning());
      assertEquals(11, store.from(LogQuery.ALL, 10, 1).end());
      assertEquals("x".repeat(SEGMENT), requireNonNull(store.line(10)).string());
    }
  }

  @Test
  void interruptedWriter_losesNoLineAndStaysInterrupted() {
    try (LogStore store = onDisk(1 << 20)) {
      append(store, 1, "one\n");
      Thread.currentThread().interrupt();
      append(store, 1, "two\n");
      assertTrue(Thread.interrupted());
      append(store, 1, "three\n");
      assertNull(store.warning());
      assertEquals(List.of("one", "two", "three"), texts(store.from(LogQuery.ALL, 0, 9)));
    }
  }

  @Test
  void interruptsUnderTheWrite_loseNoLine() throws Exception {
    Path session;
    try (LogStore store = onDisk(1 << 24)) {
      session = requireNonNull(store.directory());
      Thread writer = Thread.ofPlatform().start(() -> appendNumbered(store, 20_000, 1));
      while (writer.isAlive()) {
        writer.interrupt();
        Thread.onSpinWait();
      }
      writer.join();
      assertNull(store.warning());
    }
    try (LogStore past = LogStore.openReadOnly(session)) {
      assertNull(past.warning());
      assertPages(past, 0, 20_000);
    }
  }

  @Test
  void tail_isTheLatestLinesOfOneProcess() {
    try (LogStore store = onDisk(1 << 20)) {
      append(store, 1, "a\nb\n");
      append(store, 2, "other\n");
      append(store, 1, "\033[31mc\033[m\n");
      List<StoredLine> tail = store.tail(1, 2);
      assertEquals(List.of("b", "c"), tail.stream().map(StoredLine::plainString).toList());
      assertEquals(tail.size(), store.tail(1, 2, Duration.ofSeconds(10)).size());
      assertEquals(List.of(), store.tail(3, 2));
      assertEquals(List.of(2L), numbers(store.from(LogQuery.ofProcess(2), 0, 9)));
    }
  }

  @Test
  void counters_areByProcess() {
    try (LogStore store = onDisk(1 << 20)) {
      append(store, 40, "abc\nde\n");
      append(store, 3, "f\n");
      assertEquals(2, store.lineCount(40));
      assertEquals(5, store.byteCount(40));
      assertEquals(1, store.lineCount(3));
      assertEquals(0, store.lineCount(4));
      assertEquals(0, store.lineCount(9999));
    }
  }

  @Test
  void closedStore_refusesLinesAndShowsNone() {
    LogStore store = onDisk(1 << 20);
    append(store, 1, "a\n");
    store.close();
    store.close();
    assertThrows(IllegalStateException.class, () -> append(store, 1, "b\n"));
    assertEquals(List.of(), texts(store.from(LogQuery.ALL, 0, 9)));
  }

  @Test
  void processThatIsNone_isRefused() {
    try (LogStore store = onDisk(1 << 20)) {
      assertThrows(IllegalArgumentException.class, () -> append(store, -1, "a\n"));
      assertThrows(
          IllegalArgumentException.class, () -> append(store, LogStore.MAX_PROCESSES, "a\n"));
    }
  }

  @Test
  void scanWithoutTimeLeft_saysHowFarItCame() {
    try (LogStore store = onDisk(1 << 20)) {
      appendNumbered(store, 500, 1);
      LogPage page = store.before(LogQuery.ALL, Long.MAX_VALUE, 10, Duration.ofNanos(-1));
      assertFalse(page.complete());
      assertEquals(500, page.reached());
    }
  }

  private LogStore onDisk(long quota) {
    return LogStore.open(new LogSettings(directory, quota, 1 << 20, SEGMENT));
  }

  private static void appendNumbered(LogStore store, int count, int perBatch) {
    for (int from = 0; from < count; from += perBatch) {
      StringBuilder text = new StringBuilder();
      IntStream.range(from, Math.min(count, from + perBatch))
          .forEach(i -> text.append("line ").append(i).append('\n'));
      append(store, 1, text.toString());
    }
  }

  /// Pages of any size, in both directions, contain every number once and in order.
  private static void assertPages(LogStore store, long first, long end) {
    List<Long> all = LongStream.range(first, end).boxed().toList();
    assertEquals(all, numbers(store.from(LogQuery.ALL, first, Integer.MAX_VALUE)));
    assertEquals(all, numbers(store.before(LogQuery.ALL, end, Integer.MAX_VALUE)));
    long from = first;
    long before = end;
    while (from < end) {
      LogPage up = store.from(LogQuery.ALL, from, 17);
      LogPage down = store.before(LogQuery.ALL, before, 17);
      long to = Math.min(end, from + 17);
      long below = Math.max(first, before - 17);
      assertEquals(LongStream.range(from, to).boxed().toList(), numbers(up));
      assertEquals(LongStream.range(below, before).boxed().toList(), numbers(down));
      assertEquals(to, up.reached());
      assertEquals(below, down.reached());
      from = to;
      before = below;
    }
  }

  private static List<Path> files(Path session) throws IOException {
    return LogSession.segments(session);
  }

  @Test
  void segments_growFromASmallOneToTheNormalSize() {
    LogSettings settings = LogSettings.of(directory);
    String lines = ("x".repeat(1023) + "\n").repeat(256);
    try (LogStore store = LogStore.open(settings)) {
      append(store, 1, lines);
      assertTrue(store.newestSegment().capacity() <= 1 << 19, "a run that prints little");
      for (int i = 0; i < 100; i++) {
        append(store, 1, lines);
      }
      List<Integer> capacities =
          Arrays.stream(store.segments()).map(Segment::capacity).distinct().toList();
      assertEquals(List.of(1 << 18, 1 << 19, 1 << 20, 1 << 21, 1 << 22, 1 << 23), capacities);
      assertEquals(101 * 256, store.end());
    }
  }

  /// Without memory for the next segment, the sealed one stays the newest.
  @Test
  void sealedSegment_takesNoMoreLines() throws IOException {
    try (LogStore store = onDisk(1 << 20)) {
      append(store, 1, "a\n");
      Segment sealed = store.newestSegment();
      assertEquals(1, sealed.endOfFitting(LogFixture.batch("b\n"), 0));
      sealed.seal();
      assertEquals(0, sealed.endOfFitting(LogFixture.batch("b\n"), 0));
      append(store, 1, "b\n");
      assertEquals(List.of("a", "b"), texts(store.from(LogQuery.ALL, 0, 10)));
    }
  }
}

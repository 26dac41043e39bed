package dev.brummer.engine.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreConcurrencyTest {
  private static final int WRITERS = 4;
  private static final int LINES = 20_000;

  @TempDir Path directory;

  @Test
  void concurrentAppenders_keepTheirOrderAndLeaveNoGap() throws Exception {
    try (LogStore store = LogStore.open(new LogSettings(directory, 1 << 26, 1 << 20, 1 << 16))) {
      run(store, () -> assertNoGap(store, 0));
      assertEquals(WRITERS * LINES, store.end());
      int[] next = new int[WRITERS];
      long number = 0;
      for (StoredLine line : store.from(LogQuery.ALL, 0, Integer.MAX_VALUE).lines()) {
        assertEquals(number++, line.number());
        String expected = line.process() + ":" + next[line.process()]++;
        assertEquals(expected, line.string().substring(0, expected.length()));
      }
      assertEquals(WRITERS * LINES, number);
      for (int writer = 0; writer < WRITERS; writer++) {
        assertEquals(LINES, store.lineCount(writer));
      }
    }
  }

  @Test
  void readersDuringEviction_seeWholeLinesOnly() throws Exception {
    try (LogStore store = LogStore.open(new LogSettings(directory, 1 << 17, 1 << 20, 1 << 14))) {
      run(store, () -> assertNoGap(store, store.first()));
      assertTrue(store.first() > 0);
    }
  }

  /// Checks pages read during concurrent appends: no gap in the numbers, no torn text.
  private static void assertNoGap(LogStore store, long from) {
    List<StoredLine> up = store.from(LogQuery.ALL, from, 500).lines();
    List<StoredLine> down = store.before(LogQuery.ALL, Long.MAX_VALUE, 500).lines();
    for (List<StoredLine> lines : List.of(up, down)) {
      for (int i = 0; i < lines.size(); i++) {
        StoredLine line = lines.get(i);
        assertTrue(line.string().startsWith(line.process() + ":"), line::string);
        assertTrue(line.string().endsWith("#"), line::string);
        if (i > 0 && from == 0) {
          assertEquals(lines.get(i - 1).number() + 1, line.number());
        }
      }
    }
  }

  private static void run(LogStore store, Runnable reader) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2);
    List<Future<?>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      int process = writer;
      writers.add(threads.submit(() -> write(store, process)));
    }
    List<Future<?>> readers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      readers.add(
          threads.submit(() -> {
            while (store.end() < WRITERS * LINES) {
              reader.run();
            }
          }));
    }
    for (Future<?> task : writers) {
      task.get(60, TimeUnit.SECONDS);
    }
    for (Future<?> task : readers) {
      task.get(60, TimeUnit.SECONDS);
    }
    threads.shutdown();
  }

  private static void write(LogStore store, int process) {
    LineAssembler assembler = new LineAssembler();
    LineBatch batch = new LineBatch();
    for (int i = 0; i < LINES; ) {
      StringBuilder text = new StringBuilder();
      for (int n = i % 40; n >= 0 && i < LINES; n--) {
        text.append(process).append(':').append(i++).append(" some text#\n");
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      assembler.feed(bytes, 0, bytes.length, batch);
      store.append(process, LogSource.PTY, batch);
    }
  }
}

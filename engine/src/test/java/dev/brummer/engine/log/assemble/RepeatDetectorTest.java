package dev.brummer.engine.log.assemble;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.RepeatCount;
import dev.brummer.engine.log.RepeatFoldingMode;
import dev.brummer.engine.log.StoredLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatDetectorTest {
  @ParameterizedTest
  @CsvSource({
    "tick, tick, SAME",
    "tick, tock, OFF",
    "tick 1, tick 2, SIMILAR",
    "took 5ms, took 15ms, SIMILAR",
    "12:00:01.5 GET /a 200 3 ms, 12:00:02.1 GET /a 200 12 ms, SIMILAR",
    "12:00:01.5 GET /a 200 3 ms, 12:00:02.1 GET /b 200 12 ms, OFF",
    "id 3f2a-77 done, id deadbeef-0 done, SIMILAR",
    "id 3f2a-77 done, id deadbeef done, OFF",
    "item, items 5, OFF",
    "item 5, item, OFF",
    "a1, a1 b2, OFF",
    "a1 b2, b2 a1, SIMILAR",
    "99 bottles, 100 bottles, SIMILAR",
  })
  void line_repeatsTheOneBefore(String before, String line, RepeatFoldingMode folding) {
    int expected =
        switch (folding) {
          case OFF -> 0;
          case SAME -> PackedLineEntry.SAME;
          case SIMILAR -> PackedLineEntry.SIMILAR;
        };
    byte[] a = before.getBytes(StandardCharsets.UTF_8);
    byte[] b = line.getBytes(StandardCharsets.UTF_8);
    assertEquals(expected, RepeatDetector.compare(a, 0, a.length, b, 0, b.length));
    assertEquals(expected, RepeatDetector.compare(b, 0, b.length, a, 0, a.length));
  }

  /// Chunk boundaries do not change which lines are marked.
  @Test
  void marks_areTheSame_forAnySplit() {
    String text = "a\na\n\n\na 1\na 2\na 2\nb\nb\nb\na\n" + "x".repeat(5000) + "\n";
    List<Long> whole = folded(text, List.of(text.length()));
    assertEquals(List.of(0L, 2L, 3L, 4L, 7L, 10L, 11L), whole);
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      assertEquals(whole, folded(text, random.ints(20, 1, 40).boxed().toList()));
    }
  }

  private static List<Long> folded(String text, List<Integer> lengths) {
    try (LogStore store = LogStore.open(LogSettings.of((java.nio.file.Path) null))) {
      LineAssembler assembler = new LineAssembler();
      LineBatch batch = new LineBatch();
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int at = 0;
      for (int i = 0; at < bytes.length; i++) {
        int length = i < lengths.size() ? lengths.get(i) : bytes.length;
        length = Math.min(length, bytes.length - at);
        assembler.feed(bytes, at, length, batch);
        if (batch.count() > 0) {
          store.append(1, LogSource.STDOUT, batch);
        }
        at += length;
      }
      return store.from(LogQuery.ALL.with(RepeatFoldingMode.SIMILAR), 0, 100).lines().stream()
          .map(StoredLine::number)
          .toList();
    }
  }

  @Test
  void repeats_areCounted_whileTheyCome() {
    try (LogStore store = LogStore.open(LogSettings.of((java.nio.file.Path) null))) {
      LineBatch web = new LineBatch();
      LineBatch api = new LineBatch();
      append(store, 1, web, "tick\ntick\n");
      append(store, 2, api, "other\n");
      RepeatCount known =
          store.countRepeats(
              0, RepeatFoldingMode.SAME, RepeatCount.startingAfter(0), Duration.ofSeconds(1));
      assertEquals(new RepeatCount(1, 3, false), known);
      append(store, 1, web, "tick\n");
      append(store, 2, api, "other\n");
      append(store, 1, web, "tick\ntock\ntick\n");
      known = store.countRepeats(0, RepeatFoldingMode.SAME, known, Duration.ofSeconds(1));
      assertEquals(new RepeatCount(3, 6, true), known);
      assertEquals(
          known, store.countRepeats(0, RepeatFoldingMode.SAME, known, Duration.ofSeconds(1)));
    }
  }

  private static void append(LogStore store, int process, LineBatch batch, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    new LineAssembler().feed(bytes, 0, bytes.length, batch);
    store.append(process, LogSource.STDOUT, batch);
  }
}

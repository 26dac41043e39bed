package dev.brummer.engine.log;

import static dev.brummer.engine.log.LogFixture.append;
import static dev.brummer.engine.log.LogFixture.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.log.LogQuery.Search;
import dev.brummer.engine.log.assemble.LogLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogQueryTest {
  @TempDir Path directory;

  private LogStore store;

  @BeforeEach
  void open() {
    store = LogStore.open(new LogSettings(directory, 1 << 20, 1 << 20, 4096));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void processes_chooseTheirLines() {
    append(store, 1, "a\nb\n");
    append(store, 2, "c\n");
    append(store, 3, "d\n");
    BitSet processes = new BitSet();
    processes.set(1);
    processes.set(3);
    assertFound(new LogQuery(processes, LogLevel.NONE, null), 0, 1, 3);
  }

  @Test
  void level_isAtLeastTheMinimum() {
    append(store, 1, "plain\n[debug] a\n[info] b\n[warn] c\n[error] d\n");
    assertFound(new LogQuery(null, LogLevel.WARN, null), 3, 4);
    assertFound(new LogQuery(null, LogLevel.TRACE, null), 1, 2, 3, 4);
    assertFound(new LogQuery(null, LogLevel.NONE, null), 0, 1, 2, 3, 4);
  }

  @Test
  void text_hasSmartCase() {
    append(store, 1, "GET /Users\nget /users\npost\n");
    assertFound(text("get"), 0, 1);
    assertFound(text("/USERS"));
    assertFound(text("Users"), 0);
    assertFound(text(""), 0, 1, 2);
  }

  @Test
  void text_neverSpansLines() {
    append(store, 1, "ab\ncd\n");
    assertFound(text("bc"));
  }

  @Test
  void text_isFoundAcrossColourCodes() {
    append(store, 1, "http://\033[1mlocalhost\033[22m:3000\nplain\n\033]8;;http://hidden\033\\x\n");
    assertFound(text("http://localhost:3000"), 0);
    assertFound(text("hidden"));
    assertFound(regex("localhost:\\d+$"), 0);
  }

  @Test
  void textBeyondAscii_hasSmartCaseToo() {
    append(store, 1, "Äpfel\näpfel\n");
    assertFound(text("äpfel"), 0, 1);
    assertFound(text("Äpfel"), 0);
  }

  @Test
  void regex_isFoundInTheDecodedLine() {
    append(store, 1, "took 12 ms\ntook ä ms\nTOOK 7 MS\n");
    assertFound(regex("took (\\d+|.) ms"), 0, 1, 2);
    assertFound(regex("TOOK"), 2);
    assertFound(regex("^took.*ms$"), 0, 1, 2);
  }

  @Test
  void regexThatIsNone_isLookedForAsText() {
    append(store, 1, "call(\nother\n");
    assertNotNull(new Search("call(", true).syntaxError());
    assertNull(new Search("call(", false).syntaxError());
    assertNull(new Search("call\\(", true).syntaxError());
    assertFound(regex("call("), 0);
  }

  @Test
  void anyText_isFoundWhereStringFindsIt() {
    Random random = new Random(3);
    StringBuilder all = new StringBuilder();
    String[] lines = new String[300];
    for (int i = 0; i < lines.length; i++) {
      StringBuilder line = new StringBuilder();
      for (int n = random.nextInt(60); n > 0; n--) {
        line.append("abAB`@[{".charAt(random.nextInt(8)));
      }
      lines[i] = line.toString();
      all.append(line).append('\n');
    }
    append(store, 1, all.toString());
    for (int round = 0; round < 300; round++) {
      String line = lines[random.nextInt(lines.length)];
      int from = random.nextInt(line.length() + 1);
      String needle = line.substring(from, Math.min(line.length(), from + random.nextInt(12)));
      boolean exact = needle.chars().anyMatch(Character::isUpperCase);
      long[] expected =
          LongStream.range(0, lines.length)
              .filter(i ->
                  (exact ? lines[(int) i] : lines[(int) i].toLowerCase(Locale.ROOT))
                      .contains(needle))
              .toArray();
      assertFound(text(needle), expected);
    }
  }

  /// Enough lines for many segments, so that the search runs in parallel.
  @Test
  void anyPages_inEitherDirection_makeTheWhole() {
    Random random = new Random(5);
    for (int i = 0; i < 400; i++) {
      append(store, 1, "line " + i + " of " + random.nextInt(5) + "\n".repeat(1 + i % 2));
    }
    LogQuery query = text("of 3");
    List<Long> all = numbers(store.from(query, 0, Integer.MAX_VALUE));
    assertTrue(all.size() > 50, all::toString);
    for (int limit = 1; limit < 40; limit++) {
      List<Long> up = new ArrayList<>();
      for (long at = 0; at < store.end(); ) {
        LogPage page = store.from(query, at, limit);
        assertTrue(page.lines().size() <= limit && page.reached() > at);
        up.addAll(numbers(page));
        at = page.reached();
      }
      assertEquals(all, up);
      List<Long> down = new ArrayList<>();
      for (long at = store.end(); at > 0; ) {
        LogPage page = store.before(query, at, limit);
        assertTrue(page.lines().size() <= limit && page.reached() < at);
        down.addAll(0, numbers(page));
        at = page.reached();
      }
      assertEquals(all, down);
    }
    List<Long> numbers = new ArrayList<>();
    long half = store.end() / 2;
    assertEquals(half, store.matchingNumbers(query, 0, half, Duration.ofHours(1), numbers::add));
    assertEquals(all.stream().filter(number -> number < half).toList(), numbers);
  }

  @Test
  void timeThatIsOver_givesAnIncompletePage_fromWhichTheSearchGoesOn() {
    for (int i = 0; i < 400; i++) {
      append(store, 1, "line " + i + "\n");
    }
    LogPage page = store.before(text("line 7"), Long.MAX_VALUE, 10, Duration.ofNanos(-1));
    assertFalse(page.complete());
    assertEquals(List.of(), page.lines());
    assertEquals(store.end(), page.reached());
  }

  @Test
  void expressionThatGetsLostInALine_doesNotMatchIt() {
    append(store, 1, "x".repeat(200) + "\nxxy\n" + "ab".repeat(100_000) + "\n");
    assertFound(regex("(x+x+)+y$"), 1);
    assertFound(regex("^(a|b)*c$"));
  }

  private static LogQuery text(String text) {
    return new LogQuery(null, LogLevel.NONE, new Search(text, false));
  }

  private static LogQuery regex(String regex) {
    return new LogQuery(null, LogLevel.NONE, new Search(regex, true));
  }

  private void assertFound(LogQuery query, long... expected) {
    List<Long> numbers = LongStream.of(expected).boxed().toList();
    assertEquals(numbers, numbers(store.from(query, 0, Integer.MAX_VALUE)));
    assertEquals(numbers, numbers(store.before(query, Long.MAX_VALUE, Integer.MAX_VALUE)));
  }

  @Test
  void level_isThatOfTheTextOrTheStoredOne() {
    append(store, 1, "\033[31m[error]\033[0m coloured\nplain\n[info] \033[1mbold\033[0m\n");
    store.appendPageError(1, List.of("no level in the text"));
    assertFound(new LogQuery(null, LogLevel.ERROR, null), 0, 3);
    LogQuery.Rule withoutInfo = new LogQuery.Rule(false, null, LogLevel.INFO, null);
    assertFound(LogQuery.ALL.withRules(List.of(withoutInfo)), 1);
    List<LogLevel> levels =
        store.from(LogQuery.ALL, 0, 10).lines().stream().map(StoredLine::level).toList();
    assertEquals(List.of(LogLevel.ERROR, LogLevel.NONE, LogLevel.INFO, LogLevel.ERROR), levels);
  }
}

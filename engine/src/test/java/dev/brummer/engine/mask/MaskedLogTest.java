package dev.brummer.engine.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogQuery.Rule;
import dev.brummer.engine.log.LogQuery.Search;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.secret.SecretValues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Readers get masked lines, and searches tell nothing about what is masked.
class MaskedLogTest {
  private static final String SECRET = "sk_live_51Habc";
  private final LogStore store = LogStore.open(LogSettings.of(null));
  private final Masking masking = new Masking();
  private final MaskedLog log = new MaskedLog(store, masking);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void chunksSplitAnywhere_areMasked() {
    learn();
    String text = "key " + SECRET + " end\n";
    for (int split = 1; split < text.length(); split++) {
      LineAssembler assembler = new LineAssembler();
      feed(assembler, text.substring(0, split));
      feed(assembler, text.substring(split));
    }

    List<StoredLine> lines = log.tail(1, 100);

    assertEquals(text.length() - 1, lines.size());
    lines.forEach(line -> assertEquals("key ‹KEY› end", line.string()));
  }

  @Test
  void lineCutWithinASecret_showsNoPartOfIt() {
    learn();
    for (int filler = LineAssembler.MAX_LINE - SECRET.length(); ; filler++) {
      long first = store.end();
      line("0".repeat(filler) + SECRET + " and the rest of the line");
      List<StoredLine> lines = log.from(LogQuery.ALL, first, 100).lines();
      StringBuilder shown = new StringBuilder();
      lines.forEach(line -> shown.append(line.string()));

      for (int i = 0; i + 5 <= SECRET.length(); i++) {
        assertEquals(-1, shown.indexOf(SECRET.substring(i, i + 5)), "after " + filler);
      }
      assertTrue(shown.toString().endsWith(" and the rest of the line"));
      assertTrue(lines.size() > 1, "the line was not cut");
      if (filler == LineAssembler.MAX_LINE) {
        return;
      }
    }
  }

  @Test
  void unfinishedLine_doesNotShowTheStartOfASecret() {
    learn();
    store.unfinished(1, LogSource.PTY, "key: sk_live".getBytes(StandardCharsets.UTF_8));

    assertEquals("key: ‹KEY›", log.unfinished(LogQuery.ALL).getFirst().string());
  }

  @Test
  void searchForASecret_findsNothingCharacterByCharacter() {
    line("key " + SECRET + " end");
    line("other end");
    learn();

    for (int length = 1; length <= SECRET.length(); length++) {
      String guess = SECRET.substring(0, length);
      assertEquals(0, found(new Search("key " + guess, false)), guess);
      assertEquals(0, found(new Search("^key " + guess, true)), guess);
      assertEquals(2, found(Rule.excluding(new Search("key " + guess, false))), guess);
      assertEquals(0, found(new Rule(true, null, LogLevel.NONE, new Search(guess, false))), guess);
    }
    assertEquals(2, found(new Search("end", false)));
    assertEquals(1, found(Rule.excluding(new Search("other", false))));
  }

  @Test
  void searchThatMostHitsFail_fillsThePage() {
    for (int i = 0; i < 50; i++) {
      line("a " + SECRET);
      line("sk_live only " + i);
    }
    learn();
    LogQuery query = new LogQuery(null, LogLevel.NONE, new Search("sk_live", false));

    assertEquals(10, log.from(query, 0, 10).lines().size());
    assertEquals(10, log.before(query, Long.MAX_VALUE, 10).lines().size());
    assertEquals(
        "sk_live only 49", log.before(query, Long.MAX_VALUE, 10).lines().getLast().string());
    List<Long> numbers = new ArrayList<>();
    log.matchingNumbers(query, 0, store.end(), Duration.ofSeconds(5), numbers::add);
    assertEquals(50, numbers.size());
  }

  @Test
  void exemptProcess_isShownAsItIs() {
    line("key " + SECRET);
    learn();
    masking.exempt(process -> process == 1);

    assertEquals("key " + SECRET, log.tail(1, 1).getFirst().string());
    assertEquals("‹KEY›", masking.text(2, SECRET));
    assertEquals("‹KEY›", masking.text(SECRET));
  }

  @Test
  void secretLearnedLater_isMaskedBesidesTheEarlier() {
    learn();
    SecretValues more = new SecretValues(value -> false);
    more.addFromFile("OTHER", "another-secret");
    masking.learn(more);

    assertEquals("‹KEY› ‹OTHER›", masking.text(SECRET + " another-secret"));
  }

  private int found(Search search) {
    return log.from(new LogQuery(null, LogLevel.NONE, search), 0, 100).lines().size();
  }

  private int found(Rule rule) {
    LogQuery query = new LogQuery(null, LogLevel.NONE, null, List.of(rule));
    int forward = log.from(query, 0, 100).lines().size();
    assertEquals(forward, log.before(query, Long.MAX_VALUE, 100).lines().size());
    return forward;
  }

  private void learn() {
    SecretValues values = new SecretValues(value -> false);
    values.addFromFile("KEY", SECRET);
    masking.learn(values);
  }

  private void line(String text) {
    feed(new LineAssembler(), text + "\n");
  }

  private void feed(LineAssembler assembler, String text) {
    LineBatch batch = new LineBatch();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assembler.feed(bytes, 0, bytes.length, batch);
    store.append(1, LogSource.STDOUT, batch);
  }
}

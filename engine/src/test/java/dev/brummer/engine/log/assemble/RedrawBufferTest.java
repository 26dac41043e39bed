package dev.brummer.engine.log.assemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Programs that redraw several rows. The first frame is always stored, because nothing indicates
/// that others will follow.
class RedrawBufferTest {
  private final LineAssembler assembler = new LineAssembler();
  private final LineBatch batch = new LineBatch();

  private List<String> feed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assembler.feed(bytes, 0, bytes.length, batch);
    return lines();
  }

  private List<String> flushPending() {
    assembler.flushPending(batch);
    return lines();
  }

  private List<String> end() {
    assembler.end(batch);
    return lines();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < batch.count(); i++) {
      lines.add(batch.plain(i));
    }
    return lines;
  }

  @Test
  void frames_fromTheTop_becomeTheLast() {
    assertEquals(List.of("a 0%", "b 0%"), feed("a 0%\nb 0%\n"));
    for (int i = 1; i < 100; i++) {
      assertEquals(List.of(), feed("\033[2A\033[2Ka " + i + "%\n\033[2Kb " + i / 2 + "%\n"));
    }
    assertEquals(List.of("a 99%", "b 49%"), end());
  }

  /// Some programs erase row by row upwards.
  @Test
  void frames_erasedUpwards_becomeTheLast() {
    feed("a 0\nb 0\nc 0\n");
    for (int i = 1; i < 20; i++) {
      String erase = "\033[2K\033[1A\033[2K\033[1A\033[2K\033[1A\033[2K\033[G";
      assertEquals(List.of(), feed(erase + "a " + i + "\nb " + i + "\nc " + i + "\n"));
    }
    assertEquals(List.of("a 19", "b 19", "c 19"), end());
  }

  @Test
  void linesPrintedAboveFrames_comeSoonAndOnce() {
    List<String> seen = new ArrayList<>(feed("frame 0\n"));
    for (int i = 1; i < 40; i++) {
      String line = i % 10 == 1 ? "log " + i + "\n" : "";
      seen.addAll(feed("\033[1A\033[J" + line + "frame " + i + "\n"));
      if (i == 20) {
        assertEquals(List.of("frame 0", "log 1", "log 11"), seen);
      }
    }
    seen.addAll(end());
    assertEquals(List.of("frame 0", "log 1", "log 11", "log 21", "log 31", "frame 39"), seen);
  }

  @Test
  void oneRowOfMany_isDrawnAgainInItsPlace() {
    feed("a -\nb -\nc -\n");
    feed("\033[2A\033[2K\rb 1\033[2B\r");
    feed("\033[3A\033[2K\ra 1\033[3B\r");
    feed("\033[2A\033[2K\rb 2\033[2B\r");
    assertEquals(List.of("a 1", "b 2"), end());
  }

  @Test
  void shrinkingFrame_leavesNothingOfTheLarger() {
    feed("a\nb\n");
    feed("\033[2A\033[Ja 1\nb 1\n");
    feed("\033[2A\033[Jdone\n");
    assertEquals(List.of("done"), end());
  }

  @Test
  void silence_endsWhatIsDrawn_andTheSameAgainIsNoNews() {
    feed("a 0\nb 0\n");
    feed("\033[2Aa 1\nb 1\n");
    assertTrue(assembler.hasPendingRows());
    assertEquals(List.of("a 1", "b 1"), flushPending());
    assertFalse(assembler.hasPendingRows());
    assertEquals(List.of(), feed("\033[2Aa 1\nb 2\n"));
    assertEquals(List.of("b 2"), flushPending());
    assertEquals(List.of(), feed("ready\n"));
    assertEquals(List.of("ready"), flushPending());
    assertEquals(List.of("at once"), feed("at once\n"));
  }

  @Test
  void programThatGoesOn_isNotHeldBackForLong() {
    feed("a 0\n");
    feed("\033[1Aa 1\n");
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      seen.addAll(feed("line " + i + "\n"));
    }
    assertEquals(1001, seen.size());
    assertEquals("a 1", seen.getFirst());
    assertEquals("line 999", seen.getLast());
  }

  @Test
  void whatIsBeingDrawn_isShownAsUnfinished() {
    feed("a 0\nb 0\n");
    feed("\033[2A\033[32ma 1\033[m\nb 1\nthen");
    assertEquals(
        "\033[32ma 1\033[m\nb 1\nthen", new String(assembler.unfinished(), StandardCharsets.UTF_8));
  }

  @Test
  void promptBelowFrames_staysOpen() {
    feed("a 0\n");
    feed("\033[1Aa 1\nName? ");
    assertEquals(List.of("a 1"), flushPending());
    assertEquals("Name? ", new String(assembler.unfinished(), StandardCharsets.UTF_8));
    assertEquals(List.of("Name? bob"), concat(feed("bob\n"), end()));
  }

  private static List<String> concat(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}

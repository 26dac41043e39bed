package dev.brummer.engine.process.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.TranscriptTap;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is remembered of a child's output, and of what is forgotten.
final class ReplayBufferTest {
  private final ReplayBuffer replayBuffer = new ReplayBuffer(80, 24);

  private ReplayBuffer add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int at = 0; at < bytes.length; at += ReplayBuffer.BLOCK_BYTES) {
      int end = Math.min(bytes.length, at + ReplayBuffer.BLOCK_BYTES);
      replayBuffer.add(java.util.Arrays.copyOfRange(bytes, at, end), end - at);
    }
    return replayBuffer;
  }

  private String played() {
    TranscriptTap transcriptTap = new TranscriptTap();
    replayBuffer.replay(transcriptTap);
    return transcriptTap.transcript();
  }

  @Test
  void littleOutput_isKeptWhole_withItsSizes() {
    assertEquals("<begins><80x24>", played());
    add("one\n").resize(100, 30);
    add("two\n").resize(80, 24);
    replayBuffer.resize(90, 20);
    assertEquals("<begins><80x24><past>one\n<100x30><past>two\n<90x20>", played());
    assertEquals("90x20", replayBuffer.columns() + "x" + replayBuffer.rows());
  }

  @Test
  void muchOutput_isForgottenAtALine_butNotItsModes() {
    add("\033[?1049;1006h\033[?25l\033=\033[?1006l");
    replayBuffer.resize(100, 30);
    add("x".repeat(99).concat("\n").repeat(ReplayBuffer.MAX_BYTES / 100 + 10));
    String told = played();
    assertTrue(
        told.startsWith("<goes on><100x30><past>\033=\033[?1049h\033[?25l\033[?1006l"),
        told.substring(0, 80));
    String rest = told.substring(told.indexOf("<past>", 30) + 6);
    assertTrue(rest.startsWith("\nx"), rest.substring(0, 5));
    assertTrue(
        rest.length() <= ReplayBuffer.MAX_BYTES && rest.length() > ReplayBuffer.MAX_BYTES / 2);
  }

  @Test
  void flood_keepsTheNewest() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      all.append(i).append('\n');
    }
    add(all.toString());
    assertTrue(played().endsWith("199998\n199999\n"));
  }

  @Test
  void manySizes_areBounded_andTheLastHolds() {
    for (int i = 0; i < 1000; i++) {
      add("x").resize(10 + i, 5);
    }
    assertEquals(1009, replayBuffer.columns());
    assertTrue(played().length() < 3000, played());
  }

  @Test
  void modes_areFoundHoweverTheyAreCut() {
    byte[] printed =
        "a\033[?1h\033[?2004;1000;1002h\033[31mred\033[?7l\033[?1000l\033\033[?12h\033[?1;\033[?99h\033>"
            .getBytes(StandardCharsets.US_ASCII);
    TerminalModeTracker whole = new TerminalModeTracker();
    whole.scan(printed, 0, printed.length);
    String wanted = "\033[?1h\033[?2004h\033[?1002h\033[?7l\033[?1000l\033[?12h\033[?99h";
    assertEquals(wanted, new String(whole.sequences(), StandardCharsets.US_ASCII));
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      TerminalModeTracker cut = new TerminalModeTracker();
      for (int at = 0; at < printed.length; ) {
        int end = Math.min(printed.length, at + 1 + random.nextInt(5));
        cut.scan(printed, at, end);
        at = end;
      }
      assertEquals(wanted, new String(cut.sequences(), StandardCharsets.US_ASCII));
    }
  }

  @Test
  void modes_endWithAReset_andGarbageIsNone() {
    byte[] printed =
        "\033[?1049h\033=\033c\033[?123456789h\033[?h\033[1049h"
            .getBytes(StandardCharsets.US_ASCII);
    TerminalModeTracker modes = new TerminalModeTracker();
    modes.scan(printed, 0, printed.length);
    assertEquals("", new String(modes.sequences(), StandardCharsets.US_ASCII));
  }
}

package dev.brummer.engine.process.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.TranscriptTap;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ReplayBufferTest {
  private final ReplayBuffer replayBuffer = new ReplayBuffer(80, 24);

  private ReplayBuffer add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int from = 0; from < bytes.length; from += ReplayBuffer.BLOCK_BYTES) {
      int end = Math.min(bytes.length, from + ReplayBuffer.BLOCK_BYTES);
      replayBuffer.add(bytes, from, end - from);
    }
    return replayBuffer;
  }

  private String replay() {
    TranscriptTap tap = new TranscriptTap();
    replayBuffer.replay(tap);
    return tap.transcript();
  }

  @Test
  void littleOutput_isKeptWhole_withItsSizes() {
    assertEquals("<started><80x24>", replay());
    add("one\n").resize(100, 30);
    add("two\n").resize(80, 24);
    replayBuffer.resize(90, 20);
    assertEquals("<started><80x24><replayed>one\n<100x30><replayed>two\n<90x20>", replay());
    assertEquals("90x20", replayBuffer.columns() + "x" + replayBuffer.rows());
  }

  @Test
  void muchOutput_isForgottenAtALine_butNotItsModes() {
    add("\033[?1049;1006h\033[?25l\033=\033[?1006l");
    replayBuffer.resize(100, 30);
    add("x".repeat(99).concat("\n").repeat(ReplayBuffer.MAX_BYTES / 100 + 10));
    String transcript = replay();
    assertTrue(
        transcript.startsWith(
            "<started late><100x30><replayed>\033=\033[?1049h\033[?25l\033[?1006l"),
        transcript.substring(0, 80));
    String retained = transcript.substring(transcript.indexOf("<replayed>", 40) + 10);
    assertTrue(retained.startsWith("\nx"), retained.substring(0, 5));
    assertTrue(
        retained.length() <= ReplayBuffer.MAX_BYTES
            && retained.length() > ReplayBuffer.MAX_BYTES / 2);
  }

  @Test
  void flood_keepsTheNewest() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      all.append(i).append('\n');
    }
    add(all.toString());
    assertTrue(replay().endsWith("199998\n199999\n"));
  }

  @Test
  void manySizes_areBounded_andTheLastHolds() {
    for (int i = 0; i < 1000; i++) {
      add("x").resize(10 + i, 5);
    }
    assertEquals(1009, replayBuffer.columns());
    assertTrue(replay().length() < 3000, replay());
  }

  @Test
  void modes_areFoundHoweverTheyAreCut() {
    byte[] printed =
        "a\033[?1h\033[?2004;1000;1002h\033[31mred\033[?7l\033[?1000l\033\033[?12h\033[?1;\033[?99h\033>"
            .getBytes(StandardCharsets.US_ASCII);
    TerminalModeTracker whole = new TerminalModeTracker();
    whole.scan(printed, 0, printed.length);
    String expected = "\033[?1h\033[?2004h\033[?1002h\033[?7l\033[?1000l\033[?12h\033[?99h";
    assertEquals(expected, new String(whole.sequences(), StandardCharsets.US_ASCII));
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      TerminalModeTracker split = new TerminalModeTracker();
      for (int from = 0; from < printed.length; ) {
        int end = Math.min(printed.length, from + 1 + random.nextInt(5));
        split.scan(printed, from, end);
        from = end;
      }
      assertEquals(expected, new String(split.sequences(), StandardCharsets.US_ASCII));
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

package dev.brummer.tui.interactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.tui.emulator.ScreenSnapshot;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Synchronized updates, scrollback and replay of an attached terminal.
final class AttachedTerminalTest {
  private static final long SECOND = 1_000_000_000;

  private final StringBuilder replies = new StringBuilder();
  private int changes;
  private final AttachedTerminal terminal =
      new AttachedTerminal(
          20,
          4,
          -1,
          bytes -> replies.append(new String(bytes, StandardCharsets.UTF_8)),
          () -> changes++);
  private final ScreenSnapshot snapshot = new ScreenSnapshot();

  private void print(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    terminal.printed(bytes, 0, bytes.length, true);
  }

  private String screenAt(long now) {
    terminal.snapshot(snapshot, now);
    return snapshot.screenText().strip();
  }

  @Test
  void update_isSeenWhole_orAfterAWhile() {
    print("before");
    assertEquals("before", screenAt(0));
    print("\033[?2026h\r\033[K");
    assertEquals("before", screenAt(SECOND));
    print("after");
    assertEquals("before", screenAt(SECOND + 1000));
    print("\033[?2026l");
    assertEquals("after", screenAt(SECOND + 2000));
    print("\033[?2026h more");
    assertEquals("after", screenAt(2 * SECOND));
    assertEquals("after more", screenAt(3 * SECOND));
  }

  @Test
  void lookingBack_staysWhereItIs_whileMoreIsPrinted() {
    print("1\n2\n3\n4\n5\n6");
    terminal.scroll(1);
    assertEquals("2\n3\n4\n5", screenAt(0));
    print("\n7\n8");
    assertEquals("2\n3\n4\n5", screenAt(0));
    terminal.scroll(99);
    assertEquals("1\n2\n3\n4", screenAt(0));
    terminal.scrollToEnd();
    assertEquals("5\n6\n7\n8", screenAt(0));
    terminal.scroll(-5);
    assertEquals("5\n6\n7\n8", screenAt(0));
  }

  @Test
  void recording_isNotAnswered_whatComesThenIs() {
    terminal.started(true);
    byte[] query = "\033[6n".getBytes(StandardCharsets.UTF_8);
    terminal.replayed(query, 0, query.length);
    assertEquals("", replies.toString());
    print("\033[6n");
    assertEquals("\033[1;1R", replies.toString());
    assertTrue(changes >= 3);
  }

  @Test
  void anotherStart_goesOnBelow() {
    terminal.started(true);
    print("one\033[?1049hfull screen");
    terminal.started(true);
    print("two");
    assertEquals("one\ntwo", screenAt(0));
    terminal.resized(30, 2);
    assertEquals("one\ntwo", screenAt(0));
    assertEquals(30, snapshot.width());
  }
}

package dev.brummer.tui.interactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.tui.emulator.ScreenSnapshot;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The terminal of a process that is typed to.
final class AttachedTerminalTest {
  private static final long SECOND = 1_000_000_000;

  private final StringBuilder answers = new StringBuilder();
  private int changes;
  private final AttachedTerminal live =
      new AttachedTerminal(
          20,
          4,
          -1,
          bytes -> answers.append(new String(bytes, StandardCharsets.UTF_8)),
          () -> changes++);
  private final ScreenSnapshot screenSnapshot = new ScreenSnapshot();

  private void print(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    live.printed(bytes, 0, bytes.length, true);
  }

  private String shown(long now) {
    live.snapshot(screenSnapshot, now);
    return screenSnapshot.screenText().strip();
  }

  @Test
  void update_isSeenWhole_orAfterAWhile() {
    print("before");
    assertEquals("before", shown(0));
    print("\033[?2026h\r\033[K");
    assertEquals("before", shown(SECOND));
    print("after");
    assertEquals("before", shown(SECOND + 1000));
    print("\033[?2026l");
    assertEquals("after", shown(SECOND + 2000));
    print("\033[?2026h more");
    assertEquals("after", shown(2 * SECOND));
    assertEquals("after more", shown(3 * SECOND));
  }

  @Test
  void lookingBack_staysWhereItIs_whileMoreIsPrinted() {
    print("1\n2\n3\n4\n5\n6");
    live.scroll(1);
    assertEquals("2\n3\n4\n5", shown(0));
    print("\n7\n8");
    assertEquals("2\n3\n4\n5", shown(0));
    live.scroll(99);
    assertEquals("1\n2\n3\n4", shown(0));
    live.scrollToEnd();
    assertEquals("5\n6\n7\n8", shown(0));
    live.scroll(-5);
    assertEquals("5\n6\n7\n8", shown(0));
  }

  @Test
  void recording_isNotAnswered_whatComesThenIs() {
    live.started(true);
    byte[] asked = "\033[6n".getBytes(StandardCharsets.UTF_8);
    live.replayed(asked, 0, asked.length);
    assertEquals("", answers.toString());
    print("\033[6n");
    assertEquals("\033[1;1R", answers.toString());
    assertTrue(changes >= 3);
  }

  @Test
  void anotherStart_goesOnBelow() {
    live.started(true);
    print("one\033[?1049hfull screen");
    live.started(true);
    print("two");
    assertEquals("one\ntwo", shown(0));
    live.resized(30, 2);
    assertEquals("one\ntwo", shown(0));
    assertEquals(30, screenSnapshot.width());
  }
}

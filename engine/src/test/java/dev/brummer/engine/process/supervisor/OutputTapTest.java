package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Await;
import dev.brummer.engine.process.OutputTap;
import dev.brummer.engine.process.TranscriptTap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Taps attached to real children.
@Timeout(60)
final class OutputTapTest {
  private final ProcessFixture fixture = new ProcessFixture();
  private final TranscriptTap tap = new TranscriptTap();

  @AfterEach
  void close() {
    fixture.close();
  }

  private void type(int id, String text) {
    fixture.processes.input(id, text.getBytes(StandardCharsets.UTF_8));
  }

  private void awaitTranscript(String text) {
    Await.until(text + " in " + tap.transcript(), () -> tap.transcript().contains(text));
  }

  @Test
  void attached_seesWhatWasPrintedBefore_andThenAllThatFollows() {
    fixture.processes.resize(80, 24);
    int id =
        fixture.start(
            fixture.terminal("ask", "stty -echo; echo before; read x; echo after $x; read x"));
    fixture.awaitLine(id, "before");
    fixture.processes.attach(id, tap, 80, 24);
    awaitTranscript("<started><80x24><replayed>before\n");
    type(id, "typed\n");
    awaitTranscript("<bare>after typed\n");
    assertTrue(fixture.lines(id).contains("after typed"));
  }

  @Test
  void size_isItsOwnWhileAttached_andThatOfAllOthersAfterwards() {
    fixture.processes.resize(70, 20);
    int id =
        fixture.start(
            fixture.terminal("sized", "trap 'stty size' WINCH; echo up; while :; do read x; done"));
    fixture.awaitLine(id, "up");
    fixture.processes.attach(id, tap, 90, 30);
    fixture.awaitLine(id, "30 90");
    awaitTranscript("<90x30>");
    fixture.processes.resize(60, 20);
    fixture.processes.attach(id, tap, 91, 31);
    fixture.awaitLine(id, "31 91");
    fixture.processes.detach(id);
    fixture.awaitLine(id, "20 60");
    assertFalse(fixture.lines(id).stream().skip(1).anyMatch(line -> line.equals("20 70")));
    assertEquals(1, tap.transcript().split("<started>", -1).length - 1);
  }

  @Test
  void detached_seesNothingMore() {
    int id = fixture.start(fixture.terminal("talk", "echo up; read x; echo secret; read x"));
    fixture.awaitLine(id, "up");
    fixture.processes.attach(id, tap, 80, 24);
    awaitTranscript("up");
    fixture.processes.detach(id);
    type(id, "\n");
    fixture.awaitLine(id, "secret");
    assertFalse(tap.transcript().contains("secret"), tap.transcript());
  }

  @Test
  void anotherStart_beginsAnew_atTheSizeOfTheTap() {
    int id = fixture.terminal("again", "stty size; read x");
    fixture.processes.attach(id, tap, 101, 11);
    fixture.start(id);
    awaitTranscript("11 101");
    fixture.processes.restart(id);
    Await.until("a second start", () -> tap.transcript().split("11 101", -1).length == 3);
    assertEquals(3, tap.transcript().split("<started>", -1).length);
  }

  /// A shell relies on its terminal to add the CR, which the terminal does not. For a program in
  /// raw mode a LF is only a LF.
  @Test
  void newLines_areBareUntilAProgramMakesItsOutputRaw() {
    String script =
        "stty -echo; echo up; read x; echo one; read x; stty raw; echo; read x; echo two;"
            + " stty cooked; read x; echo three; read x";
    int id = fixture.start(fixture.terminal("raw", script));
    fixture.awaitLine(id, "up");
    fixture.processes.attach(id, tap, 80, 24);
    type(id, "\n");
    awaitTranscript("<bare>one\n");
    type(id, "\n");
    awaitTranscript("<now>\n");
    type(id, "\n");
    awaitTranscript("<now>two\n");
    type(id, "\n");
    awaitTranscript("<now>three\r\n");
  }

  @Test
  void pipes_areSeenToo() {
    int id =
        fixture.start(
            fixture.pipes("pipe", "echo up; read x; echo \"got $x\"; echo err >&2; read x"));
    fixture.processes.attach(id, tap, 80, 24);
    awaitTranscript("up");
    type(id, "it\n");
    awaitTranscript("<bare>got it");
    awaitTranscript("err");
  }

  @Test
  void tapWithoutMemory_hidesNeitherLinesNorTheExit() {
    int id = fixture.pipes("pipe", "echo up; read x; echo more; exit 3");
    fixture.processes.attach(id, new ExhaustedTap(), 80, 24);
    fixture.start(id);
    fixture.awaitLine(id, "up");
    type(id, "\n");
    assertEquals(3, fixture.awaitExit(id, 1).code());
    assertEquals(List.of("up", "more"), fixture.lines(id));
  }

  /// Fails as the JVM does without memory.
  private static final class ExhaustedTap implements OutputTap {
    @Override
    public void started(boolean complete) {}

    @Override
    public void resized(int columns, int rows) {}

    @Override
    public void replayed(byte[] bytes, int from, int to) {}

    @Override
    public void printed(byte[] bytes, int from, int to, boolean bareLineFeeds) {
      throw new OutOfMemoryError("Java heap space");
    }
  }
}

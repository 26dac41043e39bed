package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.TranscriptTap;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Somebody at the terminal of a process, with real children.
@Timeout(60)
final class OutputTapTest {
  private final ProcessFixture rig = new ProcessFixture();
  private final TranscriptTap watcher = new TranscriptTap();

  @AfterEach
  void close() {
    rig.close();
  }

  private void type(int id, String text) {
    rig.processes.input(id, text.getBytes(StandardCharsets.UTF_8));
  }

  private void awaitTold(String text) {
    ProcessFixture.await(text + " in " + watcher.told(), () -> watcher.told().contains(text));
  }

  @Test
  void attached_seesWhatWasPrintedBefore_andThenAllThatFollows() {
    rig.processes.resize(80, 24);
    int id =
        rig.start(rig.terminal("ask", "stty -echo; echo before; read x; echo after $x; read x"));
    rig.awaitLine(id, "before");
    rig.processes.attach(id, watcher, 80, 24);
    awaitTold("<begins><80x24><past>before\n");
    type(id, "typed\n");
    awaitTold("<bare>after typed\n");
    assertTrue(rig.lines(id).contains("after typed"));
  }

  @Test
  void size_isItsOwnWhileAttached_andThatOfAllOthersAfterwards() {
    rig.processes.resize(70, 20);
    int id =
        rig.start(
            rig.terminal("sized", "trap 'stty size' WINCH; echo up; while :; do read x; done"));
    rig.awaitLine(id, "up");
    rig.processes.attach(id, watcher, 90, 30);
    rig.awaitLine(id, "30 90");
    awaitTold("<90x30>");
    rig.processes.resize(60, 20);
    rig.processes.attach(id, watcher, 91, 31);
    rig.awaitLine(id, "31 91");
    rig.processes.detach(id);
    rig.awaitLine(id, "20 60");
    assertFalse(rig.lines(id).stream().skip(1).anyMatch(line -> line.equals("20 70")));
    assertEquals(1, watcher.told().split("<begins>", -1).length - 1);
  }

  @Test
  void detached_seesNothingMore() {
    int id = rig.start(rig.terminal("talk", "echo up; read x; echo secret; read x"));
    rig.awaitLine(id, "up");
    rig.processes.attach(id, watcher, 80, 24);
    awaitTold("up");
    rig.processes.detach(id);
    type(id, "\n");
    rig.awaitLine(id, "secret");
    assertFalse(watcher.told().contains("secret"), watcher.told());
  }

  @Test
  void anotherStart_beginsAnew_atTheSizeOfTheTap() {
    int id = rig.terminal("again", "stty size; read x");
    rig.processes.attach(id, watcher, 101, 11);
    rig.start(id);
    awaitTold("11 101");
    rig.processes.restart(id);
    ProcessFixture.await("a second start", () -> watcher.told().split("11 101", -1).length == 3);
    assertEquals(3, watcher.told().split("<begins>", -1).length);
  }

  /// A shell leaves the CR to its terminal, which does not add it; a program that made its output
  /// raw wants an LF to be an LF.
  @Test
  void newLines_areBareUntilAProgramMakesItsOutputRaw() {
    String script =
        "stty -echo; echo up; read x; echo one; read x; stty raw; echo; read x; echo two;"
            + " stty cooked; read x; echo three; read x";
    int id = rig.start(rig.terminal("raw", script));
    rig.awaitLine(id, "up");
    rig.processes.attach(id, watcher, 80, 24);
    type(id, "\n");
    awaitTold("<bare>one\n");
    type(id, "\n");
    awaitTold("<now>\n");
    type(id, "\n");
    awaitTold("<now>two\n");
    type(id, "\n");
    awaitTold("<now>three\r\n");
  }

  @Test
  void pipes_areSeenToo() {
    int id = rig.start(rig.pipes("pipe", "echo up; read x; echo \"got $x\"; echo err >&2; read x"));
    rig.processes.attach(id, watcher, 80, 24);
    awaitTold("up");
    type(id, "it\n");
    awaitTold("<bare>got it");
    awaitTold("err");
  }
}

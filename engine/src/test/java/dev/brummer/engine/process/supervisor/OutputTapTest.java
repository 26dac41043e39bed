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
  private final ProcessFixture processFixture = new ProcessFixture();
  private final TranscriptTap transcriptTap = new TranscriptTap();

  @AfterEach
  void close() {
    processFixture.close();
  }

  private void type(int id, String text) {
    processFixture.processes.input(id, text.getBytes(StandardCharsets.UTF_8));
  }

  private void awaitTranscript(String text) {
    ProcessFixture.await(
        text + " in " + transcriptTap.transcript(),
        () -> transcriptTap.transcript().contains(text));
  }

  @Test
  void attached_seesWhatWasPrintedBefore_andThenAllThatFollows() {
    processFixture.processes.resize(80, 24);
    int id =
        processFixture.start(
            processFixture.terminal(
                "ask", "stty -echo; echo before; read x; echo after $x; read x"));
    processFixture.awaitLine(id, "before");
    processFixture.processes.attach(id, transcriptTap, 80, 24);
    awaitTranscript("<begins><80x24><past>before\n");
    type(id, "typed\n");
    awaitTranscript("<bare>after typed\n");
    assertTrue(processFixture.lines(id).contains("after typed"));
  }

  @Test
  void size_isItsOwnWhileAttached_andThatOfAllOthersAfterwards() {
    processFixture.processes.resize(70, 20);
    int id =
        processFixture.start(
            processFixture.terminal(
                "sized", "trap 'stty size' WINCH; echo up; while :; do read x; done"));
    processFixture.awaitLine(id, "up");
    processFixture.processes.attach(id, transcriptTap, 90, 30);
    processFixture.awaitLine(id, "30 90");
    awaitTranscript("<90x30>");
    processFixture.processes.resize(60, 20);
    processFixture.processes.attach(id, transcriptTap, 91, 31);
    processFixture.awaitLine(id, "31 91");
    processFixture.processes.detach(id);
    processFixture.awaitLine(id, "20 60");
    assertFalse(processFixture.lines(id).stream().skip(1).anyMatch(line -> line.equals("20 70")));
    assertEquals(1, transcriptTap.transcript().split("<begins>", -1).length - 1);
  }

  @Test
  void detached_seesNothingMore() {
    int id =
        processFixture.start(
            processFixture.terminal("talk", "echo up; read x; echo secret; read x"));
    processFixture.awaitLine(id, "up");
    processFixture.processes.attach(id, transcriptTap, 80, 24);
    awaitTranscript("up");
    processFixture.processes.detach(id);
    type(id, "\n");
    processFixture.awaitLine(id, "secret");
    assertFalse(transcriptTap.transcript().contains("secret"), transcriptTap.transcript());
  }

  @Test
  void anotherStart_beginsAnew_atTheSizeOfTheTap() {
    int id = processFixture.terminal("again", "stty size; read x");
    processFixture.processes.attach(id, transcriptTap, 101, 11);
    processFixture.start(id);
    awaitTranscript("11 101");
    processFixture.processes.restart(id);
    ProcessFixture.await(
        "a second start", () -> transcriptTap.transcript().split("11 101", -1).length == 3);
    assertEquals(3, transcriptTap.transcript().split("<begins>", -1).length);
  }

  /// A shell leaves the CR to its terminal, which does not add it; a program that made its output
  /// raw wants an LF to be an LF.
  @Test
  void newLines_areBareUntilAProgramMakesItsOutputRaw() {
    String script =
        "stty -echo; echo up; read x; echo one; read x; stty raw; echo; read x; echo two;"
            + " stty cooked; read x; echo three; read x";
    int id = processFixture.start(processFixture.terminal("raw", script));
    processFixture.awaitLine(id, "up");
    processFixture.processes.attach(id, transcriptTap, 80, 24);
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
        processFixture.start(
            processFixture.pipes("pipe", "echo up; read x; echo \"got $x\"; echo err >&2; read x"));
    processFixture.processes.attach(id, transcriptTap, 80, 24);
    awaitTranscript("up");
    type(id, "it\n");
    awaitTranscript("<bare>got it");
    awaitTranscript("err");
  }
}

package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Plain output of the built program without a terminal, as in CI.
@Timeout(120)
class PlainIT {
  @TempDir Path project;

  @Test
  void version_fromAnyDirectoryAndThroughALink_printsVersionAndCommitOnly() throws Exception {
    Path link = Files.createSymbolicLink(project.resolve("b"), BuiltImage.launcher());
    Process process = new ProcessBuilder(link.toString(), "--version").start();

    BuiltImage.Result result = BuiltImage.awaitExit(process);

    assertEquals(0, result.code());
    assertTrue(
        result
            .out()
            .matches(
                "brummer \\d+\\.\\d+\\.\\d+ \\(commit ([0-9a-f]+\\+?|unknown), Java \\d+\\)\n"),
        result.out());
    assertEquals("", result.err());
  }

  @Test
  void version_cannotBePrinted_failsWithOneSentence() throws Exception {
    Process process =
        new ProcessBuilder(
                "sh", "-c", "exec \"$0\" -V >/dev/full", BuiltImage.launcher().toString())
            .start();

    BuiltImage.Result result = BuiltImage.awaitExit(process);

    assertEquals(1, result.code());
    assertEquals("brummer: standard output cannot be written\n", result.err());
  }

  @Test
  void run_printsEachLineWholeInOrderAndTheLastOneWithoutNewline() throws Exception {
    procfile("one: seq 1 20000; printf last", "two: seq 1 20000");

    BuiltImage.Result result = BuiltImage.run(project, "run", "one", "two");

    assertEquals(0, result.code());
    List<String> counted = IntStream.rangeClosed(1, 20_000).mapToObj(Integer::toString).toList();
    List<String> one = linesOf("one", result);
    assertEquals(counted, one.subList(0, one.size() - 1));
    assertEquals("last", one.getLast());
    assertEquals(counted, linesOf("two", result));
  }

  @Test
  void run_showsLinesAsATerminalWould_withoutAnEscapeInAPipe() throws Exception {
    procfile(
        "web: printf '|\\033[1D/\\033[1D-\\033[1Ddone\\n\\033[31mred\\nstill\\033[0m\\n'; "
            + "printf 'name\\033[12G[ ok ]\\n\\033(0lqk\\033(B\\nwhole\\fpage\\n'; "
            + "printf '\\033[?1049hscreen\\033[?1049lafter\\n'");
    List<String> lines =
        List.of(
            "done", "red", "still", "name       [ ok ]", "┌─┐", "whole", "page", "screen", "after");

    BuiltImage.Result piped = BuiltImage.run(project, "run", "web");
    assertEquals(lines, linesOf("web", piped));
    assertFalse((piped.out() + piped.err()).contains("\033"), piped.out());

    assertFalse(onATerminal("run web --ui plain --no-color").contains("\033"));
    assertFalse(onATerminal("logs --no-color").contains("\033"));
    String coloured = onATerminal("run web --ui plain");
    assertTrue(coloured.contains("\033[31mstill\033[0m"), coloured);
  }

  /// Output of brummer on a terminal of its own.
  private String onATerminal(String arguments) throws Exception {
    ProcessBuilder script =
        new ProcessBuilder("script", "-qec", BuiltImage.launcher() + " " + arguments, "/dev/null");
    script.directory(project.toFile()).environment().put("TERM", "xterm-256color");
    script.environment().remove("NO_COLOR");
    Process process = script.start();
    process.getOutputStream().close();
    return BuiltImage.awaitExit(process).out();
  }

  @Test
  void run_ofAFailingProcess_endsWithItsCode() throws Exception {
    procfile("good: true", "bad: exit 7");

    assertEquals(7, BuiltImage.run(project, "run", "good", "bad").code());
    assertEquals(0, BuiltImage.run(project, "run", "good").code());
  }

  @Test
  void run_whereNothingIs_saysWhatWasLookedForAndWhatToDo() throws Exception {
    BuiltImage.Result result = BuiltImage.run(project, "run");

    assertEquals(2, result.code());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().contains("package.json"), result.err());
    assertTrue(result.err().contains("--dir"), result.err());
  }

  @Test
  void run_ofAnUnknownName_offersTheNearest() throws Exception {
    procfile("server: true");

    BuiltImage.Result result = BuiltImage.run(project, "run", "sevrer");

    assertEquals(2, result.code());
    assertTrue(result.err().contains("did you mean server?"), result.err());
  }

  @Test
  void list_withABrokenPackageJson_namesFileAndLineAndGoesOn() throws Exception {
    Files.writeString(
        project.resolve("package.json"), "{\n  \"scripts\": {\n    \"dev\" \"x\"\n  }\n}");
    procfile("web: true");

    BuiltImage.Result result = BuiltImage.run(project, "list");

    assertEquals(0, result.code());
    assertTrue(result.err().contains("package.json:3"), result.err());
    assertTrue(result.out().contains("web"), result.out());
  }

  @Test
  void terminate_endsEveryChildAndGrandchild() throws Exception {
    assertEndsEverything("15");
  }

  @Test
  void killMinusNine_leavesNobody() throws Exception {
    assertEndsEverything("9");
  }

  private void assertEndsEverything(String signal) throws Exception {
    InheritedMarker mark = InheritedMarker.create();
    procfile(
        "tree: trap '' TERM HUP; setsid sleep 300 & (sleep 300 &) ; echo up; sleep 300; sleep 300");
    Process brummer =
        BuiltImage.start(project, mark.environment(), "run", "tree", "--grace", "500ms");
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(brummer.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("tree | up", out.readLine());
      assertTrue(mark.pids().size() >= 4, "the tree is not there");

      Signals.send(signal, brummer.pid());

      assertTrue(brummer.waitFor(30, TimeUnit.SECONDS));
    }
    mark.assertNoneLeft();
  }

  private void procfile(String... lines) throws Exception {
    Files.write(project.resolve("Procfile"), List.of(lines));
  }

  private static List<String> linesOf(String name, BuiltImage.Result result) {
    String prefix = name + " | ";
    return result
        .out()
        .lines()
        .filter(l -> l.startsWith(prefix))
        .map(l -> l.substring(prefix.length()))
        .toList();
  }
}

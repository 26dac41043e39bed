package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/// Plain mode of the built program: what people and CI see without a terminal.
@Timeout(120)
class PlainIT {
  @TempDir Path project;

  @Test
  void version_fromAnyDirectoryAndThroughALink_printsOneLineAndNoWarning() throws Exception {
    Path link = Files.createSymbolicLink(project.resolve("b"), BuiltImage.launcher());
    Process process = new ProcessBuilder(link.toString(), "--version").start();

    BuiltImage.Ended ended = BuiltImage.end(process);

    assertEquals(0, ended.code());
    assertTrue(ended.out().startsWith("brummer "), ended.out());
    assertEquals(1, ended.out().lines().count());
    assertEquals("", ended.err());
  }

  @Test
  void run_printsEachLineWholeInOrderAndTheLastOneWithoutNewline() throws Exception {
    procfile("one: seq 1 20000; printf last", "two: seq 1 20000");

    BuiltImage.Ended ended = BuiltImage.run(project, "run", "one", "two");

    assertEquals(0, ended.code());
    List<String> counted = IntStream.rangeClosed(1, 20_000).mapToObj(Integer::toString).toList();
    List<String> one = linesOf("one", ended);
    assertEquals(counted, one.subList(0, one.size() - 1));
    assertEquals("last", one.getLast());
    assertEquals(counted, linesOf("two", ended));
  }

  @Test
  void run_ofAFailingProcess_endsWithItsCode() throws Exception {
    procfile("good: true", "bad: exit 7");

    assertEquals(7, BuiltImage.run(project, "run", "good", "bad").code());
    assertEquals(0, BuiltImage.run(project, "run", "good").code());
  }

  @Test
  void run_whereNothingIs_saysWhatWasLookedForAndWhatToDo() throws Exception {
    BuiltImage.Ended ended = BuiltImage.run(project, "run");

    assertEquals(2, ended.code());
    assertEquals(1, ended.err().lines().count(), ended.err());
    assertTrue(ended.err().contains("package.json"), ended.err());
    assertTrue(ended.err().contains("--dir"), ended.err());
  }

  @Test
  void run_ofAnUnknownName_offersTheNearest() throws Exception {
    procfile("server: true");

    BuiltImage.Ended ended = BuiltImage.run(project, "run", "sevrer");

    assertEquals(2, ended.code());
    assertTrue(ended.err().contains("did you mean server?"), ended.err());
  }

  @Test
  void list_withABrokenPackageJson_namesFileAndLineAndGoesOn() throws Exception {
    Files.writeString(
        project.resolve("package.json"), "{\n  \"scripts\": {\n    \"dev\" \"x\"\n  }\n}");
    procfile("web: true");

    BuiltImage.Ended ended = BuiltImage.run(project, "list");

    assertEquals(0, ended.code());
    assertTrue(ended.err().contains("package.json:3"), ended.err());
    assertTrue(ended.out().contains("web"), ended.out());
  }

  @Test
  void terminate_endsEveryChildAndGrandchild() throws Exception {
    endsEverything("15");
  }

  @Test
  void killMinusNine_leavesNobody() throws Exception {
    endsEverything("9");
  }

  private void endsEverything(String signal) throws Exception {
    InheritedMarker mark = InheritedMarker.fresh();
    procfile(
        "tree: trap '' TERM HUP; setsid sleep 300 & (sleep 300 &) ; echo up; sleep 300; sleep 300");
    Process brummer =
        BuiltImage.start(project, mark.environment(), "run", "tree", "--grace", "500ms");
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(brummer.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("tree | up", out.readLine());
      assertTrue(mark.carriers().size() >= 4, "the tree is not there");

      new ProcessBuilder("kill", "-" + signal, Long.toString(brummer.pid())).start().waitFor();

      assertTrue(brummer.waitFor(30, TimeUnit.SECONDS));
    }
    mark.assertNobodyLeft();
  }

  private void procfile(String... lines) throws Exception {
    Files.write(project.resolve("Procfile"), List.of(lines));
  }

  private static List<String> linesOf(String name, BuiltImage.Ended ended) {
    String prefix = name + " | ";
    return ended
        .out()
        .lines()
        .filter(l -> l.startsWith(prefix))
        .map(l -> l.substring(prefix.length()))
        .toList();
  }
}

package dev.brummer.app.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.program.UserException;
import dev.brummer.app.project.ProjectFixture.Read;
import dev.brummer.app.project.compose.ProcessComposeFormat;
import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.format.ProjectFormat;
import dev.brummer.app.project.mprocs.MprocsFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each kind of broken file: one sentence with its place, the rest works, and nothing hangs.
class ProjectFileBadInputTest {
  @TempDir Path directory;

  enum Kind {
    PROCESS_COMPOSE("process-compose.yaml", "processes", "command", new ProcessComposeFormat()),
    MPROCS("mprocs.yaml", "procs", "shell", new MprocsFormat());

    final String name;
    final String key;
    final String command;
    final ProjectFormat format;

    Kind(String name, String key, String command, ProjectFormat format) {
      this.name = name;
      this.key = key;
      this.command = command;
      this.format = format;
    }

    String process(String process) {
      return key + ":\n  " + process + ":\n    " + command + ": run\n";
    }
  }

  private Read find(Kind kind) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          ProjectFixture fixture = new ProjectFixture(directory, kind.format);
          return fixture.read(kind.format.find(directory));
        });
  }

  private Read find(Kind kind, byte[] content) throws IOException {
    Files.write(directory.resolve(kind.name), content);
    return find(kind);
  }

  private Read find(Kind kind, String content) throws IOException {
    return find(kind, content.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertProblem(String expected, Read read) {
    assertEquals(List.of(expected), read.problems());
  }

  @ParameterizedTest
  @EnumSource
  void empty(Kind kind) throws IOException {
    String problem = kind.name + ": expected a mapping with the key " + kind.key;
    assertProblem(problem, find(kind, ""));
    assertProblem(problem, find(kind, "# nothing\n"));
  }

  @ParameterizedTest
  @EnumSource
  void noMapping(Kind kind) throws IOException {
    String expected = "expected a mapping with the key " + kind.key;
    assertProblem(kind.name + ":1:1: " + expected, find(kind, "just words\n"));
    assertProblem(kind.name + ":2:1: " + expected, find(kind, "\n- a\n"));
  }

  @ParameterizedTest
  @EnumSource
  void binary(Kind kind) throws IOException {
    assertProblem(
        kind.name + ":2:2: this is not UTF-8 text",
        find(kind, new byte[] {'a', '\n', 'b', (byte) 0xC3, 0x28}));
    assertProblem(
        kind.name + ":1:1: this is not UTF-8 text", find(kind, new byte[] {0, 1, 2, 3, 4}));
  }

  @ParameterizedTest
  @EnumSource
  void utf16_byteOrderMark_andCarriageReturns_areRead(Kind kind) throws IOException {
    String text = kind.process("wéb");
    Read utf16 = find(kind, text.getBytes(StandardCharsets.UTF_16));
    Read mark = find(kind, "\uFEFF" + text);
    Read dos = find(kind, text.replace("\n", "\r\n"));

    for (Read read : List.of(utf16, mark, dos)) {
      assertEquals(List.of("wéb"), read.names());
      assertEquals(List.of(), read.problems());
    }
  }

  @ParameterizedTest
  @EnumSource
  void utf16WithoutMark_isNoText(Kind kind) throws IOException {
    assertProblem(
        kind.name + ":1:1: this is not UTF-8 text",
        find(kind, kind.process("web").getBytes(StandardCharsets.UTF_16BE)));
  }

  @ParameterizedTest
  @EnumSource
  void tabs(Kind kind) throws IOException {
    Read read = find(kind, kind.key + ":\n\tweb:\n");

    assertEquals(1, read.problems().size());
    assertTrue(
        read.problems().getFirst().startsWith(kind.name + ":2:1: invalid YAML: "),
        read.problems().getFirst());
  }

  @ParameterizedTest
  @EnumSource
  void duplicateProcess_countsOnce(Kind kind) throws IOException {
    Read read = find(kind, kind.process("web") + "  web: {" + kind.command + ": again}\n");

    assertEquals(List.of("web"), read.names());
    assertProblem(
        kind.name + ":4:3: \"web\" is already defined in line 2: this definition counts", read);
  }

  @ParameterizedTest
  @EnumSource
  void circularAnchor(Kind kind) throws IOException {
    assertProblem(
        kind.name + ":2:13: the anchor \"a\" contains itself",
        find(kind, kind.key + ":\n  web: &a [ *a ]\n"));
  }

  @ParameterizedTest
  @EnumSource
  void aliasBomb(Kind kind) throws IOException {
    StringBuilder text = new StringBuilder("x0: &x0 [a,a,a,a,a,a,a,a,a,a]\n");
    for (int i = 1; i < 20; i++) {
      String alias = "*x" + (i - 1) + " ,";
      text.append("x%d: &x%d [%s]\n".formatted(i, i, alias.repeat(10)));
    }
    Read read = find(kind, text + kind.process("web"));

    assertEquals(1, read.problems().size());
    assertTrue(read.problems().getFirst().contains("more than 500000 values"));
  }

  @ParameterizedTest
  @EnumSource
  void tenMegabytes(Kind kind) throws IOException {
    assertProblem(
        kind.name + ": cannot be read, it is larger than 4 MB",
        find(kind, kind.process("web") + "#".repeat(10 << 20)));
  }

  @ParameterizedTest
  @EnumSource
  void thousandProcesses(Kind kind) throws IOException {
    StringBuilder text = new StringBuilder(kind.key + ":\n");
    for (int i = 0; i < 1_000; i++) {
      text.append("  p%d: {%s: run}\n".formatted(i, kind.command));
    }
    Read read = find(kind, text.toString());

    assertEquals(1_000, read.names().size());
    assertEquals(List.of(), read.problems());
  }

  @ParameterizedTest
  @EnumSource
  void thousandProcessesInACircle(Kind kind) throws IOException {
    StringBuilder text = new StringBuilder(kind.key + ":\n");
    String dependency =
        kind == Kind.MPROCS ? "deps: [p%d]" : "depends_on: {p%d: {condition: process_started}}";
    for (int i = 0; i < 1_000; i++) {
      text.append(
          "  p%d: {%s: run, %s}\n"
              .formatted(i, kind.command, dependency.formatted((i + 1) % 1_000)));
    }
    Read read = find(kind, text.toString());

    assertEquals(1_000, read.names().size());
    assertEquals(1, read.problems().size());
    assertTrue(
        read.problems()
            .getFirst()
            .endsWith("form a cycle: p0 → p1 → p2 → p3 → p4 → p5 → p6 → p7 → … → p0"),
        read.problems().getFirst());
  }

  @ParameterizedTest
  @EnumSource
  void manyMistakes_areCounted(Kind kind) throws IOException {
    StringBuilder text = new StringBuilder(kind.key + ":\n");
    for (int i = 0; i < 100; i++) {
      text.append("  p%d: {%s: run, wrong%d: 1}\n".formatted(i, kind.command, i));
    }
    Read read = find(kind, text.toString());

    assertEquals(100, read.names().size());
    assertEquals(26, read.problems().size());
    assertEquals(kind.name + ": 75 more problems", read.problems().getLast());
  }

  @ParameterizedTest
  @EnumSource
  void directoryInPlaceOfTheFile(Kind kind) throws IOException {
    Files.createDirectory(directory.resolve(kind.name));

    assertProblem(kind.name + ": cannot be read, it is a directory, not a file", find(kind));
  }

  @ParameterizedTest
  @EnumSource
  void pipeInPlaceOfTheFile(Kind kind) throws IOException, InterruptedException {
    Path file = directory.resolve(kind.name);
    assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());

    assertProblem(
        kind.name + ": cannot be read, it is a pipe, socket or device, not a file", find(kind));
  }

  @ParameterizedTest
  @EnumSource
  void linkThatLeadsNowhere(Kind kind) throws IOException {
    Files.createSymbolicLink(directory.resolve(kind.name), Path.of("gone.yaml"));

    assertProblem(
        kind.name + ": cannot be read, it is a link to gone.yaml, which does not exist",
        find(kind));
  }

  @ParameterizedTest
  @EnumSource
  void linkToItself(Kind kind) throws IOException {
    Files.createSymbolicLink(directory.resolve(kind.name), Path.of(kind.name));

    assertEquals(1, find(kind).problems().size());
  }

  @ParameterizedTest
  @EnumSource
  void fileOfTheCommandLine_thatCannotBeUsed_isAnErrorWithItsProblems(Kind kind)
      throws IOException {
    ProjectContext context = new ProjectFixture(directory, kind.format).context();
    Path broken = Files.writeString(directory.resolve(kind.name), kind.key + ": [\n");
    Path other = Files.writeString(directory.resolve("other.yaml"), "jobs: {}\n");
    Path missing = directory.resolve("missing.yaml");

    assertTrue(failure(context, broken).contains(kind.name + ":2:1: invalid YAML: "));
    assertTrue(failure(context, other).contains("other.yaml: unknown kind of file: expected"));
    assertTrue(failure(context, missing).endsWith("missing.yaml: there is no such file"));
  }

  private static String failure(ProjectContext context, Path file) {
    return assertThrows(UserException.class, () -> ProjectFiles.read(List.of(file), context))
        .text();
  }
}

package dev.brummer.app.project;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.SoakResult;
import dev.brummer.app.project.compose.ProcessComposeFormat;
import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.format.ProjectFile;
import dev.brummer.app.project.format.ProjectFormat;
import dev.brummer.app.project.mprocs.MprocsFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random changes of the samples: a mutant is read or refused with a problem that has a place, at
/// once and without an exception. `-Dbrummer.soak.mutants` sets their number.
class ProjectFileMutationTest {
  private static final int MUTANTS = Integer.getInteger("brummer.soak.mutants", 1_000);
  private static final long SEED = Long.getLong("brummer.soak.seed", 20);
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final List<String> PIECES =
      List.of(
          "*a",
          "&a ",
          "<<: *a",
          "{",
          "}",
          "[",
          "]",
          ": ",
          "- ",
          "\t",
          "\"",
          "'",
          "|\n",
          ">-\n",
          "!!str ",
          "!x ",
          "---\n",
          "...\n",
          "%YAML 9.9\n",
          "# ",
          "$X",
          "${X:-",
          "${X%%*}",
          "$$",
          "{{.X}}",
          "{{",
          "null",
          "~",
          "-1",
          "1e99",
          "999999999999999999",
          "true",
          "\u0000",
          "\u0007",
          "\uFEFF",
          "é",
          "\uD83D\uDC1D",
          "\u2028",
          "? ",
          "processes:",
          "procs:",
          "depends_on: {a: {}}",
          "replicas: 9",
          "extends: ../x.yaml",
          "$select: os",
          "\r\n");

  @TempDir Path directory;

  @Test
  void mutants_areReadOrRefused_atOnce() throws IOException {
    Random random = new Random(SEED);
    List<Path> samples = new ArrayList<>(ProjectSamples.all("process-compose"));
    samples.addAll(ProjectSamples.all("mprocs"));
    List<ProjectFormat> formats = List.of(new ProcessComposeFormat(), new MprocsFormat());
    Path file = directory.resolve("mutant.yaml");
    long slowest = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant =
          mutant(Files.readAllBytes(samples.get(random.nextInt(samples.size()))), random);
      Files.write(file, mutant);
      ProjectFormat format = formats.get(random.nextInt(formats.size()));
      long begin = System.nanoTime();
      check(format, file, i);
      slowest = Math.max(slowest, System.nanoTime() - begin);
    }
    SoakResult.print(
        "mutated project files",
        "read or refused within " + LIMIT.toSeconds() + " s each",
        MUTANTS + " mutants, slowest " + slowest / 1_000_000 + " ms",
        true,
        SEED);
  }

  private void check(ProjectFormat format, Path file, int index) {
    ProjectContext context =
        new ProjectContext(
            directory, Map.of("PATH", "/usr/bin:/bin", "X", "a: [b"), Map.of(), true);
    ProjectFile read =
        assertTimeoutPreemptively(
            LIMIT, () -> format.read(List.of(file), context), () -> describe(index));
    for (String problem : read.problems()) {
      assertTrue(
          problem.indexOf('\n') < 0 && problem.contains(".yaml"), () -> describe(index) + problem);
    }
    read.processes()
        .forEach(process ->
            assertTrue(
                process.line() > 0 && !process.spec().command().isEmpty(), () -> describe(index)));
  }

  private static String describe(int index) {
    return "mutant " + index + " of seed " + SEED + " ";
  }

  /// One to five changes: bytes replaced, removed, repeated, or a piece inserted.
  private static byte[] mutant(byte[] original, Random random) {
    StringBuilder text = new StringBuilder(new String(original, StandardCharsets.UTF_8));
    int changes = 1 + random.nextInt(5);
    for (int i = 0; i < changes && text.length() > 2; i++) {
      int at = random.nextInt(text.length() - 1);
      int end = Math.min(text.length(), at + 1 + random.nextInt(40));
      switch (random.nextInt(5)) {
        case 0 -> text.setCharAt(at, (char) (random.nextInt(0x7F)));
        case 1 -> text.delete(at, end);
        case 2 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(20)));
        case 3 -> text.insert(at, text.substring(random.nextInt(end)));
        default -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(20) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}

package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.SearchPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The suites of `brummer bench` that measure the whole program, in their shortest form.
@Timeout(400)
class BenchProgramsIT {
  private static final long EXIT_TIMEOUT_SECONDS = 380;

  /// Runs the commands like concurrently, without prefixes.
  private static final String CONCURRENTLY =
      """
      #!/bin/sh
      shift 2
      for command; do sh -c "$command" & done
      wait
      """;

  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();

  @BeforeEach
  void installRival() throws Exception {
    Path rival = Files.createDirectory(project.resolve("rivals")).resolve("concurrently");
    Files.writeString(rival, CONCURRENTLY);
    assertTrue(rival.toFile().setExecutable(true));
  }

  /// The search path without the directories that have a program.
  private static String pathWithout(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .filter(directory -> !Files.exists(Path.of(directory, program)))
        .collect(Collectors.joining(":"));
  }

  private BuiltImage.Result bench(String suite) throws Exception {
    Map<String, String> environment =
        Map.of("PATH", pathWithout("turbo"), mark.name(), mark.value());
    Process process =
        BuiltImage.start(
            project, environment, "bench", suite, "--quick", "--rivals", "rivals", "--out", "out");
    process.getOutputStream().close();
    BuiltImage.Result result = BuiltImage.awaitExit(process, EXIT_TIMEOUT_SECONDS);
    assertEquals(0, result.code(), result.err());
    mark.assertNoneLeft();
    return result;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "startup.line|exec to the first line of a child, time|java -version,concurrently",
        "startup.ui|exec to the list of processes, time|java -version",
        "firehose.plain|4 x 250,000 lines, cpu of a line|sed,concurrently",
        "idle.plain|three quiet children, wake-ups|bare JVM",
      })
  void suite_comparesBrummer_withWhatIsInstalled(String suite, String row, String programs)
      throws Exception {
    BuiltImage.Result result = bench(suite);

    List<String> lines = result.out().lines().toList();
    String header = lines.get(lines.indexOf(suite) + 1);
    for (String program : programs.split(",")) {
      assertTrue(header.contains(program), result.out());
    }
    String cells = lines.stream().filter(line -> line.startsWith(row)).findFirst().orElse("");
    assertTrue(cells.matches(".* [0-9.,]+x \\([0-9.,]+–[0-9.,]+\\).*"), result.out());
  }

  @Test
  void idleScreen_isMeasured() throws Exception {
    BuiltImage.Result result = bench("idle.ui");

    assertTrue(result.out().contains("writes to the terminal a minute"), result.out());
  }

  @Test
  void idleProxy_isMeasured() throws Exception {
    BuiltImage.Result result = bench("idle.proxy");

    assertTrue(result.out().contains("a quiet server, wake-ups"), result.out());
  }

  @Test
  void missingRival_isSaid_once() throws Exception {
    BuiltImage.Result result = bench("firehose.ui");

    String sentence =
        "firehose.ui (turborepo) was not measured: turbo is not installed:"
            + " npm install --global turbo, or name its directory with --rivals";
    assertTrue(result.out().contains("4 x 100,000 lines, cpu of a line"), result.out());
    assertEquals(2, result.err().split(Pattern.quote(sentence), -1).length, result.err());
    assertTrue(result.out().contains("! " + sentence), result.out());
    assertTrue(Files.readString(project.resolve("out/report.md")).contains(sentence));
  }

  @Test
  void proxies_areMeasured_nextToNginx() throws Exception {
    SearchPath path = SearchPath.of(System.getenv());
    Assumptions.assumeTrue(path.find("wrk") != null, "wrk is not installed");
    Assumptions.assumeTrue(path.find("nginx") != null, "nginx is not installed");

    BuiltImage.Result result = bench("proxy.rivals");

    assertTrue(result.out().contains("nginx sub_filter"), result.out());
    assertTrue(result.out().contains("200 kB HTML, p99"), result.out());
    assertTrue(result.out().contains("brummer with the UI"), result.out());
  }
}

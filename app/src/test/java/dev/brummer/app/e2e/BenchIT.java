package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// `brummer bench` of the built program: JMH forks on its own runtime, reports, failing gates.
@Timeout(180)
class BenchIT {
  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bench eventbus.publsh|2|unknown suite \"eventbus.publsh\": did you mean eventbus.publish",
        "bench nonsense|2|use one of eventbus.publish, ",
        "bench process.list --quick --out /proc/nowhere|1|cannot write the report: ",
        "bench --rounds -1|2|invalid value for --rounds: -1",
        "bench compare a.json b.json|2|no such file: a.json",
        "bench compare a.json|2|missing required parameter: 'B'",
        "bench gate --gates no.toml|2|no such file: no.toml",
        "bench model --run no.json|2|no such file: no.json",
        "bench model --events many|2|invalid value for option '--events'",
        "bench gatee|2|unknown suite \"gatee\""
      })
  void commandLine_thatMakesNoSense_getsOneSentence(String arguments, int code, String sentence)
      throws Exception {
    BuiltImage.Result result = BuiltImage.run(project, arguments.split(" "));

    assertEquals(code, result.code(), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().startsWith("brummer: "), result.err());
    assertTrue(result.err().contains(sentence), result.err());
    assertEquals("", result.out());
  }

  @Test
  void suite_isMeasured_andReportedInEveryForm() throws Exception {
    BuiltImage.Result result = bench("process.list", "--quick", "--out", "out");

    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("10 processes, time"), result.out());
    assertTrue(result.out().contains("of 13 reached"), result.out());
    assertTrue(result.err().contains("[4/4] process.list · 50 processes · brummer"), result.err());
    for (String file : List.of("report.json", "jmh.json", "report.md", "report.html")) {
      assertTrue(Files.size(project.resolve("out").resolve(file)) > 1000, file);
    }
    BuiltImage.Result compared = bench("compare", "out", "out/report.json");
    assertEquals(0, compared.code(), compared.err());
    assertTrue(
        compared.out().matches("(?s).*(No difference in any of 4 metrics|0 of 4 metrics differ).*"),
        compared.out());
    BuiltImage.Result again = bench("report", "out", "--out", "again");
    assertTrue(again.out().contains("10 processes, time"), again.err());
    assertTrue(Files.size(project.resolve("again/report.html")) > 10_000, "page");
    BuiltImage.Result model = bench("model", "--run", "out/report.json", "--events", "530");
    assertTrue(model.out().contains("Threads/sec: 1590"), model.out());
  }

  @Test
  void runsOfDifferentMachines_areRefused_orLabelled() throws Exception {
    assertEquals(0, bench("process.list", "--quick", "--only-now", "--out", "here").code());
    String report = Files.readString(project.resolve("here/report.json"));
    String other = report.replaceFirst("\"cores\":[0-9]+", "\"cores\":64");
    Files.writeString(project.resolve("there.json"), other);

    BuiltImage.Result refused = bench("compare", "here", "there.json");
    BuiltImage.Result forced = bench("compare", "here", "there.json", "--force");

    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("use --force to compare them anyway"), refused.err());
    assertEquals(0, forced.code(), forced.err());
    assertTrue(forced.out().contains("! The runs come from different machines"), forced.out());
  }

  /// Gates of the parts that a hidden option slows down.
  private static final Map<String, String> GATES =
      Map.of(
          "bus",
          """
          metric = "eventbus.publish / 1 publisher / time"
          against = "direct calls"
          at_most = 15
          """,
          "store",
          """
          metric = "log.addSync / 4 children, 500 lines at a time / time"
          against = "before"
          at_most = 2
          """,
          "status",
          """
          metric = "process.status / one of 10, all cores reading / time"
          against = "before"
          at_most = 0.5
          """,
          "injector",
          """
          metric = "proxy.inject / 5 kB page / time"
          against = "before"
          at_most = 0.4
          """);

  private static final Set<String> SLOWABLE = GATES.keySet();

  private void writeGates(Set<String> names) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append("[[gate]]\nname = \"" + name + "\"\n").append(GATES.get(name));
    }
    Files.writeString(project.resolve("gates.toml"), text);
  }

  @ParameterizedTest
  @FieldSource("SLOWABLE")
  void partThatIsSlowedOnPurpose_failsItsGate_byName(String part) throws Exception {
    writeGates(Set.of(part));

    BuiltImage.Result slowed = bench("gate", "--gates", "gates.toml", "--slow", part);

    assertEquals(1, slowed.code(), slowed.out() + slowed.err());
    assertTrue(slowed.out().contains("Performance regression in " + part), slowed.out());
    assertTrue(slowed.out().contains("1 of 1 gates do not hold."), slowed.out());
  }

  @Test
  void partsThatAreNotSlowed_hold() throws Exception {
    writeGates(SLOWABLE);

    BuiltImage.Result usual = bench("gate", "--gates", "gates.toml");

    assertEquals(0, usual.code(), usual.out());
    assertTrue(usual.out().contains("All 4 gates hold."), usual.out());
  }

  @Test
  void metricThatNobodyMeasures_failsItsGate() throws Exception {
    Files.writeString(
        project.resolve("gates.toml"),
        """
        [[gate]]
        name = "ghost"
        metric = "process.list / 11 processes / time"
        seed = 1
        at_most = 1
        """);

    BuiltImage.Result result = bench("gate", "--gates", "gates.toml");

    assertEquals(1, result.code(), result.err());
    assertTrue(result.out().contains("ghost was not measured"), result.out());
  }

  @Test
  void controlC_leavesTheReportOfWhatThereIs_andNobody() throws Exception {
    String run = BuiltImage.launcher() + " bench process.list --quick --rounds 50 --out out";
    try (Tmux tmux = Tmux.start(160, 50, project, mark, run)) {
      tmux.await("third fork", screen -> screen.matches("(?s).*[3-9]/200 .*left.*"));
      tmux.keys("C-c");
      String screen = tmux.await("ended with 130");
      assertTrue(screen.contains("of 13 reached"), screen);
      assertFalse(screen.contains("Exception"), screen);
    }
    String report = Files.readString(project.resolve("out/report.json"));
    assertTrue(report.contains("\"finished\":false"), "unfinished");
    assertTrue(Files.readString(project.resolve("out/report.html")).contains("interrupted"));
    mark.assertNoneLeft();
  }

  /// Runs `brummer bench` with a longer timeout.
  private BuiltImage.Result bench(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 1];
    all[0] = "bench";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Process process = BuiltImage.start(project, java.util.Map.of(), all);
    process.getOutputStream().close();
    try {
      return BuiltImage.awaitExit(process, 300);
    } finally {
      process.destroy();
      assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    }
  }
}

package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Await;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessSpecBuilder;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.StopPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Stops by input and of the main process only, dependencies on lines and ends, and environments,
/// with real children.
@Timeout(60)
final class StopRequestRunTest {
  private static final StopPolicy TERM = StopPolicy.term(Duration.ofSeconds(10));

  private final ProcessFixture fixture = new ProcessFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static ProcessSpecBuilder shell(String name, String script) {
    return ProcessSpec.builder(name, List.of("/bin/sh", "-c", script), Path.of("/"));
  }

  private int run(ProcessSpecBuilder spec) {
    return fixture.start(fixture.processes.register(spec.build()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void input_isReadByTheProcess(boolean pty) {
    int id =
        run(
            shell("web", "echo up; read word; echo \"got $word\"; exit 3")
                .pty(pty)
                .stop(TERM.withInput("quit\n")));
    fixture.awaitLine(id, "up");
    fixture.processes.stop(id);
    assertEquals(new ProcessState.Stopped(3, 0), fixture.await(id, ProcessState.Stopped.class));
    assertTrue(fixture.lines(id).contains("got quit"), () -> fixture.lines(id).toString());
  }

  @Test
  void controlC_onATerminal_interruptsTheForeground() {
    String script = "trap 'exit 9' INT; echo up; while :; do sleep 0.05; done";
    int id = run(shell("web", script).stop(TERM.withInput("\u0003")));
    fixture.awaitLine(id, "up");
    fixture.processes.stop(id);
    assertEquals(new ProcessState.Stopped(9, 0), fixture.await(id, ProcessState.Stopped.class));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leaderOnly_sparesTheRest_untilTheGraceIsOver(boolean pty) {
    String script =
        """
        sh -c 'trap "echo child signalled" TERM; echo "pid=$$"; while :; do sleep 0.05; done' &
        trap 'echo parent signalled; exit 0' TERM
        echo up
        while :; do sleep 0.05; done
        """;
    StopPolicy stop = StopPolicy.term(Duration.ofSeconds(1)).withLeaderOnly(true);
    int id = run(shell("web", script).pty(pty).stop(stop));
    fixture.awaitLine(id, "up");
    int child = fixture.printedNumber(id, "pid");
    fixture.processes.stop(id);
    fixture.await(id, ProcessState.Stopped.class);
    List<String> lines = fixture.lines(id);
    assertTrue(lines.contains("parent signalled"), lines::toString);
    assertFalse(lines.contains("child signalled"), lines::toString);
    ProcessFixture.awaitDeath(child);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stop_leavesNoZombie(boolean pty) {
    int id = run(shell("web", "echo up; exec sleep 300").pty(pty));
    fixture.awaitLine(id, "up");
    long pid = fixture.processes.info(id).pid();
    fixture.processes.stop(id);
    fixture.await(id, ProcessState.Stopped.class);
    Await.until("the reaping of " + pid, () -> !Files.exists(Path.of("/proc/" + pid)));
  }

  @Test
  void dependent_startsAfterTheLine_thatMayHaveBeenPrintedBefore() {
    Pattern up = Pattern.compile("accepts connections$");
    int db = run(shell("db", "echo warming; read go; echo 'db accepts connections'; cat"));
    int web = run(shell("web", "echo web; cat").dependsOn(List.of(Dependency.onLogLine("db", up))));
    fixture.await(web, ProcessState.Waiting.class);
    fixture.processes.input(db, "\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    fixture.awaitLine(web, "web");
    int later =
        run(
            shell("later", "echo later; cat")
                .dependsOn(List.of(Dependency.onLogLine("db", Pattern.compile("^warming$")))));
    fixture.awaitLine(later, "later");
  }

  @Test
  void line_isFoundInARunThatHasEnded() {
    int db = run(shell("db", "echo warming; echo migrated"));
    fixture.await(db, ProcessState.Done.class);
    int web =
        run(
            shell("web", "echo web; cat")
                .dependsOn(List.of(Dependency.onLogLine("db", Pattern.compile("^migrated$")))));
    fixture.awaitLine(web, "web");
  }

  @Test
  void dependent_startsAfterAFailure_whenAnyEndWillDo() {
    fixture.processes.register(shell("job", "exit 4").build());
    int web =
        run(
            shell("web", "echo web; cat")
                .dependsOn(List.of(new Dependency("job", Condition.EXITED))));
    fixture.awaitLine(web, "web");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void clearedEnvironment_hidesVariables_notThePrograms(boolean pty) {
    int id =
        run(
            ProcessSpec.builder("env", List.of("env"), Path.of("/"))
                .pty(pty)
                .clearEnvironment(true)
                .environment(java.util.Map.of("A", "1")));
    fixture.await(id, ProcessState.Done.class);
    Set<String> names =
        fixture.lines(id).stream()
            .map(line -> line.substring(0, line.indexOf('=')))
            .filter(name -> !name.startsWith("BRUMMER_"))
            .collect(java.util.stream.Collectors.toSet());
    Set<String> hints =
        Set.of("A", "PYTHONUNBUFFERED", "TERM", "COLORTERM", "PWD", "_", "SHLVL", "OLDPWD");
    assertTrue(names.contains("A"), names::toString);
    assertTrue(hints.containsAll(names), names::toString);
  }
}

package dev.brummer.app.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.project.ProjectFixture.Read;
import dev.brummer.app.project.compose.ProcessComposeFormat;
import dev.brummer.app.project.format.ProjectFormat;
import dev.brummer.app.project.mprocs.MprocsFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every key with a value of every wrong type: never an exception, each problem has its place, and
/// the other process of the file works.
class WrongTypesTest {
  private static final List<String> VALUES =
      List.of(
          "[]",
          "{}",
          "[[1]]",
          "[{a: b}]",
          "{a: {b: c}}",
          "{a: [b]}",
          "text",
          "-1",
          "1.5",
          "99999999999999999999",
          "true",
          "''",
          "null",
          "!x y",
          "\"\\0\"",
          "2026-01-01",
          "[null]",
          "{a: null}",
          "{? [x] : y}");

  private static final String COMPOSE_KEYS =
      """
      command entrypoint working_dir environment env_file depends_on availability readiness_probe
      liveness_probe ready_log_line shutdown disabled is_disabled is_daemon is_tty is_interactive
      is_foreground namespace replicas success_exit_codes schedule watch vars description
      is_dotenv_disabled log_location depends_on.q depends_on.q.condition availability.restart
      availability.backoff_seconds availability.max_restarts availability.exit_on_end
      availability.exit_on_skipped readiness_probe.exec readiness_probe.exec.command
      readiness_probe.exec.working_dir readiness_probe.http_get readiness_probe.http_get.host
      readiness_probe.http_get.path readiness_probe.http_get.scheme readiness_probe.http_get.port
      readiness_probe.http_get.num_port readiness_probe.http_get.headers
      readiness_probe.http_get.status_code liveness_probe.http_get.port
      liveness_probe.period_seconds liveness_probe.timeout_seconds liveness_probe.success_threshold
      liveness_probe.failure_threshold liveness_probe.initial_delay_seconds shutdown.command
      shutdown.signal shutdown.timeout_seconds shutdown.parent_only shutdown.send_keys
      schedule.cron schedule.timezone schedule.interval schedule.run_on_start
      schedule.max_concurrent watch.paths watch.debounce
      """;

  private static final String MPROCS_KEYS =
      """
      shell cmd cwd env env.A add_path autostart autorestart stop stop.send-keys stop.cmd deps log
      """;

  private static final List<String> COMPOSE_TOP =
      List.of(
          "environment",
          "env_cmds",
          "vars",
          "shell",
          "is_strict",
          "extends",
          "version",
          "env_file",
          "log_level");

  @TempDir Path directory;

  static Stream<String> composeKeys() {
    return Stream.of(COMPOSE_KEYS.strip().split("\\s+"));
  }

  static Stream<String> mprocsKeys() {
    return Stream.of(MPROCS_KEYS.strip().split("\\s+"));
  }

  @ParameterizedTest
  @MethodSource("composeKeys")
  void processComposeKey(String key) {
    tryAll(new ProcessComposeFormat(), key, "processes:\n  p:\n    command: run\n", "command");
  }

  @ParameterizedTest
  @MethodSource("mprocsKeys")
  void mprocsKey(String key) {
    tryAll(new MprocsFormat(), key, "procs:\n  p:\n    shell: run\n", "shell");
  }

  @ParameterizedTest
  @MethodSource("topKeys")
  void topLevelKey(String key) {
    for (String value : VALUES) {
      Read read =
          new ProjectFixture(directory, new ProcessComposeFormat())
              .read(key + ": " + value + "\nprocesses: {q: {command: run}}\n");
      assertPlaces(read, key + ": " + value);
      assertTrue(read.names().equals(List.of("q")) || key.equals("is_strict"), key + value);
    }
  }

  static Stream<String> topKeys() {
    return COMPOSE_TOP.stream();
  }

  private void tryAll(ProjectFormat format, String key, String head, String command) {
    ProjectFixture fixture = new ProjectFixture(directory, format);
    for (String value : VALUES) {
      StringBuilder text = new StringBuilder(head);
      List<String> path = new ArrayList<>(List.of(key.split("\\.")));
      if (path.equals(List.of(command))) {
        text.setLength(text.lastIndexOf("\n", text.length() - 2) + 1);
      }
      for (int i = 0; i < path.size(); i++) {
        text.append("  ".repeat(i + 2)).append(path.get(i)).append(':');
        text.append(i == path.size() - 1 ? " " + value + "\n" : "\n");
      }
      text.append("  q: {").append(command).append(": run}\n");

      Read read = fixture.read(text.toString());

      assertPlaces(read, key + ": " + value);
      assertTrue(read.names().contains("q"), () -> text + "" + read.problems());
      assertEquals(
          List.of(command.equals("shell") ? "/bin/sh" : "bash", "-c", "run"),
          read.spec("q").command());
    }
  }

  private static void assertPlaces(Read read, String what) {
    for (String problem : read.problems()) {
      assertTrue(
          problem.matches("(?s)f0\\.yaml:\\d+:\\d+: .{5,}")
              || problem.contains("there is no such file")
              || problem.contains("cannot be read"),
          what + " ▸ " + problem);
    }
  }
}

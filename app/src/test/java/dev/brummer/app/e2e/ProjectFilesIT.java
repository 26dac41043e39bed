package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files of other runners, run by the built program.
@Timeout(180)
class ProjectFilesIT {
  @TempDir Path project;

  private BuiltImage.Result run(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    return BuiltImage.run(project, all.toArray(String[]::new));
  }

  private void write(String file, String text) throws Exception {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static int line(BuiltImage.Result result, String text) {
    List<String> lines = result.out().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i;
      }
    }
    throw new AssertionError(text + " is not in\n" + result.out() + result.err());
  }

  @Test
  void processCompose_processThatNeverBecomesReady_isRestartedUpToItsLimit() throws Exception {
    write(
        "process-compose.yaml",
        """
        processes:
          web:
            command: echo up; exec sleep 1000
            readiness_probe:
              exec: {command: "false"}
              period_seconds: 1
              failure_threshold: 2
            availability: {restart: on_failure, max_restarts: 1, backoff_seconds: 1}
        """);

    BuiltImage.Result result = run("run", "-f", "process-compose.yaml", "--ui", "plain");

    String all = result.out() + result.err();
    assertEquals(2, result.out().lines().filter(it -> it.endsWith("| up")).count(), all);
    assertTrue(all.contains("not ready: "), all);
    assertEquals(128 + 15, result.code(), all); // ended by SIGTERM, and not restarted
  }

  @Test
  void processCompose_runsInTheOrderOfItsConditions_withItsEnvironment() throws Exception {
    write(".env", "GREETING=from-dotenv\n");
    write("sub/file.txt", "in-sub\n");
    write(
        "process-compose.yaml",
        """
        version: "0.5"
        environment:
          - "GLOBAL=g1"
        processes:
          last:
            command: echo "last-line $$PC_PROC_NAME"
            depends_on:
              worker: {condition: process_completed}
          worker:
            command: "cat file.txt; echo $$GLOBAL-$$LOCAL-${GREETING}; exit 3"
            working_dir: sub
            environment: ["LOCAL=l1"]
            success_exit_codes: [3]
            depends_on:
              setup: {condition: process_completed_successfully}
          setup:
            entrypoint: [sh, -c, "echo setup-line"]
          off:
            command: echo never
            disabled: true
          twice:
            command: echo replica-{{.PC_REPLICA_NUM}}
            replicas: 2
        """);

    BuiltImage.Result result =
        run("run", "--reveal", "-f", "process-compose.yaml", "--ui", "plain");

    assertEquals(0, result.code(), result.out() + result.err());
    assertTrue(line(result, "setup-line") < line(result, "in-sub"), result.out());
    assertTrue(line(result, "in-sub") < line(result, "last-line last"), result.out());
    line(result, "g1-l1-from-dotenv");
    line(result, "replica-0");
    line(result, "replica-1");
    assertFalse(result.out().contains("never"), result.out());
  }

  @Test
  void processCompose_waitsForProbeAndLogLine() throws Exception {
    write(
        "process-compose.yaml",
        """
        processes:
          slow:
            command: "echo starting; while [ ! -f go ]; do sleep 0.1; done; echo it is up; sleep 60"
            ready_log_line: is up
          touch:
            command: "echo touched; touch go"
            depends_on: {slow: {condition: process_started}}
          probed:
            command: sleep 60
            readiness_probe:
              exec: {command: "test -f go"}
              period_seconds: 1
          after:
            command: "echo both-are-ready"
            depends_on:
              slow: {condition: process_log_ready}
              probed: {condition: process_healthy}
        """);

    BuiltImage.Result result =
        run("run", "-f", "process-compose.yaml", "--ui", "plain", "--until", "after");

    assertEquals(0, result.code(), result.out() + result.err());
    assertTrue(line(result, "it is up") < line(result, "both-are-ready"), result.out());
  }

  @Test
  void mprocs_startsWhatStartsByItself_withItsEnvironment() throws Exception {
    write(
        "sub/mprocs.yaml",
        """
        procs:
          words: [echo, "two  spaces"]
          shell:
            shell: "echo $A-$GONE-; pwd"
            cwd: <CONFIG_DIR>
            env: {A: a1, GONE: null}
          path:
            shell: echo "$PATH"
            add_path: /opt/added
          off: {shell: echo never, autostart: false}
          skipped: null
        """);

    Process process =
        BuiltImage.start(
            project, Map.of("GONE", "inherited"), "run", "-f", "sub/mprocs.yaml", "--ui", "plain");
    process.getOutputStream().close();
    BuiltImage.Result result = BuiltImage.awaitExit(process);

    assertEquals(0, result.code(), result.out() + result.err());
    line(result, "two  spaces");
    line(result, "a1--");
    line(result, project.toRealPath().resolve("sub").toString());
    line(result, ":/opt/added");
    assertFalse(result.out().contains("never"), result.out());
  }

  @Test
  void foundFiles_areListedWithTheirPlaces_andProblemsAreNamed() throws Exception {
    write("mprocs.yaml", "procs:\n  web: {shell: run, autostrat: false}\n");
    write("process-compose.yaml", "processes:\n  db:\n    comand: x\n    command: run\n");
    write("package.json", "{\"scripts\": {\"dev\": \"vite\"}}");

    BuiltImage.Result result = run("list");

    assertEquals(0, result.code(), result.err());
    assertTrue(line(result, "process-compose.yaml:2") < line(result, "package.json"), result.out());
    line(result, "mprocs.yaml:2");
    assertTrue(
        result.err().contains("process-compose.yaml:3:5: unknown key \"comand\": did you mean"),
        result.err());
    assertTrue(result.err().contains("mprocs.yaml:2:21: unknown key \"autostrat\""), result.err());
  }

  @Test
  void brokenFile_isOneSentence_withExitCodeTwo() throws Exception {
    write("broken.yaml", "procs:\n  web: [\n");
    write("strict.yaml", "is_strict: true\nprocesses: {a: {command: x, comand: y}}\n");

    BuiltImage.Result broken = run("run", "-f", "broken.yaml", "--ui", "plain");
    BuiltImage.Result strict = run("run", "-f", "strict.yaml", "--ui", "plain");
    BuiltImage.Result missing = run("run", "-f", "missing.yaml", "--ui", "plain");

    assertEquals(List.of(2, 2, 2), List.of(broken.code(), strict.code(), missing.code()));
    assertTrue(broken.err().contains("broken.yaml:3:1: invalid YAML: "), broken.err());
    assertTrue(strict.err().contains("is_strict refuses unknown keys"), strict.err());
    assertTrue(missing.err().contains("missing.yaml: there is no such file"), missing.err());
    for (BuiltImage.Result each : List.of(broken, strict, missing)) {
      assertFalse(each.err().contains("Exception"), each.err());
    }
  }

  @Test
  void moon_tasksAreListedAndRunByMoon() throws Exception {
    write(".moon/workspace.yml", "projects: ['apps/*']\n");
    write("apps/web/moon.yml", "tasks:\n  dev: { command: vite, preset: server }\n");
    write("node_modules/.bin/moon", "#!/bin/sh\necho moon was told: $*\n");
    assertTrue(project.resolve("node_modules/.bin/moon").toFile().setExecutable(true));

    BuiltImage.Result listed = run("list");
    BuiltImage.Result result = run("run", "web:dev", "--ui", "plain");

    assertTrue(listed.out().startsWith("web:dev  apps/web/moon.yml:2  vite"), listed.out());
    assertTrue(result.out().contains("moon was told: run web:dev"), result.out() + result.err());
  }
}

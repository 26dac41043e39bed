package dev.brummer.app.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.project.ProjectFixture.Read;
import dev.brummer.app.project.compose.ProcessComposeFormat;
import dev.brummer.app.project.format.ProjectFile.DeclaredProcess;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.ExitPolicy;
import dev.brummer.engine.process.LivenessPolicy;
import dev.brummer.engine.process.ProbeTiming;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.Replica;
import dev.brummer.engine.process.RestartPolicy;
import dev.brummer.engine.process.Schedule;
import dev.brummer.engine.process.StopPolicy;
import dev.brummer.engine.process.WatchPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessComposeKeysTest {
  @TempDir Path directory;

  private ProjectFixture fixture = new ProjectFixture(Path.of(""), new ProcessComposeFormat());

  @BeforeEach
  void setUp() {
    fixture = new ProjectFixture(directory, new ProcessComposeFormat());
  }

  /// Reads one process `p` with further keys.
  private Read process(String keys) {
    return fixture.read("processes:\n  p:\n    command: run\n" + keys.indent(4));
  }

  private ProcessSpec clean(String keys) {
    Read read = process(keys);
    assertEquals(List.of(), read.problems());
    return read.spec("p");
  }

  @Test
  void command_runsInTheShell_entrypointWithout() {
    Read read =
        fixture.read(
            """
            processes:
              a:
                command: |
                  one
                  two
              b:
                entrypoint: ["./serve", "--port", 80]
              c:
                command: one
                entrypoint: [two]
              d: {}
            """);

    assertEquals(List.of("bash", "-c", "one\ntwo\n"), read.spec("a").command());
    assertEquals(List.of("./serve", "--port", "80"), read.spec("b").command());
    assertEquals("./serve --port 80", read.process("b").description());
    assertEquals(List.of("bash", "-c", "one"), read.spec("c").command());
    assertEquals(
        List.of(
            "f0.yaml:10:5: entrypoint is ignored, because command is set",
            "f0.yaml:11:3: process \"d\" has no command: set command or entrypoint"),
        read.problems());
    assertEquals(2, read.process("a").line());
  }

  @Test
  void shell_isThatOfTheFile_elseOfTheEnvironment() {
    String shell = "shell: {shell_command: python3, shell_argument: -c}\n";
    String processes = "processes: {p: {command: run}}\n";

    assertEquals(
        List.of("python3", "-c", "run"), fixture.read(shell + processes).spec("p").command());
    fixture.environment("COMPOSE_SHELL", "zsh");
    assertEquals(List.of("zsh", "-c", "run"), fixture.read(processes).spec("p").command());
  }

  @Test
  void workingDirectory_isRelativeToTheProject() {
    assertEquals(directory.resolve("a/c"), clean("working_dir: ./a/b/../c").directory());
    assertEquals(Path.of("/tmp"), clean("working_dir: /tmp").directory());
    assertEquals(directory, clean("").directory());
  }

  @Test
  void environment_isThatOfTheProjectAndOfTheProcess_andSaysWhoItIs() {
    fixture.variable("DOTENV", "1").variable("A", "dotenv");
    fixture.write("more.env", "FROM_FILE='2'\nA=file\n");

    Read read =
        fixture.read(
            """
            environment: ["A=project", "B=project"]
            processes:
              p:
                command: run
                env_file: more.env
                environment:
                  - B=own
                  - C=a=b
                  - wrong
              q:
                command: run
                is_dotenv_disabled: true
                environment: {D: 1}
            """);

    assertEquals(
        Map.of(
            "DOTENV", "1",
            "A", "file",
            "B", "own",
            "C", "a=b",
            "FROM_FILE", "2",
            "PC_PROC_NAME", "p",
            "PC_REPLICA_NUM", "0"),
        read.spec("p").environment());
    assertEquals(
        Map.of(
            "A", "project",
            "B", "project",
            "D", "1",
            "PC_PROC_NAME", "q",
            "PC_REPLICA_NUM", "0"),
        read.spec("q").environment());
    assertEquals(List.of(directory.resolve("more.env")), read.file().environmentFiles());
    assertEquals(List.of("f0.yaml:9:9: ignored: a variable must be NAME=value"), read.problems());
  }

  @Test
  void missingEnvFile_isNamed_andTheProcessRuns() {
    Read read = process("env_file: [gone.env]");

    assertEquals(List.of("p"), read.names());
    assertEquals(
        List.of("f0.yaml:4:5: env_file is ignored: no such file: gone.env (env_file)"),
        read.problems());
  }

  @Test
  void environmentCommands_areExecutedByTheProcess() {
    Read read =
        fixture.read(
            """
            env_cmds: {DAY: "date +%A", "not valid": x}
            processes: {p: {command: run}}
            """);

    assertEquals(
        List.of(
            "sh", "-c", "DAY=$(date +%A\n); export DAY\nexec \"$@\"", "sh", "bash", "-c", "run"),
        read.spec("p").command());
    assertEquals(
        List.of("f0.yaml:1:1: env_cmds has an invalid name: \"not valid\""), read.problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "b: {condition: process_started}|STARTED",
        "b: {}|STARTED",
        "b:|STARTED",
        "b: process_healthy|READY",
        "b: {condition: process_healthy}|READY",
        "b: {condition: process_completed}|EXITED",
        "b: {condition: process_completed_successfully}|COMPLETED",
      })
  void dependencies_areConditions(String dependency, Condition condition) {
    Read read =
        fixture.read(
            """
            processes:
              a:
                command: run
                depends_on:
                  %s
              b:
                command: run
                readiness_probe: {exec: {command: ok}}
            """
                .formatted(dependency));

    assertEquals(List.of(), read.problems());
    assertEquals(List.of(new Dependency("b", condition)), read.spec("a").dependsOn());
  }

  @Test
  void logDependency_isTheReadinessOfTheOtherProcess() {
    Read read =
        fixture.read(
            """
            processes:
              a: {command: run, depends_on: {b: {condition: process_log_ready}}}
              b: {command: run, ready_log_line: "listening (80)"}
            """);

    assertEquals(List.of(new Dependency("b", Condition.READY)), read.spec("a").dependsOn());
    assertEquals(
        new ReadinessProbe.Log(Pattern.compile(Pattern.quote("listening (80)"))),
        read.spec("b").readiness());
    assertEquals(List.of(), read.problems());
  }

  @Test
  void dependencyThatCannotBeMet_isNamed_andTheRestRuns() {
    Read read =
        fixture.read(
            """
            processes:
              a:
                command: run
                depends_on:
                  wbe: {condition: process_started}
                  web: {condition: process_healthy}
                  log: {condition: process_log_ready}
                  db: {condition: ready}
              web: {command: run}
              log: {command: run}
              db: {command: run}
              x: {command: run, depends_on: {y: {}}}
              y: {command: run, depends_on: {z: {}}}
              z: {command: run, depends_on: {x: {}, db: {}}}
              self: {command: run, depends_on: {self: {}}}
            """);

    assertEquals(List.of("a", "web", "log", "db", "x", "y", "z", "self"), read.names());
    assertEquals(
        List.of(new Dependency("web", Condition.STARTED), new Dependency("log", Condition.STARTED)),
        read.spec("a").dependsOn());
    assertEquals(List.of(new Dependency("db", Condition.STARTED)), read.spec("z").dependsOn());
    assertEquals(List.of(), read.spec("self").dependsOn());
    assertEquals(
        List.of(
            "f0.yaml:6:7: web has no readiness_probe: waits until it has started",
            "f0.yaml:7:7: log has no ready_log_line: waits until it has started",
            "f0.yaml:8:12: condition must be process_started, process_healthy, process_log_ready,"
                + " process_completed or process_completed_successfully, not \"ready\"",
            "f0.yaml:5:7: a depends on \"wbe\", which does not exist: did you mean web?",
            "f0.yaml:14:34: ignored, because the dependencies form a cycle: x → y → z → x",
            "f0.yaml:15:37: ignored, because the dependencies form a cycle: self → self"),
        read.problems());
  }

  @Test
  void availability_isTheRestartAndTheEndOfTheRun() {
    assertEquals(
        RestartPolicy.constant(
            RestartPolicy.When.ALWAYS, Duration.ofSeconds(1), RestartPolicy.UNLIMITED),
        clean("availability: {restart: always}").restart());
    assertEquals(
        RestartPolicy.constant(RestartPolicy.When.ON_FAILURE, Duration.ofSeconds(7), 3),
        clean("availability: {restart: on_failure, backoff_seconds: 7, max_restarts: 3}")
            .restart());
    assertEquals(RestartPolicy.NO, clean("availability: {restart: no}").restart());
    assertEquals(RestartPolicy.NO, clean("").restart());
    ProcessSpec exits = clean("availability: {restart: exit_on_failure}");
    assertEquals(RestartPolicy.NO, exits.restart());
    assertEquals(new ExitPolicy(false, true, false), exits.exit());
    assertEquals(
        new ExitPolicy(true, false, true),
        clean("availability: {exit_on_end: true, exit_on_skipped: yes}").exit());
    assertEquals(
        List.of(
            "f0.yaml:4:20: restart must be no, on_failure, exit_on_failure or always, not"
                + " \"never\""),
        process("availability: {restart: never}").problems());
  }

  @Test
  void probes_haveTheDefaultsOfProcessCompose() {
    ProcessSpec spec =
        clean(
            """
            readiness_probe:
              http_get: {port: 8080}
            liveness_probe:
              exec: {command: check, working_dir: sub}
            """);

    ProbeTiming defaults =
        new ProbeTiming(Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(1), 1, 3);
    assertEquals(
        new ReadinessProbe.Http(URI.create("http://127.0.0.1:8080/"), Map.of(), 200),
        spec.readiness());
    assertEquals(defaults, spec.probeTiming());
    assertTrue(spec.stopsUnready());
    assertFalse(clean("ready_log_line: up").stopsUnready());
    assertEquals(
        new LivenessPolicy(
            new ReadinessProbe.Exec(
                List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", "sub", "bash", "-c", "check")),
            defaults),
        spec.liveness());
  }

  @Test
  void probes_haveAllTheirKeys() {
    ProcessSpec spec =
        clean(
            """
            readiness_probe:
              http_get:
                host: example.org
                path: health
                scheme: https
                port: "404{{.PC_REPLICA_NUM}}"
                headers: {X-Key: "1"}
                status_code: 204
              initial_delay_seconds: 1
              period_seconds: 2
              timeout_seconds: 3
              success_threshold: 4
              failure_threshold: 5
            """);

    assertEquals(
        new ReadinessProbe.Http(
            URI.create("https://example.org:4040/health"), Map.of("X-Key", "1"), 204),
        spec.readiness());
    assertEquals(
        new ProbeTiming(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), 4, 5),
        spec.probeTiming());
  }

  @Test
  void probeWithoutKind_orWithoutUrl_isNamed() {
    assertEquals(
        List.of("f0.yaml:4:5: readiness_probe is ignored: it needs http_get or exec"),
        process("readiness_probe: {period_seconds: 1}").problems());
    assertEquals(
        "f0.yaml:4:33: http_get is no http URL: http://a b/",
        process("readiness_probe: {http_get: {host: a b}}").problems().getFirst());
    assertEquals(
        ReadinessProbe.INFERRED,
        process("readiness_probe: {http_get: {port: 99999}}").spec("p").readiness());
  }

  @Test
  void shutdown_isTheStopPolicy() {
    assertEquals(StopPolicy.term(Duration.ofSeconds(10)), clean("").stop());
    assertEquals(
        new StopPolicy(2, List.of("bash", "-c", "bye"), Duration.ofSeconds(4), "\u0003q\r", true),
        clean(
                """
                shutdown:
                  command: bye
                  signal: 2
                  timeout_seconds: 4
                  parent_only: true
                  send_keys: ['\\x03', 'q\\r']
                """)
            .stop());
    assertEquals(
        List.of("f0.yaml:4:16: signal must be a number from 0 to 31"),
        process("shutdown: {signal: 99}").problems());
  }

  @Test
  void disabledAndForegroundProcesses_areThere_butDoNotStart() {
    Read read =
        fixture.read(
            """
            processes:
              on: {command: run, disabled: false}
              off: {command: run, disabled: true}
              word: {command: run, is_disabled: "true"}
              again: {command: run, disabled: true, is_disabled: "false"}
              front: {command: run, is_foreground: true}
            """);

    assertEquals(
        List.of(true, false, false, true, false),
        read.file().processes().stream().map(DeclaredProcess::autostart).toList());
    assertTrue(read.spec("on").startsWithGroup());
    assertFalse(read.spec("off").startsWithGroup());
  }

  @Test
  void flags_areDaemonTerminalAndExitCodes() {
    assertTrue(clean("is_daemon: true").daemon());
    assertTrue(clean("is_tty: true").pty());
    assertFalse(clean("is_tty: false").pty());
    assertTrue(clean("is_interactive: true").pty());
    assertTrue(clean("").pty());
    assertEquals(Set.of(0, 130, 143), clean("success_exit_codes: [130, 143]").successCodes());
    assertEquals(Set.of(0), clean("").successCodes());
  }

  @Test
  void namespace_isTheGroup_elseTheFile() {
    assertEquals("tools", clean("namespace: tools").group());
    assertEquals("f0.yaml", clean("namespace: default").group());
    assertEquals("f0.yaml", clean("").group());
  }

  @Test
  void replicas_areProcessesOfTheirOwn() {
    Read read =
        fixture.read(
            """
            processes:
              web:
                command: serve 404{{.PC_REPLICA_NUM}}
                replicas: 3
              test: {command: run, depends_on: {web: {condition: process_started}}}
            """);

    assertEquals(List.of("web-0", "web-1", "web-2", "test"), read.names());
    ProcessSpec last = read.spec("web-2");
    assertEquals(new Replica("web", 2, 3), last.replica());
    assertEquals(List.of("bash", "-c", "serve 4042"), last.command());
    assertEquals("2", last.environment().get("PC_REPLICA_NUM"));
    assertEquals("web-2", last.environment().get("PC_PROC_NAME"));
    assertEquals(
        List.of("web-0", "web-1", "web-2"),
        read.spec("test").dependsOn().stream().map(Dependency::process).toList());
    assertNull(read.spec("test").replica());
  }

  @Test
  void schedule_isCronOrInterval() {
    assertEquals(
        new Schedule(new Schedule.Trigger.Cron("0 2 * * *", ZoneId.of("Europe/Berlin")), true),
        clean("schedule: {cron: '0 2 * * *', timezone: Europe/Berlin, run_on_start: true}")
            .schedule());
    assertEquals(
        List.of(
            "f0.yaml:4:30: max_concurrent has no effect: a start that is due during a run is skipped"),
        process("schedule: {interval: 1m, max_concurrent: 2}").problems());
    assertEquals(
        new Schedule(new Schedule.Trigger.Every(Duration.ofSeconds(90)), false),
        clean("schedule: {interval: 1m30s}").schedule());
    Schedule daily = clean("schedule: {cron: '@daily'}").schedule();
    assertNotNull(daily);
    assertEquals(new Schedule.Trigger.Cron("@daily", ZoneId.systemDefault()), daily.trigger());
    assertEquals(
        List.of(
            "f0.yaml:4:16: cron is invalid: a cron expression has five fields (minute, hour, day of"
                + " month, month, day of week), not 1"),
        process("schedule: {cron: 'now'}").problems());
    assertEquals(
        List.of("f0.yaml:4:16: interval must be a duration such as 30s or 1h30m"),
        process("schedule: {interval: soon}").problems());
    assertEquals(
        List.of("f0.yaml:4:35: timezone is ignored: unknown time zone \"Mars/One\""),
        process("schedule: {cron: '* * * * *', timezone: Mars/One}").problems());
  }

  @Test
  void watch_restartsOnChanges() {
    assertEquals(
        new WatchPolicy(
            true,
            List.of("src/*.go", "src/**/*.go", "src/api/*.proto", "web/**"),
            List.of("src/*_test.go", "src/**/*_test.go"),
            Duration.ofMillis(500)),
        clean(
                """
                watch:
                  debounce: 500ms
                  cascade: true
                  paths:
                    - path: ./src
                      include: ["*.go", "api/*.proto"]
                      exclude: ["*_test.go"]
                    - path: web/
                """)
            .watch());
    assertEquals(List.of("**"), clean("watch: {paths: [{path: .}]}").watch().paths());
    assertEquals(WatchPolicy.OFF, clean("watch: {paths: []}").watch());
    assertEquals(
        List.of("f0.yaml:4:13: paths contains an invalid pattern, \"a/[\""),
        process("watch: {paths: [{path: a, include: ['[']}]}").problems().stream()
            .filter(problem -> !problem.contains("**"))
            .toList());
  }

  @Test
  void text_isExpandedBeforeItIsParsed_unlessTheFileSaysNo() {
    fixture.environment("PORT", "80").environment("BLOCK", "{command: injected}");
    String text =
        """
        processes:
          p: {command: "serve $PORT ${HOST:-local} $$HOME"}
          q: $BLOCK
        """;

    Read expanded = fixture.read(text);
    Read raw = fixture.read("disable_env_expansion: true\n" + text.replace("q: $BLOCK", ""));

    assertEquals("serve 80 local $HOME", expanded.spec("p").command().getLast());
    assertEquals("injected", expanded.spec("q").command().getLast());
    assertEquals("serve $PORT ${HOST:-local} $$HOME", raw.spec("p").command().getLast());
  }

  @Test
  void templates_areRenderedWithTheVariablesOfProjectAndProcess() {
    Read read =
        fixture.read(
            """
            vars: {NAME: all, DB: {HOST: h}}
            environment: ["N={{.NAME}}"]
            processes:
              p:
                vars: {NAME: own}
                command: go {{.NAME}} {{ .DB.HOST }} {{.NMAE}}
                description: the {{.NAME}}
                working_dir: "{{.NAME}}"
                environment: ["M={{.NAME}}"]
                log_location: "{{.NAME}}.log"
              plain: {command: "docker ps --format '{{.NAME}}'"}
            """);

    ProcessSpec spec = read.spec("p");
    assertEquals("go own h {{.NMAE}}", spec.command().getLast());
    assertEquals("the own", read.process("p").description());
    assertEquals(directory.resolve("own"), spec.directory());
    assertEquals("own", spec.environment().get("M"));
    assertEquals("own", spec.environment().get("N"));
    assertEquals(
        List.of(
            "f0.yaml:10:5: not used by brummer: log_location (line 10)",
            "f0.yaml:4:3: \"{{.NMAE}}\" is not in vars: did you mean NAME?"),
        read.problems().stream().sorted().toList());
    assertEquals(
        "docker ps --format '{{.Names}}'",
        fixture
            .read("processes: {p: {command: \"docker ps --format '{{.Names}}'\"}}")
            .spec("p")
            .command()
            .getLast());
  }

  @Test
  void laterFiles_override() {
    Read read =
        fixture.read(
            """
            environment: ["A=1", "B=1"]
            processes:
              web:
                command: old
                disabled: true
                environment: ["C=1", "D=1"]
                depends_on: {db: {condition: process_started}}
              db: {command: db}
            """,
            """
            environment: ["B=2"]
            processes:
              web:
                command: new
                is_disabled: "false"
                environment: ["D=2"]
                depends_on: {cache: {condition: process_started}}
              cache: {command: cache}
            """);

    ProcessSpec web = read.spec("web");
    assertEquals("new", web.command().getLast());
    assertTrue(read.process("web").autostart());
    assertEquals(
        List.of("1", "2", "1", "2"),
        List.of("A", "B", "C", "D").stream().map(web.environment()::get).toList());
    assertEquals(
        List.of("db", "cache"), web.dependsOn().stream().map(Dependency::process).toList());
    assertEquals(List.of("web", "db", "cache"), read.names());
    assertEquals("f0.yaml", web.group());
  }

  @Test
  void extends_readsTheBase_whoseProcessesRunInItsDirectory() {
    fixture.write(
        "base/pc.yaml",
        "processes: {a: {command: a}, b: {command: b, working_dir: sub}, c: {command: c}}");

    Read read =
        fixture.read(
            "extends: base/pc.yaml\nprocesses: {a: {command: mine}, c: {working_dir: here}}");

    assertEquals("mine", read.spec("a").command().getLast());
    assertEquals(directory.resolve("base"), read.spec("a").directory());
    assertEquals(directory.resolve("base/sub"), read.spec("b").directory());
    assertEquals(directory.resolve("here"), read.spec("c").directory());
    assertEquals(List.of(), read.problems());
  }

  @Test
  void extends_inACircle_orMissing_isNamed_andTheRestRuns() {
    fixture.write("loop.yaml", "extends: f0.yaml\nprocesses: {l: {command: l}}");

    Read circle = fixture.read("extends: loop.yaml\nprocesses: {a: {command: a}}");
    Read missing = fixture.read("extends: gone.yaml\nprocesses: {a: {command: a}}");

    assertEquals(List.of("l", "a"), circle.names());
    assertEquals(
        List.of("loop.yaml:1:1: extends is ignored: f0.yaml extends itself"), circle.problems());
    assertEquals(List.of("a"), missing.names());
    assertEquals(List.of("gone.yaml: there is no such file"), missing.problems());
  }

  @Test
  void unknownKeys_areNamedWithTheNearest_andRefusedWhenStrict() {
    String text = "processes:\n  p: {comand: x, command: run}\n  q: {command: run, x-mine: 1}\n";

    Read lenient = fixture.read(text);
    Read strict = fixture.read("is_strict: true\n" + text);

    assertEquals(List.of("p", "q"), lenient.names());
    assertEquals(
        List.of("f0.yaml:2:7: unknown key \"comand\": did you mean command?"), lenient.problems());
    assertEquals(List.of(), strict.names());
    assertEquals(
        List.of(
            "f0.yaml:3:7: unknown key \"comand\": did you mean command?",
            "f0.yaml:1:1: nothing runs: is_strict refuses unknown keys"),
        strict.problems());
  }

  @Test
  void keysWithoutUse_areNamedOnce_andTheCommonOnesNot() {
    Read read =
        fixture.read(
            """
            version: "0.5"
            log_level: info
            log_length: 10
            is_tui_disabled: true
            log_configuration: {no_color: true}
            mcp: {enabled: true}
            processes:
              p:
                command: run
                log_location: ./p.log
                log_configuration: {no_color: true}
                is_elevated: true
                launch_timeout_seconds: 3
                disable_ansi_colors: true
                monitor_for: x
              q: {command: run, log_location: ./q.log}
            """);

    assertEquals(List.of("p", "q"), read.names());
    assertEquals(1, read.problems().size());
    assertEquals(
        "f0.yaml:10:5: not used by brummer: log_location (line 10), log_configuration (line 11),"
            + " is_elevated (line 12), launch_timeout_seconds (line 13), disable_ansi_colors (line"
            + " 14), monitor_for (line 15), log_level (line 2), log_length (line 3),"
            + " is_tui_disabled (line 4), mcp (line 6)",
        read.problems().getFirst());
  }
}

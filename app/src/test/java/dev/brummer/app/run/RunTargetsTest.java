package dev.brummer.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.UserException;
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
import dev.brummer.engine.process.WebPolicy;
import dev.brummer.tui.paint.Theme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Run targets of real project and configuration files.
class RunTargetsTest {
  @TempDir Path home;

  private Path project = Path.of("");

  @BeforeEach
  void project() throws IOException {
    project = Files.createDirectories(home.resolve("repository/shop"));
    write("Procfile", "web: vite\nold: true\n");
  }

  @Test
  void namesTakenByFilesOfOtherRunners_areQualified() throws IOException {
    write("mprocs.yaml", "procs:\n  web: {shell: vite}\n");
    write("compose.yaml", "services:\n  old: {image: x}\n  cache: {image: redis}\n");

    assertEquals("mprocs.yaml", target("web").spec().group());
    assertEquals("vite", target("Procfile:web").description());
    assertEquals("Procfile", target("old").spec().group());
    assertEquals("compose.yaml", target("compose.yaml:old").spec().group());
    assertEquals("redis", target("cache").description());
  }

  @Test
  void requirementsOfScripts_areDependencies() throws IOException {
    write(
        "package.json",
        """
        {"name": "shop", "workspaces": ["apps/*"], "devDependencies": {"turbo": "2"}}
        """);
    write(
        "turbo.json",
        """
        {"tasks": {"gen": {},
          "dev": {"persistent": true, "dependsOn": ["gen"], "with": ["api#dev"]}}}
        """);
    write("apps/web/package.json", "{\"scripts\": {\"dev\": \"vite\", \"gen\": \"x\"}}");
    write("apps/api/package.json", "{\"scripts\": {\"dev\": \"node .\"}}");

    assertEquals(
        List.of(
            new Dependency("turbo:dev:dependencies", Condition.COMPLETED),
            new Dependency("api:dev", Condition.STARTED)),
        target("web:dev").spec().dependsOn());
    assertTrue(target("turbo:dev:dependencies").folded());
    assertEquals("dev", target("api:dev").spec().group());
  }

  @Test
  void everySetting_isTakenUp() throws IOException {
    write("secret.env", "KEY=k\nHOME=/elsewhere\n");
    write(
        "brummer.toml",
        """
        [process.db]
        command = "postgres -D data"
        cwd = "pg"
        group = "backing"
        env = { PGPORT = 5433, TRACE = true, NAME = "shop" }
        env_file = "secret.env"
        pty = false
        autostart = true
        ready = { port = 5433 }
        restart = "on-failure"
        stop = { signal = "SIGINT", command = ["pg_ctl", "stop"], grace = "3s" }
        success = [0, 130]
        watch = { paths = ["conf/**"], ignore = "*.tmpl", debounce = "1s" }
        url = "https://localhost:5433/admin"
        proxy = false
        """);

    RunTarget db = target("db");

    assertEquals(List.of("sh", "-c", "postgres -D data"), db.spec().command());
    assertEquals(project.resolve("pg"), db.spec().directory());
    assertEquals("backing", db.spec().group());
    assertEquals(
        Map.of("PGPORT", "5433", "TRACE", "true", "NAME", "shop", "KEY", "k"),
        db.spec().environment());
    assertFalse(db.spec().pty());
    assertTrue(db.autostart());
    assertEquals(
        new WatchPolicy(true, List.of("conf/**"), List.of("*.tmpl"), Duration.ofSeconds(1)),
        db.spec().watch());
    assertEquals(new WebPolicy(URI.create("https://localhost:5433/admin"), false), db.spec().web());
    assertEquals(new ReadinessProbe.Port(5433), db.spec().readiness());
    assertEquals(RestartPolicy.of(RestartPolicy.When.ON_FAILURE), db.spec().restart());
    assertEquals(
        new StopPolicy(2, List.of("pg_ctl", "stop"), Duration.ofSeconds(3)), db.spec().stop());
    assertEquals(Set.of(0, 130), db.spec().successCodes());
    assertEquals(1, db.line());
    assertEquals("postgres -D data", db.description());
  }

  @Test
  void script_thatWasFound_isTakenUpByItsName_orUnderAnother() throws IOException {
    write(
        "brummer.toml",
        """
        [process.web]
        depends_on = ["api"]

        [process.api]
        script = "old"
        depends_on = {}
        """);

    assertEquals(List.of("web", "api", "old"), all().stream().map(RunTarget::name).toList());
    assertEquals("vite", target("web").description());
    assertEquals(List.of(new Dependency("api", Condition.READY)), target("web").spec().dependsOn());
    assertEquals(target("old").spec().command(), target("api").spec().command());
  }

  @Test
  void dependencies_haveConditions() throws IOException {
    write(
        "brummer.toml",
        """
        [process.web]
        depends_on = { old = "completed", api = "started" }
        [process.api]
        command = ["node", "api.js"]
        ready.http = "http://localhost:3000/health"
        restart = { when = "always", backoff = "1s", backoff_max = "5s", reset = "20s", attempts = 3 }
        """);

    assertEquals(
        Set.of(
            new Dependency("old", Condition.COMPLETED), new Dependency("api", Condition.STARTED)),
        Set.copyOf(target("web").spec().dependsOn()));
    ProcessSpec api = target("api").spec();
    assertEquals(List.of("node", "api.js"), api.command());
    assertEquals(
        new ReadinessProbe.Http(URI.create("http://localhost:3000/health")), api.readiness());
    assertEquals(
        new RestartPolicy(
            RestartPolicy.When.ALWAYS,
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            3),
        api.restart());
  }

  @Test
  void nearerFile_wins_fromTheUsersOverTheRepositorysToTheProjects() throws IOException {
    Files.createDirectories(home.resolve("repository/.git"));
    Files.createDirectories(home.resolve(".config/brummer"));
    Files.writeString(
        home.resolve(".config/brummer/config.toml"), "grace = \"1s\"\nenv = { A = 1, B = 1 }\n");
    Files.writeString(
        home.resolve("repository/brummer.toml"),
        "env.B = 2\n[process.api]\ncommand = \"far\"\ngroup = \"g\"\nenv.C = 2\n");
    Files.writeString(home.resolve("brummer.toml"), "this is outside the repository");
    write("brummer.toml", "[process.api]\ncommand = \"near\"\nenv.C = 3\n");

    ProcessSpec api = target("api").spec();

    assertEquals(List.of("sh", "-c", "near"), api.command());
    assertEquals("g", api.group());
    assertEquals(home.resolve("repository"), api.directory());
    assertEquals(Map.of("A", "1", "B", "2", "C", "3"), api.environment());
    assertEquals(Duration.ofSeconds(1), target("old").spec().grace());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "comand = 'x'|2:1: unknown setting \"comand\": did you mean command?",
        "command = 5|2:1: command must be a shell command or a list of strings",
        "command = 'x'; pty = 'yes'|3:1: pty must be true or false",
        "command = 'x'; ready = { prt = 1 }|3:11: unknown setting \"prt\": did you mean port?",
        "command = 'x'; ready = { port = 70000 }|3:11: port must be a number from 1 to 65535",
        "command = 'x'; ready = { port = 1, log = 'x' }|3:1: ready must be one of port, tcp, http, log, exec",
        "command = 'x'; ready = { log = '(' }|3:11: log is not a valid regular expression: Unclosed group",
        "command = 'x'; ready = { http = 'shop' }|3:11: http must be an http or https URL such as",
        "command = 'x'; url = 'localhost:3000'|3:1: url must be an http or https URL such as \"http://localhost:3000\", not \"localhost:3000\"",
        "command = 'x'; url = 'http://:3000'|3:1: url must be an http or https URL such as",
        "command = 'x'; url = 'http://localhost:70000'|3:1: url must be an http or https URL such as",
        "command = 'x'; url = 'http://a b/'|3:1: url must be an http or https URL such as",
        "command = 'x'; url = 3000|3:1: url must be a string in quotes",
        "command = 'x'; proxy = 'no'|3:1: proxy must be true or false",
        "command = 'x'; watch = 3|3:1: watch must be a string or a list of strings",
        "command = 'x'; watch = '['|3:1: watch contains an invalid glob, \"[\"",
        "command = 'x'; restart = 'sometimes'|3:1: restart must be one of no, on-failure, always, not \"sometimes\"",
        "command = 'x'; restart = { delay = '40s', max_delay = '1s' }|3:28: max_delay must not be shorter than delay",
        "command = 'x'; stop = { signal = 'SIGFOO' }|3:10: signal must be a signal name such as \"SIGINT\", not \"SIGFOO\"",
        "command = 'x'; stop = { grace = 'soon' }|3:10: grace must be a duration such as",
        "command = 'x'; success = 300|3:1: success must be a number from 0 to 255",
        "command = 'x'; depends_on = ['wep']|3:1: api depends on \"wep\", but no process has this name: did you mean web?",
        "command = 'x'; depends_on = { web = 'soon' }|3:16: web must be one of started, ready, completed, exited, not \"soon\"",
        "command = 'x'; depends_on = ['api']|3:1: dependency cycle: api → api",
        "command = 'x'; script = 'web'|3:1: script and command exclude each other",
        "script = 'olt'|1: process \"api\": unknown script \"olt\": did you mean old?",
        "pty = true|1: process \"api\" has no command or script: set one of them",
        "command = |2:10: unexpected end of line",
        "command = 'x'; command = 'y'|3:1: command previously defined",
      })
  void mistake_isOneSentenceWithItsPlace(String settings, String sentence) throws IOException {
    write(
        "brummer.toml", "[process.api]\n" + settings.replace("; ", "\n").replace('\'', '"') + "\n");

    UserException thrown = assertThrows(UserException.class, this::all);

    String expected = project.resolve("brummer.toml") + ":" + sentence;
    assertTrue(thrown.text().startsWith(expected), thrown.text());
    assertFalse(thrown.text().contains("\n"), thrown.text());
    assertEquals(ExitCodes.USAGE, thrown.code());
  }

  @Test
  void circle_isSaidWhole() throws IOException {
    write(
        "brummer.toml",
        """
        [process.a]
        command = "a"
        depends_on = ["b"]
        [process.b]
        command = "b"
        depends_on = ["c"]
        [process.c]
        command = "c"
        depends_on = ["b"]
        """);

    UserException thrown = assertThrows(UserException.class, this::all);

    assertTrue(thrown.text().endsWith("dependency cycle: b → c → b"), thrown.text());
  }

  @Test
  void newKeys_areTakenUp() throws IOException {
    write("a.env", "HOST=db\nUSER_NAME=u\n");
    write("b.env", "URL=postgres://$USER_NAME@$HOST\n");
    write(
        "brummer.toml",
        """
        [process.db]
        command = "postgres"
        env_file = ["a.env", "b.env"]
        env = { KEEP = "1" }
        unset_env = ["HOST", "NODE_OPTIONS"]
        clear_env = true
        ready = { http = "http://localhost/", headers = { A = 1 }, status = 204, period = "1s", \
        failures = 7 }
        liveness = { tcp = "localhost:5432", initial_delay = 5 }
        stop = { keys = "q\\n", leader_only = true, grace = "3s" }
        restart = { when = "always", delay = "1m", attempts = "unlimited", min_uptime = "2s" }
        schedule = { cron = "0 3 * * *", zone = "UTC", on_start = true }
        daemon = true
        ends_run = ["failure", "skipped"]

        [process.web]
        command = "web"
        replicas = 2
        restart = "on-failure"
        depends_on = { db = { log = "accepting" } }

        [process.all]
        command = "all"
        depends_on = { web = "exited" }
        """
            .replace("\\\n", ""));

    ProcessSpec db = target("db").spec();

    assertEquals(Map.of("USER_NAME", "u", "URL", "postgres://u@db", "KEEP", "1"), db.environment());
    assertEquals(Set.of("HOST", "NODE_OPTIONS"), db.unset());
    assertTrue(db.clearEnvironment() && db.daemon());
    assertEquals(
        new ReadinessProbe.Http(URI.create("http://localhost/"), Map.of("A", "1"), 204),
        db.readiness());
    assertEquals(
        new ProbeTiming(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), 1, 7),
        db.probeTiming());
    LivenessPolicy liveness = Objects.requireNonNull(db.liveness());
    assertEquals(new ReadinessProbe.Tcp("localhost", 5432), liveness.probe());
    assertEquals(Duration.ofSeconds(5), liveness.timing().initialDelay());
    assertEquals(new StopPolicy(15, List.of(), Duration.ofSeconds(3), "q\n", true), db.stop());
    assertEquals(
        new RestartPolicy(
            RestartPolicy.When.ALWAYS,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(10),
            RestartPolicy.UNLIMITED,
            Duration.ofSeconds(2)),
        db.restart());
    assertEquals(
        new Schedule(new Schedule.Trigger.Cron("0 3 * * *", ZoneId.of("UTC")), true),
        db.schedule());
    assertEquals(new ExitPolicy(false, true, true), db.exit());
    ProcessSpec second = target("web-1").spec();
    assertEquals(new Replica("web", 1, 2), second.replica());
    assertEquals("1", second.environment().get("PC_REPLICA_NUM"));
    assertEquals(
        List.of(Dependency.onLogLine("db", Pattern.compile("accepting"))), second.dependsOn());
    assertEquals(
        List.of(
            new Dependency("web-0", Condition.EXITED), new Dependency("web-1", Condition.EXITED)),
        target("all").spec().dependsOn());
  }

  @Test
  void overrideFile_changesSingleSettings() throws IOException {
    write(
        "brummer.toml",
        "[process.web]\ncommand = 'a'\nrestart = 'always'\nstop = { signal = 'SIGINT' }\n");
    write(
        "brummer.override.toml",
        "[process.web]\nrestart = { attempts = 3 }\nstop = { grace = '1s' }\n");

    ProcessSpec web = target("web").spec();

    assertEquals(RestartPolicy.When.ALWAYS, web.restart().when());
    assertEquals(3, web.restart().maxAttempts());
    assertEquals(new StopPolicy(2, List.of(), Duration.ofSeconds(1)), web.stop());
  }

  @Test
  void plan_startsWhatIsSaidTo_andWithoutAUiKeepsWhatThatNeeds() throws IOException {
    write(
        "brummer.toml",
        """
        [process.web]
        autostart = true
        depends_on = ["api"]
        [process.api]
        command = "api"
        depends_on = ["db"]
        [process.db]
        command = "db"
        """);
    RunPlanner planner =
        new RunPlanner(ProjectDirectory.find(project), true, null, null, environment(), Map.of());

    RunPlan plan = planner.plan(List.of(), List.of());

    assertEquals(Set.of("web"), plan.started());
    assertEquals(
        List.of("web", "api", "db"),
        plan.onlyStarted().processes().stream().map(ProcessSpec::name).toList());
    assertEquals(Set.of("api"), planner.plan(List.of("api"), List.of()).started());
  }

  @Test
  void commandLine_winsOverTheFile() throws IOException {
    write("brummer.toml", "grace = \"1s\"\npty = false\n");

    RunPlan asFile =
        new RunPlanner(ProjectDirectory.find(project), true, null, null, environment(), Map.of())
            .plan(List.of("web"), List.of());
    RunPlan asked =
        new RunPlanner(
                ProjectDirectory.find(project),
                false,
                true,
                Duration.ofSeconds(9),
                environment(),
                Map.of())
            .plan(List.of("web"), List.of());

    assertFalse(asFile.processes().getFirst().pty());
    assertEquals(Duration.ofSeconds(1), asFile.processes().getFirst().grace());
    assertTrue(asked.processes().getFirst().pty());
    assertEquals(Duration.ofSeconds(9), asked.processes().getFirst().grace());
  }

  @Test
  void theme_isTheNearestFiles_elseAuto() throws IOException {
    assertEquals(Theme.AUTO, theme());
    Files.createDirectories(home.resolve(".config/brummer"));
    Files.writeString(home.resolve(".config/brummer/config.toml"), "theme = \"meadow\"\n");
    assertEquals(Theme.MEADOW, theme());
    write("brummer.toml", "theme = \"dark\"\n");
    assertEquals(Theme.DARK, theme());
    write("brummer.toml", "theme = \"pink\"\n");
    UserException none = assertThrows(UserException.class, this::theme);
    assertTrue(
        none.text().contains("theme must be one of auto, dark, light, honey, meadow"), none.text());
  }

  private Theme theme() {
    return new RunTargets(ProjectDirectory.find(project), environment(), true, Map.of()).theme();
  }

  @Test
  void exampleOfTheGuide_isTrue() throws IOException {
    String page = Files.readString(Path.of("src/docs/configuration.md"));
    int begin = page.indexOf("```toml\n") + "```toml\n".length();
    write("brummer.toml", page.substring(begin, page.indexOf("```", begin)));
    write("Procfile", "dev-api: node api.js\n");
    write("package.json", "{\"scripts\": {\"dev:api\": \"node api.js\"}}");

    ProcessSpec api = target("api").spec();

    assertEquals(2, api.dependsOn().size());
    assertEquals(Map.of("PORT", "3000"), api.environment());
    assertEquals(Set.of(0, 130), api.successCodes());
    assertEquals(Duration.ofSeconds(30), target("db").spec().grace());
  }

  private List<RunTarget> all() {
    return new RunTargets(ProjectDirectory.find(project), environment(), true, Map.of()).all();
  }

  private RunTarget target(String name) {
    return all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private Map<String, String> environment() {
    return Map.of("HOME", home.toString());
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(project.resolve(file).getParent());
    Files.writeString(project.resolve(file), text);
  }
}

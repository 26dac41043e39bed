package dev.brummer.app.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.project.ProjectFixture.Read;
import dev.brummer.app.project.compose.ProcessComposeFormat;
import dev.brummer.app.project.format.ProjectFormat;
import dev.brummer.app.project.mprocs.MprocsFormat;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.ProbeTiming;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.RestartPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each of the [ProjectSamples] gives.
class PublicShapesTest {
  private static final Path HOME = Path.of("/project");

  private static Read read(String kind, ProjectFormat format, String name) {
    return new ProjectFixture(HOME, format)
        .environment("PORT", "80")
        .environment("PAGE_PORT", "81")
        .environment("ROOT_PATH", "/root")
        .environment("DATA", "/data")
        .read(List.of(ProjectSamples.path(kind, name)));
  }

  private static Read compose(String name) {
    return read("process-compose", new ProcessComposeFormat(), name);
  }

  private static Read mprocs(String name) {
    return read("mprocs", new MprocsFormat(), name);
  }

  private static List<String> shortened(Read read, String kind, String name) {
    String file = ProjectSamples.path(kind, name).toString();
    return read.file().problems().stream()
        .map(problem -> problem.replace(file + ":", "").replaceFirst("(?s): .*", ""))
        .toList();
  }

  /// File, names of its processes, and the places of its problems.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "brokers|cache broker_0 broker_1 consumer_0|-",
        "strict-database|database database_setup|12:5",
        "extending|backend store keys page fill picture|5:1",
        "index-server|index|-",
        "strict-rail|core editor runner|-",
        "database-in-shell|init database create|-",
        "chained-probes|Containers Backend Frontend|-",
        "daemon|database-source|-",
        "four-spaces|docs front|-",
        "log-ready|compile serve|-",
        "sampler|list first _second third server calculator __log|42:5 4:1",
        "services|stores migrate api|13:5",
        "fragment|site main|14:7 16:7",
      })
  void processCompose(String name, String processes, String problems) {
    Read read = compose(name);

    assertEquals(List.of(processes.split(" ")), read.names());
    if (!name.equals("sampler")) {
      assertEquals(
          problems == null ? List.of() : List.of(problems.split(" ")),
          shortened(read, "process-compose", name));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "depends-on|net-server net-identity desktop packages|8:5",
        "commented|pm-server tunnel|-",
        "no-newline|client contracts chain tests|-",
        "words|frontend backend gateway|-",
        "make|api database|-",
        "stray-settings|frontend backend|16:1 17:1",
        "blocks|localnet database migrate build indexer|-",
        "capitals|Server Styles Docs|-",
        "two|frontend node|-",
        "checks|check test fmt semver-checks mountain_car|-",
        "ports|contracts client|-",
        "narrow|app|2:1",
        "full-stack|db api editor build logs|37:1",
      })
  void mprocs(String name, String processes, String problems) {
    Read read = mprocs(name);

    assertEquals(List.of(processes.split(" ")), read.names());
    assertEquals(
        problems == null ? List.of() : List.of(problems.split(" ")),
        shortened(read, "mprocs", name));
  }

  @Test
  void everySample_isInOneOfTheTables() {
    assertEquals(13, ProjectSamples.all("process-compose").size());
    assertEquals(13, ProjectSamples.all("mprocs").size());
  }

  @Test
  void strictDatabase_stopsWithInterrupt_andIsProbed() {
    ProcessSpec database = compose("strict-database").spec("database");

    assertEquals(2, database.stop().signal());
    assertEquals(RestartPolicy.NO, database.restart());
    assertEquals(
        new ProbeTiming(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(4), 1, 5),
        database.probeTiming());
    assertEquals(
        new ReadinessProbe.Exec(
            List.of("bash", "-c", "env -u DBUSER dbshell --command 'show zone;' --dbname main")),
        database.readiness());
  }

  @Test
  void extending_mergesWithItsBase_andExpandsDefaults() {
    Read read = compose("extending");

    ProcessSpec backend = read.spec("backend");
    assertEquals("cargo watch -x run", backend.command().getLast());
    assertEquals(HOME.resolve("backend"), backend.directory());
    assertEquals(RestartPolicy.When.ON_FAILURE, backend.restart().when());
    assertEquals(
        new ReadinessProbe.Http(URI.create("http://127.0.0.1:80/health"), Map.of(), 200),
        backend.readiness());
    assertEquals(
        ProjectSamples.path("process-compose", "parts/base").getParent(),
        read.spec("store").directory());
    assertEquals(
        List.of(new Dependency("backend", Condition.READY)), read.spec("fill").dependsOn());
    assertEquals(
        "cargo run -q -- fill --url http://localhost:80 --user u --tags ../data/tags.json",
        read.spec("fill").command().getLast());
    assertTrue(!read.spec("picture").exit().endsRun());
  }

  @Test
  void strictRail_takesItsPathsFromTheEnvironment() {
    Read read = compose("strict-rail");

    assertEquals(Path.of("/root/core"), read.spec("core").directory());
    assertEquals("/root/assets", read.spec("editor").environment().get("ASSETS"));
    assertEquals("false", read.spec("editor").environment().get("NO_CACHE"));
    assertEquals(
        "amqp://user:pass@localhost:5672/%2f", read.spec("core").environment().get("QUEUE_URL"));
    assertEquals("grpc", read.spec("runner").environment().get("TRACES_PROTOCOL"));
    assertEquals("671088640", read.spec("runner").environment().get("MAX_SIZE"));
  }

  @Test
  void databaseInShell_getsTheDirectoryBeforeTheShell() {
    assertEquals(
        "[ -d \"/data/base\" ] || initdb -U app --auth=trust\n",
        compose("database-in-shell").spec("init").command().getLast());
  }

  @Test
  void daemon_isStartedAlways_andStoppedByItsCommand() {
    ProcessSpec daemon = compose("daemon").spec("database-source");

    assertTrue(daemon.daemon());
    assertEquals(
        List.of("bash", "-c", "cd .env/db && db_ctl stop -m fast"), daemon.stop().command());
    assertEquals(RestartPolicy.When.ALWAYS, daemon.restart().when());
  }

  @Test
  void logReady_waitsForTheLine() {
    Read read = compose("log-ready");

    assertEquals(
        List.of(new Dependency("compile", Condition.READY)), read.spec("serve").dependsOn());
    assertTrue(read.spec("compile").readiness() instanceof ReadinessProbe.Log);
    assertEquals("Serves the page.", read.process("serve").description());
  }

  @Test
  void sampler_hasATemplatedPort_aNamespaceAndADisabledProcess() {
    Read read = compose("sampler");

    assertEquals("python3 -m http.server 4040", read.spec("server").command().getLast());
    assertEquals(
        new ReadinessProbe.Http(URI.create("http://127.0.0.1:4040/"), Map.of(), 200),
        read.spec("server").readiness());
    assertEquals("debug", read.spec("__log").group());
    assertTrue(!read.process("calculator").autostart());
    assertEquals(
        new ReadinessProbe.Http(URI.create("https://example.com/"), Map.of(), 200),
        read.spec("_second").readiness());
    assertEquals(
        List.of(
            new Dependency("_second", Condition.COMPLETED),
            new Dependency("third", Condition.EXITED)),
        read.spec("first").dependsOn());
    assertEquals(List.of(), read.spec("third").dependsOn());
    assertTrue(
        read.file().problems().stream()
            .anyMatch(problem -> problem.contains("\"proxy\", which does not exist")),
        read.file().problems().toString());
  }

  @Test
  void services_endTheRunWhenTheMigrationFails() {
    Read read = compose("services");

    assertTrue(read.spec("migrate").exit().endsRunOnFailure());
    assertEquals(Set.of(0, 130, 143), read.spec("api").successCodes());
    assertEquals("standard", read.spec("api").group());
    assertEquals(Duration.ofSeconds(30), read.spec("stores").grace());
  }

  @Test
  void mprocsWords_haveTheirEnvironment_andOneWaits() {
    Read read = mprocs("words");

    assertEquals(List.of("yarn", "dev"), read.spec("frontend").command());
    assertEquals(HOME.resolve("frontend"), read.spec("frontend").directory());
    assertEquals("/abcD6lBu7+NjuT3Qa9BF/HW=", read.spec("backend").environment().get("SECRET_KEY"));
    assertTrue(!read.process("gateway").autostart());
  }

  @Test
  void mprocsBlocks_keepTheirLines_andTheirSignals() {
    Read read = mprocs("blocks");

    assertEquals(
        "RUST_LOG=\"off,node=info\" net start --force", read.spec("localnet").command().getLast());
    assertEquals(
        "build contracts/one && \\\nbuild contracts/two && \\\necho \"built — all of them\"\n",
        read.spec("build").command().getLast());
    assertEquals(15, read.spec("localnet").stop().signal());
    assertEquals(2, read.spec("indexer").stop().signal());
  }

  @Test
  void mprocsFullStack_hasEveryKindOfStop() {
    Read read = mprocs("full-stack");

    assertEquals(
        List.of("/bin/sh", "-c", "docker compose stop postgres redis"),
        read.spec("db").stop().command());
    assertEquals("\u001B:qa!\r", read.spec("editor").stop().input());
    assertEquals("npm run build", read.process("build").description());
    assertEquals(
        ProjectSamples.path("mprocs", "apps/api").resolveSibling("api"),
        read.spec("api").directory());
    assertEquals(Duration.ofSeconds(1), read.spec("api").restart().minUptime());
  }
}

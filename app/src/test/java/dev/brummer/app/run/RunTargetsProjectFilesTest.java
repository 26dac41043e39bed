package dev.brummer.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.program.UserException;
import dev.brummer.app.project.compose.ProcessComposeFormat;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of other runners beside brummer.toml and scripts.
class RunTargetsProjectFilesTest {
  private static final String COMPOSE =
      """
      processes:
        web:
          command: web
          depends_on: {db: {condition: process_started}}
        db: {command: db}
        seed: {command: seed, disabled: true}
      """;

  @TempDir Path home;
  private Path project = Path.of("");

  @BeforeEach
  void setUp() throws IOException {
    project = Files.createDirectories(home.resolve("project/.git")).getParent().toRealPath();
  }

  @Test
  void foundFile_isAGroup_listedBeforeTheScripts() throws IOException {
    write("process-compose.yaml", COMPOSE);
    write("package.json", "{\"scripts\": {\"dev\": \"vite\", \"web\": \"other\"}}");

    assertEquals(List.of("web", "db", "seed", "dev", "package.json:web"), names());
    assertEquals("web", target("web").spec().command().getLast());
    assertEquals("process-compose.yaml", target("web").spec().group());
    assertEquals(2, target("web").line());
    assertEquals(project.resolve("process-compose.yaml"), target("web").origin());
    assertFalse(target("web").autostart());
    assertTrue(target("web").spec().startsWithGroup());
    assertFalse(target("seed").spec().startsWithGroup());
    assertEquals(
        Set.of("web", "db"), plan().plan(List.of("process-compose.yaml"), List.of()).started());
    assertEquals(Set.of(), plan().plan(List.of(), List.of()).started());
  }

  @Test
  void directoryWithOnlySuchAFile_isAProject() throws IOException {
    write("mprocs.yaml", "procs: {a: run}");
    Path below = Files.createDirectories(project.resolve("src/deep"));

    assertEquals(project, ProjectDirectory.find(below).path());
  }

  @Test
  void brokenFoundFile_isNamed_andTheScriptsRun() throws IOException {
    write("mprocs.yaml", "procs: [");
    write("Procfile", "web: run");

    assertEquals(List.of("web"), names());
    List<String> warnings = targets().warnings();
    assertEquals(1, warnings.size());
    assertTrue(
        warnings.getFirst().startsWith(project.resolve("mprocs.yaml") + ":1:"),
        warnings.getFirst());
  }

  @Test
  void brummerToml_extendsAndReplaces_andItsSettingsForAllCount() throws IOException {
    write("process-compose.yaml", COMPOSE);
    write(
        "brummer.toml",
        """
        grace = "3s"
        [process.web]
        env = { A = "1" }
        autostart = true
        [process.db]
        command = "other"
        [process.again]
        script = "web"
        [process.mine]
        command = "mine"
        depends_on = ["seed"]
        """);

    assertEquals(List.of("web", "db", "again", "mine", "seed"), names());
    assertEquals("1", target("web").spec().environment().get("A"));
    assertEquals("web", target("web").spec().command().getLast());
    assertEquals(
        List.of(new Dependency("db", Condition.STARTED)), target("web").spec().dependsOn());
    assertTrue(target("web").autostart());
    assertEquals("other", target("db").spec().command().getLast());
    assertEquals("web", target("again").spec().command().getLast());
    assertEquals(Duration.ofSeconds(3), target("seed").spec().grace());
  }

  @Test
  void twoFiles_withTheSameName_areBothThere() throws IOException {
    write("process-compose.yaml", "processes: {web: {command: one}}");
    write("mprocs.yaml", "procs: {web: two, job: {shell: job, deps: [web]}}");

    assertEquals(List.of("web", "mprocs.yaml:web", "job"), names());
    assertEquals(
        List.of(new Dependency("mprocs.yaml:web", Condition.STARTED)),
        target("job").spec().dependsOn());
  }

  @Test
  void composeYaml_isOneOfTheTwoKinds() throws IOException {
    write("compose.yaml", "services: {web: {image: x}}");
    assertEquals(List.of(), new ProcessComposeFormat().find(project));

    write("compose.yaml", "# either\nprocesses: {job: {command: x}}");
    write("compose.override.yaml", "processes: {job: {command: y}}");
    assertTrue(names().contains("job"));
    assertEquals("y", target("job").spec().command().getLast());
  }

  @Test
  void overrideFile_isFoundBesideTheFile() throws IOException {
    write("process-compose.yml", COMPOSE);
    write(
        "process-compose.override.yml", "processes: {web: {command: changed}, more: {command: m}}");

    assertEquals(List.of("web", "db", "seed", "more"), names());
    assertEquals("changed", target("web").spec().command().getLast());
  }

  @Test
  void requestedFile_replacesEverythingElse_andStartsItself() throws IOException {
    Path file = write("sub/dev.yaml", COMPOSE);
    write("package.json", "{\"scripts\": {\"dev\": \"vite\"}}");
    write("brummer.toml", "grace = \"4s\"\n[process.mine]\ncommand = \"mine\"\n");

    List<RunTarget> all = targets(file).all();
    RunPlan plan = plan(file).plan(List.of(), List.of());

    assertEquals(List.of("web", "db", "seed"), all.stream().map(RunTarget::name).toList());
    assertEquals(Set.of("web", "db"), plan.started());
    assertEquals(Duration.ofSeconds(4), all.getFirst().spec().grace());
    assertEquals(project, all.getFirst().spec().directory());
    assertEquals(Set.of("seed"), plan(file).plan(List.of("seed"), List.of()).started());
  }

  @Test
  void requestedFiles_ofOneKind_override_ofSeveralKinds_join() throws IOException {
    Path base = write("a.yaml", COMPOSE);
    Path over = write("b.yaml", "processes: {web: {command: changed}}");
    Path procs = write("c.yaml", "procs: {job: run, idle: {shell: run, autostart: false}}");
    Path procfile = write("Procfile.dev", "css: watch\n");
    Path toml = write("extra.toml", "[process.web]\nenv = { A = \"1\" }\nautostart = true\n");

    List<RunTarget> all = targets(base, over, procs, procfile, toml).all();

    assertEquals(
        List.of("web", "db", "seed", "job", "idle", "css"),
        all.stream().map(RunTarget::name).toList());
    assertEquals("changed", all.getFirst().spec().command().getLast());
    assertEquals("1", all.getFirst().spec().environment().get("A"));
    assertEquals(
        Set.of("web", "db", "job", "css"),
        plan(base, over, procs, procfile, toml).plan(List.of(), List.of()).started());
  }

  @Test
  void requestedFile_thatCannotBeUsed_isAnError() throws IOException {
    write("package.json", "{\"scripts\": {\"dev\": \"vite\"}}");
    Path strict = write("s.yaml", "is_strict: true\nprocesses: {a: {command: run, comand: x}}");
    Path empty = write("e.yaml", "procs: {}\n");
    Path procfile = write("Procfile", "nothing here\n");

    assertTrue(failure(strict).contains("unknown key \"comand\""), failure(strict));
    assertEquals(empty + ": declares no processes", failure(empty));
    assertTrue(failure(procfile).contains("Procfile:1: line skipped"), failure(procfile));
    assertTrue(failure(project.resolve("gone.toml")).contains("gone.toml"));
    assertTrue(failure(project.resolve("Procfile.gone")).contains("no such file"));
  }

  @Test
  void envFileOfAProjectFile_isMasked() throws IOException {
    write("secret.env", "API_TOKEN=abcdefgh12345678\n");
    write("process-compose.yaml", "processes: {web: {command: run, env_file: secret.env}}");

    assertEquals(List.of(project.resolve("secret.env")), targets().environmentFiles());
  }

  @Test
  void variablesOfAProjectFile_replaceInheritedOnes() throws IOException {
    write("mprocs.yaml", "procs: {a: {shell: run, add_path: x, env: {HOME: /own, GONE: null}}}");

    Map<String, String> own = target("a").spec().environment();

    assertEquals("/own", own.get("HOME"));
    assertEquals("/usr/bin:/bin:x", own.get("PATH"));
    assertEquals(Set.of("GONE"), target("a").spec().unset());
  }

  private String failure(Path file) {
    return String.join("\n", assertThrows(UserException.class, () -> targets(file)).sentences());
  }

  private RunPlanner plan(Path... files) {
    return new RunPlanner(find(files), true, null, null, environment(), Map.of());
  }

  private RunTargets targets(Path... files) {
    return new RunTargets(find(files), environment(), true, Map.of());
  }

  private ProjectDirectory find(Path... files) {
    return ProjectDirectory.find(project, Arrays.asList(files));
  }

  private List<String> names() {
    return targets().all().stream().map(RunTarget::name).toList();
  }

  private RunTarget target(String name) {
    return targets().all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private Map<String, String> environment() {
    return Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin");
  }

  private Path write(String file, String text) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }
}

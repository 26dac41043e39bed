package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `brummer config` with the built program.
@Timeout(180)
class ConfigCommandIT {
  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();

  private void configure(String text) throws Exception {
    Files.writeString(project.resolve("brummer.toml"), text);
  }

  @Test
  void show_namesTheSourceOfEachValue() throws Exception {
    configure("theme = \"honey\"\n[process.web]\ncommand = \"sleep 300\"\n");

    String out = run(0, "show").out();

    assertTrue(
        out.lines().anyMatch(line -> line.matches("theme = \"honey\" +brummer.toml:1")), out);
    assertTrue(out.lines().anyMatch(line -> line.matches("grace = 10s +default")), out);
    assertEquals(
        "process.web.command = \"sleep 300\"  brummer.toml:3\n",
        run(0, "show", "process.web").out());
    assertEquals("theme = \"dark\"  --theme\n", run(0, "show", "theme", "--theme", "dark").out());
    String json = run(0, "show", "theme", "--json").out();
    assertTrue(json.contains("\"value\" : \"honey\"") && json.contains("\"line\" : 1"), json);
    assertTrue(run(2, "show", "process.wep").err().contains("did you mean process.web"));
  }

  @Test
  void check_reportsAllMistakes() throws Exception {
    configure("them = \"honey\"\n[process.web]\ncommand = 5\n");

    BuiltImage.Result result = run(1, "check");

    String file = project.resolve("brummer.toml") + ":";
    assertEquals(
        "brummer: "
            + file
            + "1:1: unknown setting \"them\": did you mean theme?\nbrummer: "
            + file
            + "3:1: command must be a shell command or a list of strings\n",
        result.err());
    configure("[process.web]\ndepends_on = 'web'\ncommand = 'x'\n");
    assertTrue(run(1, "check").err().contains("dependency cycle"));
    configure("[process.web]\ncommand = 'x'\n");
    assertTrue(run(0, "check").out().startsWith("ok: "));
  }

  @Test
  void init_writesAFileThatIsValid_once() throws Exception {
    Files.writeString(project.resolve("Procfile"), "web: sleep 300\n'odd' name: true\n");
    Path file = project.resolve("brummer.toml");

    assertEquals("wrote " + file + "\n", run(0, "init").out());

    String text = Files.readString(file);
    assertTrue(text.contains("# [process.web]"), text);
    assertFalse(Files.isExecutable(file));
    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    assertTrue(mode.startsWith("rw-"), mode);
    run(0, "check");
    assertTrue(run(1, "init").err().contains("exists already"));
    assertEquals(text, Files.readString(file));
    Files.writeString(file, text.replace("# [process.web]", "[process.web]\nautostart = true"));
    run(0, "check");
  }

  @Test
  void schema_isJson() throws Exception {
    String out = run(0, "schema").out();

    assertTrue(out.contains("https://json-schema.org/draft/2020-12/schema"), out);
  }

  @Test
  void edit_checksWhatWasSaved() throws Exception {
    configure("");
    Process brummer =
        BuiltImage.start(
            project, Map.of("EDITOR", "printf 'them = 1\\n' >", "VISUAL", ""), "config", "edit");
    brummer.getOutputStream().close();

    BuiltImage.Result result = BuiltImage.awaitExit(brummer);

    assertEquals(1, result.code(), result.err());
    assertTrue(result.err().contains("brummer.toml:1:1: unknown setting \"them\""), result.err());
  }

  @Test
  void apply_restartsOnlyWhatChanged() throws Exception {
    configure(
        "[process.web]\ncommand = \"echo one; exec sleep 300\"\n"
            + "[process.api]\ncommand = \"echo up; exec sleep 300\"\n");
    try (Tmux tmux =
        Tmux.start(
            140,
            36,
            project,
            mark,
            "env -u XDG_RUNTIME_DIR XDG_STATE_HOME="
                + BuiltImage.stateDirectory()
                + " "
                + BuiltImage.launcher()
                + " run web api --ui plain --no-proxy")) {
      tmux.await("one");
      tmux.await("up");
      awaitRemoteControl();
      configure(
          "[process.web]\ncommand = \"echo two; exec sleep 300\"\n"
              + "[process.api]\ncommand = \"echo up; exec sleep 300\"\n");
      tmux.await("the configuration has changed: restart web (brummer config apply)");
      assertEquals("would restart web\n", run(0, "apply", "--dry-run").out());
      assertEquals("applied the configuration: restart web\n", run(0, "apply").out());
      String screen = tmux.await("two");
      assertEquals(1, screen.lines().filter(line -> line.endsWith("| up")).count(), screen);
      configure("[process.web]\ncommand = \"echo two; exec sleep 300\"\n");
      tmux.await("stop and remove api");
      assertEquals("applied the configuration: stop and remove api\n", run(0, "apply").out());
      assertEquals("the configuration has not changed\n", run(0, "apply").out());
      configure("[process.web]\ncommand = 1\n");
      tmux.await("configuration not applied: ");
      assertTrue(run(2, "apply").err().contains("brummer.toml:2:1: command must be"));
      tmux.keys("C-c");
      tmux.await("ended with ");
    }
    mark.assertNoneLeft();
  }

  @Test
  void ui_asksBeforeItApplies() throws Exception {
    configure("[process.web]\ncommand = \"echo one; exec sleep 300\"\nautostart = true\n");
    try (Tmux tmux = Tmux.start(140, 36, project, mark, BuiltImage.launcher() + " run")) {
      tmux.await("│ one");
      configure(
          "[process.web]\ncommand = \"echo two; exec sleep 300\"\nautostart = true\n"
              + "[process.extra]\ncommand = \"exec sleep 300\"\n");
      String question = tmux.await("The configuration has changed");
      assertTrue(question.contains("restart web") && question.contains("add extra"), question);
      tmux.keys("y");
      tmux.await("│ two");
      tmux.await("extra");
      configure("[process.extra]\ncommand = \"exec sleep 300\"\n");
      tmux.await("stop and remove web");
      tmux.keys("y");
      tmux.await("web to be gone", screen -> !screen.contains("● web") && screen.contains("extra"));
      tmux.keys("q");
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }

  /// Waits until commands reach the run: its socket opens beside the start of its processes.
  private void awaitRemoteControl() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    int code = BuiltImage.run(project, "ps").code();
    while (code != 0 && System.nanoTime() < deadline) {
      code = BuiltImage.run(project, "ps").code();
    }
    assertEquals(0, code);
  }

  private BuiltImage.Result run(int code, String... arguments) throws Exception {
    String[] all = new String[arguments.length + 1];
    all[0] = "config";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    BuiltImage.Result result = BuiltImage.run(project, all);
    assertEquals(code, result.code(), result.out() + result.err());
    return result;
  }
}

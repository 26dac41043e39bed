package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the built program finds and starts, and what it leaves alone.
@Timeout(180)
class DiscoverIT {
  @TempDir Path temporary;

  private final InheritedMarker mark = InheritedMarker.create();

  private Path project() throws IOException {
    Path project = Files.createDirectories(temporary.resolve("shop"));
    Files.createDirectories(project.resolve(".git"));
    return project;
  }

  @Test
  void subdirectory_usesTheProjectAbove_andSaysWhichItIs() throws Exception {
    Path project = project();
    Files.writeString(project.resolve("Procfile"), "web: pwd\n");
    Path below = Files.createDirectories(project.resolve("src/cart"));

    BuiltImage.Result listed = BuiltImage.run(below, "list");
    BuiltImage.Result run = BuiltImage.run(below, "run", "web");
    BuiltImage.Result command = BuiltImage.run(below, "run", "--", "pwd");
    BuiltImage.Result logs = BuiltImage.run(below, "logs", "web", "--session", "1");

    assertTrue(listed.out().startsWith("web  Procfile:1"), listed.out());
    assertEquals("brummer: using the project " + project, listed.err().strip());
    assertTrue(run.out().contains("web | " + project + "\n"), run.out());
    assertTrue(run.err().contains("using the project " + project), run.err());
    assertTrue(command.out().contains("pwd | " + below + "\n"), command.out());
    assertTrue(logs.out().contains(project.toString()), logs.out() + logs.err());
    try (Tmux tmux = Tmux.start(120, 24, below, mark, BuiltImage.launcher() + " run")) {
      tmux.await(
          "the project in the header", s -> s.lines().findFirst().orElse("").contains("/shop"));
      tmux.keys("q");
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }

  @Test
  void directoriesWithoutAWorkspace_areListedAndStarted() throws Exception {
    RequiredPrograms.require("npm");
    RequiredPrograms.require("python3");
    Path project = project();
    Path frontend = Files.createDirectories(project.resolve("frontend"));
    Path backend = Files.createDirectories(project.resolve("backend"));
    Files.writeString(
        frontend.resolve("package.json"),
        "{\"name\": \"ui\", \"scripts\": {\n\"dev\": \"pwd\", \"build\": \"false\"}}\n");
    Files.writeString(
        backend.resolve("manage.py"), "import os, sys\nprint(sys.argv[1], 'in', os.getcwd())\n");

    BuiltImage.Result listed = BuiltImage.run(project, "list");
    BuiltImage.Result run = BuiltImage.run(project, "run", "@frontend", "backend");

    assertEquals(
        List.of("backend:runserver", "frontend:dev"),
        listed.out().lines().limit(2).map(line -> line.split(" ")[0]).toList(),
        listed.out());
    assertTrue(listed.out().contains(" frontend/package.json:2 "), listed.out());
    assertTrue(run.out().contains("frontend:dev"), run.out() + run.err());
    assertTrue(run.out().contains("| " + frontend + "\n"), run.out() + run.err());
    assertTrue(run.out().contains("| runserver in " + backend + "\n"), run.out() + run.err());
    mark.assertNoneLeft();
  }

  @Test
  void brummerAlone_inAProject_isRun_elsewhereHelp() throws Exception {
    Path project = project();
    BuiltImage.Result help = BuiltImage.run(project);
    Files.writeString(project.resolve("Procfile"), "web: sleep 100\n");
    BuiltImage.Result run = BuiltImage.run(project);

    assertEquals(0, help.code());
    assertTrue(help.out().contains("Usage: brummer"), help.out());
    assertEquals(2, run.code());
    assertTrue(run.err().contains("without the UI, name the processes to run: web"), run.err());
    try (Tmux tmux = Tmux.start(100, 24, project, mark, BuiltImage.launcher().toString())) {
      tmux.await("○ web");
      tmux.await("the short names of the tabs", s -> s.contains("4 Req") && s.contains("7 Sys"));
      tmux.keys("s");
      tmux.await("● web");
      tmux.keys("q");
      tmux.await("brummer: stopped 1 process; brummer logs shows what it printed");
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }

  @Test
  void makefileAsAGroup_startsNoCleanAndNoDeploy() throws Exception {
    RequiredPrograms.require("make");
    Path project = project();
    Files.writeString(
        project.resolve("Makefile"),
        "dev:\n\techo serving\nclean:\n\ttouch cleaned\ndeploy:\n\ttouch deployed\n");
    Files.writeString(project.resolve("Procfile"), "db: echo db up; sleep 100\n");

    BuiltImage.Result run = BuiltImage.run(project, "run", "Makefile");

    assertTrue(run.out().contains("dev | serving"), run.out());
    assertTrue(run.err().contains("start by name: clean, deploy"), run.err());
    try (Tmux tmux = Tmux.start(120, 36, project, mark, BuiltImage.launcher() + " run")) {
      tmux.await("▾ Makefile");
      tmux.keys("j", "s");
      tmux.await("Start Makefile");
      tmux.await("1 of 3 checked");
      tmux.keys("Enter");
      tmux.await("✔ dev");
      tmux.keys("g", "s");
      tmux.await("● db");
      tmux.keys("q");
      tmux.await("ended with 0");
    }
    assertFalse(Files.exists(project.resolve("cleaned")));
    assertFalse(Files.exists(project.resolve("deployed")));
    mark.assertNoneLeft();
  }

  @Test
  void npmNames_likeOptionsScopedAndTwice_runTheRightScript() throws Exception {
    RequiredPrograms.require("npm");
    Path project = project();
    Path lib = Files.createDirectories(project.resolve("packages/lib"));
    Files.writeString(
        project.resolve("package.json"),
        """
        {"name": "shop", "workspaces": ["packages/*"], "scripts": {
          "//": "comment", "": "", "-x": "echo dash",
          "build": "echo first",
          "build": "echo last"
        }}
        """);
    Files.writeString(
        lib.resolve("package.json"),
        "{\"name\": \"@acme/lib\", \"scripts\": {\"test\": \"echo tested\"}}");

    BuiltImage.Result dash = BuiltImage.run(project, "run", "--", "-x");
    BuiltImage.Result rest = BuiltImage.run(project, "run", "@acme/lib:test", "build");

    assertTrue(dash.out().contains("-x | dash\n"), dash.out() + dash.err());
    assertEquals(0, dash.code());
    assertTrue(rest.out().contains("lib:test | tested\n"), rest.out() + rest.err());
    assertTrue(rest.out().contains("build    | last\n"), rest.out());
    assertTrue(rest.err().contains("package.json:4: script \"build\""), rest.err());
    assertTrue(rest.err().contains("line 3"), rest.err());
    BuiltImage.Result likely = BuiltImage.run(project, "list");
    assertEquals(2, likely.out().lines().count(), likely.out());
    assertTrue(
        likely.err().contains("1 more hook or check is not listed: brummer list --all"),
        likely.err());
    String listed = BuiltImage.run(project, "list", "--all").out();
    assertEquals(3, listed.lines().count(), listed);
  }

  @Test
  void secondRun_saysThatOneIsRunning_untilThatIsKilled() throws Exception {
    Path project = project();
    Files.writeString(
        project.resolve("Procfile"), "web: echo up; exec sleep 100\nother: echo ran\n");
    Process first =
        BuiltImage.start(project, Map.of(mark.name(), mark.value()), "run", "web", "--ui", "plain");
    try {
      first.inputReader().readLine();
      String running = "brummer is already running in " + project + " with web (pid ";

      BuiltImage.Result same = BuiltImage.run(project, "run", "web");
      BuiltImage.Result different = BuiltImage.run(project, "run", "other");

      assertEquals(1, same.code());
      assertEquals("", same.out());
      assertTrue(same.err().contains(running), same.err());
      assertTrue(same.err().contains("brummer stop web stops it there"), same.err());
      assertEquals(0, different.code(), different.err());
      assertTrue(different.err().contains(running), different.err());
      assertTrue(different.out().contains("other | ran"), different.out());
    } finally {
      first.destroyForcibly();
    }
    assertTrue(first.waitFor(30, TimeUnit.SECONDS));
    BuiltImage.Result after = BuiltImage.run(project, "run", "other");
    assertFalse(after.err().contains("already running"), after.err());
    mark.assertNoneLeft();
  }

  @Test
  void narrowTerminal_showsTheLogOfANamedRunFirst() throws Exception {
    Path project = project();
    Files.write(project.resolve("Procfile"), List.of("web: echo served; exec sleep 100"));
    try (Tmux tmux = Tmux.start(80, 24, project, mark, BuiltImage.launcher() + " run web")) {
      tmux.await("│ served");
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    mark.assertNoneLeft();
  }
}

package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Projects of the JavaScript world with their real tools: `brummer run dev` starts the right
/// thing.
@Timeout(600)
class WorkspaceToolsIT {
  @TempDir Path temporary;

  private final InheritedMarker mark = InheritedMarker.create();

  private Path project() throws IOException {
    Path project = Files.createDirectories(temporary.resolve("shop"));
    Files.createDirectories(project.resolve(".git"));
    return project;
  }

  private static void write(Path project, String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private BuiltImage.Result run(Path project, String... arguments) throws Exception {
    Process process =
        BuiltImage.start(
            project,
            Map.of(
                mark.name(),
                mark.value(),
                "PATH",
                WorkspaceTools.path(),
                "TURBO_TELEMETRY_DISABLED",
                "1",
                "NX_DAEMON",
                "false"),
            arguments);
    process.getOutputStream().close();
    return BuiltImage.awaitExit(process, 240);
  }

  @ParameterizedTest
  @CsvSource({"npm, package-lock.json", "pnpm, pnpm-lock.yaml", "yarn, yarn.lock", "bun, bun.lock"})
  void packageManagers_runTheScriptsOfAWorkspace(String manager, String lock) throws Exception {
    if (!manager.equals("npm")) {
      WorkspaceTools.require(manager);
    }
    RequiredPrograms.require("npm");
    Path project = project();
    write(project, lock, manager.equals("npm") ? "{\"lockfileVersion\": 3}" : "");
    if (manager.equals("pnpm")) {
      write(project, "pnpm-workspace.yaml", "packages:\n  - apps/*\n");
    }
    write(
        project,
        "package.json",
        "{\"name\": \"shop\", \"private\": true, \"workspaces\": [\"apps/*\"],"
            + " \"scripts\": {\"dev\": \"node dev.js\"}}");
    write(project, "dev.js", "console.log('agent ' + process.env.npm_config_user_agent)");
    write(
        project,
        "apps/web/package.json",
        "{\"name\": \"web\", \"version\": \"1.0.0\", \"scripts\": {\"start\": \"echo from $PWD\"}}");

    BuiltImage.Result run = run(project, "run", "dev", "web:start");

    assertEquals(0, run.code(), run.out() + run.err());
    assertTrue(run.out().contains("| agent " + manager + "/"), run.out() + run.err());
    assertTrue(run.out().contains("| from " + project.resolve("apps/web")), run.out());
    mark.assertNoneLeft();
  }

  @Test
  void concurrently_isSplit_andItsPartsFindInstalledPrograms() throws Exception {
    WorkspaceTools.require("concurrently");
    Path project = project();
    WorkspaceTools.install(project);
    write(
        project,
        "package.json",
        """
        {"name": "shop", "scripts": {
          "dev": "concurrently -n web,who -c red,blue \\"npm:dev:*\\" \\"concurrently --version\\"",
          "dev:api": "echo api up"
        }}
        """);

    BuiltImage.Result run = run(project, "run", "dev");

    assertEquals(0, run.code(), run.out() + run.err());
    assertTrue(run.out().contains("dev:api | api up"), run.out());
    assertTrue(run.out().matches("(?s).*dev:who \\| 9\\.\\d+\\.\\d+.*"), run.out());
    String listed = run(project, "list").out();
    assertTrue(listed.startsWith("dev  "), listed);
    assertTrue(listed.contains("dev:who"), listed);
    mark.assertNoneLeft();
  }

  @Test
  void turbo_completesDependenciesOnce_thenEachPackageRunsItsOwnScript() throws Exception {
    WorkspaceTools.require("turbo");
    Path project = project();
    WorkspaceTools.install(project);
    write(project, "package-lock.json", "{\"lockfileVersion\": 3, \"packages\": {}}");
    write(
        project,
        "package.json",
        """
        {"name": "shop", "private": true, "packageManager": "npm@10.0.0", "workspaces": ["apps/*", "libs/*"],
         "scripts": {"dev": "turbo run dev"}, "devDependencies": {"turbo": "2"}}
        """);
    write(
        project,
        "turbo.json",
        """
        {"tasks": {
          "build": {"dependsOn": ["^build"], "cache": false},
          "dev": {"dependsOn": ["^build"], "persistent": true, "cache": false}
        }}
        """);
    write(
        project,
        "libs/ui/package.json",
        "{\"name\": \"ui\", \"version\": \"1.0.0\", \"scripts\": {\"build\": \"echo built >> ../../order\"}}");
    for (String app : new String[] {"web", "docs"}) {
      write(
          project,
          "apps/" + app + "/package.json",
          "{\"name\": \""
              + app
              + "\", \"version\": \"1.0.0\", \"dependencies\": {\"ui\": \"1.0.0\"},"
              + " \"scripts\": {\"dev\": \"echo "
              + app
              + " serves >> ../../order; echo "
              + app
              + " up\"}}");
    }

    BuiltImage.Result run = run(project, "run", "dev");

    assertEquals(0, run.code(), run.out() + run.err());
    assertTrue(run.out().contains("web:dev"), run.out());
    assertTrue(run.out().contains("| web up"), run.out());
    assertTrue(run.out().contains("| docs up"), run.out());
    assertEquals(
        "built", Files.readAllLines(project.resolve("order")).getFirst(), run.out() + run.err());
    assertEquals(3, Files.readAllLines(project.resolve("order")).size());
    mark.assertNoneLeft();
  }

  @Test
  void nx_runsTheTargetOfAProject() throws Exception {
    WorkspaceTools.require("nx");
    Path project = project();
    WorkspaceTools.install(project);
    write(project, "nx.json", "{\"analytics\": false, \"neverConnectToCloud\": true}");
    write(project, "package.json", "{\"name\": \"org\", \"devDependencies\": {\"nx\": \"21\"}}");
    write(
        project,
        "apps/web/project.json",
        """
        {"name": "web", "targets": {
          "dev": {"command": "echo web up"}, "lint": {"command": "true"}}}
        """);

    BuiltImage.Result run = run(project, "run", "web:dev");

    assertEquals(0, run.code(), run.out() + run.err());
    assertTrue(run.out().contains("web up"), run.out());
    mark.assertNoneLeft();
  }

  @Test
  void lerna_runsTheScriptsOfItsPackages() throws Exception {
    WorkspaceTools.require("lerna");
    Path project = project();
    write(project, "lerna.json", "{\"version\": \"independent\", \"packages\": [\"modules/*\"]}");
    write(project, "package.json", "{\"name\": \"root\", \"private\": true}");
    write(
        project,
        "modules/api/package.json",
        "{\"name\": \"@acme/api\", \"scripts\": {\"dev\": \"echo api up\", \"lint\": \"true\"}}");

    BuiltImage.Result run = run(project, "run", "api:dev");

    assertEquals(0, run.code(), run.out() + run.err());
    assertTrue(run.out().contains("api:dev | api up"), run.out());
    mark.assertNoneLeft();
  }

  @Test
  void deno_runsItsTasks() throws Exception {
    WorkspaceTools.require("deno");
    Path project = project();
    write(
        project,
        "deno.jsonc",
        """
        { // tasks
          "workspace": ["./api"],
          "tasks": {"dev": {"command": "echo root up", "description": "Serve"}},
        }
        """);
    write(project, "api/deno.json", "{\"tasks\": {\"dev\": \"deno eval 'console.log(6*7)'\"}}");

    BuiltImage.Result run = run(project, "run", "dev", "api:dev");

    assertEquals(0, run.code(), run.out() + run.err());
    assertTrue(run.out().contains("| root up"), run.out() + run.err());
    assertTrue(run.out().contains("| 42"), run.out());
    mark.assertNoneLeft();
  }

  @Test
  void ui_listsPartsAsAGroup_hidesChecks_andFindsThemByTyping() throws Exception {
    Path project = project();
    write(
        project,
        "package.json",
        """
        {"name": "shop", "scripts": {
          "dev": "run-p dev:web dev:api", "dev:web": "vite", "dev:api": "node .",
          "build": "vite build", "lint": "eslint .", "prepare": "husky"
        }}
        """);
    try (Tmux tmux = Tmux.start(140, 40, project, mark, BuiltImage.launcher() + " run")) {
      tmux.await("▾ dev");
      tmux.await("the number of hidden ones", s -> s.contains("3 hidden · a: all"));
      assertFalse(tmux.screen().contains("○ lint"));
      tmux.keys("a");
      tmux.await("○ lint");
      tmux.keys("a");
      tmux.await("lint is hidden", s -> !s.contains("○ lint"));
      tmux.keys("/");
      tmux.keys("l", "i", "n", "t");
      tmux.await("○ lint");
      tmux.keys("Escape", "Escape", "q");
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }
}

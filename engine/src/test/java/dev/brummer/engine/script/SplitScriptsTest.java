package dev.brummer.engine.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Scripts that only run others are groups of their parts.
final class SplitScriptsTest {
  @TempDir Path directory;
  private ScriptProject project;

  @BeforeEach
  void create() {
    project = new ScriptProject(directory);
  }

  @Test
  void concurrently_ofOwnScripts_movesThemToItsGroup_andFoldsItself() {
    project.packageJson(
        "",
        "poker",
        """
        "scripts": {
          "dev": "concurrently -k \\"npm:dev:client\\" \\"npm:dev:server\\"",
          "dev:client": "vite --host 0.0.0.0",
          "dev:server": "tsx watch src/server.ts",
          "build": "vite build",
          "typecheck": "tsc --noEmit"
        }
        """);
    assertEquals(List.of("dev:client", "dev:server"), project.startedBy("dev"));
    assertEquals(List.of("dev:client", "dev:server", "build"), project.shown());
    assertEquals("npm run dev:client", project.line("dev:client"));
    assertEquals(List.of("dev", "dev:client", "dev:server", "build", "typecheck"), project.names());
    Script whole = project.script("dev");
    assertTrue(whole.folded());
    assertFalse(whole.startsWithGroup());
    assertEquals("npm run dev", project.line("dev"));
    assertEquals("poker", project.script("dev:client").owner());
  }

  @Test
  void concurrently_ofShellLines_runsThemWithInstalledPrograms_inTheirOrder() {
    project.packageJson(
        "",
        "shop",
        """
        "scripts": {
          "start": "concurrently -n \\"api, web\\" -c blue,green \\"cd api && npm start\\" \\"vite --port 80\\""
        }
        """);
    assertEquals(List.of("start:api", "start:web"), project.startedBy("start"));
    Script web = project.script("start:web");
    assertEquals(List.of("sh", "-c", "vite --port 80"), web.command());
    assertEquals("vite --port 80", web.description());
    assertEquals(3, web.line());
    assertEquals(List.of(directory.resolve("node_modules/.bin")), web.programs());
  }

  @Test
  void runP_ofAPattern_isAllItMatches() {
    project.packageJson(
        "",
        "blog",
        """
        "scripts": {
          "build": "run-s \\"build:*\\"",
          "build:css": "npm run generate:css -- --minify",
          "dev": "run-p \\"dev:*\\"",
          "dev:css": "npm run generate:css -- --watch",
          "dev:remix": "remix dev",
          "dev:css:once": "true",
          "generate:css": "tailwindcss -o app.css"
        }
        """);
    assertEquals(List.of("dev:css", "dev:remix"), project.startedBy("dev"));
    assertFalse(project.script("build").folded());
  }

  @Test
  void wireit_withoutACommand_isItsDependencies_withOneItsCommand() {
    project.packageJson(
        "",
        "site",
        """
        "scripts": {"dev": "wireit", "serve": "wireit", "css": "wireit", "build": "wireit"},
        "wireit": {
          "dev": {"dependencies": ["serve", "css"]},
          "serve": {"command": "node server.js", "service": true},
          "css": {"command": "sass --watch src:out", "service": {"readyWhen": {"lineMatches": "x"}}},
          "build": {"command": "rollup -c", "dependencies": ["../lib:build"]}
        }
        """);
    assertEquals(List.of("serve", "css"), project.startedBy("dev"));
    assertEquals("node server.js", project.script("serve").description());
    assertEquals("rollup -c", project.script("build").description());
    assertFalse(project.script("build").startsWithGroup());
  }

  @Test
  void argumentsOfAPart_followTheSeparator() {
    project.packageJson(
        "",
        "auth",
        """
        "scripts": {"dev": "run-p 'build -- --watch' serve", "build": "tsc", "serve": "node ."}
        """);
    assertEquals(List.of("serve", "dev:build"), project.startedBy("dev"));
    assertEquals("npm run build -- --watch", project.line("dev:build"));
    assertEquals("tsc --watch", project.script("dev:build").description());
  }

  @Test
  void member_ofAWorkspace_groupsWithItsPackage_andFindsProgramsOfTheRoot() {
    project
        .packageJson("", "all", "\"workspaces\": [\"apps/*\"]")
        .packageJson(
            "apps/web", "@acme/web", "\"scripts\": {\"dev\": \"concurrently 'vite' 'tsc -w'\"}");
    assertEquals(List.of("web:dev:vite", "web:dev:tsc"), project.startedBy("web:dev"));
    assertEquals(
        List.of("apps/web/node_modules/.bin", "apps/node_modules/.bin", "node_modules/.bin"),
        project.script("web:dev:vite").programs().stream()
            .map(bin -> directory.relativize(bin).toString())
            .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"dev\": \"run-p a b\", \"predev\": \"x\", \"a\": \"1\", \"b\": \"2\"",
        "\"dev\": \"run-p a b\", \"postdev\": \"x\", \"a\": \"1\", \"b\": \"2\"",
        "\"dev\": \"run-p a missing\", \"a\": \"1\"",
        "\"dev\": \"run-p dev b\", \"b\": \"2\"",
        "\"dev\": \"run-p a\", \"a\": \"1\"",
        "\"dev\": \"concurrently 'echo $npm_package_name' 'vite'\"",
        "\"dev\": \"npm-run-all a b\", \"a\": \"1\", \"b\": \"2\"",
      })
  void split_wouldChangeWhatRuns_leavesTheScriptWhole(String scripts) {
    project.packageJson("", "x", "\"scripts\": {" + scripts + "}");
    assertFalse(project.script("dev").folded());
    assertEquals(List.of(), project.startedBy("dev"));
  }

  @Test
  void part_thatIsSplitItself_leavesTheOuterScriptWhole() {
    project.packageJson(
        "",
        "x",
        """
        "scripts": {"dev": "run-p a b", "a": "1", "b": "2", "all": "run-p dev c", "c": "3"}
        """);
    assertEquals(List.of("a", "b"), project.startedBy("dev"));
    assertEquals(List.of(), project.startedBy("all"));
    assertFalse(project.script("all").folded());
  }
}

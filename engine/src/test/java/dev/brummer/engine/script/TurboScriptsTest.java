package dev.brummer.engine.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.script.Script.Requirement;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Workspaces with a `turbo.json`.
final class TurboScriptsTest {
  @TempDir Path directory;
  private ScriptProject project;

  @BeforeEach
  void createMonorepo() {
    project =
        new ScriptProject(directory)
            .file("pnpm-workspace.yaml", "packages:\n  - \"apps/*\"\n  - \"packages/*\"\n")
            .file("pnpm-lock.yaml", "")
            .packageJson(
                "apps/web",
                "@acme/web",
                """
                "scripts": {"dev": "next dev --port 3000", "build": "next build", "lint": "eslint ."},
                "dependencies": {"next": "1", "@acme/ui": "workspace:*"}
                """)
            .packageJson(
                "apps/docs",
                "docs",
                "\"scripts\": {\"dev\": \"astro dev\", \"build\": \"astro build\"}")
            .packageJson(
                "packages/ui",
                "@acme/ui",
                "\"scripts\": {\"build\": \"tsup\", \"dev\": \"tsup --watch\"}")
            .packageJson(
                "packages/db",
                "@acme/db",
                "\"scripts\": {\"db:generate\": \"prisma generate\", \"db:reset\": \"x\", \"db:studio\": \"y\"}");
    root("\"dev\": \"turbo run dev\", \"build\": \"turbo build\"");
  }

  private void root(String scripts) {
    project.packageJson(
        "", "acme", "\"scripts\": {" + scripts + "}, \"devDependencies\": {\"turbo\": \"2\"}");
  }

  private void tasks(String tasks) {
    project.file(
        "turbo.json",
        "{\n// tasks\n\"$schema\": \"https://turborepo.com/schema.json\", \"tasks\": {\n"
            + tasks
            + ",\n}}\n");
  }

  @Test
  void persistentTask_isAGroupOfThePackagesOwnScripts() {
    tasks(
        "\"build\": {\"dependsOn\": [\"^build\"]}, \"dev\": {\"cache\": false, \"persistent\": true}");
    assertEquals(List.of("docs:dev", "web:dev", "ui:dev"), project.startedBy("dev"));
    assertEquals("pnpm run dev", project.line("web:dev"));
    assertEquals(directory.resolve("apps/web"), project.script("web:dev").directory());
    assertEquals("@acme/web", project.script("web:dev").owner());
    assertTrue(project.script("dev").folded());
    assertEquals(List.of(), project.script("web:dev").requirements());
    assertFalse(project.names().contains("turbo:dev:dependencies"));
  }

  @Test
  void dependencies_areCompletedOnce_byTurbo_beforeTheScriptsThatHaveThem() {
    tasks(
        """
        "build": {"dependsOn": ["^build"]}, "db:generate": {"cache": false},
        "dev": {"dependsOn": ["^build", "@acme/db#db:generate"], "persistent": true}
        """);
    Requirement completed = new Requirement("turbo:dev:dependencies", true);
    assertEquals(List.of(completed), project.script("web:dev").requirements());
    assertEquals(List.of(completed), project.script("docs:dev").requirements());
    assertEquals(
        List.of(
            "sh",
            "-c",
            "pnpm exec turbo run build --filter=@acme/web^... && pnpm exec turbo run db:generate"
                + " --filter=@acme/db"),
        project.command("turbo:dev:dependencies"));
    Script before = project.script("turbo:dev:dependencies");
    assertTrue(before.folded());
    assertEquals(directory.resolve("turbo.json"), before.origin());
    assertEquals(5, before.line());
  }

  @Test
  void dependencies_onlyOfDependencies_needNoneWhereAPackageHasNone() {
    tasks("\"build\": {}, \"dev\": {\"dependsOn\": [\"^build\"], \"persistent\": true}");
    assertEquals(1, project.script("web:dev").requirements().size());
    assertEquals(List.of(), project.script("docs:dev").requirements());
    assertEquals(
        "pnpm exec turbo run build --filter=@acme/web^...", project.line("turbo:dev:dependencies"));
  }

  @Test
  void dependencies_ofTheSamePackageAndThroughTasksWithoutAScript_areFollowed() {
    tasks(
        """
        "build": {"dependsOn": ["^build"]}, "prepared": {"dependsOn": ["build"]},
        "docs#dev": {"dependsOn": ["prepared"], "persistent": true}
        """);
    assertEquals("pnpm exec turbo run build --filter=docs", project.line("turbo:dev:dependencies"));
    assertEquals(1, project.script("docs:dev").requirements().size());
    assertEquals(List.of(), project.script("web:dev").requirements());
  }

  @Test
  void packagesOwnFile_overridesTheRoot() {
    tasks("\"build\": {}, \"dev\": {\"persistent\": true, \"dependsOn\": [\"build\"]}");
    project.file(
        "apps/docs/turbo.json",
        "{\"extends\": [\"//\"], \"tasks\": {\"dev\": {\"dependsOn\": []}}}");
    project.file(
        "packages/ui/turbo.json",
        "{\"extends\": [\"//\"], \"tasks\": {\"dev\": {\"persistent\": false}}}");
    assertEquals(List.of("docs:dev", "web:dev"), project.startedBy("dev"));
    assertEquals(List.of(), project.script("docs:dev").requirements());
    assertEquals(1, project.script("web:dev").requirements().size());
  }

  @Test
  void pipelineOfTurbo1_isReadLikeTasks() {
    project.file(
        "turbo.json",
        """
        {"pipeline": {
          "build": {"dependsOn": ["^build", "$NODE_ENV"], "outputs": ["dist/**"]},
          "dev": {"cache": false, "persistent": true}
        }}
        """);
    assertEquals(List.of("docs:dev", "web:dev", "ui:dev"), project.startedBy("dev"));
  }

  @Test
  void with_startsBesideIt() {
    tasks(
        "\"dev\": {\"persistent\": true}, \"@acme/web#dev\": {\"persistent\": true, \"with\": [\"docs#dev\"]}");
    assertEquals(
        List.of(new Requirement("docs:dev", false)), project.script("web:dev").requirements());
  }

  @Test
  void taskWithoutARootScript_isOfferedThroughTurbo_onlyOnce() {
    tasks(
        """
        "build": {}, "lint": {}, "missing": {}, "db:generate": {},
        "db:reset": {"persistent": true}, "db:studio": {"persistent": true}, "dev": {}
        """);
    assertEquals("pnpm exec turbo run db:generate", project.line("db:generate"));
    assertEquals(4, project.script("db:generate").line());
    assertTrue(project.script("lint").folded());
    assertFalse(project.names().contains("missing"));
    assertFalse(project.names().contains("turbo:build"));
    assertEquals("pnpm exec turbo run db:reset", project.line("db:reset"));
    assertFalse(project.script("db:db:reset").startsWithGroup());
    assertEquals(List.of("db:db:studio"), project.startedBy("db:studio"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "turbo dev | docs:dev web:dev ui:dev",
        "npx turbo run dev --parallel --ui=tui | docs:dev web:dev ui:dev",
        "turbo run dev --filter=docs | docs:dev",
        "turbo run dev -F @acme/* --no-daemon | web:dev ui:dev",
      })
  void rootScript_thatRunsTheTask_groupsThePackagesThatItNames(String script, String started) {
    tasks("\"dev\": {\"persistent\": true}");
    root("\"dev\": \"" + script + "\"");
    assertEquals(List.of(started.split(" ")), project.startedBy("dev"));
    assertTrue(project.script("dev").folded());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dotenv -- turbo run dev",
        "turbo run dev --filter=web...",
        "turbo run dev build",
        "turbo run serve",
        "node dev.js"
      })
  void rootScript_thatDoesMore_staysWhole(String script) {
    tasks("\"dev\": {\"persistent\": true}");
    root("\"dev\": \"" + script + "\"");
    assertEquals(List.of(), project.startedBy("dev"));
    assertFalse(project.script("dev").folded());
    assertEquals("@acme/web", project.script("web:dev").group());
  }

  @Test
  void singlePackage_getsWhatItsTasksDependOn() {
    ScriptProject single = new ScriptProject(directory.resolve("single"));
    single
        .packageJson(
            "",
            "one",
            "\"scripts\": {\"dev\": \"vite\", \"gen\": \"x\"}, \"devDependencies\": {\"turbo\": \"2\"}")
        .file(
            "turbo.json",
            "{\"tasks\": {\"gen\": {}, \"dev\": {\"persistent\": true, \"dependsOn\": [\"gen\"]}}}");
    assertEquals(1, single.script("dev").requirements().size());
    assertFalse(single.script("dev").folded());
    assertEquals("npx turbo run gen", single.line("turbo:dev:dependencies"));
  }

  @Test
  void wrongTypes_areNamed_andTheRestWorks() {
    project.file(
        "turbo.json",
        """
        {"tasks": {
          "dev": {"persistent": "yes", "dependsOn": "build", "with": [1]},
          "build": [],
          "lint": {}
        }}
        """);
    assertEquals(
        List.of(
            "turbo.json:2:25: \"persistent\" is not true or false",
            "turbo.json:2:45: \"dependsOn\" is not an array",
            "turbo.json:2:63: an element of \"with\" is not a string",
            "turbo.json:3:12: task \"build\" skipped: expected an object"),
        project.warnings());
    assertTrue(project.names().contains("lint"));
  }
}

package dev.brummer.engine.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Workspaces of npm, pnpm, yarn and bun, and those of lerna, rush, nx and deno.
final class WorkspaceToolsTest {
  private static final String DEV = "\"scripts\": {\"dev\": \"vite\"}";

  @TempDir Path directory;
  private ScriptProject project;

  @BeforeEach
  void create() {
    project = new ScriptProject(directory);
  }

  private void packages(String... directories) {
    for (String each : directories) {
      project.packageJson(each, each.replace('/', '-'), DEV);
    }
  }

  private void workspaces(String json) {
    project.packageJson("", "root", "\"workspaces\": " + json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[\"apps/*\"] | apps-api apps-web",
        "[\"apps/*\", \"!apps/api\"] | apps-web",
        "[\"./apps/*/\", \"libs/**\"] | apps-api apps-web libs-a libs-b-deep",
        "[\"{apps,tools}/*\"] | apps-api apps-web tools-cli",
        "[\"{apps/web,libs/a}\"] | apps-web libs-a",
        "[\"**\", \"!**/deep\"] | apps-api apps-web libs-a tools-cli",
        "[\"apps/w?b\", \"libs/[a-c]\"] | apps-web libs-a",
        "[\"tools/cli\", \"missing/*\", \"missing\"] | tools-cli",
        "{\"packages\": [\"apps/api\"], \"nohoist\": [\"**\"]} | apps-api",
      })
  void globs_findTheMembers(String workspaces, String members) {
    packages("apps/api", "apps/web", "libs/a", "libs/b/deep", "tools/cli");
    packages("apps/web/node_modules/x");
    workspaces(workspaces);
    assertEquals(
        List.of(members.split(" ")),
        project.names().stream().map(name -> name.replace(":dev", "")).toList());
    assertEquals(List.of(), project.warnings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "../* | is outside the project, skipped",
        "/etc | is outside the project, skipped",
        "apps/../.. | is outside the project, skipped",
        "apps/[ | is not a glob, skipped",
      })
  void glob_outsideOrBroken_isNamed_andTheOthersWork(String glob, String problem) {
    packages("apps/web");
    workspaces("[\"" + glob + "\", \"apps/*\"]");
    assertEquals(List.of("apps-web:dev"), project.names());
    assertEquals(
        List.of("package.json:2:16: workspace \"" + glob + "\" " + problem), project.warnings());
  }

  @Test
  void linksInACircle_endTheSearch() throws IOException {
    packages("apps/web");
    Files.createSymbolicLink(project.path("apps/loop"), directory);
    Files.createSymbolicLink(project.path("apps/self"), Path.of("self"));
    workspaces("[\"apps/**\", \"apps/loop/apps/*\", \"apps/self\", \"apps/loop\"]");
    assertEquals(List.of("apps-web:dev"), project.names());
  }

  @Test
  void workspaceInAWorkspace_isReadToo_andItselfOnlyOnce() {
    workspaces("[\"teams/*\", \".\"]");
    project.packageJson("teams/a", "a", DEV + ", \"workspaces\": [\"apps/*\", \"..\"]");
    packages("teams/a/apps/web");
    assertEquals(List.of("a:dev", "teams-a-apps-web:dev"), project.names());
  }

  @Test
  void pnpm_readsItsListInEveryStyle_andIsTheManagerWithoutALockFile() {
    packages("apps/api", "apps/web", "libs/a", "libs/b");
    project.packageJson("", "root", "\"private\": true");
    for (String yaml :
        List.of(
            "packages:\n  - apps/*   # all\n  - 'libs/a'\n  - \"!apps/api\"\ncatalog:\n  x: ^1\n",
            "\"packages\":\r\n- \"apps/web\"\r\n- libs/a\r\nonlyBuiltDependencies:\r\n  - esbuild\r\n",
            "catalogs:\n  a:\n    b: c\npackages: [apps/web, 'libs/a'] # two\n",
            "packages: [\n  'apps/web',\n  'libs/a',\n]\ncatalog: {a: b}\n")) {
      project.file("pnpm-workspace.yaml", yaml);
      assertEquals(List.of("apps-web:dev", "libs-a:dev"), project.names(), yaml);
      assertEquals(List.of(), project.warnings(), yaml);
      assertEquals("pnpm run dev", project.line("apps-web:dev"));
    }
  }

  @Test
  void lockFile_isNearerThanTheWorkspaceFileOfPnpm() {
    project.packageJson("", "root", DEV);
    project.file("pnpm-workspace.yaml", "");
    assertEquals("pnpm run dev", project.line("dev"));
    project.file("yarn.lock", "");
    assertEquals("yarn run dev", project.line("dev"));
  }

  @Test
  void pnpm_listOfAnotherType_isNamed() {
    project.packageJson("", "root", DEV);
    project.file("pnpm-workspace.yaml", "packages: apps\n");
    assertEquals(
        List.of("pnpm-workspace.yaml:1:11: \"packages\" is not a list of globs"),
        project.warnings());
    project.file("pnpm-workspace.yaml", "packages:\n\tapps: x\n");
    assertEquals(
        List.of("pnpm-workspace.yaml:2:2: expected an entry of \"packages\": - \"glob\""),
        project.warnings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"packageManager\": \"yarn@4.1.0\", \"devEngines\": {\"packageManager\": {\"name\": \"pnpm\"}} | yarn run dev",
        "\"devEngines\": {\"packageManager\": {\"name\": \"pnpm\", \"version\": \">=9\"}} | pnpm run dev",
        "\"devEngines\": {\"packageManager\": [{\"name\": \"yarn\"}, {\"name\": \"npm\"}]} | yarn run dev",
        "\"devEngines\": {\"packageManager\": []} | bun run dev",
        "\"packageManager\": \"other@1\" | bun run dev",
      })
  void manager_isThePackageManagerField_thenDevEngines_thenTheLockFile(String json, String line) {
    project.file("bun.lock", "");
    project.packageJson("", "root", json + ", " + DEV);
    assertEquals(line, project.line("dev"));
  }

  @Test
  void lerna_addsItsPackages_andItsClient() {
    packages("modules/a", "packages/b");
    project.packageJson("", "root", DEV);
    project.file(
        "lerna.json",
        "{\"packages\": [\"modules/*\"], \"npmClient\": \"yarn\", \"version\": \"1\"}");
    assertEquals(List.of("dev", "modules-a:dev"), project.names());
    assertEquals("yarn run dev", project.line("modules-a:dev"));
    project.file("lerna.json", "{\"version\": \"independent\"}");
    assertEquals(List.of("dev", "packages-b:dev"), project.names());
    project.packageJson("", "root", "\"workspaces\": [\"modules/*\"]");
    assertEquals(List.of("modules-a:dev"), project.names());
  }

  @Test
  void rush_runsScriptsInTheFoldersOfItsProjects() {
    packages("apps/web", "libs/a", "libs/unlisted");
    project.file(
        "rush.json",
        """
        /** Rush. */
        {
          "rushVersion": "5.1", // the version
          "projects": [
            {"packageName": "@acme/web", "projectFolder": "apps/web"},
            {"packageName": "a", "projectFolder": "libs/a", "tags": []},
            {"packageName": "gone", "projectFolder": "libs/gone/x"},
            {"packageName": "up", "projectFolder": "../up"},
            {"packageName": "nowhere"},
            5,
          ],
        }
        """);
    assertEquals(List.of("web:dev", "a:dev"), project.names());
    assertEquals("rushx dev", project.line("web:dev"));
    assertEquals(directory.resolve("apps/web"), project.script("web:dev").directory());
    assertEquals(
        List.of(
            "rush.json:10:5: an element of \"projects\" is not an object",
            "rush.json:8:5: workspace \"../up\" is outside the project, skipped",
            "rush.json:9:5: project skipped: it has no \"projectFolder\""),
        project.warnings());
  }

  @Test
  void nx_runsTargetsOfProjectFiles_whereverTheyAre() {
    project.packageJson("", "org", "\"devDependencies\": {\"nx\": \"20\"}, " + DEV);
    project.file(
        "nx.json",
        "{\"targetDefaults\": {\"tunnel\": {\"continuous\": true}, \"@x/y:z\": {\"continuous\": true}}}");
    project.file(
        "apps/shop/project.json",
        """
        {"name": "shop", "projectType": "application", "targets": {
          "serve": {"executor": "@nx/vite:dev-server", "options": {"buildTarget": "shop:build"}},
          "build": {"executor": "@nx/vite:build"},
          "gen": {"command": "node gen.js"},
          "shell": {"executor": "nx:run-commands", "options": {"command": "echo hi"}},
          "tunnel": {"executor": "nx:run-commands", "options": {"commands": ["a", "b"]}},
          "z": {"executor": "@x/y:z"},
          "once": {"executor": "@x/y:z", "continuous": false},
          "broken": 7
        }}
        """);
    project.file("libs/deep/er/ui/project.json", "{\"targets\": {\"test\": {\"command\": \"x\"}}}");
    project.file("dist/apps/shop/project.json", "{\"name\": \"no\", \"targets\": {\"no\": {}}}");
    assertEquals("npx nx run shop:serve", project.line("shop:serve"));
    assertEquals(directory, project.script("shop:serve").directory());
    assertEquals(2, project.script("shop:serve").line());
    assertEquals(List.of("shop:serve", "shop:tunnel", "shop:z"), project.startedBy("shop"));
    assertEquals("node gen.js", project.script("shop:gen").description());
    assertEquals("echo hi", project.script("shop:shell").description());
    assertTrue(project.script("ui:test").folded());
    assertFalse(project.names().contains("no:no"));
    assertEquals("npm run dev", project.line("dev"));
    assertEquals(
        List.of("apps/shop/project.json:9:13: target \"broken\" skipped: expected an object"),
        project.warnings());
  }

  @Test
  void nx_offersScriptsOfPackagesAsTargets_butThoseLeftOut() {
    workspaces("[\"packages/*\"]");
    project.file("nx.json", "{ // nx\n \"extends\": \"nx/presets/npm.json\",}");
    project.packageJson(
        "packages/web", "@acme/web", "\"scripts\": {\"dev\": \"vite\", \"build\": \"vite build\"}");
    project.packageJson(
        "packages/api",
        "@acme/api",
        """
        "scripts": {"dev": "node .", "build": "tsc"},
        "nx": {"name": "api", "includedScripts": ["build"], "targets": {"serve": {"command": "x", "continuous": true}}}
        """);
    assertEquals("nx run @acme/web:dev", project.line("web:dev"));
    assertEquals("nx run api:build", project.line("api:build"));
    assertEquals("nx run api:serve", project.line("api:serve"));
    assertEquals("npm run dev", project.line("api:dev"));
    assertEquals(List.of("api:serve"), project.startedBy("api"));
    project.file(
        "packages/web/project.json",
        "{\"targets\": {\"build\": {\"executor\": \"@nx/vite:build\"}}}");
    assertEquals("@nx/vite:build", project.script("web:build").description());
    assertEquals("nx run @acme/web:build", project.line("web:build"));
  }

  @Test
  void nx_readsTheOldWorkspaceFile() {
    project.file("nx.json", "{}");
    project.file(
        "workspace.json",
        """
        {"version": 1, "projects": {
          "api": {"root": "apps/api", "architect": {"serve": {"builder": "@nrwl/node:execute"}}},
          "lib": "libs/lib"
        }}
        """);
    project.file(
        "libs/lib/project.json", "{\"targets\": {\"build\": {\"executor\": \"@nx/js:tsc\"}}}");
    assertEquals(List.of("api:serve", "lib:build"), project.names());
  }

  @Test
  void deno_runsTasks_stringsAndObjects() {
    project.file(
        "deno.json",
        """
        {
          // tasks
          "tasks": {
            "dev": "deno run --watch main.ts",
            "build": {"description": "Build all", "command": "deno run build.ts"},
            "all": {"dependencies": ["build", "dev"]},
            "-x": "deno info",
            "broken": {"description": "nothing"},
            "worse": 1,
          },
        }
        """);
    assertEquals(List.of("dev", "build", "all", "-x"), project.names());
    assertEquals("deno task dev", project.line("dev"));
    assertEquals("deno task -- -x", project.line("-x"));
    assertEquals("Build all", project.script("build").description());
    assertEquals("deno task all", project.script("all").description());
    assertEquals(List.of("dev"), project.startedBy("deno.json"));
    assertEquals(
        List.of(
            "deno.json:8:15: task \"broken\" skipped: expected a command",
            "deno.json:9:14: task \"worse\" skipped: expected a command"),
        project.warnings());
  }

  @Test
  void deno_membersOfItsWorkspace_andTheNameWithC() {
    project.file(
        "deno.jsonc", "{\"workspace\": [\"./api\", \"libs/*\"], \"tasks\": {\"dev\": \"x\"}}");
    project.file("api/deno.json", "{\"name\": \"@acme/api\", \"tasks\": {\"dev\": \"y\"}}");
    project.file("libs/a/deno.jsonc", "{\"tasks\": {\"bench\": \"z\"}}");
    assertEquals(List.of("dev", "api:dev", "a:bench"), project.names());
    assertEquals(directory.resolve("api"), project.script("api:dev").directory());
    project.file("deno.jsonc", "{\"workspace\": {\"members\": [\"libs/a\"]}, \"tasks\": {}}");
    assertEquals(List.of("a:bench"), project.names());
  }

  @Test
  void denoBesideAPackage_keepsBoth() {
    project.packageJson("", "x", DEV);
    project.file("deno.json", "{\"tasks\": {\"dev\": \"deno serve\"}}");
    assertEquals(List.of("dev", "deno.json:dev"), project.names());
  }

  @Test
  void bun_runsScriptsOfItsWorkspace() {
    workspaces("[\"packages/*\"]");
    packages("packages/a");
    project.file("bun.lockb", "x");
    assertEquals("bun run dev", project.line("packages-a:dev"));
  }
}

package dev.brummer.engine.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScriptDiscovererTest {
  @TempDir Path project;

  @BeforeEach
  void isARepository() throws IOException {
    Files.createDirectory(project.resolve(".git"));
  }

  @Test
  void discover_emptyDirectory_findsNothing() {
    assertEquals(new DiscoveredScripts(List.of(), List.of()), ScriptDiscoverer.discover(project));
  }

  @Test
  void packageJson_scripts_likelyFirstThenFileOrderThenHooks() {
    file(
        "package.json",
        """
        {
          "name": "shop",
          "scripts": {
            "prepare": "husky",
            "lint": "eslint .",
            "prebuild": "rm -rf dist",
            "build": "vite build",
            "start": "node server.js",
            "dev:css": "tailwind -w",
            "dev": "vite"
          }
        }
        """);
    assertEquals(
        List.of("dev", "start", "dev:css", "build", "lint", "prepare", "prebuild"), names());
  }

  @Test
  void packageJson_script_knowsCommandLineTextAndGroup() {
    file(
        "package.json",
        "{\n  \"name\": \"shop\",\n  \"scripts\": {\n    \"dev\": \"vite\"\n  }\n}\n");
    Path file = project.resolve("package.json");
    assertEquals(
        List.of(
            new Script(
                "dev", "shop", List.of("npm", "run", "dev"), project, file, 4, "vite", true)),
        ScriptDiscoverer.discover(project).scripts());
  }

  @Test
  void packageManager_fieldWinsOverLockFile() {
    file("package.json", "{\"packageManager\": \"pnpm@9.1.0\", \"scripts\": {\"dev\": \"x\"}}");
    file("yarn.lock", "");
    assertEquals(List.of("pnpm", "run", "dev"), command("dev"));
  }

  @Test
  void packageManager_lockFileDecides() {
    file("package.json", "{\"scripts\": {\"dev\": \"x\"}}");
    file("bun.lock", "");
    assertEquals(List.of("bun", "run", "dev"), command("dev"));
  }

  @Test
  void packageManager_memberOfAWorkspace_usesLockFileAbove() {
    file("yarn.lock", "");
    file("packages/web/package.json", "{\"scripts\": {\"dev\": \"x\"}}");
    DiscoveredScripts found = ScriptDiscoverer.discover(project.resolve("packages/web"));
    assertEquals(List.of("yarn", "run", "dev"), found.scripts().getFirst().command());
  }

  @Test
  void packageManager_lockFileOutsideTheRepository_isNotOurs() throws IOException {
    file("yarn.lock", "");
    Files.createDirectories(project.resolve("inner/.git"));
    file("inner/package.json", "{\"scripts\": {\"dev\": \"x\"}}");
    DiscoveredScripts found = ScriptDiscoverer.discover(project.resolve("inner"));
    assertEquals("npm", found.scripts().getFirst().command().getFirst());
  }

  @Test
  void packageJson_missingQuote_saysFileLineAndColumnAndTheRestWorks() {
    file("package.json", "{\n  \"scripts\": {\n    dev: \"vite\"\n  }\n}\n");
    file("Procfile", "web: node web.js\n");
    DiscoveredScripts found = ScriptDiscoverer.discover(project);
    assertEquals(
        List.of("package.json:3:5: unexpected 'd', expected a name in double quotes"),
        found.warnings());
    assertEquals(List.of("web"), names());
  }

  @Test
  void packageJson_missingComma_keepsWhatStandsBefore() {
    file("package.json", "{\"scripts\": {\n\"a\": \"1\"\n\"b\": \"2\"}}");
    assertEquals(List.of("package.json:3:1: unexpected '\"', expected ',' or '}'"), warnings());
    assertEquals(List.of("a"), names());
  }

  @Test
  void packageJson_trailingComma_isNamed() {
    file("package.json", "{\"scripts\": {\n\"a\": \"1\",\n}}");
    assertEquals(
        List.of("package.json:3:1: unexpected '}', expected a name in double quotes"), warnings());
  }

  @Test
  void packageJson_endsTooEarly_isNamed() {
    file("package.json", "{\"scripts\": {\"a\": \"1\"");
    assertEquals(List.of("package.json:1:22: unexpected end of file, expected '}'"), warnings());
  }

  @Test
  void packageJson_wordWithoutQuotes_isNamed() {
    file("package.json", "{\"scripts\": {\"a\": vite}}");
    assertEquals(
        List.of(
            "package.json:1:19: unexpected 'vite', expected a value (strings need double quotes)"),
        warnings());
  }

  @Test
  void packageJson_scriptIsNotAString_isLeftOutWithAWarning() {
    file("package.json", "{\"scripts\": {\n  \"a\": {\"x\": 1},\n  \"b\": \"2\"}}");
    assertEquals(
        List.of("package.json:2:8: script \"a\" skipped: expected a command string"), warnings());
    assertEquals(List.of("b"), names());
  }

  @Test
  void packageJson_scriptsIsAList_isNamed() {
    file("package.json", "{\"scripts\": [\"a\"]}");
    assertEquals(
        List.of("package.json:1:13: \"scripts\" is not an object, expected '{'"), warnings());
  }

  @Test
  void packageJson_isAList_isNamed() {
    file("package.json", "[]");
    assertEquals(List.of("package.json:1:1: expected '{'"), warnings());
  }

  @Test
  void packageJson_empty_isNamed() {
    file("package.json", "");
    assertEquals(List.of("package.json:1:1: empty file, expected '{'"), warnings());
  }

  @Test
  void packageJson_textAfterTheEnd_isNamed() {
    file("package.json", "{\"scripts\": {\"a\": \"1\"}}\n{}");
    assertEquals(
        List.of("package.json:2:1: unexpected text after the last '}', expected end of file"),
        warnings());
    assertEquals(List.of("a"), names());
  }

  @Test
  void packageJson_byteOrderMark_isNoError() {
    file("package.json", "\uFEFF{\"scripts\": {\"dev\": \"x\"}}");
    assertEquals(List.of("dev"), names());
    assertEquals(List.of(), warnings());
  }

  @Test
  void packageJson_keyTwice_theLastCountsWithBothLinesNamed() {
    file(
        "package.json",
        """
        {"scripts": {
          "test": "first",
          "lint": "eslint",
          "test": "second",
          "test": "third"
        }}
        """);
    assertEquals(List.of("test", "lint"), names());
    assertEquals("third", script("test").description());
    assertEquals(5, script("test").line());
    assertEquals(
        List.of(
            "package.json:5: script \"test\" is already defined in line 2, 4: the last definition,"
                + " in line 5, counts"),
        warnings());
  }

  @Test
  void packageJson_keyTwiceAndTheLastIsNoCommand_givesNoScript() {
    file("package.json", "{\"scripts\": {\n\"a\": \"x\",\n\"a\": 5, \"b\": \"y\", \"b\": \"\"}}");
    assertEquals(List.of(), names());
  }

  @Test
  void packageJson_scriptsTwice_theLastObjectCounts() {
    file(
        "package.json",
        "{\"scripts\": {\"a\": \"1\"},\n\"name\": \"x\",\n\"scripts\": {\"b\": \"2\"}}");
    assertEquals(List.of("b"), names());
    assertEquals(
        List.of(
            "package.json:3: \"scripts\" is already defined in line 1: the last definition, in line"
                + " 3, counts"),
        warnings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//",
        "// build",
        "//dev",
        "",
        " ",
        "-----",
        "#",
        "# tests",
        "=== dev ===#",
        "───"
      })
  void packageJson_commentKeys_areNoScripts(String key) {
    boolean comment = !key.startsWith("===");
    file("package.json", "{\"scripts\": {\"" + key + "\": \"text\", \"dev\": \"vite\"}}");
    assertEquals(comment ? List.of("dev") : List.of("dev", key), names());
    assertEquals(List.of(), warnings());
  }

  @Test
  void packageJson_commentsOfAnyType_areSkippedWithoutAWarning() {
    file(
        "package.json",
        "{\"scripts\": {\"//\": [\"a\", \"b\"], \"//\": {\"x\": 1}, \"//\": 1, \"🚀\": \"go\"}}");
    assertEquals(List.of("🚀"), names());
    assertEquals(List.of(), warnings());
  }

  @ParameterizedTest
  @CsvSource({"package-lock.json, npm", "pnpm-lock.yaml, pnpm", "yarn.lock, yarn", "bun.lock, bun"})
  void packageJson_nameLikeAnOption_isSafeForItsManager(String lock, String manager) {
    file("package.json", "{\"scripts\": {\"-x\": \"1\", \"--help\": \"2\"}}");
    file(lock, "");
    assertEquals(List.of(manager, "run", "--", "-x"), command("-x"));
    assertEquals(List.of(manager, "run", "--", "--help"), command("--help"));
  }

  @Test
  void startsWithGroup_isAProcfileWhole_ofOthersWhatRunsLong() {
    file("Procfile", "web: x\nrelease: y\n");
    file("Makefile", "dev:\n\nclean:\n\ndeploy:\n\nwatch-css:\n\nstart-prod:\n");
    file(
        "package.json",
        """
        {"scripts": {"start": "node .", "dev": "vite", "css": "tailwindcss -i a --watch",
          "build": "vite build", "predev": "x", "deploy:watch": "x", "test:watch": "jest"}}
        """);
    List<String> started =
        ScriptDiscoverer.discover(project).scripts().stream()
            .filter(Script::startsWithGroup)
            .map(Script::name)
            .toList();
    assertEquals(
        List.of("dev", "css", "test:watch", "web", "release", "Makefile:dev", "watch-css"),
        started);
  }

  @Test
  void procfile_entriesRunInAShell_badLineIsAWarning() {
    file(
        "Procfile",
        "# comment\n\nweb: PORT=3000 node web.js | tee log\nwhat is this\nworker: sleep 1\n");
    assertEquals(List.of("web", "worker"), names());
    assertEquals(List.of("sh", "-c", "PORT=3000 node web.js | tee log"), command("web"));
    assertEquals(List.of("Procfile:4: line skipped: expected \"name: command\""), warnings());
  }

  @Test
  void names_takenByAnotherSource_areQualified() {
    file("package.json", "{\"scripts\": {\"web\": \"x\"}}");
    file("Procfile.dev", "web: a\n");
    file("Procfile", "web: b\n");
    file("Makefile", "web:\n\techo\n");
    assertEquals(List.of("Procfile.dev:web", "Procfile:web", "web", "Makefile:web"), names());
  }

  @Test
  void names_twiceInOneFile_staySeparate() {
    file("Procfile", "web: a\nweb: b\nweb: c\n");
    assertEquals(List.of("web", "Procfile:web", "Procfile:web#2"), names());
  }

  @Test
  void workspaces_npm_givePackageColonScript() {
    file(
        "package.json",
        "{\"workspaces\": [\"packages/*\", \"!packages/old\"], \"scripts\": {\"dev\": \"x\"}}");
    file(
        "packages/web/package.json", "{\"name\": \"@shop/web\", \"scripts\": {\"dev\": \"vite\"}}");
    file("packages/api/package.json", "{\"scripts\": {\"dev\": \"node .\"}}");
    file("packages/old/package.json", "{\"scripts\": {\"dev\": \"no\"}}");
    file("packages/web/node_modules/x/package.json", "{\"scripts\": {\"dev\": \"no\"}}");
    assertEquals(List.of("dev", "api:dev", "web:dev"), names());
    Script web = script("web:dev");
    assertEquals(project.resolve("packages/web"), web.directory());
    assertEquals("@shop/web", web.group());
    assertEquals(List.of("npm", "run", "dev"), web.command());
  }

  @Test
  void workspaces_sameShortName_useTheScope() {
    file("package.json", "{\"workspaces\": {\"packages\": [\"a/**\"]}}");
    file("a/one/package.json", "{\"name\": \"@x/web\", \"scripts\": {\"dev\": \"1\"}}");
    file("a/b/two/package.json", "{\"name\": \"@y/web\", \"scripts\": {\"dev\": \"2\"}}");
    assertEquals(List.of("@y/web:dev", "@x/web:dev"), names());
  }

  @Test
  void workspaces_pnpm_readsTheYamlList() {
    file("package.json", "{}");
    file("pnpm-lock.yaml", "");
    file(
        "pnpm-workspace.yaml",
        "packages:\n  # all\n  - 'apps/*'\n  - \"libs/core\"\ncatalog:\n  - no\n");
    file("apps/web/package.json", "{\"scripts\": {\"dev\": \"1\"}}");
    file("libs/core/package.json", "{\"scripts\": {\"build\": \"2\"}}");
    assertEquals(List.of("web:dev", "core:build"), names());
    assertEquals(List.of("pnpm", "run", "build"), command("core:build"));
  }

  @Test
  void workspaces_brokenMember_isNamedByItsPath() {
    file("package.json", "{\"workspaces\": [\"p/*\"]}");
    file("p/a/package.json", "{");
    assertEquals(List.of("p/a/package.json:1:2: unexpected end of file, expected '}'"), warnings());
  }

  @Test
  void knownBuilds_offerOnlyWhatHasItsPlugin() {
    file("pom.xml", "<project/>");
    assertEquals(List.of("test", "package"), names());
    file("pom.xml", "<project>\n<artifactId>spring-boot-maven-plugin</artifactId></project>");
    file("mvnw", "");
    assertEquals(List.of("spring-boot:run", "test", "package"), names());
    assertEquals(2, script("spring-boot:run").line());
    assertEquals(List.of("./mvnw", "test"), command("test"));
  }

  @Test
  void knownBuilds_gradleRunNeedsTheApplicationPlugin() {
    file("build.gradle", "plugins {\n  id 'java'\n}\n// application\napplication {\n}\n");
    assertEquals(List.of("build"), names());
    file("build.gradle", "plugins {\n  id 'application'\n}\n");
    assertEquals(List.of("run", "build"), names());
  }

  @Test
  void knownBuilds_cargoRunNeedsAProgram() {
    file("Cargo.toml", "[package]\n");
    assertEquals(List.of("test"), names());
    file("src/main.rs", "");
    assertEquals(List.of("run", "test"), names());
  }

  private void file(String name, String text) {
    try {
      Path file = project.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<String> names() {
    return ScriptDiscoverer.discover(project).scripts().stream().map(Script::name).toList();
  }

  private List<String> warnings() {
    return ScriptDiscoverer.discover(project).warnings();
  }

  private Script script(String name) {
    return ScriptDiscoverer.discover(project).scripts().stream()
        .filter(script -> script.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<String> command(String name) {
    return script(name).command();
  }
}

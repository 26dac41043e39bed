package dev.brummer.engine.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.script.Script.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProjectPartsTest {
  private static final String DEV = "\"scripts\": {\"dev\": \"vite\", \"lint\": \"eslint\"}";

  @TempDir Path directory;
  private ScriptProject project;

  @BeforeEach
  void isARepository() {
    project = new ScriptProject(directory);
  }

  @Test
  void frontendAndBackend_areNamedByTheirDirectories() {
    project.packageJson("frontend", "shop-ui", DEV).file("backend/manage.py", "");
    assertEquals(
        List.of(
            "+backend:runserver = python3 manage.py runserver @ backend/manage.py:0",
            "+frontend:dev = npm run dev @ frontend/package.json:2",
            "backend:migrate = python3 manage.py migrate @ backend/manage.py:0",
            "backend:test = python3 manage.py test @ backend/manage.py:0",
            "frontend:lint = npm run lint @ frontend/package.json:2"),
        lines());
  }

  @Test
  void part_runsInItsDirectory_inTheGroupOfItsName() {
    project.packageJson("frontend", "shop-ui", DEV);
    Script dev = script("frontend:dev");
    assertEquals(project.path("frontend"), dev.directory());
    assertEquals("frontend", dev.group());
    assertEquals("dev", dev.localName());
  }

  @Test
  void goModule_besidePackages_isOffered() {
    project
        .file("api/go.mod", "module shop\n")
        .file("api/main.go", "package main\n")
        .packageJson("web", "web", DEV);
    assertTrue(lines().contains("+api:run = go run . @ api/go.mod:0"), lines().toString());
  }

  @Test
  void commandsOfAGoModule_areThoseOfItsRootAndOfCmd() {
    project
        .file("api/go.mod", "module shop\n")
        .file("api/cmd/server/main.go", "package main\n")
        .file("api/cmd/migrate/main.go", "package main\n")
        .file("api/cmd/internal/x.go", "package internal\n")
        .file("job/go.mod", "module job\n")
        .file("job/cmd/shopctl/main.go", "package main\n");
    assertEquals(
        List.of(
            "+api:run:server = go run ./cmd/server @ api/cmd/server/main.go:0",
            "+job:run:shopctl = go run ./cmd/shopctl @ job/cmd/shopctl/main.go:0",
            "api:run:migrate = go run ./cmd/migrate @ api/cmd/migrate/main.go:0",
            "api:test = go test ./... @ api/go.mod:0",
            "job:test = go test ./... @ job/go.mod:0"),
        lines());
  }

  @Test
  void rootThatRuns_hidesItsDirectories() {
    project.packageJson("", "server", DEV).packageJson("client", "client", DEV);
    assertEquals(List.of("dev", "lint"), names());
  }

  @Test
  void rootWithChecksOnly_isListedBesideItsParts() {
    project
        .packageJson("", "shop", "\"scripts\": {\"build\": \"make\", \"prepare\": \"husky\"}")
        .packageJson("client", "client", DEV);
    assertEquals(List.of("client:dev", "build", "prepare", "client:lint"), names());
  }

  @Test
  void membersOfAWorkspace_areTheOnlyParts() {
    project
        .packageJson("", "shop", "\"workspaces\": [\"libs/*\"]")
        .packageJson("libs/core", "core", "\"scripts\": {\"build\": \"tsc\"}")
        .packageJson("client", "client", DEV);
    assertEquals(List.of("core:build"), names());
  }

  @Test
  void directoriesOfPackages_containParts() {
    project
        .packageJson("apps/web", "web", DEV)
        .packageJson("services/web", "other", DEV)
        .packageJson("services/api/deep", "deep", DEV);
    assertEquals(List.of("web:dev", "services/web:dev", "web:lint", "services/web:lint"), names());
  }

  @Test
  void workspaceInAPart_keepsItsNames() {
    project
        .packageJson("frontend", "ui", "\"workspaces\": [\"packages/*\"]")
        .packageJson("frontend/packages/app", "@acme/app", DEV);
    assertEquals(List.of("frontend:app:dev", "frontend:app:lint"), names());
    assertEquals("frontend", script("frontend:app:dev").group());
  }

  @Test
  void splitScriptInAPart_keepsItsGroup() {
    project.packageJson(
        "frontend",
        "ui",
        "\"scripts\": {\"dev\": \"run-p css js\", \"css\": \"tailwind -w\", \"js\": \"vite\"}");
    assertEquals("frontend:dev", script("frontend:css").group());
    assertEquals("frontend:dev", script("frontend:js").group());
    assertTrue(script("frontend:dev").folded());
  }

  @Test
  void requirements_followTheNames() {
    project
        .packageJson("web", "web", "\"workspaces\": [\"p/*\"]")
        .file(
            "web/turbo.json",
            "{\"tasks\": {\"dev\": {\"persistent\": true, \"dependsOn\": [\"gen\"]}, \"gen\": {}}}")
        .packageJson("web/p/app", "app", "\"scripts\": {\"dev\": \"vite\", \"gen\": \"gen\"}");
    assertEquals(
        List.of(new Requirement("web:turbo:dev:dependencies", true)),
        script("web:app:dev").requirements());
  }

  @ParameterizedTest
  @ValueSource(strings = {".hidden", "node_modules", "vendor", "target", "build", "dist"})
  void generatedDirectories_areSkipped(String name) {
    project.packageJson(name, "x", DEV);
    assertEquals(List.of(), names());
  }

  @Test
  void links_areNotFollowed() throws IOException {
    project.packageJson(".other", "x", DEV);
    Files.createSymbolicLink(project.path("link"), project.path(".other"));
    assertEquals(List.of(), names());
  }

  @Test
  void partWithChecksOnly_isFolded() {
    project
        .packageJson("client", "client", DEV)
        .file("docs/Makefile", "html:\n\tsphinx\nlatex:\n\tsphinx\n");
    assertTrue(script("docs:html").folded());
  }

  @Test
  void modulesOfMaven_offerOnlyWhatTheRootLacks() {
    project
        .file("pom.xml", "<project/>")
        .executable("mvnw", "")
        .file("core/pom.xml", "<project/>")
        .file("web/pom.xml", "<project>\nspring-boot-maven-plugin\n</project>");
    assertEquals(
        List.of(
            "+web:spring-boot:run = ../mvnw spring-boot:run @ web/pom.xml:2",
            "test = ./mvnw test @ pom.xml:0",
            "package = ./mvnw package @ pom.xml:0"),
        lines());
  }

  @Test
  void virtualEnvironmentOfTheRoot_servesItsParts() {
    project.executable(".venv/bin/python", "").file("backend/manage.py", "");
    Script server = script("backend:runserver");
    assertEquals(List.of(project.path(".venv/bin")), server.programs());
    assertEquals("python", server.command().getFirst());
  }

  @Test
  void lockFileOfTheRoot_servesItsParts() {
    project.file("uv.lock", "").file("backend/manage.py", "");
    assertEquals(
        List.of("uv", "run", "python", "manage.py", "runserver"),
        script("backend:runserver").command());
  }

  @Test
  void brokenFileOfAPart_isReportedWithItsPath() {
    project.packageJson("web", "web", DEV).file("api/package.json", "{\"scripts\": {\"dev\": 1}}");
    project.file("api/Makefile", "run:\n\ttrue\n");
    assertEquals(
        List.of("api/package.json:1:21: script \"dev\" skipped: expected a command string"),
        all().warnings());
  }

  @Test
  void tooManyParts_areCut() {
    for (int i = 100; i < 140; i++) {
      project.packageJson("p" + i, "p" + i, DEV);
    }
    assertEquals(30 * 2, names().size());
    assertEquals(1, all().warnings().size());
  }

  private DiscoveredScripts all() {
    return ScriptDiscoverer.withParts(directory, project.discover());
  }

  private List<String> names() {
    return all().scripts().stream().map(Script::name).toList();
  }

  private List<String> lines() {
    return all().scripts().stream().map(project::line).toList();
  }

  private Script script(String name) {
    return all().scripts().stream()
        .filter(script -> script.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is none of " + names()));
  }
}

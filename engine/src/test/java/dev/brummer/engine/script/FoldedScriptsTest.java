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

/// Order across files and packages, and what lists show only on request.
final class FoldedScriptsTest {
  @TempDir Path directory;
  private ScriptProject project;

  @BeforeEach
  void create() {
    project = new ScriptProject(directory);
  }

  @Test
  void order_isServersOfTheRootThenOfPackages_thenTheRest_thenNoise() {
    project
        .packageJson(
            "",
            "root",
            "\"workspaces\": [\"apps/*\"],"
                + " \"scripts\": {\"lint\": \"x\", \"build\": \"y\", \"dev\": \"z\"}")
        .packageJson(
            "apps/api", "api", "\"scripts\": {\"test\": \"t\", \"gen\": \"g\", \"dev\": \"d\"}")
        .packageJson("apps/web", "web", "\"scripts\": {\"prepare\": \"p\", \"start\": \"s\"}")
        .file("Procfile", "db: postgres\nworker: x\n")
        .file("Makefile", "lint:\n\nseed:\n\nrun:\n");
    assertEquals(
        List.of(
            "dev",
            "db",
            "worker",
            "run",
            "api:dev",
            "web:start",
            "build",
            "seed",
            "api:gen",
            "lint",
            "Makefile:lint",
            "api:test",
            "web:prepare"),
        project.names());
    assertEquals(9, project.shown().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prepare", "postinstall", "prebuild", "postbuild", "lint", "lint:fix", "eslint", "format",
        "format:check", "fmt", "prettier", "test", "test:unit", "unit-test", "e2e", "typecheck",
        "type-check", "check-types", "check", "coverage", "ci:lint", "spellcheck"
      })
  void hooksAndChecks_areFolded(String name) {
    project.packageJson(
        "", "x", "\"scripts\": {\"" + name + "\": \"x\", \"build\": \"y\", \"dev\": \"z\"}");
    assertTrue(project.script(name).folded());
    assertEquals(List.of("dev", "build"), project.shown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev",
        "build",
        "deploy",
        "generate",
        "seed",
        "migrate",
        "preview",
        "prerender",
        "latest",
        "contest",
        "checkout",
        "release",
        "test:watch",
        "posts",
        "protest"
      })
  void others_areNotFolded(String name) {
    project.packageJson("", "x", "\"scripts\": {\"" + name + "\": \"x\"}");
    assertFalse(project.script(name).folded());
    project.packageJson("", "x", "\"scripts\": {\"" + name + "\": \"x\", \"other\": \"x\"}");
    assertFalse(project.script(name).folded());
  }

  @Test
  void nothingButNoise_isShown() {
    project.packageJson("", "x", "\"scripts\": {\"lint\": \"x\", \"test\": \"y\"}");
    assertEquals(List.of("lint", "test"), project.shown());
  }

  @Test
  void commandsOfBuildTools_areShown() {
    project.file("go.mod", "module x\n").file("main.go", "package main\n");
    assertEquals(List.of("run", "test"), project.shown());
  }
}

package dev.brummer.app.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.project.ProjectFixture.Read;
import dev.brummer.app.project.moon.MoonFormat;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoonTest {
  @TempDir Path directory;

  private final MoonFormat format = new MoonFormat();
  private ProjectFixture fixture = new ProjectFixture(Path.of(""), format);

  @BeforeEach
  void setUp() {
    fixture = new ProjectFixture(directory, format);
  }

  private Read find() {
    return fixture.read(format.find(directory));
  }

  @Test
  void tasksOfProjects_runThroughMoon_serversAsTheirGroup() {
    fixture.write(".moon/workspace.yml", "projects: ['apps/*']\nvcs: { manager: git }\n");
    fixture.write(
        "apps/web/moon.yml",
        """
        language: typescript
        tasks:
          dev:
            command: vite --port 3000
            preset: server
            deps: ['^:build']
          build:
            command: [vite, build]
            args: [--mode, production]
          proxy:
            script: ./proxy.sh
            options: { persistent: true }
          codegen:
            command: gen
            description: Writes the client
          hidden:
            command: noop
            options: { internal: true }
        """);
    fixture.write("apps/api/moon.yml", "id: backend\ntasks:\n  serve:\n    command: air\n");
    Read read = find();
    assertEquals(List.of(), read.problems());
    assertEquals(
        List.of("backend:serve", "web:dev", "web:build", "web:proxy", "web:codegen"), read.names());
    assertEquals(List.of("moon", "run", "web:dev"), read.spec("web:dev").command());
    assertEquals(directory, read.spec("web:dev").directory());
    assertEquals("web", read.spec("web:dev").group());
    assertTrue(read.spec("web:dev").startsWithGroup());
    assertTrue(read.spec("web:proxy").startsWithGroup());
    assertFalse(read.spec("web:build").startsWithGroup());
    assertEquals("vite build --mode production", read.process("web:build").description());
    assertEquals("Writes the client", read.process("web:codegen").description());
    assertEquals(directory.resolve("apps/web/moon.yml"), read.process("web:dev").origin());
    assertEquals(3, read.process("web:dev").line());
  }

  @Test
  void inheritedTasks_areThoseThatAProjectAccepts() {
    fixture.write(".moon/workspace.yml", "projects: { web: apps/web, lib: libs/lib }\n");
    fixture.write(
        ".moon/tasks.yml",
        "tasks:\n  dev: { command: vite }\n  lint: { command: eslint }\n  fmt: { command: fmt }\n");
    fixture.write(
        "apps/web/moon.yml",
        """
        workspace:
          inheritedTasks: { exclude: [fmt], rename: { lint: check } }
        tasks:
          dev: { command: own }
        """);
    fixture.write("libs/lib/src/x.ts", "");
    Read read = find();
    assertEquals(List.of("web:dev", "web:check", "lib:dev", "lib:lint", "lib:fmt"), read.names());
    assertEquals("own", read.process("web:dev").description());
    assertTrue(read.spec("web:check").folded());
    assertFalse(read.spec("lib:dev").folded());
  }

  @Test
  void globsAndSources_areReadTogether_andBrokenOnesNamed() {
    fixture.write(
        ".moon/workspace.yml",
        "projects:\n  globs: ['libs/*', '../out']\n  sources: { web: apps/web, gone: apps/gone }\n");
    fixture.write("apps/web/moon.yml", "tasks: { dev: { command: vite } }\n");
    fixture.write("libs/a/moon.yml", "tasks: { test: 1, build: { command: tsc } }\n");
    Read read = find();
    assertEquals(List.of("web:dev", "a:build"), read.names());
    assertEquals(2, read.problems().size(), read.problems().toString());
  }
}

package dev.brummer.app.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.project.ProjectFixture.Read;
import dev.brummer.app.project.taskfile.TaskfileFormat;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskfileTest {
  @TempDir Path directory;

  private final TaskfileFormat format = new TaskfileFormat();
  private ProjectFixture fixture = new ProjectFixture(Path.of(""), format);

  @BeforeEach
  void setUp() {
    fixture = new ProjectFixture(directory, format);
  }

  private Read find() {
    return fixture.read(format.find(directory));
  }

  @Test
  void tasksOfEveryForm_runThroughTask() {
    fixture.write(
        "Taskfile.yml",
        """
        version: '3'
        vars: { NAME: shop }
        tasks:
          dev:
            desc: Starts everything
            deps: [build]
            cmds: [air]
          build: go build ./...
          lint:
            - golangci-lint run
            - task: vet
          watch-css:
            cmd: tailwindcss --watch
          generate:
            internal: true
            cmds: [go generate]
          release:
            requires: { vars: [VERSION] }
          "start:*":
            cmds: [echo]
        """);
    Read read = find();
    assertEquals(List.of(), read.problems());
    assertEquals(List.of("dev", "build", "lint", "watch-css"), read.names());
    assertEquals(List.of("task", "dev"), read.spec("dev").command());
    assertEquals("Starts everything", read.process("dev").description());
    assertEquals("golangci-lint run && vet", read.process("lint").description());
    assertTrue(read.spec("dev").startsWithGroup());
    assertTrue(read.spec("watch-css").startsWithGroup());
    assertEquals(8, read.process("build").line());
  }

  @Test
  void includedFiles_haveTheirNamespace() {
    fixture.write(
        "Taskfile.dist.yaml",
        """
        includes:
          docs: docs
          api:
            taskfile: ./api/Tasks.yml
            flatten: true
          gone: { taskfile: ./no.yml, optional: true }
          hidden: { taskfile: docs, internal: true }
          remote: https://example.org/Taskfile.yml
        tasks: {}
        """);
    fixture.write("docs/Taskfile.yml", "tasks:\n  serve: mkdocs serve\n");
    fixture.write(
        "api/Tasks.yml", "includes: { again: ../Taskfile.dist.yaml }\ntasks: { run: x }\n");
    Read read = find();
    assertEquals(List.of(), read.problems());
    assertEquals("docs:serve", read.names().getFirst());
    assertTrue(read.names().contains("run"), read.names()::toString);
  }

  @Test
  void brokenIncludedFile_isNamed() {
    fixture.write("Taskfile.yml", "includes: { a: ./a.yml }\ntasks: { x: y, z: 3 }\n");
    fixture.write("a.yml", "tasks:\n  b: [\n");
    Read read = find();
    assertEquals(List.of("x", "z"), read.names());
    assertEquals(1, read.problems().size(), read.problems()::toString);
    assertTrue(read.problems().getFirst().startsWith("a.yml:"), read.problems()::toString);
  }
}

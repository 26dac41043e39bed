package dev.brummer.app.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.project.ProjectFixture.Read;
import dev.brummer.app.project.vscode.TasksFormat;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ReadinessProbe;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VsCodeTasksTest {
  @TempDir Path directory;

  private final TasksFormat format = new TasksFormat();
  private ProjectFixture fixture = new ProjectFixture(Path.of(""), format);

  @BeforeEach
  void setUp() {
    fixture = new ProjectFixture(directory, format);
  }

  private Read find(String text) {
    fixture.write(".vscode/tasks.json", text);
    return fixture.read(format.find(directory));
  }

  @Test
  void tasksOfEveryType_becomeCommands() {
    Read read =
        find(
            """
            // Tasks of the shop
            {
              "version": "2.0.0",
              "options": { "env": { "MODE": "dev" } },
              "tasks": [
                {
                  "label": "serve",
                  "type": "shell",
                  "command": "php -S localhost:8080",
                  "args": ["-t", "public dir", { "value": "$X", "quoting": "strong" }],
                  "options": { "cwd": "${workspaceFolder}/site", "env": { "A": "${env:HOME}x" } },
                  "detail": "Serves the site", /* shown */
                },
                {
                  "label": "compile",
                  "type": "process",
                  "command": "make",
                  "args": ["all", "NAME=a b"],
                  "windows": { "command": "nmake" },
                  "linux": { "command": "gmake" }
                },
                { "type": "npm", "script": "lint", "path": "web" },
                { "taskName": "plain", "command": "echo ${workspaceFolderBasename}" },
              ]
            }
            """);
    assertEquals(List.of(), read.problems());
    assertEquals(List.of("serve", "compile", "npm: lint", "plain"), read.names());
    ProcessSpec serve = read.spec("serve");
    assertEquals(List.of("sh", "-c", "php -S localhost:8080 -t 'public dir' $X"), serve.command());
    assertEquals(directory.resolve("site"), serve.directory());
    assertEquals("dev", serve.environment().get("MODE"));
    assertEquals("x", serve.environment().get("A"));
    assertEquals("Serves the site", read.process("serve").description());
    assertEquals(6, read.process("serve").line());
    assertEquals(List.of("gmake", "all", "NAME=a b"), read.spec("compile").command());
    assertEquals(List.of("npm", "run", "lint"), read.spec("npm: lint").command());
    assertEquals(directory.resolve("web"), read.spec("npm: lint").directory());
    assertEquals("echo " + directory.getFileName(), read.spec("plain").command().getLast());
  }

  @Test
  void backgroundTask_isReadyAtTheEndOfItsPattern() {
    Read read =
        find(
            """
            {"tasks": [
              {"label": "types", "type": "shell", "command": "tsc -w", "isBackground": true,
               "problemMatcher": "$tsc-watch"},
              {"label": "bundle", "type": "shell", "command": "bundler", "isBackground": true,
               "problemMatcher": [{"base": "$x",
                 "background": {"activeOnStart": true, "beginsPattern": "^start",
                                "endsPattern": {"regexp": "^built in \\\\d+"}}}]},
              {"label": "all", "dependsOn": ["types", "bundle"]},
              {"label": "test", "type": "shell", "command": "run-tests",
               "dependsOn": "build"},
              {"label": "build", "type": "shell", "command": "build"}
            ]}
            """);
    assertEquals(List.of(), read.problems());
    assertTrue(read.spec("types").readiness() instanceof ReadinessProbe.Log);
    assertTrue(
        read.spec("bundle").readiness() instanceof ReadinessProbe.Log log
            && log.pattern().matcher("built in 12 ms").find());
    assertEquals(
        List.of(
            new Dependency("types", Condition.READY), new Dependency("bundle", Condition.READY)),
        read.spec("all").dependsOn());
    assertEquals(
        List.of(new Dependency("build", Condition.COMPLETED)), read.spec("test").dependsOn());
    assertEquals(List.of("sh", "-c", ":"), read.spec("all").command());
  }

  @Test
  void sequence_letsDependenciesWaitForOneAnother() {
    Read read =
        find(
            """
            {"tasks": [
              {"label": "a", "type": "shell", "command": "a"},
              {"label": "b", "type": "shell", "command": "b"},
              {"label": "both", "dependsOrder": "sequence", "dependsOn": ["a", "b"]}
            ]}
            """);
    assertEquals(List.of(new Dependency("a", Condition.COMPLETED)), read.spec("b").dependsOn());
  }

  @Test
  void tasksThatNeedTheEditor_areNamedOnce() {
    Read read =
        find(
            """
            {"tasks": [
              {"label": "ask", "type": "shell", "command": "deploy ${input:target}"},
              {"label": "pick", "type": "shell", "command": "x", "args": ["${command:pick}"]},
              {"label": "this", "type": "shell", "command": "run ${file}"},
              {"type": "gulp", "task": "css", "command": "x"},
              {"label": "ok", "type": "shell", "command": "true"}
            ]}
            """);
    assertEquals(List.of("ok"), read.names());
    assertEquals(
        List.of(
            ".vscode/tasks.json:2:3: not offered, because they need the editor or an extension:"
                + " \"ask\", \"pick\", \"this\", \"gulp in line 5\""),
        read.problems());
  }

  @Test
  void brokenFile_isNamedWithItsPlace() {
    Read read = find("{\"tasks\": [\n{\"label\": \"a\", \"command\": \"b\"},\n{\"label\": ]}");
    assertEquals(List.of("a"), read.names());
    assertTrue(
        read.problems().getFirst().startsWith(".vscode/tasks.json:3:"), read.problems()::toString);
    assertEquals(
        List.of(".vscode/tasks.json:1:11: \"tasks\" is not an array"),
        find("{\"tasks\": 3}").problems());
  }
}

package dev.brummer.engine.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MiseScriptsTest {
  @TempDir private Path directory;

  @Test
  void tasksOfEveryForm_areListed() throws IOException {
    ScriptProject project =
        new ScriptProject(directory)
            .file(
                "mise.toml",
                """
                [tools]
                node = "24"

                [tasks]
                dev = "vite"
                build = ["tsc", "vite build"]

                [tasks."db:migrate"]
                description = "Migrate the database"
                run = "sqlx migrate run"
                depends = ["build"]

                [tasks.secret]
                hide = true
                run = "echo no"
                """);
    assertEquals(
        List.of(
            "+dev = mise run dev @ mise.toml:5",
            "build = mise run build @ mise.toml:6",
            "db:migrate = mise run db:migrate @ mise.toml:8"),
        project.lines());
    assertEquals("tsc && vite build", project.description("build"));
    assertEquals("Migrate the database", project.description("db:migrate"));
  }

  @Test
  void executableFiles_areTasks_withTheirSettings() throws IOException {
    ScriptProject project =
        new ScriptProject(directory)
            .executable("mise-tasks/serve", "#!/bin/sh\n#MISE description=\"Serve the site\"\n")
            .executable("mise-tasks/db/reset", "#!/bin/sh\n# [MISE] description=\"Reset it\"\n")
            .executable("mise-tasks/db/_default", "#!/bin/sh\n")
            .executable("mise-tasks/helper", "#!/bin/sh\n#MISE hide=true\n")
            .executable("mise-tasks/binary", "\u007fELF\0\0")
            .file("mise-tasks/notes.txt", "no task\n");
    List<String> scripts = project.lines();
    assertEquals(4, scripts.size(), scripts::toString);
    assertTrue(scripts.contains("+serve = mise run serve @ mise-tasks/serve:0"), scripts::toString);
    assertTrue(
        scripts.contains("db:reset = mise run db:reset @ mise-tasks/db/reset:0"),
        scripts::toString);
    assertTrue(scripts.contains("db = mise run db @ mise-tasks/db/_default:0"), scripts::toString);
    assertEquals("Serve the site", project.description("serve"));
    assertEquals("Reset it", project.description("db:reset"));
    assertEquals(List.of(), project.warnings());
  }

  @Test
  void hiddenFileNames_andTheSameTaskTwice() throws IOException {
    ScriptProject project =
        new ScriptProject(directory)
            .file(".mise.toml", "[tasks]\nlint = \"ruff check\"\nbroken = 1\n")
            .file(".config/mise/config.toml", "[tasks]\nlint = \"other\"\n_x = \"y\"\n");
    assertEquals(List.of("lint = mise run lint @ .mise.toml:2"), project.lines());
    assertEquals(
        List.of(".mise.toml:3:1: \"broken\" is no task: expected a command, a list or a table"),
        project.warnings());
  }
}

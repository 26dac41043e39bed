package dev.brummer.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.program.UserException;
import dev.brummer.engine.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The search for the project of a directory.
class ProjectDirectoryTest {
  @TempDir Path temporary;

  private Path root = Path.of("");
  private Path below = Path.of("");

  @BeforeEach
  void directories() throws IOException {
    root = Files.createDirectories(temporary.resolve("shop"));
    below = Files.createDirectories(root.resolve("packages/web/src/cart"));
  }

  @ParameterizedTest
  @CsvSource({
    "package.json, '{\"scripts\": {\"dev\": \"x\"}}'",
    "Procfile, 'web: x'",
    "Procfile.dev, 'web: x'",
    "Makefile, 'dev:'",
    "justfile, 'dev:'",
    "pom.xml, <project/>",
    "go.mod, module x",
    "brummer.toml, ''"
  })
  void everyKindOfProjectFile_isFoundFromBelow(String file, String text) throws IOException {
    write(root.resolve(".git"), "");
    write(root.resolve(file), text);
    ProjectDirectory found = ProjectDirectory.find(below);
    assertEquals(root, found.path());
    assertEquals(below, found.start());
    assertTrue(found.exists());
    assertEquals(List.of("using the project " + root), found.notice());
  }

  @Test
  void nearestWins_andItsOwnDirectoryIsNotMentioned() throws IOException {
    write(root.resolve(".git"), "");
    write(root.resolve("Procfile"), "web: x");
    Path member = root.resolve("packages/web");
    write(member.resolve("package.json"), "{\"scripts\": {\"dev\": \"x\"}}");
    assertEquals(member, ProjectDirectory.find(below).path());
    assertEquals(List.of(), ProjectDirectory.find(member).notice());
    assertEquals(root, ProjectDirectory.find(root.resolve("packages")).path());
  }

  /// `{"type": "module"}` in a source directory makes no project.
  @Test
  void packageJsonWithoutScripts_isPassed() throws IOException {
    write(root.resolve("Procfile"), "web: x");
    write(root.resolve("packages/web/src/package.json"), "{\"type\": \"module\"}");
    assertEquals(root, ProjectDirectory.find(below).path());
  }

  @Test
  void brokenFile_isNotPassed_soThatItsErrorIsSeen() throws IOException {
    write(root.resolve("Procfile"), "web: x");
    write(root.resolve("packages/web/package.json"), "{");
    assertEquals(root.resolve("packages/web"), ProjectDirectory.find(below).path());
  }

  @ParameterizedTest
  @CsvSource({".git", ".hg", ".jj", ".svn"})
  void search_endsAtTheRootOfTheRepository(String mark) throws IOException {
    write(temporary.resolve("Procfile"), "foreign: x");
    write(root.resolve(mark), "");
    ProjectDirectory found = ProjectDirectory.find(below);
    assertFalse(found.exists());
    assertEquals(below, found.path());
    UserException nothing =
        assertThrows(
            UserException.class,
            () ->
                new RunPlanner(found, true, null, null, Map.of("HOME", "/nowhere"), Map.of())
                    .plan(List.of(), List.of()));
    assertTrue(
        nothing.text().startsWith("nothing to run in " + below + " or above it up to " + root),
        nothing.text());
  }

  @Test
  void withoutARepository_parentsAreSearched_butNotSharedOnes() throws IOException {
    write(root.resolve("Procfile"), "web: x");
    assertEquals(root, ProjectDirectory.find(below).path());
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertFalse(ProjectDirectory.find(below).exists());
    assertEquals(root, ProjectDirectory.find(root).path());
  }

  @Test
  void parts_areFoundFromAboveAndBelow_ifNothingElseIs() throws IOException {
    write(root.resolve(".git"), "");
    Files.createDirectories(root.resolve("frontend"));
    write(root.resolve("frontend/package.json"), "{\"scripts\": {\"dev\": \"x\"}}");
    assertEquals("frontend:dev", ProjectDirectory.find(root).scripts().scripts().getFirst().name());
    assertEquals(root, ProjectDirectory.find(root).path());
    assertEquals(root, ProjectDirectory.find(below).path());
    assertEquals(root.resolve("frontend"), ProjectDirectory.find(root.resolve("frontend")).path());
  }

  @Test
  void filesAboveADirectory_goBeforeItsParts() throws IOException {
    write(root.resolve(".git"), "");
    write(root.resolve("Procfile"), "web: x");
    write(root.resolve("packages/web/package.json"), "{\"scripts\": {\"dev\": \"x\"}}");
    assertEquals(root, ProjectDirectory.find(root.resolve("packages")).path());
  }

  @Test
  void parts_areNotSearchedInASharedDirectory() throws IOException {
    Files.createDirectories(root.resolve("frontend"));
    write(root.resolve("frontend/package.json"), "{\"scripts\": {\"dev\": \"x\"}}");
    Files.setAttribute(root, "unix:mode", 01777);
    assertFalse(ProjectDirectory.find(root).exists());
  }

  @Test
  void command_runsWhereThePersonIs() throws IOException {
    write(root.resolve("Procfile"), "web: x");
    RunPlan plan =
        new RunPlanner(
                ProjectDirectory.find(below),
                true,
                null,
                null,
                Map.of("HOME", "/nowhere"),
                Map.of())
            .plan(List.of(), List.of("ls"));
    assertEquals(root, plan.project());
    ProcessSpec command = plan.processes().getLast();
    assertEquals(below, command.directory());
    assertEquals(root, plan.processes().getFirst().directory());
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }
}

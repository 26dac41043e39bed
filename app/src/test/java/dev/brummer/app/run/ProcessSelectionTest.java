package dev.brummer.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Resolution of names, globs and groups in a real project.
class ProcessSelectionTest {
  @TempDir Path project;

  private List<ProcessSpec> found = List.of();

  @BeforeEach
  void findScripts() throws IOException {
    Files.writeString(
        project.resolve("package.json"),
        """
        {"scripts": {"web": "true", "worker:mail": "true", "worker:print": "true"}}
        """);
    found =
        new RunTargets(project, Map.of(), false, Map.of())
            .all().stream().map(RunTarget::spec).toList();
  }

  @Test
  void names_areKeptInTheOrderAskedFor_once() {
    assertEquals(List.of("worker:mail", "web"), chosen("worker:mail", "web", "worker:mail"));
  }

  @Test
  void glob_meansEveryMatch() {
    assertEquals(List.of("worker:mail", "worker:print"), chosen("worker:*"));
  }

  @Test
  void group_meansAllOfIt() {
    String group = found.getFirst().group();
    assertEquals(found.size(), chosen(group).size());
  }

  @Test
  void unknownName_offersTheNearest() {
    UserException thrown = assertThrows(UserException.class, () -> chosen("wep"));
    assertTrue(thrown.text().contains("\"wep\""), thrown.text());
    assertTrue(thrown.text().endsWith("did you mean web?"), thrown.text());
    assertEquals(ExitCodes.USAGE, thrown.code());
  }

  @Test
  void unknownName_nearNothing_listsWhatThereIs() {
    UserException thrown = assertThrows(UserException.class, () -> chosen("zzzzzzzz"));
    assertTrue(thrown.text().endsWith("web, worker:mail, worker:print"), thrown.text());
  }

  @Test
  void name_whereNothingCanBeRun_saysWhatWasLookedFor() {
    UserException thrown =
        assertThrows(
            UserException.class,
            () -> ProcessSelection.resolve(List.of(), List.of("dev"), project, List.of()));
    assertTrue(thrown.text().startsWith("nothing to run in " + project), thrown.text());
    assertTrue(thrown.text().contains("package.json"), thrown.text());
  }

  private List<String> chosen(String... names) {
    return List.copyOf(ProcessSelection.resolve(found, List.of(names), project, List.of()));
  }
}

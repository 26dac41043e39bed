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
    UserException wrong = assertThrows(UserException.class, () -> chosen("wep"));
    assertTrue(wrong.text().contains("\"wep\""), wrong.text());
    assertTrue(wrong.text().endsWith("did you mean web?"), wrong.text());
    assertEquals(ExitCodes.USAGE, wrong.code());
  }

  @Test
  void unknownName_nearNothing_listsWhatThereIs() {
    UserException wrong = assertThrows(UserException.class, () -> chosen("zzzzzzzz"));
    assertTrue(wrong.text().endsWith("web, worker:mail, worker:print"), wrong.text());
  }

  @Test
  void name_whereNothingCanBeRun_saysWhatWasLookedFor() {
    UserException wrong =
        assertThrows(
            UserException.class,
            () -> ProcessSelection.resolve(List.of(), List.of("dev"), project, List.of()));
    assertTrue(wrong.text().startsWith("nothing to run in " + project), wrong.text());
    assertTrue(wrong.text().contains("package.json"), wrong.text());
  }

  private List<String> chosen(String... names) {
    return List.copyOf(ProcessSelection.resolve(found, List.of(names), project, List.of()));
  }
}

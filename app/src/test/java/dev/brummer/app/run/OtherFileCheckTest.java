package dev.brummer.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherFileCheckTest {
  @TempDir Path project;

  private List<String> problems(String name, String text) throws IOException {
    Path file = Files.writeString(project.resolve(name), text);
    return OtherFileCheck.problems(project, file, Map.of("HOME", "/nowhere"));
  }

  @Test
  void validFiles_haveNoProblems() throws IOException {
    assertEquals(List.of(), problems("Procfile.dev", "web: serve\n"));
    assertEquals(List.of(), problems("mprocs.yaml", "procs: { web: { shell: serve } }\n"));
    assertEquals(
        List.of(), problems("process-compose.yaml", "processes: { web: { command: serve } }\n"));
  }

  @Test
  void problems_nameFileAndLine() throws IOException {
    List<String> compose =
        problems("process-compose.yaml", "processes:\n  web:\n    comand: serve\n");
    assertTrue(compose.getLast().contains("process-compose.yaml:3:5: "), compose.toString());
    List<String> procfile = problems("Procfile", "web: serve\nnothing\n");
    assertTrue(procfile.getFirst().contains("Procfile:2: "), procfile.toString());
  }

  @Test
  void unusableFiles_areProblems() throws IOException {
    assertEquals(1, problems("other.yaml", "a: b\n").size());
    assertEquals(1, problems("Procfile", "").size());
    assertEquals(
        1, OtherFileCheck.problems(project, project.resolve("gone.yaml"), Map.of()).size());
  }

  @Test
  void onlyToml_isAConfiguration() {
    assertTrue(OtherFileCheck.isConfiguration(Path.of("brummer.toml")));
    assertFalse(OtherFileCheck.isConfiguration(Path.of("Procfile")));
    assertFalse(OtherFileCheck.isConfiguration(Path.of("mprocs.yaml")));
  }
}

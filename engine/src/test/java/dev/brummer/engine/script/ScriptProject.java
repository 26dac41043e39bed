package dev.brummer.engine.script;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A project in a temporary directory, for tests of what is discovered in it.
final class ScriptProject {
  private final Path directory;

  ScriptProject(Path directory) {
    this.directory = directory;
    file(".git/HEAD", "");
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  ScriptProject file(String name, String text) {
    try {
      Path file = path(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  ScriptProject executable(String name, String text) {
    file(name, text);
    assertTrue(path(name).toFile().setExecutable(true));
    return this;
  }

  /// A `package.json` with a name and further members.
  ScriptProject packageJson(String directory, String name, String members) {
    String prefix = directory.isEmpty() ? "" : directory + "/";
    return file(prefix + "package.json", "{\"name\": \"" + name + "\",\n" + members + "\n}\n");
  }

  DiscoveredScripts discover() {
    return ScriptDiscoverer.discover(directory);
  }

  List<String> warnings() {
    return discover().warnings();
  }

  List<String> names() {
    return discover().scripts().stream().map(Script::name).toList();
  }

  /// Names of the scripts that lists show.
  List<String> shown() {
    return discover().scripts().stream()
        .filter(script -> !script.folded())
        .map(Script::name)
        .toList();
  }

  /// Names of the scripts of a group that start with it.
  List<String> startedBy(String group) {
    return discover().scripts().stream()
        .filter(script -> script.group().equals(group) && script.startsWithGroup())
        .map(Script::name)
        .toList();
  }

  Script script(String name) {
    return discover().scripts().stream()
        .filter(script -> script.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is none of " + names()));
  }

  List<String> command(String name) {
    return script(name).command();
  }

  String line(String name) {
    return String.join(" ", command(name));
  }

  String description(String name) {
    return script(name).description();
  }

  /// One line per script: `name = command @ file:line`, with `+` in front if it starts with its
  /// group.
  List<String> lines() {
    return discover().scripts().stream().map(this::line).toList();
  }

  /// A script as in [#lines()].
  String line(Script script) {
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

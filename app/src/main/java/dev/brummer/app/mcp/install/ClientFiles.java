package dev.brummer.app.mcp.install;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds files and programs of clients on this machine.
///
/// @param environment variables of this process
/// @param home the user's home directory
record ClientFiles(Map<String, String> environment, Path home) {
  /// The configuration file of the user.
  Path userFile(AgentClient client) {
    List<Path> files = new ArrayList<>();
    for (String template : client.userFiles()) {
      Path file = resolve(template);
      if (file != null && isOverride(template)) {
        return file;
      }
      if (file != null) {
        files.add(file);
      }
    }
    return firstExisting(files);
  }

  /// The configuration file of a project, null if the client has none.
  @Nullable Path projectFile(AgentClient client, Path project) {
    List<Path> files = client.projectFiles().stream().map(project::resolve).toList();
    return files.isEmpty() ? null : firstExisting(files);
  }

  private static Path firstExisting(List<Path> files) {
    return files.stream().filter(Files::exists).findFirst().orElse(files.getFirst());
  }

  /// Whether the client is on this machine.
  boolean isPresent(AgentClient client) {
    return client.programs().stream().anyMatch(name -> program(name) != null)
        || client.marks().stream().map(this::resolve).anyMatch(at -> at != null && exists(at))
        || exists(userFile(client));
  }

  private static boolean exists(Path path) {
    return Files.exists(path);
  }

  /// The program of this name on the `PATH`, null if there is none. Entries that are not absolute
  /// are skipped: they depend on the current directory, which may be a stranger's.
  @Nullable Path program(String name) {
    for (String directory : environment.getOrDefault("PATH", "").split(":")) {
      Path file = directory.startsWith("/") ? Path.of(directory, name) : null;
      if (file != null && Files.isRegularFile(file) && Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }

  private static boolean isOverride(String template) {
    return template.startsWith("$") && !template.startsWith("$CONFIG/");
  }

  private @Nullable Path resolve(String template) {
    if (template.startsWith("~/")) {
      return home.resolve(template.substring(2));
    }
    int slash = template.indexOf('/');
    String variable = template.substring(1, slash < 0 ? template.length() : slash);
    String rest = slash < 0 ? "" : template.substring(slash + 1);
    if (variable.equals("CONFIG")) {
      return configuration().resolve(rest);
    }
    String value = environment.getOrDefault(variable, "");
    return value.startsWith("/") ? Path.of(value).resolve(rest) : null;
  }

  private Path configuration() {
    String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
    return xdg.startsWith("/") ? Path.of(xdg) : home.resolve(".config");
  }
}

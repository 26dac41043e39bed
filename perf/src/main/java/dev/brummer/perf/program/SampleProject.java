package dev.brummer.perf.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A temporary project that all compared programs can run: an npm workspace in which every package
/// has a `dev` script.
public final class SampleProject implements AutoCloseable {
  private static final String FLOOD_SCRIPT =
      "exec yes 'GET /api/articles/4711 200 in 12 ms, 3 queries, 1 cache hit, session 9f2c41aa'";

  private final Path directory;
  private final Map<String, String> scripts;

  private SampleProject(Path directory, Map<String, String> scripts) {
    this.directory = directory;
    this.scripts = scripts;
  }

  /// Creates packages that print at full speed and packages that print [Workload#READY].
  public static SampleProject of(int flooding, int idle) throws IOException {
    Map<String, String> scripts = new TreeMap<>();
    for (int i = 0; i < flooding + idle; i++) {
      scripts.put("pack-" + (char) ('a' + i), i < flooding ? FLOOD_SCRIPT : Workload.quiet());
    }
    return of(scripts);
  }

  /// Creates packages by name with their `dev` scripts.
  public static SampleProject of(Map<String, String> scripts) throws IOException {
    Path directory = Files.createTempDirectory("brummer-bench");
    SampleProject project = new SampleProject(directory, new TreeMap<>(scripts));
    project.write();
    return project;
  }

  private void write() throws IOException {
    Files.writeString(
        directory.resolve("package.json"),
        "{\"name\":\"bench\",\"private\":true,\"packageManager\":\"npm@11.0.0\","
            + "\"workspaces\":[\"packages/*\"]}\n");
    Files.writeString(
        directory.resolve("package-lock.json"),
        "{\"name\":\"bench\",\"lockfileVersion\":3,\"requires\":true,\"packages\":{}}\n");
    Files.writeString(
        directory.resolve("turbo.json"),
        "{\"ui\":\"tui\",\"tasks\":{\"dev\":{\"persistent\":true,\"cache\":false}}}\n");
    StringBuilder processes = new StringBuilder("procs:\n");
    for (Map.Entry<String, String> script : scripts.entrySet()) {
      Path packageDirectory =
          Files.createDirectories(directory.resolve("packages").resolve(script.getKey()));
      String escaped = script.getValue().replace("\\", "\\\\").replace("\"", "\\\"");
      Files.writeString(
          packageDirectory.resolve("package.json"),
          "{\"name\":\"%s\",\"version\":\"1.0.0\",\"scripts\":{\"dev\":\"%s\"}}\n"
              .formatted(script.getKey(), escaped));
      processes.append(
          "  %s: {shell: \"npm run dev\", cwd: \"%s\"}\n"
              .formatted(script.getKey(), packageDirectory));
    }
    Files.writeString(mprocsConfig(), processes);
  }

  public Path directory() {
    return directory;
  }

  List<String> packages() {
    return List.copyOf(scripts.keySet());
  }

  /// Returns the commands of the scripts in the order of the packages.
  List<String> commands() {
    return List.copyOf(scripts.values());
  }

  /// Returns the environment of programs that run the project: directories of its own for state and
  /// configuration.
  public Map<String, String> environment() {
    return Map.of(
        "TURBO_TELEMETRY_DISABLED",
        "1",
        "XDG_CONFIG_HOME",
        directory.resolve("config").toString(),
        "XDG_STATE_HOME",
        directory.resolve("state").toString());
  }

  /// Returns the configuration file of mprocs, under a name that brummer does not look for: it
  /// would list the processes twice.
  Path mprocsConfig() {
    return directory.resolve("bench-mprocs.yaml");
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

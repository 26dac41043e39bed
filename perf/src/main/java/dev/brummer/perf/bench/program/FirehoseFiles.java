package dev.brummer.perf.bench.program;

import dev.brummer.perf.program.SampleProject;
import dev.brummer.perf.program.Workload;
import dev.brummer.perf.suite.TempDirectories;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// The numbered lines that the children of a firehose print, in files in memory, and the marks that
/// they have been written.
///
/// A line is `name number filler`, [#LINE_BYTES] bytes with its end.
final class FirehoseFiles implements AutoCloseable {
  static final int LINE_BYTES = 103;
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final String[] NAMES = {"pack-a", "pack-b", "pack-c", "pack-d"};
  private static final String FILLER =
      "GET /api/articles/4711 200 in 12 ms, 3 queries, 1 cache hit, session 9f2c41aa, user 815"
          .substring(0, LINE_BYTES - 1 - "pack-a 0000000 ".length());

  /// What follows the number of a line.
  static final byte[] TAIL = (" " + FILLER + "\n").getBytes(StandardCharsets.US_ASCII);

  private final Path directory;
  private final int lines;

  private FirehoseFiles(Path directory, int lines) {
    this.directory = directory;
    this.lines = lines;
  }

  /// Writes the files.
  ///
  /// @param lines per child
  static FirehoseFiles create(int lines) throws IOException {
    FirehoseFiles files =
        new FirehoseFiles(inMemory((long) lines * LINE_BYTES * 3 * children()), lines);
    for (String name : NAMES) {
      files.write(name);
    }
    return files;
  }

  /// Creates a directory in memory; elsewhere if that is too small, as in some containers.
  private static Path inMemory(long bytes) throws IOException {
    return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > bytes
        ? Files.createTempDirectory(MEMORY, "brummer-bench")
        : TempDirectories.create();
  }

  private void write(String name) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file(name)), 1 << 16)) {
      byte[] line = line(name, 0).getBytes(StandardCharsets.US_ASCII);
      for (int number = 0; number < lines; number++) {
        for (int i = 0, rest = number; i < 7; i++, rest /= 10) {
          line[name.length() + 7 - i] = (byte) ('0' + rest % 10);
        }
        out.write(line);
      }
    }
  }

  /// Returns a line with its end.
  static String line(String name, int number) {
    return "%s %07d %s\n".formatted(name, number, FILLER);
  }

  static int children() {
    return NAMES.length;
  }

  long bytes() {
    return (long) lines * LINE_BYTES * children();
  }

  long count() {
    return (long) lines * children();
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  /// Returns the path of the program's output.
  Path output() {
    return directory.resolve("output");
  }

  /// Creates a project whose packages print the files.
  SampleProject project() throws IOException {
    Map<String, String> scripts = new TreeMap<>();
    for (String name : NAMES) {
      scripts.put(name, Workload.file(file(name), done(name)));
    }
    return SampleProject.of(scripts);
  }

  private Path done(String name) {
    return directory.resolve(name + ".done");
  }

  /// Returns a shell command that writes all lines, each with a name in front, and sleeps.
  String sedCommand() {
    StringBuilder command = new StringBuilder();
    for (String name : NAMES) {
      command.append("sed 's/^/%s | /' %s & ".formatted(name, file(name)));
    }
    command.append("wait; ");
    for (String name : NAMES) {
      command.append(": >").append(done(name)).append("; ");
    }
    return command + "exec sleep 60";
  }

  /// Whether the last write of every child has been accepted.
  boolean allWritten() {
    for (String name : NAMES) {
      if (!Files.exists(done(name))) {
        return false;
      }
    }
    return true;
  }

  /// Whether a screen shows the last line of a child.
  boolean showsLastLine(String screen) {
    for (String name : NAMES) {
      if (screen.contains("%s %07d GET".formatted(name, lines - 1))) {
        return true;
      }
    }
    return false;
  }

  /// Counts the lines that are whole and in order in the output.
  long countWhole() throws IOException {
    return new LineChecker(NAMES, lines).countWhole(output());
  }

  @Override
  public void close() {
    TempDirectories.delete(directory);
  }
}

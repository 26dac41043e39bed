package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reading of project files: whole, as UTF-8 whatever the bytes, no larger than a project file is.
final class ProjectFiles {
  private static final int MAX_BYTES = 4 << 20;

  private ProjectFiles() {}

  /// The text, or null if there is no such file. A byte order mark is taken away.
  static @Nullable String read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (var in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
  }

  /// The lines, or null if there is no such file.
  static @Nullable List<String> lines(Path file) throws IOException {
    String text = read(file);
    return text == null ? null : text.lines().toList();
  }

  /// The first of `names` that is a file in `directory`, or null.
  static @Nullable Path firstExisting(Path directory, String... names) {
    for (String name : names) {
      Path file = directory.resolve(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }
}

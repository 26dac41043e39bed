package dev.brummer.engine.script;

import dev.brummer.engine.file.ProjectTextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads project files as UTF-8; invalid bytes are replaced.
final class ProjectFileReader {
  private ProjectFileReader() {}

  /// Text without byte order mark; null if there is no such file.
  ///
  /// @throws IOException as [ProjectTextFile#text]
  static @Nullable String read(Path file) throws IOException {
    return ProjectTextFile.text(file);
  }

  /// Lines of the file; null if there is no such file.
  static @Nullable List<String> lines(Path file) throws IOException {
    String text = read(file);
    return text == null ? null : text.lines().toList();
  }

  /// The first of `names` that exists in `directory`; null if none does.
  static @Nullable Path firstExisting(Path directory, String... names) {
    for (String name : names) {
      Path file = directory.resolve(name);
      if (ProjectTextFile.exists(file)) {
        return file;
      }
    }
    return null;
  }
}

package dev.brummer.app.run;

import dev.brummer.engine.file.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Remembers for each user that the UI has been shown: an empty file in the state directory.
final class NewUserMark {
  private static final String FILE = "ui-shown";

  private NewUserMark() {}

  /// Creates the mark. Of several calls, also by processes that start at the same time, one returns
  /// true. A state directory that cannot be written counts as one with the mark: without it, each
  /// start would be the first.
  ///
  /// @return whether the user is new
  static boolean claim(Path stateDirectory) {
    Path mark = stateDirectory.resolve(FILE);
    if (Files.exists(mark)) {
      return false;
    }
    try {
      OwnerOnlyFiles.createDirectories(stateDirectory);
      Files.createFile(mark);
      return true;
    } catch (IOException | UnsupportedOperationException unwritable) {
      return false;
    }
  }
}

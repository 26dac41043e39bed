package dev.brummer.app.command;

import dev.brummer.app.program.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Folders that `--out` names: found out before anything is measured whether they can be written.
final class OutputDirectory {
  private OutputDirectory() {}

  /// Makes the folder if it is missing, and tries it.
  ///
  /// @param name of the file that is to come
  /// @throws UserException if nothing can be written there
  static Path prepare(Path folder, String name) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(name);
      if (Files.exists(file)
          ? !Files.isWritable(file) || Files.isDirectory(file)
          : !Files.isWritable(folder)) {
        throw new IOException(file + " is not writable");
      }
      return folder;
    } catch (IOException unwritable) {
      throw cannotWrite(folder, unwritable);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException unwritable) {
      throw cannotWrite(file, unwritable);
    }
  }

  private static UserException cannotWrite(Path path, IOException why) {
    return UserException.failure(
        "--out: "
            + path
            + " cannot be written ("
            + why.getClass().getSimpleName()
            + ": "
            + why.getMessage()
            + "); name a folder that can be");
  }
}

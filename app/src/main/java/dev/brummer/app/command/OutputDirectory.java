package dev.brummer.app.command;

import dev.brummer.app.program.UserException;
import dev.brummer.engine.file.IoErrorMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Checks and writes files in the directory of `--out`. The check runs before a measurement, so an
/// unwritable directory is reported at once.
final class OutputDirectory {
  private OutputDirectory() {}

  /// Creates the directory if it is missing.
  ///
  /// @param name name of the file to be written
  /// @throws UserException if the file could not be written there
  static Path prepare(Path folder, String name) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(name);
      if (Files.exists(file)
          ? !Files.isWritable(file) || Files.isDirectory(file)
          : !Files.isWritable(folder)) {
        throw new IOException("it is not writable");
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
        "--out: cannot write "
            + path
            + " ("
            + IoErrorMessage.of(why)
            + "); choose a writable directory");
  }
}

package dev.brummer.app.control;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.file.OwnerOnlyFiles;
import dev.brummer.engine.file.StateDirectory;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The directories of control sockets and discovery files: the user's runtime directory, which the
/// system empties at logout, or else the state directory.
///
/// A client looks in both: an agent or a cron job may have another environment than the shell that
/// started brummer.
final class ControlDirectories {
  private static final String RUNTIME = "XDG_RUNTIME_DIR";

  private ControlDirectories() {}

  /// Directories where discovery files may be, in order of preference. They may not exist.
  static List<Path> all(Map<String, String> environment) {
    return List.of(
        runtimeDirectory(environment).resolve("brummer"),
        StateDirectory.of(environment).resolve("control"));
  }

  private static Path runtimeDirectory(Map<String, String> environment) {
    String configured = environment.getOrDefault(RUNTIME, "");
    return configured.startsWith("/") ? Path.of(configured) : Path.of("/run/user", uid());
  }

  private static String uid() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
    } catch (IOException | UnsupportedOperationException unknown) {
      return "unknown";
    }
  }

  /// Creates the first directory that can be used.
  ///
  /// @param warnings receives a sentence if that is not the configured one
  /// @throws IOException if none can be used
  static Path create(Map<String, String> environment, Consumer<String> warnings)
      throws IOException {
    List<Path> directories = all(environment);
    Path runtime = runtimeDirectory(environment);
    boolean configured = environment.getOrDefault(RUNTIME, "").startsWith("/");
    List<String> failures = new ArrayList<>();
    for (Path directory : directories) {
      try {
        if (directory.startsWith(runtime) && !Files.isDirectory(runtime)) {
          throw new NotDirectoryException(runtime.toString());
        }
        createPrivate(directory);
        if (!failures.isEmpty() && configured) {
          warnings.accept(
              "cannot use " + failures.getFirst() + ": the control socket is in " + directory);
        }
        return directory;
      } catch (IOException failed) {
        failures.add(directory + " (" + reason(failed) + ")");
      }
    }
    throw new IOException("no directory for the control socket: " + String.join(", ", failures));
  }

  private static String reason(IOException failure) {
    return failure instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : IoErrorMessage.of(failure);
  }

  private static void createPrivate(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent != null && Files.isDirectory(parent) && !isOwn(parent)) {
      throw new FileSystemException(parent.toString(), null, "it belongs to another user");
    }
    OwnerOnlyFiles.createDirectories(directory);
    if (!isOwn(directory)) {
      throw new FileSystemException(directory.toString(), null, "it belongs to another user");
    }
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    if (!Files.isWritable(directory)) {
      throw new FileSystemException(directory.toString(), null, "it is not writable");
    }
  }

  /// Whether a directory or file exists, is no symbolic link and belongs to the user of this
  /// process.
  static boolean isOwn(Path path) {
    try {
      return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS)
              .equals(Files.getOwner(Path.of("/proc/self")))
          && !Files.isSymbolicLink(path);
    } catch (IOException missing) {
      return false;
    }
  }
}

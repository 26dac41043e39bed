package dev.brummer.engine.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Creates files with mode 0600 and directories with mode 0700, whatever the umask. Files and
/// directories that exist keep their mode.
public final class OwnerOnlyFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnlyFiles() {}

  /// Creates a directory and its missing parents.
  public static void createDirectories(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath();
    Path existing = absolute;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    Path at = existing == null ? absolute.getRoot() : existing;
    for (Path name : at.relativize(absolute)) {
      at = at.resolve(name);
      if (!Files.isDirectory(at)) {
        createDirectory(at);
      }
    }
    if (!Files.isDirectory(absolute)) {
      Files.createDirectories(absolute); // throws, with the reason
    }
  }

  private static void createDirectory(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, attributes(directory, DIRECTORY));
    } catch (FileAlreadyExistsException concurrently) {
      if (!Files.isDirectory(directory)) {
        throw concurrently;
      }
      return;
    }
    restrict(directory, DIRECTORY);
  }

  /// Creates the missing directories above a file.
  public static void createParents(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      createDirectories(directory);
    }
  }

  /// Creates a directory with a unique name. The name can be guessed: `parent` must belong to the
  /// user. `Files.createTempDirectory` would load the random number generators.
  public static Path createUniqueDirectory(Path parent, String prefix) throws IOException {
    for (long number = System.nanoTime(); ; number++) {
      Path directory = parent.resolve(prefix + "-" + number);
      try {
        Files.createDirectory(directory, attributes(parent, DIRECTORY));
        restrict(directory, DIRECTORY);
        return directory;
      } catch (FileAlreadyExistsException taken) {
        // the next number
      }
    }
  }

  /// Opens a file for writing; `options` as in [FileChannel#open].
  public static FileChannel open(Path file, OpenOption... options) throws IOException {
    boolean created = !Files.exists(file);
    FileChannel channel = FileChannel.open(file, Set.of(options), attributes(file, FILE));
    try {
      if (created) {
        restrict(file, FILE);
      }
      return channel;
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  /// Opens a file for writing from its beginning; creates it if necessary.
  public static OutputStream newOutputStream(Path file) throws IOException {
    return Channels.newOutputStream(
        open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE));
  }

  /// Creates a text file that does not exist yet.
  public static BufferedWriter newWriter(Path file) throws IOException {
    FileChannel channel = open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
  }

  /// Appends text to a file; creates it if necessary.
  public static void append(Path file, String text) throws IOException {
    try (OutputStream out =
        Channels.newOutputStream(
            open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.WRITE))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> mode) {
    return isPosix(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
        : new FileAttribute<?>[0];
  }

  /// Gives the owner what the umask has taken.
  private static void restrict(Path path, Set<PosixFilePermission> mode) throws IOException {
    if (isPosix(path) && !mode.equals(Files.getPosixFilePermissions(path))) {
      Files.setPosixFilePermissions(path, mode);
    }
  }

  private static boolean isPosix(@Nullable Path path) {
    return path != null && path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}

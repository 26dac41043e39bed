package dev.brummer.app.control;

import dev.brummer.engine.file.OwnerOnlyFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// The discovery file of this process and the path of its socket. Confined to the lock of the
/// server.
final class DiscoveryFile {
  static final String SUFFIX = ".json";
  static final String SOCKET_SUFFIX = ".sock";
  static final String TEMPORARY_SUFFIX = ".tmp";

  /// Maximum length of a socket path in bytes; macOS allows 103, Linux 107.
  static final int MAX_SOCKET_PATH = 103;

  private static final int MAX_PROJECT_NAME = 24;

  private final Path file;
  private final Path socket;

  private DiscoveryFile(Path file, Path socket) {
    this.file = file;
    this.socket = socket;
  }

  /// Selects the directory and a name that is not used. Creates no file.
  static DiscoveryFile create(
      Map<String, String> environment, Path project, Consumer<String> warnings) throws IOException {
    Path directory = ControlDirectories.create(environment, warnings);
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    String name = readableName(project) + "-" + random;
    Path socket = directory.resolve(name + SOCKET_SUFFIX);
    if (length(socket) > MAX_SOCKET_PATH) {
      socket = directory.resolve(random + SOCKET_SUFFIX);
    }
    if (length(socket) > MAX_SOCKET_PATH) {
      socket = Files.createTempDirectory("brummer-").resolve(random + SOCKET_SUFFIX);
    }
    return new DiscoveryFile(directory.resolve(name + SUFFIX), socket);
  }

  private static String readableName(Path project) {
    String name = String.valueOf(project.toAbsolutePath().getFileName());
    String safe = name.replaceAll("[^A-Za-z0-9._-]", "_");
    return safe.substring(0, Math.min(safe.length(), MAX_PROJECT_NAME));
  }

  private static int length(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  Path socket() {
    return socket;
  }

  void restrictSocket() throws IOException {
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
  }

  /// Replaces the file atomically.
  ///
  /// @param json a [ControlInstance]
  void write(byte[] json) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY_SUFFIX);
    try (OutputStream out = OwnerOnlyFiles.newOutputStream(temporary)) {
      out.write(json);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Removes the file and the socket. What cannot be removed is stale and removed by a client.
  void delete() {
    delete(file, socket);
  }

  static void delete(Path file, Path socket) {
    deleteIfPossible(file);
    deleteIfPossible(socket);
    Path directory = socket.getParent();
    if (directory != null && !directory.equals(file.getParent())) {
      deleteIfPossible(directory); // made for this socket only
    }
  }

  private static void deleteIfPossible(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException inUse) {
      return; // removed by the next client
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}

package dev.brummer.app.mcp.install;

import dev.brummer.engine.file.OwnerOnlyFiles;
import dev.brummer.engine.file.ProjectTextFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A configuration file of a client: read whole, replaced atomically.
///
/// Follows symbolic links and replaces the file they lead to, with its mode. A file that does not
/// exist is created with mode 0600, or as the umask says in a project.
///
/// @param path the file as the client names it
/// @param real the file that is read and replaced
/// @param text its content; empty if it does not exist
public record ConfigurationFile(Path path, Path real, boolean exists, String text) {
  private static final int MAX_BYTES = 64 << 20;
  private static final Set<PosixFilePermission> PROJECT_MODE =
      PosixFilePermissions.fromString("rw-r--r--");

  /// @param project the file must be in this directory after following links; null: anywhere
  static ConfigurationFile read(Path path, @Nullable Path project) throws IOException {
    Path real = followLinks(path);
    if (project != null && !real.startsWith(project.toRealPath())) {
      throw new FileSystemException(
          path.toString(), null, "it is a symbolic link to " + real + ", outside the project");
    }
    try {
      String text = decode(ProjectTextFile.read(real, MAX_BYTES));
      return new ConfigurationFile(path, real, true, text);
    } catch (NoSuchFileException none) {
      return new ConfigurationFile(path, real, false, "");
    }
  }

  /// The real path, also of a file that is yet to be created.
  private static Path followLinks(Path path) throws IOException {
    Path at = path.toAbsolutePath().normalize();
    for (int links = 0; Files.isSymbolicLink(at) && !Files.exists(at); links++) {
      if (links > 40) {
        throw new FileSystemException(path.toString(), null, "the symbolic links form a loop");
      }
      at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
    }
    Path existing = at;
    while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing.toRealPath().resolve(existing.relativize(at));
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /// Replaces the content.
  ///
  /// @param shared whether a new file is for everybody who works on the project
  /// @throws FileSystemException also if another program has changed the file since it was read
  void replace(String content, boolean shared) throws IOException {
    if (shared) {
      Files.createDirectories(real.toAbsolutePath().getParent());
    } else {
      OwnerOnlyFiles.createParents(real);
    }
    Path next = Files.createTempFile(real.toAbsolutePath().getParent(), ".brummer", ".new");
    try {
      try (OutputStream out = OwnerOnlyFiles.newOutputStream(next)) {
        out.write(content.getBytes(StandardCharsets.UTF_8));
      }
      if (exists) {
        Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(real));
      } else if (shared) {
        Files.setPosixFilePermissions(next, PROJECT_MODE);
      }
      requireUnchanged();
      Files.move(next, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /// Deletes the file.
  void delete() throws IOException {
    requireUnchanged();
    Files.deleteIfExists(real);
  }

  private void requireUnchanged() throws IOException {
    boolean existsNow = Files.exists(real);
    if (existsNow != exists
        || exists && !decode(ProjectTextFile.read(real, MAX_BYTES)).equals(text)) {
      throw new FileSystemException(
          path.toString(), null, "another program has changed it in the meantime; try again");
    }
  }
}

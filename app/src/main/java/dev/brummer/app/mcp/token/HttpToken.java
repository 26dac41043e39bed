package dev.brummer.app.mcp.token;

import dev.brummer.engine.file.OwnerOnlyFiles;
import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.log.LogSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/// Bearer token of MCP over HTTP: one random token per project, so that the configuration of a
/// client stays valid across runs. Kept in a file of mode 0600 in the state directory; deleting the
/// file revokes the token at the next start.
public final class HttpToken {
  /// First port that the HTTP server tries.
  public static final int DEFAULT_PORT = 7777;

  private static final int BYTES = 32;
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private HttpToken() {}

  /// The file with the token of a project.
  public static Path file(Path state, Path project) {
    return state
        .resolve("agents")
        .resolve(LogSettings.directory(state, project).getFileName() + ".token");
  }

  /// The token of a project; created if there is none, and replaced if its file is damaged or could
  /// have been read by others. Any thread, any number of processes: all get the same token.
  public static String of(Path state, Path project) throws IOException {
    Path file = file(state, project);
    OwnerOnlyFiles.createParents(file);
    try {
      String token = new String(ProjectTextFile.read(file), StandardCharsets.US_ASCII).strip();
      if (VALID.matcher(token).matches() && isOwnerOnly(file)) {
        return token;
      }
      Files.delete(file);
    } catch (NoSuchFileException none) {
      return create(file);
    }
    return create(file);
  }

  private static boolean isOwnerOnly(Path file) throws IOException {
    return OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file));
  }

  /// Writes the token to a file of its own first: a concurrent reader sees all of it or nothing.
  private static String create(Path file) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path written = Files.createTempFile(file.getParent(), "token", ".new");
    OwnerOnlyFiles.append(written, token + "\n");
    try {
      Files.createLink(file, written);
      return token;
    } catch (FileAlreadyExistsException concurrently) {
      return new String(ProjectTextFile.read(file), StandardCharsets.US_ASCII).strip();
    } finally {
      Files.deleteIfExists(written);
    }
  }
}

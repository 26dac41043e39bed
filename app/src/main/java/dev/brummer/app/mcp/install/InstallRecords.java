package dev.brummer.app.mcp.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.engine.file.OwnerOnlyFiles;
import dev.brummer.engine.file.ProjectTextFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What installations have changed in files, kept in the state directory with mode 0600, so that
/// removing restores the bytes. Holds the previous content of each file, too.
final class InstallRecords {
  private static final int MAX_BYTES = 64 << 20;

  private final Path directory;

  /// @param state the state directory
  InstallRecords(Path state) {
    directory = state.resolve("agents").resolve("install");
  }

  /// One edit: at `offset`, `removed` was replaced by `inserted`.
  ///
  /// @param hash of the result
  /// @param created whether the installation created the file
  record Change(String hash, int offset, String removed, String inserted, boolean created) {
    static Change between(String before, String after, boolean created) {
      int from = 0;
      int shorter = Math.min(before.length(), after.length());
      while (from < shorter && before.charAt(from) == after.charAt(from)) {
        from++;
      }
      int end = 0;
      while (end < shorter - from
          && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
        end++;
      }
      return new Change(
          sha256(after),
          from,
          before.substring(from, before.length() - end),
          after.substring(from, after.length() - end),
          created);
    }

    /// Whether a text is exactly what the installation wrote.
    boolean isResult(String text) {
      return hash.equals(sha256(text));
    }

    /// The text before the edit; null if what was inserted is not there any more, or twice.
    @Nullable String undo(String text) {
      int at = isResult(text) ? offset : text.indexOf(inserted);
      if (inserted.isEmpty() || at < 0 || !isResult(text) && text.indexOf(inserted, at + 1) >= 0) {
        return null;
      }
      return text.substring(0, at) + removed + text.substring(at + inserted.length());
    }
  }

  /// The last edit of a file, null if there is none.
  @Nullable Change find(Path real) throws IOException {
    Path file = directory.resolve(name(real) + ".json");
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try {
      JsonNode root = new ObjectMapper().readTree(ProjectTextFile.read(file, MAX_BYTES));
      return new Change(
          root.path("hash").asText(),
          root.path("offset").asInt(),
          root.path("removed").asText(),
          root.path("inserted").asText(),
          root.path("created").asBoolean());
    } catch (JsonProcessingException damaged) {
      return null; // the entry is removed without its help
    }
  }

  void save(Path real, Change change) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("file", real.toString());
    root.put("hash", change.hash);
    root.put("offset", change.offset);
    root.put("removed", change.removed);
    root.put("inserted", change.inserted);
    root.put("created", change.created);
    write(directory.resolve(name(real) + ".json"), mapper.writeValueAsBytes(root));
  }

  void delete(Path real) throws IOException {
    Files.deleteIfExists(directory.resolve(name(real) + ".json"));
    Files.deleteIfExists(backup(real));
  }

  /// Keeps the content of a file before it is changed.
  ///
  /// @return the backup
  Path saveBackup(Path real, String content) throws IOException {
    write(backup(real), content.getBytes(StandardCharsets.UTF_8));
    return backup(real);
  }

  private Path backup(Path real) {
    return directory.resolve(name(real) + ".backup");
  }

  private static void write(Path file, byte[] content) throws IOException {
    OwnerOnlyFiles.createParents(file);
    try (OutputStream out = OwnerOnlyFiles.newOutputStream(file)) {
      out.write(content);
    }
  }

  private static String name(Path real) {
    return real.getFileName() + "-" + sha256(real.toString()).substring(0, 16);
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JVM has SHA-256", impossible);
    }
  }
}

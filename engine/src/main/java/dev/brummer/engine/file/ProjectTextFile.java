package dev.brummer.engine.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Reads files that a person has put in a project: never blocks on a FIFO or device, and reads at
/// most [#MAX_BYTES].
public final class ProjectTextFile {
  /// Size of the largest file that is read.
  public static final int MAX_BYTES = 4 << 20;

  private static final int MAX_PROBED_BYTES = 8_000;

  private ProjectTextFile() {}

  /// Whether there is something to read: also a link to nothing or to itself, which [#read]
  /// reports.
  public static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /// The bytes of a regular file.
  ///
  /// @throws FileSystemException with a reason for users if it is missing, not a regular file, too
  ///   large, or cannot be read
  public static byte[] read(Path file) throws IOException {
    return read(file, MAX_BYTES);
  }

  /// Like [#read(Path)], with another limit.
  public static byte[] read(Path file, int maxBytes) throws IOException {
    BasicFileAttributes attributes = attributes(file);
    if (!attributes.isRegularFile()) {
      String kind = attributes.isDirectory() ? "a directory" : "a pipe, socket or device";
      throw new FileSystemException(file.toString(), null, "it is " + kind + ", not a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new FileSystemException(
            file.toString(), null, "it is larger than " + (maxBytes >> 20) + " MB");
      }
      return bytes;
    }
  }

  /// The text of a file in UTF-8 without byte order mark, with invalid bytes replaced; null if
  /// there is no such file.
  ///
  /// @throws IOException as [#read], and if it is UTF-16 or no text
  public static @Nullable String text(Path file) throws IOException {
    if (!exists(file)) {
      return null;
    }
    byte[] bytes = read(file);
    int probed = Math.min(bytes.length, MAX_PROBED_BYTES);
    for (int i = 0; i < probed; i++) {
      if (bytes[i] == 0) {
        throw new FileSystemException(file.toString(), null, notText(bytes));
      }
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /// The kind of a file with a NUL byte: text in UTF-16 has a byte order mark, or a NUL in one of
  /// its first two bytes.
  private static String notText(byte[] bytes) {
    boolean marked =
        bytes.length > 1 && (bytes[0] & bytes[1] & 0xfe) == 0xfe && bytes[0] != bytes[1];
    boolean wide = bytes.length > 1 && (bytes[0] == 0) != (bytes[1] == 0);
    return marked || wide ? "it is UTF-16: save it as UTF-8" : "it is a binary file, not a text";
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException missing) {
      if (Files.isSymbolicLink(file)) {
        String target = Files.readSymbolicLink(file).toString();
        throw new FileSystemException(
            file.toString(), null, "it is a link to " + target + ", which does not exist");
      }
      throw missing;
    }
  }
}

package dev.brummer.app.doctor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The files of the kernel below a root. Missing and unreadable ones are empty.
///
/// @param root `/`, or a directory with a copy
record SystemFiles(Path root) {
  /// Settings below `/proc/sys` are empty behind the first read, so it has to get all.
  private static final int BUFFER_BYTES = 1 << 16;

  /// Text of a file, empty if it cannot be read.
  String read(String path) {
    try (InputStream in = Files.newInputStream(root.resolve(path))) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        bytes.write(buffer, 0, count);
      }
      return bytes.toString(StandardCharsets.ISO_8859_1).strip();
    } catch (IOException | SecurityException unreadable) {
      return "";
    }
  }

  /// A file with one number; `fallback` if there is none.
  long number(String path, long fallback) {
    String text = read(path);
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : fallback;
  }

  /// Names in a directory.
  List<String> list(String path) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve(path))) {
      files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    } catch (IOException | DirectoryIteratorException unreadable) {
      return names;
    }
    return names;
  }

  /// Target of a symbolic link, empty if there is none.
  String link(String path) {
    try {
      return Files.readSymbolicLink(root.resolve(path)).toString();
    } catch (IOException | UnsupportedOperationException unreadable) {
      return "";
    }
  }

  boolean isWritable(String path) {
    return Files.isWritable(root.resolve(path));
  }
}

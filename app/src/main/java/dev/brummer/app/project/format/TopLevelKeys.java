package dev.brummer.app.project.format;

import dev.brummer.engine.file.ProjectTextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Looks for a top-level key of a YAML text without parsing it, because kinds of files share names.
public final class TopLevelKeys {
  private TopLevelKeys() {}

  /// Whether a text has a top-level key, in block or JSON style.
  public static boolean has(String text, String key) {
    String quoted = "[\"']?" + Pattern.quote(key) + "[\"']?\\s*:";
    return Pattern.compile("^" + quoted, Pattern.MULTILINE).matcher(text).find()
        || Pattern.compile("\\A\\s*\\{[^{}]*?" + quoted).matcher(text).find();
  }

  /// Whether a file has a top-level key. A file that cannot be read has none.
  public static boolean has(Path file, String key) {
    try {
      return has(new String(ProjectTextFile.read(file), StandardCharsets.UTF_8), key);
    } catch (IOException unreadable) {
      return false;
    }
  }
}

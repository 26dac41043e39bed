package dev.brummer.app.config;

import dev.brummer.app.program.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parser of `.env` files: lines of `NAME=value` with an optional `export` prefix, quotes and `#
/// comments`. Double-quoted values may contain the escapes `\n`, `\t`, `\r`, `\"`, `\\` and `\$`.
/// Variables are not expanded.
public final class DotEnvFile {
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*"
              + "(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^\"'#\\s].*?|))(?:\\s+#.*|\\s*)");

  private DotEnvFile() {}

  /// Reads `.env` and `.env.local` of the project if they exist, then the requested files. A later
  /// file overrides an earlier one; variables that are already in `environment` are left out.
  ///
  /// @param warn receives one sentence per invalid line
  /// @throws UserException if a requested file cannot be read
  public static Map<String, String> load(
      Path directory,
      List<Path> requested,
      Map<String, String> environment,
      Consumer<String> warn) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String name : List.of(".env", ".env.local")) {
      Path file = directory.resolve(name);
      if (Files.isRegularFile(file)) {
        try {
          parse(file, Files.readString(file, StandardCharsets.UTF_8), all, warn);
        } catch (IOException unreadable) {
          warn.accept(file + ": ignored, cannot be read");
        }
      }
    }
    requested.forEach(file -> read(file, "--env-file", all, warn));
    all.keySet().removeAll(environment.keySet());
    return all;
  }

  /// Reads one file.
  ///
  /// @param source the option or key that names the file, for error messages
  /// @throws UserException if it cannot be read
  public static void read(
      Path file, String source, Map<String, String> into, Consumer<String> warn) {
    try {
      parse(file, Files.readString(file, StandardCharsets.UTF_8), into, warn);
    } catch (NoSuchFileException missing) {
      throw UserException.usage("no such file: " + file + " (" + source + ")");
    } catch (IOException unreadable) {
      throw UserException.failure(
          "cannot read " + file + " (" + source + "): " + unreadable.getMessage());
    }
  }

  static void parse(Path file, String text, Map<String, String> into, Consumer<String> warn) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String content = line.strip();
      if (content.isEmpty() || content.startsWith("#")) {
        continue;
      }
      Matcher form = LINE.matcher(line);
      if (form.matches()) {
        into.put(form.group(1), value(form));
      } else {
        warn.accept(file + ":" + number + ": line ignored, expected NAME=value");
      }
    }
  }

  private static String value(Matcher form) {
    if (form.group(2) != null) {
      return unescape(form.group(2));
    }
    return form.group(3) != null ? form.group(3) : form.group(4).stripTrailing();
  }

  private static String unescape(String quoted) {
    StringBuilder plain = new StringBuilder(quoted.length());
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      char next = quoted.charAt(++i);
      switch (next) {
        case 'n' -> plain.append('\n');
        case 't' -> plain.append('\t');
        case 'r' -> plain.append('\r');
        case '"', '\\', '$' -> plain.append(next);
        default -> plain.append('\\').append(next);
      }
    }
    return plain.toString();
  }
}

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

/// Variables for children from files of lines `NAME=value`: `export` before it, quotes around it
/// and `# comments` are understood; double quotes know `\n`, `\t`, `\"` and `\\`. Nothing is
/// expanded.
public final class DotEnvFile {
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*"
              + "(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^\"'#\\s].*?|))(?:\\s+#.*|\\s*)");

  private DotEnvFile() {}

  /// The project's own `.env` and `.env.local`, where they exist, then the files asked for; the
  /// later one wins, and what is already in `environment` wins over all.
  ///
  /// @param warn is told of lines that mean nothing, with their place
  /// @throws UserException if a file that was asked for cannot be read
  public static Map<String, String> load(
      Path directory, List<Path> asked, Map<String, String> environment, Consumer<String> warn) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String usual : List.of(".env", ".env.local")) {
      Path file = directory.resolve(usual);
      if (Files.isRegularFile(file)) {
        try {
          parse(file, Files.readString(file, StandardCharsets.UTF_8), all, warn);
        } catch (IOException unreadable) {
          warn.accept(file + ": cannot be read and is left out");
        }
      }
    }
    asked.forEach(file -> read(file, "--env-file", all, warn));
    all.keySet().removeAll(environment.keySet());
    return all;
  }

  /// @param who wants it
  /// @throws UserException if it cannot be read
  public static void read(Path file, String who, Map<String, String> into, Consumer<String> warn) {
    try {
      parse(file, Files.readString(file, StandardCharsets.UTF_8), into, warn);
    } catch (NoSuchFileException missing) {
      throw UserException.usage("no such file: " + file + " (" + who + ")");
    } catch (IOException unreadable) {
      throw UserException.failure(
          file + " cannot be read (" + who + "): " + unreadable.getMessage());
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
        warn.accept(file + ":" + number + ": is not NAME=value and is left out");
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

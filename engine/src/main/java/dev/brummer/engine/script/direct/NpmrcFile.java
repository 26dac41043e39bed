package dev.brummer.engine.script.direct;

import dev.brummer.engine.file.ProjectTextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads an `.npmrc`. Its syntax is that of the `ini` package, of which only plain `key = value`
/// lines are followed: no sections, arrays, quotes, escapes and references to variables.
final class NpmrcFile {
  private NpmrcFile() {}

  /// The settings of a file, empty if there is none. Registries, credentials and scopes
  /// (`//host/:_authToken`, `_auth`, `@scope:registry`) have raw values.
  static Map<String, String> read(Path file) throws ManagerNeededException {
    Map<String, String> settings = new LinkedHashMap<>();
    try {
      String text = ProjectTextFile.text(file);
      if (text != null) {
        for (String line : text.split("\\r?\\n|\\r")) {
          addLine(file, line.strip(), settings);
        }
      }
    } catch (IOException unreadable) {
      throw new ManagerNeededException("cannot read " + file);
    }
    return settings;
  }

  private static void addLine(Path file, String line, Map<String, String> settings)
      throws ManagerNeededException {
    if (line.isEmpty() || line.charAt(0) == ';' || line.charAt(0) == '#') {
      return;
    }
    int equals = line.indexOf('=');
    String key = equals < 0 ? line : line.substring(0, equals).strip();
    if (isPrivate(key)) {
      settings.put(key, line.substring(equals + 1).strip());
      return;
    }
    String value = line.substring(equals + 1).strip();
    if (equals < 0 || !key.matches("[A-Za-z][\\w.-]*") || !value.matches("[^\"'\\\\;#$]+")) {
      throw new ManagerNeededException(file + " has a line that brummer cannot follow");
    }
    settings.put(key, value);
  }

  /// Whether npm keeps a setting out of the environment of scripts.
  static boolean isPrivate(String key) {
    return key.startsWith("/") || key.startsWith("@") || key.startsWith("_");
  }
}

package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads the globs of `pnpm-workspace.yaml`: the list under the key `packages`. Supports only this
/// subset of YAML.
final class PnpmWorkspaceFile {
  private PnpmWorkspaceFile() {}

  static List<String> globs(Path directory) throws IOException {
    List<String> lines = ProjectFileReader.lines(directory.resolve("pnpm-workspace.yaml"));
    List<String> globs = new ArrayList<>();
    boolean inPackages = false;
    for (String line : lines == null ? List.<String>of() : lines) {
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      if (inPackages && text.startsWith("-")) {
        globs.add(scalar(text.substring(1)));
      } else if (!Character.isWhitespace(line.charAt(0))) {
        inPackages = text.startsWith("packages:");
        globs.addAll(inPackages ? inline(text.substring("packages:".length())) : List.of());
      }
    }
    return globs;
  }

  private static List<String> inline(String value) {
    String text = value.strip();
    if (!text.startsWith("[") || !text.endsWith("]")) {
      return List.of();
    }
    List<String> globs = new ArrayList<>();
    for (String part : text.substring(1, text.length() - 1).split(",")) {
      if (!part.isBlank()) {
        globs.add(scalar(part));
      }
    }
    return globs;
  }

  private static String scalar(String text) {
    String value = text.strip();
    char quote = value.isEmpty() ? ' ' : value.charAt(0);
    if (quote == '"' || quote == '\'') {
      int end = value.indexOf(quote, 1);
      return end < 0 ? value.substring(1) : value.substring(1, end);
    }
    int comment = value.indexOf(" #");
    return comment < 0 ? value : value.substring(0, comment).strip();
  }
}

package dev.brummer.engine.script.node;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.json.JsonProblems;
import dev.brummer.engine.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the globs of `pnpm-workspace.yaml`: the list under the key `packages`, in block or flow
/// style. Supports only this subset of YAML.
final class PnpmWorkspaceFile {
  static final String FILE_NAME = "pnpm-workspace.yaml";

  private static final Pattern KEY = Pattern.compile("(['\"]?)packages\\1\\s*:(?:\\s+(.*))?");
  private static final Pattern PLAIN = Pattern.compile("[^\\s,\\[\\]#'\"][^,\\]#]*");

  private final List<JsonValue.Text> globs = new ArrayList<>();
  private final Path file;
  private final JsonProblems problems;
  private boolean inPackages;
  private boolean inFlowList;

  private PnpmWorkspaceFile(Path file, JsonProblems problems) {
    this.file = file;
    this.problems = problems;
  }

  static List<JsonValue.Text> globs(Path directory, JsonProblems problems) {
    Path file = directory.resolve(FILE_NAME);
    try {
      String text = ProjectTextFile.text(file);
      if (text == null) {
        return List.of();
      }
      PnpmWorkspaceFile reader = new PnpmWorkspaceFile(file, problems);
      List<String> lines = text.lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        reader.line(lines.get(i), i + 1);
      }
      return reader.globs;
    } catch (IOException unreadable) {
      problems.report(file, 0, 0, "cannot be read, " + IoErrorMessage.of(unreadable));
      return List.of();
    }
  }

  private void line(String line, int number) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    int column = line.indexOf(text) + 1;
    if (inFlowList) {
      flow(text, number, column);
    } else if (inPackages && text.startsWith("-")) {
      scalars(text.substring(1), number, column + 1);
    } else if (!Character.isWhitespace(line.charAt(0))) {
      key(text, number, column);
    } else if (inPackages) {
      problems.report(file, number, column, "expected an entry of \"packages\": - \"glob\"");
    }
  }

  private void key(String text, int number, int column) {
    Matcher key = KEY.matcher(text);
    inPackages = key.matches();
    String value = inPackages && key.group(2) != null ? key.group(2) : "";
    if (value.startsWith("[")) {
      inFlowList = true;
      flow(value.substring(1), number, column + key.start(2) + 1);
    } else if (!value.isEmpty() && !value.startsWith("#")) {
      problems.report(file, number, column + key.start(2), "\"packages\" is not a list of globs");
      inPackages = false;
    }
  }

  private void flow(String text, int number, int column) {
    int end = text.indexOf(']');
    scalars(end < 0 ? text : text.substring(0, end), number, column);
    if (end >= 0) {
      inFlowList = false;
      inPackages = false;
    }
  }

  /// Adds the quoted or plain words of a text, which commas separate.
  private void scalars(String text, int number, int column) {
    Matcher plain = PLAIN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      char first = text.charAt(at);
      int end = first == '"' || first == '\'' ? closingQuote(text, at) : -1;
      String value = end < 0 ? null : unquoted(text, at, end);
      if (value == null && plain.region(at, text.length()).lookingAt()) {
        value = plain.group().strip();
        end = plain.end();
      }
      if (value == null) {
        at++;
        continue;
      }
      globs.add(new JsonValue.Text(value, number, column + at));
      at = end;
      if (at < text.length() && text.substring(at).strip().startsWith("#")) {
        return;
      }
    }
  }

  /// Index behind the quote that closes the one at `start`; -1 without one. In double quotes `\`
  /// takes the next character along, in single quotes a quote is doubled.
  private static int closingQuote(String text, int start) {
    char quote = text.charAt(start);
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean doubled =
          quote == '\'' && c == quote && i + 1 < text.length() && text.charAt(i + 1) == quote;
      if (doubled || quote == '"' && c == '\\') {
        i++;
      } else if (c == quote) {
        return i + 1;
      }
    }
    return -1;
  }

  private static String unquoted(String text, int start, int end) {
    String inner = text.substring(start + 1, end - 1);
    return text.charAt(start) == '\'' ? inner.replace("''", "'") : inner;
  }
}

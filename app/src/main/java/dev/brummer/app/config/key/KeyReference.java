package dev.brummer.app.config.key;

import java.util.List;

/// The reference of all keys as tables in Markdown, for the README.
public final class KeyReference {
  private static final String PROCESS = "process.*.";

  private KeyReference() {}

  public static String markdown() {
    StringBuilder out = new StringBuilder();
    List<KeyPaths.Entry> all = KeyPaths.all();
    append(
        out, "Of the file", all.stream().filter(it -> !it.path().startsWith(PROCESS)).toList(), "");
    append(
        out,
        "Of a process, `[process.NAME]`",
        all.stream().filter(it -> it.path().startsWith(PROCESS)).toList(),
        PROCESS);
    return out.toString();
  }

  private static void append(
      StringBuilder out, String title, List<KeyPaths.Entry> entries, String prefix) {
    out.append(title).append(":\n\n| key | value | default | what |\n|---|---|---|---|\n");
    for (KeyPaths.Entry entry : entries) {
      ConfigKey key = entry.key();
      out.append("| `")
          .append(entry.path().substring(prefix.length()))
          .append("` | ")
          .append(cell(key.type().label()))
          .append(" | ")
          .append(cell(key.defaultText()))
          .append(" | ")
          .append(cell(key.description()))
          .append(" |\n");
    }
    out.append('\n');
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}

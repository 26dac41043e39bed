package dev.brummer.app.docs;

import dev.brummer.app.config.key.ConfigKey;
import dev.brummer.app.config.key.KeyPaths;

/// Tables of the configuration keys.
final class KeyReference {
  private static final String PROCESS = "process.*.";

  private KeyReference() {}

  /// Keys of the file itself.
  static String ofFile() {
    return table("", false);
  }

  /// Keys of one process.
  static String ofProcess() {
    return table(PROCESS, true);
  }

  private static String table(String prefix, boolean ofProcess) {
    StringBuilder out = new StringBuilder("| key | value | default | what |\n|---|---|---|---|\n");
    for (KeyPaths.Entry entry : KeyPaths.all()) {
      if (entry.path().startsWith(PROCESS) == ofProcess) {
        append(out, entry.path().substring(prefix.length()), entry.key());
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, String path, ConfigKey key) {
    String example = key.example().isEmpty() ? "" : ": `" + key.example() + "`";
    out.append("| `")
        .append(path)
        .append("` | ")
        .append(DocPage.cell(key.type().label()))
        .append(" | ")
        .append(DocPage.cell(key.defaultText()))
        .append(" | ")
        .append(DocPage.cell(key.description() + example))
        .append(" |\n");
  }
}

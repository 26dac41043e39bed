package dev.brummer.engine.log;

import dev.brummer.engine.file.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Names of a session's processes, also stored in its file `names`: one `id TAB name` per line,
/// later lines override earlier ones. Written under the store's lock, read by any thread.
final class ProcessNames {
  private static final String FILE = "names";

  private volatile Map<Integer, String> names = Map.of();

  Map<Integer, String> all() {
    return names;
  }

  /// @param session directory of the file; null: no file is written
  void set(int process, String name, @Nullable Path session) throws IOException {
    String printable = name.replaceAll("\\p{Cntrl}", " ");
    put(process, printable);
    if (session != null) {
      OwnerOnlyFiles.append(file(session), process + "\t" + printable + "\n");
    }
  }

  /// Writes the file again if it was deleted.
  void write(Path session) throws IOException {
    if (!Files.exists(file(session))) {
      StringBuilder all = new StringBuilder();
      names.forEach((process, name) -> all.append(process).append('\t').append(name).append('\n'));
      OwnerOnlyFiles.append(file(session), all.toString());
    }
  }

  /// Reads the file; skips malformed and incomplete lines.
  void read(Path session) throws IOException {
    if (!Files.exists(file(session))) {
      return;
    }
    String text = new String(Files.readAllBytes(file(session)), StandardCharsets.UTF_8);
    int end;
    for (int at = 0; (end = text.indexOf('\n', at)) >= 0; at = end + 1) {
      String line = text.substring(at, end);
      int tab = line.indexOf('\t');
      if (tab > 0 && line.substring(0, tab).chars().allMatch(c -> c >= '0' && c <= '9')) {
        put(Integer.parseInt(line.substring(0, Math.min(tab, 6))), line.substring(tab + 1));
      }
    }
  }

  private void put(int process, String name) {
    Map<Integer, String> updated = new TreeMap<>(names);
    updated.put(process, name);
    names = updated;
  }

  static Path file(Path session) {
    return session.resolve(FILE);
  }
}

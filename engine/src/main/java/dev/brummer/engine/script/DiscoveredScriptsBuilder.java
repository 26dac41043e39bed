package dev.brummer.engine.script;

import dev.brummer.engine.file.IoErrorMessage;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Collects scripts and warnings during one discovery and gives each script a unique name. Confined
/// to the discovering thread.
final class DiscoveredScriptsBuilder {
  private final Path root;
  private final List<Script> scripts = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  DiscoveredScriptsBuilder(Path root) {
    this.root = root;
  }

  /// Adds scripts, the most likely ones first. A script whose name is taken becomes
  /// `qualifier:name`.
  void add(String qualifier, List<Script> batch) {
    for (Script script : ScriptRanking.sorted(batch)) {
      String name = uniqueName(script.name(), qualifier);
      names.add(name);
      scripts.add(
          new Script(
              name,
              script.group(),
              script.command(),
              script.directory(),
              script.origin(),
              script.line(),
              script.description(),
              script.startsWithGroup()));
    }
  }

  /// Adds a warning about a name that a file defines more than once.
  ///
  /// @param lines of all definitions, the one that counts last
  void warnDuplicate(Path file, String what, List<Integer> lines) {
    String earlier =
        lines.subList(0, lines.size() - 1).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    int counts = lines.getLast();
    warn(
        file,
        counts,
        0,
        what
            + " is already defined in line "
            + earlier
            + ": the last definition, in line "
            + counts
            + ", counts");
  }

  private String uniqueName(String wanted, String qualifier) {
    if (!names.contains(wanted)) {
      return wanted;
    }
    String qualified = qualifier + ":" + wanted;
    String name = qualified;
    for (int i = 2; names.contains(name); i++) {
      name = qualified + "#" + i;
    }
    return name;
  }

  /// Adds a warning `file:line:column: what`.
  ///
  /// @param line from 1; 0 for the whole file
  /// @param column from 1; 0 for the whole line
  void warn(Path file, int line, int column, String what) {
    StringBuilder text = new StringBuilder(displayPath(file));
    if (line > 0) {
      text.append(':').append(line);
      if (column > 0) {
        text.append(':').append(column);
      }
    }
    warnings.add(text.append(": ").append(what).toString());
  }

  /// Adds a warning that a file, by default `file`, cannot be read.
  void warnUnreadable(Path file, IOException why) {
    boolean named = why instanceof FileSystemException failed && failed.getFile() != null;
    Path path = named ? Path.of(((FileSystemException) why).getFile()) : file;
    warn(path, 0, 0, "cannot be read, " + IoErrorMessage.of(why));
  }

  private String displayPath(Path file) {
    return file.startsWith(root) ? root.relativize(file).toString() : file.toString();
  }

  DiscoveredScripts build() {
    return new DiscoveredScripts(List.copyOf(scripts), List.copyOf(warnings));
  }
}

package dev.brummer.engine.script;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.json.JsonProblems;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Collects scripts and warnings during one discovery and gives each script a unique name. Confined
/// to the discovering thread.
final class DiscoveredScriptsBuilder implements JsonProblems {
  private final Path root;
  private final List<Script> scripts = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final ScriptRanking ranking = new ScriptRanking();

  /// @param root the project, to which the files in warnings are relative
  DiscoveredScriptsBuilder(Path root) {
    this.root = root;
  }

  /// A builder that contains what was found already.
  DiscoveredScriptsBuilder(Path root, DiscoveredScripts found) {
    this(root);
    addInOrder("", found.scripts());
    warnings.addAll(found.warnings());
  }

  /// The project, to which the files in warnings are relative.
  Path root() {
    return root;
  }

  /// The scripts so far, in the order in which they were added.
  List<Script> scripts() {
    return List.copyOf(scripts);
  }

  /// Adds the warnings of another builder.
  void addWarnings(DiscoveredScriptsBuilder other) {
    warnings.addAll(other.warnings);
  }

  /// Adds the scripts of one file, the most likely ones first, hooks and checks folded. A script
  /// whose name is taken becomes `qualifier:name`.
  void add(String qualifier, List<Script> batch) {
    addInOrder(qualifier, ranking.folded(ScriptRanking.sorted(batch)));
  }

  /// Adds scripts as they are. A script whose name is taken becomes `qualifier:name`.
  void addInOrder(String qualifier, List<Script> batch) {
    for (Script script : batch) {
      String name = uniqueName(script.name(), qualifier);
      names.add(name);
      scripts.add(name.equals(script.name()) ? script : script.named(name));
    }
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
  @Override
  public void report(Path file, int line, int column, String what) {
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
    report(path, 0, 0, "cannot be read, " + IoErrorMessage.of(why));
  }

  private String displayPath(Path file) {
    return file.startsWith(root) ? root.relativize(file).toString() : file.toString();
  }

  DiscoveredScripts build() {
    List<Script> sorted = ScriptRanking.project(scripts, script -> script.directory().equals(root));
    boolean anyShown = sorted.stream().anyMatch(script -> !script.folded());
    return new DiscoveredScripts(
        anyShown ? List.copyOf(sorted) : sorted.stream().map(Script::unfold).toList(),
        List.copyOf(warnings));
  }
}

package dev.brummer.engine.script;

import dev.brummer.engine.script.node.PackageManifest.ScriptEntry;
import dev.brummer.engine.script.node.RunnerLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Splits scripts that only run others beside each other, through `concurrently`, `run-p` and
/// `npm-run-all --parallel` or as a script of wireit without a command, into their parts: processes
/// of a group with the script's name.
///
/// The parts are the package's own scripts, which move to the group, or lines that run in a shell
/// with the installed programs in `PATH`. The script itself stays, folded. A script is left whole
/// if a hook of its own would be skipped, if it is a part itself, or if a part is missing.
final class ScriptSplitter {
  private static final String PLUG_AND_PLAY = ".pnp.cjs";

  private final PackageScripts scripts;
  private final Path root;
  private final Set<String> parts = new HashSet<>();
  private final Set<String> split = new HashSet<>();

  private ScriptSplitter(PackageScripts scripts, Path root) {
    this.scripts = scripts;
    this.root = root;
  }

  /// Splits the scripts of a package.
  ///
  /// @param root the workspace, whose installed programs a part may use
  static void split(PackageScripts scripts, Path root) {
    ScriptSplitter splitter = new ScriptSplitter(scripts, root);
    for (ScriptEntry entry : scripts.of().manifest().scripts()) {
      splitter.split(entry);
    }
  }

  private void split(ScriptEntry entry) {
    Script whole = scripts.get(entry.name());
    boolean hooked =
        scripts.contains("pre" + entry.name()) || scripts.contains("post" + entry.name());
    if (whole == null || hooked || parts.contains(entry.name())) {
      return;
    }
    Map<String, Script> found = parts(entry, whole);
    if (found.size() < 2 || found.containsKey(entry.name())) {
      return;
    }
    found.forEach((name, part) -> {
      parts.add(name);
      scripts.add(name, part.partOf(whole.name()));
    });
    split.add(entry.name());
    scripts.add(entry.name(), whole.fold());
  }

  /// The parts by their local names; empty if the script is left whole.
  private Map<String, Script> parts(ScriptEntry entry, Script whole) {
    Map<String, Script> found = new LinkedHashMap<>();
    if (!entry.parts().isEmpty()) {
      for (String name : entry.parts()) {
        if (!addExisting(found, name)) {
          return Map.of();
        }
      }
      return found;
    }
    RunnerLine line = RunnerLine.parse(entry.text());
    for (RunnerLine.Part part : line == null ? List.<RunnerLine.Part>of() : line.parts()) {
      boolean added =
          switch (part) {
            case RunnerLine.Scripts named -> addScripts(found, named, whole);
            case RunnerLine.Line text -> addLine(found, text.label(), text.text(), whole);
          };
      if (!added) {
        return Map.of();
      }
    }
    return found;
  }

  private boolean addScripts(Map<String, Script> found, RunnerLine.Scripts named, Script whole) {
    List<String> matching = new ArrayList<>();
    for (ScriptEntry entry : scripts.of().manifest().scripts()) {
      if (named.pattern().matcher(entry.name()).matches()) {
        matching.add(entry.name());
      }
    }
    for (String name : matching) {
      boolean added =
          named.arguments().isEmpty()
              ? addExisting(found, name)
              : addWithArguments(found, name, named.arguments(), whole);
      if (!added) {
        return false;
      }
    }
    return !matching.isEmpty();
  }

  private boolean addExisting(Map<String, Script> found, String name) {
    Script script = scripts.get(name);
    if (script == null || parts.contains(name) || split.contains(name)) {
      return false;
    }
    found.put(name, script);
    return true;
  }

  private boolean addWithArguments(
      Map<String, Script> found, String name, List<String> arguments, Script whole) {
    Script script = scripts.get(name);
    if (script == null) {
      return false;
    }
    List<String> command = new ArrayList<>(script.command());
    command.add("--");
    command.addAll(arguments);
    String local = freeName(found, whole.localName() + ":" + name);
    String text = script.description() + " " + String.join(" ", arguments);
    found.put(local, part(local, command, whole, text));
    return true;
  }

  /// Variables of npm exist only in scripts that it runs, and installed programs of Plug'n'Play in
  /// no directory.
  private boolean addLine(Map<String, Script> found, String label, String line, Script whole) {
    if (line.isEmpty() || line.contains("npm_") || Files.exists(root.resolve(PLUG_AND_PLAY))) {
      return false;
    }
    String local = freeName(found, whole.localName() + ":" + label);
    Script part = part(local, List.of("sh", "-c", line), whole, line);
    found.put(local, part.withPrograms(programs()));
    return true;
  }

  private Script part(String local, List<String> command, Script whole, String text) {
    return new Script(
            scripts.prefix() + local,
            whole.name(),
            command,
            whole.directory(),
            whole.origin(),
            whole.line(),
            text,
            true)
        .local(local);
  }

  private String freeName(Map<String, Script> found, String wanted) {
    String name = wanted;
    for (int i = 2; found.containsKey(name) || scripts.contains(name); i++) {
      name = wanted + "-" + i;
    }
    return name;
  }

  /// The directories of installed programs, from the package's own to that of the workspace.
  private List<Path> programs() {
    List<Path> directories = new ArrayList<>();
    @Nullable Path at = scripts.home();
    while (at != null && at.startsWith(root)) {
      directories.add(at.resolve("node_modules/.bin"));
      at = at.getParent();
    }
    return directories;
  }
}

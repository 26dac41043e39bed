package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The directories below a project that has neither a development server nor a workspace of its
/// own: `frontend` and `backend`, or those in `apps`. Their scripts are named `frontend:dev` and
/// form the group `frontend`. Does not follow links, and does not search hidden directories,
/// installed packages and build output. Confined to the discovering thread.
final class ProjectParts {
  private static final int MAX_DIRECTORIES = 200;
  private static final int MAX_PARTS = 30;

  /// Directories that are no parts, but contain some.
  private static final Set<String> CONTAINERS =
      Set.of("apps", "packages", "services", "projects", "src");

  private static final Set<String> SKIPPED =
      Set.of(
          "node_modules",
          "bower_components",
          "vendor",
          "third_party",
          "target",
          "build",
          "dist",
          "out",
          "bin",
          "obj",
          "tmp",
          "temp",
          "logs",
          "coverage",
          "venv",
          "env",
          "__pycache__",
          "fixtures",
          "testdata");

  /// Tools whose commands in the root include the directories below.
  private static final Set<String> RECURSIVE_TOOLS =
      Set.of("mvn", "gradle", "cargo", "go", "dotnet");

  private final Path root;
  private final DiscoveredScripts own;
  private final DiscoveredScriptsBuilder builder;
  private int directories;
  private int parts;

  private ProjectParts(Path root, DiscoveredScripts own, DiscoveredScriptsBuilder builder) {
    this.root = root;
    this.own = own;
    this.builder = builder;
  }

  /// Whether the scripts of a directory leave it open what to start: none runs until it is stopped,
  /// and none is that of a member of a workspace.
  static boolean areWanted(Path root, DiscoveredScripts own) {
    return own.scripts().stream()
        .noneMatch(script -> script.startsWithGroup() || !script.directory().equals(root));
  }

  /// Adds the scripts of all parts.
  ///
  /// @param own scripts of the root
  static void find(Path root, DiscoveredScripts own, DiscoveredScriptsBuilder builder) {
    ProjectParts search = new ProjectParts(root, own, builder);
    Set<String> labels = new HashSet<>();
    List<Path> containers = new ArrayList<>();
    for (Path child : search.children(root)) {
      boolean isPart = search.add(child, child.getFileName().toString());
      if (isPart) {
        labels.add(child.getFileName().toString());
      } else if (CONTAINERS.contains(child.getFileName().toString())) {
        containers.add(child);
      }
    }
    for (Path container : containers) {
      for (Path child : search.children(container)) {
        String name = child.getFileName().toString();
        String label = labels.add(name) ? name : root.relativize(child).toString();
        search.add(child, label);
      }
    }
    if (search.parts > MAX_PARTS) {
      builder.report(
          root,
          0,
          0,
          "more than "
              + MAX_PARTS
              + " directories with something to run: the rest is skipped, see --dir");
    }
  }

  /// Adds the scripts of a directory; whether there are any.
  private boolean add(Path directory, String label) {
    if (parts > MAX_PARTS) {
      return false;
    }
    DiscoveredScriptsBuilder part = new DiscoveredScriptsBuilder(root);
    ScriptDiscoverer.discover(directory, part);
    if (part.scripts().isEmpty() || ++parts > MAX_PARTS) {
      return false;
    }
    Set<String> names = new HashSet<>();
    part.scripts().forEach(script -> names.add(script.name()));
    boolean runs = part.scripts().stream().anyMatch(Script::startsWithGroup);
    List<Script> scripts = new ArrayList<>();
    for (Script script : part.scripts()) {
      if (!isIncluded(script)) {
        Script inPart = script.inPart(label, names);
        scripts.add(runs ? inPart : inPart.fold());
      }
    }
    builder.addInOrder(root.relativize(directory).toString(), scripts);
    builder.addWarnings(part);
    return true;
  }

  /// Whether the root has the same command of a tool that runs it in all directories below.
  private boolean isIncluded(Script script) {
    return RECURSIVE_TOOLS.contains(script.group())
        && own.scripts().stream()
            .anyMatch(it ->
                it.group().equals(script.group()) && it.localName().equals(script.localName()));
  }

  /// The directories that may be parts, sorted; none of a directory that cannot be read.
  private Set<Path> children(Path directory) {
    Set<Path> found = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (!name.startsWith(".")
            && !SKIPPED.contains(name)
            && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
            && directories++ < MAX_DIRECTORIES) {
          found.add(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      return Set.of();
    }
    return found;
  }
}

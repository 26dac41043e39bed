package dev.brummer.engine.script.node;

import dev.brummer.engine.json.JsonFile;
import dev.brummer.engine.json.JsonObject;
import dev.brummer.engine.json.JsonProblems;
import dev.brummer.engine.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The package of a directory and the members of the workspace that it declares: of npm, yarn and
/// bun in `package.json`, of `pnpm-workspace.yaml`, `lerna.json` and `rush.json`. Each file is read
/// once.
///
/// @param manifest `package.json` of the directory, or null
/// @param members sorted by directory
public record NodeWorkspace(
    Path directory,
    @Nullable PackageManifest manifest,
    PackageManager manager,
    List<NodePackage> members) {
  private static final List<JsonValue.Text> LERNA_DEFAULT =
      List.of(new JsonValue.Text("packages/*", 0, 0));

  /// Levels of workspaces within workspaces, which yarn accepts.
  private static final int MAX_NESTING = 4;

  /// Reads the files of a directory; a workspace without members if there are none.
  public static NodeWorkspace read(Path directory, JsonProblems problems) {
    PackageManifest root = PackageManifest.read(directory, true, problems);
    JsonObject lerna =
        JsonFile.read(
            directory.resolve("lerna.json"), JsonFile.Dialect.COMMENTS, Set.of(), problems);
    PackageManager manager = manager(directory, root, lerna);
    List<NodePackage> members = new ArrayList<>();
    List<String> run = manager.runCommand();
    for (PackageManifest member : members(directory, root, lerna, problems)) {
      members.add(new NodePackage(member, directoryOf(member), fullName(member), "", run));
    }
    members.addAll(RushFile.packages(directory, problems));
    return new NodeWorkspace(directory, root, manager, labelled(members));
  }

  /// The root package as one of the workspace; null if there is none.
  public @Nullable NodePackage root() {
    return manifest == null
        ? null
        : new NodePackage(manifest, directory, manifest.name(), "", manager.runCommand());
  }

  /// The command that runs a program which is installed as a package of this name; without a
  /// package manager if it is none of the root's dependencies.
  public List<String> program(String name) {
    boolean installed =
        (manifest != null && manifest.dependencies().contains(name))
            || Files.exists(directory.resolve("node_modules/.bin").resolve(name));
    List<String> words = new ArrayList<>(installed ? manager.execCommand() : List.of());
    words.add(name);
    return words;
  }

  private static PackageManager manager(
      Path directory, @Nullable PackageManifest root, @Nullable JsonObject lerna) {
    String field = root == null ? null : root.manager();
    if (PackageManager.named(field) == null && lerna != null) {
      field = lerna.text("npmClient");
    }
    return PackageManager.of(directory, field);
  }

  private static List<PackageManifest> members(
      Path directory,
      @Nullable PackageManifest root,
      @Nullable JsonObject lerna,
      JsonProblems problems) {
    Set<Path> directories = new TreeSet<>();
    if (root != null) {
      directories.addAll(
          WorkspaceGlobs.expand(directory, root.file(), root.workspaces(), problems));
    }
    Path pnpm = directory.resolve(PnpmWorkspaceFile.FILE_NAME);
    List<JsonValue.Text> globs = PnpmWorkspaceFile.globs(directory, problems);
    directories.addAll(WorkspaceGlobs.expand(directory, pnpm, globs, problems));
    if (lerna != null) {
      boolean declared = (root != null && !root.workspaces().isEmpty()) || !globs.isEmpty();
      List<JsonValue.Text> own = lerna.texts("packages");
      directories.addAll(
          WorkspaceGlobs.expand(
              directory, lerna.file(), own.isEmpty() && !declared ? LERNA_DEFAULT : own, problems));
    }
    List<PackageManifest> members = new ArrayList<>();
    boolean dependencies = TurboFile.existsIn(directory);
    Set<Path> visited = new HashSet<>(Set.of(directory));
    addMembers(directories, dependencies, members, visited, 0, problems);
    return members;
  }

  /// Reads the members, and the workspaces that they declare themselves.
  private static void addMembers(
      Set<Path> directories,
      boolean dependencies,
      List<PackageManifest> members,
      Set<Path> visited,
      int nesting,
      JsonProblems problems) {
    List<Path> unvisited = new ArrayList<>();
    for (Path directory : directories) {
      if (visited.add(realPath(directory))) {
        unvisited.add(directory);
      }
    }
    for (PackageManifest manifest : ManifestBatch.read(unvisited, dependencies, problems)) {
      members.add(manifest);
      if (!manifest.workspaces().isEmpty() && nesting < MAX_NESTING) {
        Path directory = directoryOf(manifest);
        Set<Path> nested =
            WorkspaceGlobs.expand(directory, manifest.file(), manifest.workspaces(), problems);
        addMembers(nested, dependencies, members, visited, nesting + 1, problems);
      }
    }
  }

  private static Path realPath(Path directory) {
    try {
      return Files.isSymbolicLink(directory) ? directory.toRealPath() : directory;
    } catch (IOException broken) {
      return directory;
    }
  }

  private static List<NodePackage> labelled(List<NodePackage> packages) {
    Map<String, Integer> uses = new HashMap<>();
    packages.forEach(it -> uses.merge(shortName(it.name()), 1, Integer::sum));
    List<NodePackage> labelled = new ArrayList<>();
    for (NodePackage it : packages) {
      String shortName = shortName(it.name());
      String label = uses.getOrDefault(shortName, 0) > 1 ? it.name() : shortName;
      labelled.add(
          new NodePackage(it.manifest(), it.directory(), it.name(), label, it.runCommand()));
    }
    return List.copyOf(labelled);
  }

  static Path directoryOf(PackageManifest member) {
    Path parent = member.file().getParent();
    return parent == null ? member.file() : parent;
  }

  static String fullName(PackageManifest member) {
    return member.name().isEmpty()
        ? String.valueOf(directoryOf(member).getFileName())
        : member.name();
  }

  private static String shortName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}

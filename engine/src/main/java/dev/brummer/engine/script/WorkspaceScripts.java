package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Lists the scripts of npm, yarn, bun and pnpm workspace members as `package:script`. The scope of
/// a package name is omitted unless two names would be equal without it.
final class WorkspaceScripts implements ScriptSource {
  private static final int MAX_DEPTH = 6;
  private static final int MAX_DIRECTORIES = 20_000;
  private static final Set<String> SKIPPED = Set.of("node_modules", "bower_components");

  @Override
  public void find(Path directory, DiscoveredScriptsBuilder builder) throws IOException {
    DiscoveredScriptsBuilder silent = new DiscoveredScriptsBuilder(directory);
    PackageManifest root = PackageManifest.read(directory, silent);
    List<String> globs = new ArrayList<>(root == null ? List.of() : root.workspaces());
    globs.addAll(PnpmWorkspaceFile.globs(directory));
    if (globs.isEmpty()) {
      return;
    }
    PackageManager manager = PackageManager.of(directory, root == null ? null : root.manager());
    List<PackageManifest> members = new ArrayList<>();
    for (Path member : members(directory, globs)) {
      PackageManifest manifest = PackageManifest.read(member, builder);
      if (manifest != null) {
        members.add(manifest);
      }
    }
    Map<String, Integer> uses = new HashMap<>();
    members.forEach(member -> uses.merge(shortName(member), 1, Integer::sum));
    for (PackageManifest member : members) {
      String name =
          uses.getOrDefault(shortName(member), 0) > 1 ? fullName(member) : shortName(member);
      Path home = directoryOf(member);
      builder.add(
          directory.relativize(home).toString(),
          PackageJsonScripts.scripts(member, manager, name + ":", fullName(member), home));
    }
  }

  private static Path directoryOf(PackageManifest member) {
    Path parent = member.file().getParent();
    return parent == null ? member.file() : parent;
  }

  private static String fullName(PackageManifest member) {
    return member.name().isEmpty()
        ? String.valueOf(directoryOf(member).getFileName())
        : member.name();
  }

  private static String shortName(PackageManifest member) {
    String name = fullName(member);
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /// Directories below `root` that match a glob and no `!` glob, sorted.
  private static Set<Path> members(Path root, List<String> globs) throws IOException {
    List<PathMatcher> wanted = new ArrayList<>();
    List<PathMatcher> unwanted = new ArrayList<>();
    for (String glob : globs) {
      boolean not = glob.startsWith("!");
      (not ? unwanted : wanted).add(matcher(not ? glob.substring(1) : glob));
    }
    Set<Path> members = new TreeSet<>();
    int[] budget = {MAX_DIRECTORIES};
    walk(root, root, 0, budget, wanted, unwanted, members);
    return members;
  }

  private static PathMatcher matcher(String glob) {
    String plain = glob.startsWith("./") ? glob.substring(2) : glob;
    plain = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + plain);
    } catch (IllegalArgumentException notAGlob) {
      return path -> false;
    }
  }

  private static void walk(
      Path root,
      Path at,
      int depth,
      int[] budget,
      List<PathMatcher> wanted,
      List<PathMatcher> unwanted,
      Set<Path> members)
      throws IOException {
    if (depth == MAX_DEPTH) {
      return;
    }
    try (DirectoryStream<Path> children =
        Files.newDirectoryStream(at, WorkspaceScripts::isTraversable)) {
      for (Path child : children) {
        if (--budget[0] < 0) {
          return;
        }
        Path relative = root.relativize(child);
        if (any(wanted, relative) && !any(unwanted, relative)) {
          members.add(child);
        }
        walk(root, child, depth + 1, budget, wanted, unwanted, members);
      }
    }
  }

  private static boolean isTraversable(Path path) {
    String name = String.valueOf(path.getFileName());
    return !name.startsWith(".")
        && !SKIPPED.contains(name)
        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean any(List<PathMatcher> matchers, Path path) {
    return matchers.stream().anyMatch(matcher -> matcher.matches(path));
  }
}

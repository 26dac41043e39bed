package dev.brummer.engine.script.node;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.json.JsonProblems;
import dev.brummer.engine.json.JsonValue;
import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Expands the globs of a workspace to directories. Reads only directories that a glob names:
/// `packages/*` reads one, `libs/**` all below `libs`. Follows links only where a glob spells the
/// name, and never leaves the workspace. Confined to one thread.
public final class WorkspaceGlobs {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_DIRECTORIES = 20_000;
  private static final int MAX_ALTERNATIVES = 64;
  private static final Set<String> SKIPPED = Set.of("node_modules", "bower_components");
  private static final Set<String> BUILD_OUTPUT = Set.of("dist", "tmp", "coverage", "target");
  private static final String ANY_DEPTH = "**";

  private final Path root;
  private final Path file;
  private final JsonProblems problems;
  private final List<PathMatcher> excluded = new ArrayList<>();
  private final Set<Path> members = new TreeSet<>();
  private int entries;

  private WorkspaceGlobs(Path root, Path file, JsonProblems problems) {
    this.root = root;
    this.file = file;
    this.problems = problems;
  }

  /// Directories below `root` that match a glob and no `!` glob, sorted.
  ///
  /// @param file file that declares the globs
  public static Set<Path> expand(
      Path root, Path file, List<JsonValue.Text> globs, JsonProblems problems) {
    WorkspaceGlobs expansion = new WorkspaceGlobs(root, file, problems);
    for (JsonValue.Text glob : globs) {
      if (glob.value().startsWith("!")) {
        expansion.exclude(glob.value().substring(1));
      }
    }
    for (JsonValue.Text glob : globs) {
      if (!glob.value().startsWith("!")) {
        expansion.include(glob);
      }
    }
    return expansion.members;
  }

  /// Directories below `root` with a file of this name, without those below another one. Does not
  /// search build output.
  static List<Path> findOutermost(Path root, String name, JsonProblems problems) {
    WorkspaceGlobs search = new WorkspaceGlobs(root, root.resolve(name), problems);
    List<Path> found = new ArrayList<>();
    if (Files.exists(root.resolve(name))) {
      found.add(root);
    }
    search.findBelow(root, name, 0, found);
    found.sort(null);
    return found;
  }

  private void findBelow(Path at, String name, int depth, List<Path> found) {
    for (Path child : depth == MAX_DEPTH ? List.<Path>of() : directories(at)) {
      if (Files.exists(child.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        found.add(child);
      } else if (!BUILD_OUTPUT.contains(String.valueOf(child.getFileName()))) {
        findBelow(child, name, depth + 1, found);
      }
    }
  }

  private void exclude(String glob) {
    String plain = String.join("/", parts(glob));
    for (String each : List.of(plain, plain.startsWith("**/") ? plain.substring(3) : plain)) {
      PathMatcher matcher = matcher(each);
      if (matcher != null) {
        excluded.add(matcher);
      }
    }
  }

  private void include(JsonValue.Text glob) {
    for (String alternative : alternatives(glob.value())) {
      List<String> parts = parts(alternative);
      if (alternative.startsWith("/") || parts.contains("..")) {
        report(glob, "is outside the project, skipped");
      } else if (parts.stream().anyMatch(part -> !isPath(part))) {
        report(glob, "is not a glob, skipped");
      } else if (!parts.isEmpty()) {
        expand(root, parts, 0);
      }
    }
  }

  private void report(JsonValue.Text glob, String what) {
    problems.report(
        file,
        glob.line(),
        glob.column(),
        "workspace " + VisibleText.quoted(glob.value()) + " " + what);
  }

  private static List<String> parts(String glob) {
    List<String> parts = new ArrayList<>();
    for (String part : glob.split("/")) {
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts;
  }

  /// The texts that braces stand for: `{a/b,c}/*` is `a/b/*` and `c/*`.
  private static Set<String> alternatives(String glob) {
    Set<String> done = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(List.of(glob));
    for (int i = 0; i < open.size() && i < MAX_ALTERNATIVES; i++) {
      String text = open.get(i);
      int end = text.indexOf('}');
      int start = end < 0 ? -1 : text.lastIndexOf('{', end);
      if (start < 0) {
        done.add(text);
        continue;
      }
      for (String choice : text.substring(start + 1, end).split(",", -1)) {
        open.add(text.substring(0, start) + choice + text.substring(end + 1));
      }
    }
    return done;
  }

  private void expand(Path at, List<String> parts, int index) {
    if (index == parts.size()) {
      addMember(at);
      return;
    }
    String part = parts.get(index);
    if (part.equals(ANY_DEPTH)) {
      expandAnyDepth(at, parts, index + 1, 0);
    } else if (isPattern(part)) {
      PathMatcher matcher = matcher(part);
      for (Path child : directories(at)) {
        if (matcher != null && matcher.matches(child.getFileName())) {
          expand(child, parts, index + 1);
        }
      }
    } else if (Files.isDirectory(at.resolve(part)) && isInside(at.resolve(part))) {
      expand(at.resolve(part), parts, index + 1);
    }
  }

  private void expandAnyDepth(Path at, List<String> parts, int next, int depth) {
    if (next < parts.size()) {
      expand(at, parts, next);
    }
    if (depth == MAX_DEPTH) {
      return;
    }
    for (Path child : directories(at)) {
      if (next == parts.size()) {
        addMember(child);
      }
      expandAnyDepth(child, parts, next, depth + 1);
    }
  }

  private void addMember(Path directory) {
    Path relative = root.relativize(directory);
    if (!relative.toString().isEmpty()
        && excluded.stream().noneMatch(matcher -> matcher.matches(relative))) {
      members.add(directory);
    }
  }

  /// Whether a directory that a glob spells is below the root, also when it is a link.
  private boolean isInside(Path directory) {
    if (!Files.isSymbolicLink(directory)) {
      return true;
    }
    try {
      Path real = directory.toRealPath();
      Path realRoot = root.toRealPath();
      return real.startsWith(realRoot) && !real.equals(realRoot);
    } catch (IOException broken) {
      return false;
    }
  }

  /// The subdirectories that are no links, hidden or skipped, in the order of the file system.
  private List<Path> directories(Path directory) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        if (++entries == MAX_DIRECTORIES) {
          problems.report(
              file,
              0,
              0,
              "its workspaces have more than " + MAX_DIRECTORIES + " entries: the rest is skipped");
        }
        if (entries >= MAX_DIRECTORIES) {
          return found;
        }
        if (isTraversable(child)) {
          found.add(child);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      problems.report(directory, 0, 0, "cannot be read, " + IoErrorMessage.of(unreadable));
    }
    return found;
  }

  private static boolean isTraversable(Path path) {
    String name = String.valueOf(path.getFileName());
    return !name.startsWith(".")
        && !SKIPPED.contains(name)
        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  /// Whether a part is a valid pattern or can be the name of a file.
  private static boolean isPath(String part) {
    return part.indexOf('\0') < 0 && (!isPattern(part) || matcher(part) != null);
  }

  private static boolean isPattern(String part) {
    return part.chars().anyMatch(c -> "*?[]{}!()".indexOf(c) >= 0);
  }

  private static @Nullable PathMatcher matcher(String glob) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (IllegalArgumentException notAGlob) {
      return null;
    }
  }
}

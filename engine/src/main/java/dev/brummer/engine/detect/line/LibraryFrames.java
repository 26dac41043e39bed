package dev.brummer.engine.detect.line;

import java.util.List;
import java.util.regex.Pattern;

/// Distinguishes stack frames of libraries and runtimes from project code, by their paths.
public final class LibraryFrames {
  private static final List<String> PARTS =
      List.of(
          "node_modules/",
          "node_modules\\",
          "site-packages/",
          "dist-packages/",
          "/lib/python",
          "/rustc/",
          "/.cargo/registry/",
          "/pkg/mod/",
          "/usr/include/",
          "/gems/",
          "/lib/ruby/",
          "/vendor/");

  private static final List<String> PREFIXES =
      List.of("node:", "internal/", "<frozen", "<anonymous", "<internal:", "[eval]", "native");

  private static final Pattern GO_ROOT = Pattern.compile("go(?:-?\\d[\\w.]*)?|toolchain@.*");

  private LibraryFrames() {}

  /// True for a frame outside of the project.
  public static boolean matches(String location) {
    for (String prefix : PREFIXES) {
      if (location.startsWith(prefix)) {
        return true;
      }
    }
    for (String part : PARTS) {
      if (location.contains(part)) {
        return true;
      }
    }
    return isGoRoot(location);
  }

  /// True for the standard library of Go: `go/src/`, `go1.22.3/src/`, `go-1.19/src/`, or a
  /// downloaded tool chain.
  private static boolean isGoRoot(String location) {
    int source = location.indexOf("/src/");
    if (source < 0) {
      return false;
    }
    int slash = location.lastIndexOf('/', source - 1);
    String parent = location.substring(slash + 1, source);
    return slash >= 0 && GO_ROOT.matcher(parent).matches();
  }
}

package dev.brummer.engine.detect.line;

import java.util.List;

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
          "/go/src/",
          "/pkg/mod/",
          "/usr/include/",
          "/gems/",
          "/lib/ruby/",
          "/vendor/");

  private static final List<String> PREFIXES =
      List.of("node:", "internal/", "<frozen", "<anonymous", "<internal:", "[eval]", "native");

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
    return false;
  }
}

package dev.brummer.engine.detect.error;

import java.util.List;

/// Tells the frames of libraries and run-times from the project's own, by how their places look.
final class LibraryFrames {
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

  static boolean matches(String place) {
    for (String beginning : PREFIXES) {
      if (place.startsWith(beginning)) {
        return true;
      }
    }
    for (String part : PARTS) {
      if (place.contains(part)) {
        return true;
      }
    }
    return false;
  }
}

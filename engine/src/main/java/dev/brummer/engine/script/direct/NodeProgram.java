package dev.brummer.engine.script.direct;

import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.process.SearchPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `node` of a search path. Its version comes from the header that all distributions of Node.js
/// install beside the program, except some packages of Linux distributions.
///
/// @param file without links
/// @param version such as `v22.4.1`
record NodeProgram(Path file, String version) {
  private static final Pattern VERSION =
      Pattern.compile("(?m)^#define NODE_(MAJOR|MINOR|PATCH)_VERSION +(\\d+)\\s*$");

  static NodeProgram find(Map<String, String> environment) throws ManagerNeededException {
    Path link = SearchPath.of(environment).find("node");
    if (link == null) {
      throw new ManagerNeededException("node is not in PATH");
    }
    Path file = RealPath.of(link);
    Path prefix = prefix(file);
    if (!file.endsWith("bin/node")) {
      throw new ManagerNeededException("node is a version manager's program");
    }
    return new NodeProgram(file, version(prefix.resolve("include/node/node_version.h")));
  }

  /// The directory above the one of the program.
  Path prefix() {
    return prefix(file);
  }

  private static Path prefix(Path file) {
    Path bin = file.getParent();
    Path prefix = bin == null ? null : bin.getParent();
    return prefix == null ? Path.of("/") : prefix;
  }

  private static String version(Path header) throws ManagerNeededException {
    try {
      String text = ProjectTextFile.text(header);
      String[] parts = new String[3];
      Matcher matcher = VERSION.matcher(text == null ? "" : text);
      while (matcher.find()) {
        int index =
            switch (matcher.group(1).charAt(1)) {
              case 'A' -> matcher.group(1).equals("MAJOR") ? 0 : 2;
              default -> 1;
            };
        parts[index] = matcher.group(2);
      }
      if (parts[0] != null && parts[1] != null && parts[2] != null) {
        return "v" + String.join(".", parts);
      }
    } catch (IOException unreadable) {
      // as if it were absent
    }
    throw new ManagerNeededException("the version of node is not known without its headers");
  }
}

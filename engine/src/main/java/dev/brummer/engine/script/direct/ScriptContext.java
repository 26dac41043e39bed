package dev.brummer.engine.script.direct;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a script starts with.
///
/// @param directory of the package, without links
/// @param environment that the manager itself would get
/// @param terminal whether standard output is a terminal
record ScriptContext(
    ScriptCall call,
    Path directory,
    PackageFile manifest,
    Map<String, String> environment,
    InstalledManager manager,
    NodeProgram node,
    boolean terminal) {
  private static final String ARCHITECTURE = architecture();

  /// The value of a variable.
  ///
  /// @throws ManagerNeededException if it is missing or empty
  String require(String variable) throws ManagerNeededException {
    String value = environment.getOrDefault(variable, "");
    if (value.isEmpty()) {
      throw new ManagerNeededException(variable + " is not set");
    }
    return value;
  }

  Path home() throws ManagerNeededException {
    return Path.of(require("HOME"));
  }

  /// The text of the script.
  String script() throws ManagerNeededException {
    String script = manifest.script(call.script());
    if (script == null) {
      throw new ManagerNeededException("package.json has no script of this name");
    }
    return script;
  }

  /// The directory and those above it, nearest first.
  List<Path> upwards() {
    List<Path> all = new ArrayList<>();
    for (Path at = directory; at != null; at = at.getParent()) {
      all.add(at);
    }
    return all;
  }

  /// `linux x64`, as node names the platform.
  static String platform() {
    return "linux " + ARCHITECTURE;
  }

  private static String architecture() {
    String name = System.getProperty("os.arch", "");
    return switch (name) {
      case "amd64", "x86_64" -> "x64";
      case "aarch64" -> "arm64";
      default -> name;
    };
  }
}

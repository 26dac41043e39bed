package dev.brummer.engine.script.direct;

import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.process.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A package manager that a search path finds, installed as a package of Node.js.
///
/// @param home directory of its package
/// @param script the file that node runs, below `home`, without links
record InstalledManager(Path home, Path script, String version) {
  /// Finds a manager. Programs of version managers, corepack and single executables have another
  /// layout and are not followed.
  static InstalledManager find(ScriptCall.Manager manager, Map<String, String> environment)
      throws ManagerNeededException {
    String name = manager.program();
    Path link = SearchPath.of(environment).find(name);
    if (link == null) {
      throw new ManagerNeededException(name + " is not in PATH");
    }
    Path script = RealPath.of(link);
    Path bin = script.getParent();
    Path home = bin == null ? null : bin.getParent();
    PackageFile own = home == null ? null : PackageFile.readIfPresent(home);
    String version = own == null ? null : own.text("version");
    if (own == null || version == null || !name.equals(own.text("name"))) {
      throw new ManagerNeededException(link + " is not a known installation of " + name);
    }
    return new InstalledManager(own.directory(), script, version);
  }

  int major() throws ManagerNeededException {
    return part(0);
  }

  int minor() throws ManagerNeededException {
    return part(1);
  }

  private int part(int index) throws ManagerNeededException {
    String[] parts = version.split("\\.");
    if (parts.length <= index || !parts[index].matches("\\d{1,6}")) {
      throw unknownVersion();
    }
    return Integer.parseInt(parts[index]);
  }

  /// @throws ManagerNeededException if the major version is outside a range
  void requireMajor(int first, int last) throws ManagerNeededException {
    if (major() < first || major() > last) {
      throw unknownVersion();
    }
  }

  ManagerNeededException unknownVersion() {
    return new ManagerNeededException("version " + version + " of its package manager");
  }

  /// A file or directory of the installation.
  Path require(String relative) throws ManagerNeededException {
    Path path = home.resolve(relative);
    if (!Files.exists(path)) {
      throw new ManagerNeededException("its package manager has no " + relative);
    }
    return path;
  }

  boolean has(String relative) {
    return Files.exists(home.resolve(relative));
  }

  /// A source file of the manager; an empty one if it does not exist.
  ManagerSource source(String relative) throws ManagerNeededException {
    Path file = home.resolve(relative);
    try {
      return new ManagerSource(
          ProjectTextFile.exists(file) ? ProjectTextFile.read(file) : new byte[0]);
    } catch (IOException unreadable) {
      throw new ManagerNeededException("cannot read " + file);
    }
  }
}

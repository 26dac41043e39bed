package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The scripts of the directory's own `package.json`, run by the package manager in use.
final class PackageJson implements ScriptSource {
  @Override
  public void find(Path directory, DiscoveryBuilder found) throws IOException {
    PackageManifest manifest = PackageManifest.read(directory, found);
    if (manifest == null) {
      return;
    }
    PackageManager manager = PackageManager.of(directory, manifest.manager());
    String group = manifest.name().isEmpty() ? "package.json" : manifest.name();
    found.add("package.json", scripts(manifest, manager, "", group, directory));
  }

  /// @param prefix set before each script's name
  static List<Script> scripts(
      PackageManifest manifest,
      PackageManager manager,
      String prefix,
      String group,
      Path directory) {
    return manifest.scripts().stream()
        .map(entry ->
            new Script(
                prefix + entry.name(),
                group,
                manager.run(entry.name()),
                directory,
                manifest.file(),
                entry.line(),
                entry.text()))
        .toList();
  }
}

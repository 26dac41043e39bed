package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The scripts of the directory's own `package.json`, run by the package manager in use.
final class PackageJson implements ScriptSource {
  @Override
  public void find(Path directory, DiscoveryBuilder discoveryBuilder) throws IOException {
    PackageManifest manifest = PackageManifest.read(directory, discoveryBuilder);
    if (manifest == null) {
      return;
    }
    PackageManager manager = PackageManager.of(directory, manifest.manager());
    String group = manifest.name().isEmpty() ? "package.json" : manifest.name();
    discoveryBuilder.add("package.json", scripts(manifest, manager, "", group, directory));
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
                manager.runCommand(entry.name()),
                directory,
                manifest.file(),
                entry.line(),
                entry.text()))
        .toList();
  }
}

package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Lists the scripts of the directory's own `package.json`, run by its package manager.
final class PackageJsonScripts implements ScriptSource {
  @Override
  public void find(Path directory, DiscoveredScriptsBuilder builder) throws IOException {
    PackageManifest manifest = PackageManifest.read(directory, builder);
    if (manifest == null) {
      return;
    }
    PackageManager manager = PackageManager.of(directory, manifest.manager());
    String group = manifest.name().isEmpty() ? "package.json" : manifest.name();
    builder.add("package.json", scripts(manifest, manager, "", group, directory));
  }

  /// @param prefix prepended to each script's name
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
                entry.text(),
                startsWithGroup(manifest, entry)))
        .toList();
  }

  /// A `start` or `preview` beside a `dev` serves the same application from its build.
  private static boolean startsWithGroup(
      PackageManifest manifest, PackageManifest.ScriptEntry entry) {
    boolean servesBuild = entry.name().equals("start") || entry.name().equals("preview");
    return LongRunningScripts.matches(entry.name(), entry.text())
        && !(servesBuild
            && manifest.scripts().stream().anyMatch(other -> other.name().equals("dev")));
  }
}

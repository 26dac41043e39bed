package dev.brummer.engine.script.node;

import dev.brummer.engine.json.JsonFile;
import dev.brummer.engine.json.JsonObject;
import dev.brummer.engine.json.JsonProblems;
import dev.brummer.engine.json.JsonValue;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads the projects of `rush.json`. Their scripts are run by `rushx` in their folder.
final class RushFile {
  private static final List<String> RUN = List.of("rushx");

  private RushFile() {}

  static List<NodePackage> packages(Path directory, JsonProblems problems) {
    JsonObject rush =
        JsonFile.read(
            directory.resolve("rush.json"),
            JsonFile.Dialect.COMMENTS,
            Set.of("projects"),
            problems);
    List<NodePackage> packages = new ArrayList<>();
    for (JsonObject project : rush == null ? List.<JsonObject>of() : rush.objects("projects")) {
      String folder = project.text("projectFolder");
      if (folder == null) {
        project.report(project, "project skipped: it has no \"projectFolder\"");
        continue;
      }
      JsonValue.Text at = new JsonValue.Text(folder, project.line(), project.column());
      for (Path home : WorkspaceGlobs.expand(directory, project.file(), List.of(at), problems)) {
        PackageManifest manifest = PackageManifest.read(home, false, problems);
        if (manifest == null) {
          project.report(project, "project " + VisibleText.quoted(folder) + " has no package.json");
          continue;
        }
        String name = project.textOrEmpty("packageName");
        packages.add(
            new NodePackage(
                manifest, home, name.isEmpty() ? NodeWorkspace.fullName(manifest) : name, "", RUN));
      }
    }
    return packages;
  }
}

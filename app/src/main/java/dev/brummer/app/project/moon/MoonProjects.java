package dev.brummer.app.project.moon;

import dev.brummer.app.project.yaml.YamlNode;
import dev.brummer.app.project.yaml.YamlPosition;
import dev.brummer.app.project.yaml.YamlSection;
import dev.brummer.engine.json.JsonValue;
import dev.brummer.engine.script.node.WorkspaceGlobs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The projects of a workspace by their ids: globs, of which each directory is named by its last
/// part, or ids with their directories.
final class MoonProjects {
  private MoonProjects() {}

  /// The directories by id, in the order of the file, those of globs sorted.
  static SequencedMap<String, Path> of(Path root, YamlSection workspace) {
    SequencedMap<String, Path> found = new LinkedHashMap<>();
    YamlNode projects = workspace.node("projects");
    if (projects instanceof YamlNode.Entries entries) {
      YamlSection section = new YamlSection(entries, workspace.problems());
      boolean both = section.has("globs") || section.has("sources");
      addSources(root, both ? section.entries("sources") : entries.values(), section, found);
      addGlobs(root, section.has("globs") ? section.listed("globs") : List.of(), section, found);
    } else {
      addGlobs(root, workspace.listed("projects"), workspace, found);
    }
    return found;
  }

  private static void addSources(
      Path root,
      SequencedMap<String, YamlNode.Entry> sources,
      YamlSection section,
      SequencedMap<String, Path> found) {
    sources.forEach((id, entry) -> {
      if (entry.value() instanceof YamlNode.Scalar(_, String text, _) && text.indexOf('\0') < 0) {
        Path directory = root.resolve(text).normalize();
        if (directory.startsWith(root) && Files.isDirectory(directory)) {
          found.putIfAbsent(id, directory);
        } else {
          section.problems().add(entry.value().at(), "no directory of the workspace: " + text);
        }
      }
    });
  }

  private static void addGlobs(
      Path root, List<YamlNode> nodes, YamlSection section, SequencedMap<String, Path> found) {
    List<JsonValue.Text> globs = new ArrayList<>();
    for (YamlNode node : nodes) {
      if (node instanceof YamlNode.Scalar glob) {
        globs.add(new JsonValue.Text(glob.text(), glob.at().line(), glob.at().column()));
      }
    }
    Path file = section.at().file();
    WorkspaceGlobs.expand(
            root,
            file,
            globs,
            (at, line, column, what) ->
                section.problems().add(new YamlPosition(at, line, column), what))
        .forEach(
            directory -> found.putIfAbsent(String.valueOf(directory.getFileName()), directory));
  }
}

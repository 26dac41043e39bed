package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlTable;

/// The packages that a Python project declares to need, in any of the usual files, with their
/// place.
final class PythonPackages {
  /// A place in a file.
  ///
  /// @param extras such as `[standard]`; empty without
  record Place(Path file, int line, String extras) {}

  private static final Pattern REQUIREMENT =
      Pattern.compile("\\s*([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(\\[[^\\]]*])?.*");

  private static final List<String> REQUIREMENTS =
      List.of(
          "requirements.txt",
          "requirements.in",
          "requirements/base.txt",
          "requirements/dev.txt",
          "requirements/local.txt",
          "requirements-dev.txt",
          "requirements_dev.txt",
          "dev-requirements.txt");

  private final Map<String, Place> places = new HashMap<>();

  /// @param project content of `pyproject.toml`; null without one
  static PythonPackages read(
      Path directory, @Nullable TomlProjectFile project, DiscoveredScriptsBuilder builder)
      throws IOException {
    PythonPackages packages = new PythonPackages();
    if (project != null) {
      packages.addProject(project);
    }
    TomlProjectFile pipfile = TomlProjectFile.read(directory.resolve("Pipfile"), builder);
    if (pipfile != null) {
      packages.addKeys(pipfile, pipfile.table("packages"));
      packages.addKeys(pipfile, pipfile.table("dev-packages"));
    }
    for (String name : REQUIREMENTS) {
      Path file = directory.resolve(name);
      List<String> lines = ProjectFileReader.lines(file);
      for (int i = 0; lines != null && i < lines.size(); i++) {
        packages.add(file, i + 1, lines.get(i));
      }
    }
    return packages;
  }

  private void addProject(TomlProjectFile project) {
    TomlTable metadata = project.table("project");
    if (metadata != null) {
      addList(project, metadata, "dependencies");
      addLists(project, project.table("project", "optional-dependencies"));
    }
    addLists(project, project.table("dependency-groups"));
    addKeys(project, project.table("tool", "poetry", "dependencies"));
    addKeys(project, project.table("tool", "poetry", "dev-dependencies"));
    TomlTable groups = project.table("tool", "poetry", "group");
    if (groups != null) {
      for (String group : groups.keySet()) {
        addKeys(project, project.table("tool", "poetry", "group", group, "dependencies"));
      }
    }
    addLists(project, project.table("tool", "pdm", "dev-dependencies"));
  }

  private void addLists(TomlProjectFile project, @Nullable TomlTable lists) {
    if (lists != null) {
      lists.keySet().forEach(name -> addList(project, lists, name));
    }
  }

  private void addList(TomlProjectFile project, TomlTable table, String key) {
    for (String requirement : TomlProjectFile.texts(table, key)) {
      add(project.path(), TomlProjectFile.line(table, key), requirement);
    }
  }

  /// Packages that are the keys of a table, with extras in an inline table.
  private void addKeys(TomlProjectFile file, @Nullable TomlTable table) {
    if (table == null) {
      return;
    }
    for (String name : table.keySet()) {
      String extras =
          table.get(List.of(name)) instanceof TomlTable value
              ? String.join(",", TomlProjectFile.texts(value, "extras"))
              : "";
      put(name, new Place(file.path(), TomlProjectFile.line(table, name), extras));
    }
  }

  private void add(Path file, int line, String requirement) {
    Matcher matcher = REQUIREMENT.matcher(requirement);
    if (matcher.matches()) {
      String extras = matcher.group(2) == null ? "" : matcher.group(2);
      put(matcher.group(1), new Place(file, line, extras));
    }
  }

  private void put(String name, Place place) {
    places.putIfAbsent(name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-'), place);
  }

  /// Where the project says that it needs a package; null if it does not.
  @Nullable Place of(String name) {
    return places.get(name);
  }

  boolean has(String name) {
    return places.containsKey(name);
  }
}

package dev.brummer.app.project.moon;

import dev.brummer.app.project.format.ProcessDraft;
import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.format.ProjectFile;
import dev.brummer.app.project.format.ProjectFormat;
import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.app.project.yaml.YamlSection;
import dev.brummer.engine.file.ProjectTextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A workspace of moon: one process per task that a person may run, named `project:task`. `moon`
/// runs it with what it depends on.
public final class MoonFormat implements ProjectFormat {
  private static final String DIRECTORY = ".moon";
  private static final List<String> WORKSPACE = List.of("workspace.yml", "workspace.yaml");
  private static final List<String> PROJECT = List.of("moon.yml", "moon.yaml");

  /// Of moon 1 and moon 2.
  private static final List<String> INHERITED =
      List.of("tasks.yml", "tasks.yaml", "tasks/all.yml", "tasks/all.yaml");

  private static final int MAX_TASKS = 2_000;

  @Override
  public List<Path> find(Path directory) {
    Path file = existing(directory.resolve(DIRECTORY), WORKSPACE);
    return file == null ? List.of() : List.of(file);
  }

  private static @Nullable Path existing(Path directory, List<String> names) {
    return names.stream()
        .map(directory::resolve)
        .filter(ProjectTextFile::exists)
        .findFirst()
        .orElse(null);
  }

  @Override
  public boolean accepts(Path file, String text) {
    Path parent = file.toAbsolutePath().getParent();
    return WORKSPACE.contains(String.valueOf(file.getFileName()))
        && parent != null
        && parent.endsWith(DIRECTORY);
  }

  @Override
  public Precedence precedence() {
    return Precedence.LAST;
  }

  @Override
  public ProjectFile read(List<Path> files, ProjectContext context) {
    Path file = files.getFirst();
    ProblemLog problems = new ProblemLog(file);
    SequencedMap<String, ProcessDraft> drafts = new LinkedHashMap<>();
    Path moon = file.toAbsolutePath().normalize().getParent();
    Path root = moon == null ? null : moon.getParent();
    YamlSection workspace = YamlSection.read(file, "projects", problems);
    if (moon != null && root != null && workspace != null) {
      Path inherited = existing(moon, INHERITED);
      YamlSection all = inherited == null ? null : YamlSection.read(inherited, "tasks", problems);
      SequencedMap<String, Path> projects = MoonProjects.of(root, workspace);
      projects.forEach((id, directory) -> {
        Path own = existing(directory, PROJECT);
        YamlSection section = own == null ? null : YamlSection.read(own, "tasks", problems);
        new MoonTasks(id, all, section, root, program(root), context)
            .drafts()
            .forEach((name, draft) -> {
              if (drafts.size() < MAX_TASKS) {
                drafts.putIfAbsent(name, draft);
              }
            });
      });
    }
    return ProjectFile.of(file, drafts, problems);
  }

  /// The installed program of the workspace, else the one in `PATH`.
  private static String program(Path root) {
    Path installed = root.resolve("node_modules/.bin/moon");
    return Files.isExecutable(installed) ? installed.toString() : "moon";
  }
}

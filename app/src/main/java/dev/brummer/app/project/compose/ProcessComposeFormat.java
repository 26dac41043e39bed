package dev.brummer.app.project.compose;

import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.format.ProjectFile;
import dev.brummer.app.project.format.ProjectFormat;
import dev.brummer.app.project.format.TopLevelKeys;
import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.app.project.yaml.YamlNode;
import dev.brummer.app.project.yaml.YamlSection;
import dev.brummer.engine.file.ProjectTextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `process-compose.yaml` with its override file, or a `compose.yaml` that declares `processes:`
/// instead of containers.
public final class ProcessComposeFormat implements ProjectFormat {
  private static final String PROCESSES = "processes";
  private static final List<String> NAMES = names("");
  private static final List<String> OVERRIDES = names(".override");

  private static List<String> names(String suffix) {
    List<String> all = new ArrayList<>();
    for (String base : List.of("compose", "process-compose")) {
      for (String extension : List.of(".yml", ".yaml")) {
        all.add(base + suffix + extension);
      }
    }
    return List.copyOf(all);
  }

  @Override
  public List<Path> find(Path directory) {
    Optional<Path> main = first(directory, NAMES);
    if (main.isEmpty()) {
      return List.of();
    }
    List<Path> all = new ArrayList<>(List.of(main.get()));
    first(directory, OVERRIDES).ifPresent(all::add);
    return List.copyOf(all);
  }

  private static Optional<Path> first(Path directory, List<String> names) {
    return names.stream()
        .map(directory::resolve)
        .filter(ProjectTextFile::exists)
        .filter(ProcessComposeFormat::isOwn)
        .findFirst();
  }

  /// The other names belong to docker compose as well.
  private static boolean isOwn(Path file) {
    return String.valueOf(file.getFileName()).startsWith("process-")
        || TopLevelKeys.has(file, PROCESSES);
  }

  @Override
  public boolean accepts(Path file, String text) {
    return String.valueOf(file.getFileName()).startsWith("process-compose")
        || TopLevelKeys.has(text, PROCESSES);
  }

  @Override
  public ProjectFile read(List<Path> files, ProjectContext context) {
    ProblemLog problems = new ProblemLog(files.getFirst());
    YamlNode.Entries tree = new ComposeFileLoader(context, problems).load(files);
    if (tree == null) {
      return ProjectFile.unusable(files.getFirst(), problems.sentences());
    }
    YamlSection section = new YamlSection(tree, problems);
    return new ComposeProject(files.getFirst(), context, section).read();
  }
}

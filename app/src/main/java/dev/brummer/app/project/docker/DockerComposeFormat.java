package dev.brummer.app.project.docker;

import dev.brummer.app.project.format.ProcessDraft;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/// `compose.yaml` with its override file and the files that it includes: one process per service.
public final class DockerComposeFormat implements ProjectFormat {
  private static final String SERVICES = "services";
  private static final String COMPOSE_FILE = "COMPOSE_FILE";
  private static final int MAX_FILES = 50;

  /// In the order in which Docker looks for them.
  private static final List<String> BASES = List.of("compose", "docker-compose");

  private static final List<String> EXTENSIONS = List.of(".yaml", ".yml");

  @Override
  public List<Path> find(Path directory) {
    for (String base : BASES) {
      Optional<Path> main = first(directory, base);
      if (main.isPresent()) {
        List<Path> files = new ArrayList<>(List.of(main.get()));
        first(directory, base + ".override").ifPresent(files::add);
        return files;
      }
    }
    return List.of();
  }

  private static Optional<Path> first(Path directory, String base) {
    return EXTENSIONS.stream()
        .map(extension -> directory.resolve(base + extension))
        .filter(ProjectTextFile::exists)
        .filter(file -> !TopLevelKeys.has(file, "processes"))
        .findFirst();
  }

  @Override
  public boolean accepts(Path file, String text) {
    return TopLevelKeys.has(text, SERVICES);
  }

  @Override
  public Precedence precedence() {
    return Precedence.NAMES_YIELD;
  }

  @Override
  public ProjectFile read(List<Path> files, ProjectContext context) {
    ProblemLog problems = new ProblemLog(files.getFirst());
    List<Path> named = named(files, context);
    SequencedMap<String, ProcessDraft> drafts = new LinkedHashMap<>();
    Loader loader = new Loader(context, problems, drafts, options(named, context));
    named.forEach(loader::load);
    return ProjectFile.of(files.getFirst(), drafts, problems);
  }

  /// The files that count: those of `COMPOSE_FILE`, if they were not named on the command line.
  private static List<Path> named(List<Path> files, ProjectContext context) {
    String configured = context.referencedVariables().getOrDefault(COMPOSE_FILE, "");
    boolean found = isFound(files, context);
    if (configured.isBlank() || !found) {
      return files;
    }
    return Pattern.compile(":")
        .splitAsStream(configured)
        .filter(name -> !name.isBlank())
        .map(name -> context.directory().resolve(name))
        .toList();
  }

  /// Whether Docker finds these files by itself.
  private static boolean isFound(List<Path> files, ProjectContext context) {
    Path parent = files.getFirst().toAbsolutePath().normalize().getParent();
    String name = String.valueOf(files.getFirst().getFileName());
    return context.directory().toAbsolutePath().normalize().equals(parent)
        && BASES.stream()
            .anyMatch(base -> EXTENSIONS.stream().map(base::concat).anyMatch(name::equals));
  }

  /// Words that name the files to Docker; none for those that it finds by itself.
  private static List<String> options(List<Path> files, ProjectContext context) {
    List<String> options = new ArrayList<>();
    if (!isFound(files, context)
        || !context.environment().getOrDefault(COMPOSE_FILE, "").isBlank()) {
      for (Path file : files) {
        options.add("-f");
        options.add(file.toString());
      }
    }
    return options;
  }

  /// Reads files and what they include, each once. Confined to one thread.
  private static final class Loader {
    private final ProjectContext context;
    private final ProblemLog problems;
    private final SequencedMap<String, ProcessDraft> drafts;
    private final List<String> options;
    private final Set<Path> loaded = new HashSet<>();

    Loader(
        ProjectContext context,
        ProblemLog problems,
        SequencedMap<String, ProcessDraft> drafts,
        List<String> options) {
      this.context = context;
      this.problems = problems;
      this.drafts = drafts;
      this.options = options;
    }

    void load(Path file) {
      if (loaded.size() == MAX_FILES || !loaded.add(file.toAbsolutePath().normalize())) {
        return;
      }
      YamlSection section = YamlSection.read(file, SERVICES, problems);
      if (section == null) {
        return;
      }
      for (YamlNode included : section.listed("include")) {
        paths(included).forEach(path -> load(file.resolveSibling(path).normalize()));
      }
      ServiceReader reader = new ServiceReader(file, context, problems, options);
      for (Map.Entry<String, YamlNode.Entry> service : section.entries(SERVICES).entrySet()) {
        reader.read(service.getKey(), service.getValue(), drafts);
      }
    }

    /// An entry of `include`: a path, or a mapping with one or several.
    private List<String> paths(YamlNode included) {
      return switch (included) {
        case YamlNode.Scalar path -> List.of(path.text());
        case YamlNode.Entries entries -> new YamlSection(entries, problems).texts("path");
        case YamlNode.Items items -> {
          problems.add(items.at(), "include must be a path or a mapping with a path");
          yield List.of();
        }
      };
    }
  }
}

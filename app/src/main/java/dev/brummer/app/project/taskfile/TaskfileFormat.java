package dev.brummer.app.project.taskfile;

import dev.brummer.app.project.format.ProcessDraft;
import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.format.ProjectFile;
import dev.brummer.app.project.format.ProjectFormat;
import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.app.project.yaml.YamlNode;
import dev.brummer.app.project.yaml.YamlSection;
import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.script.ScriptDiscoverer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// `Taskfile.yml`: one process per task that a person may call. `task` runs it with its own
/// dependencies.
public final class TaskfileFormat implements ProjectFormat {
  private static final String TASKS = "tasks";
  private static final int MAX_DEPTH = 5;
  private static final int MAX_TASKS = 2_000;

  /// In the order in which Task looks for them.
  private static final List<String> NAMES =
      List.of(
          "Taskfile.yml",
          "taskfile.yml",
          "Taskfile.yaml",
          "taskfile.yaml",
          "Taskfile.dist.yml",
          "taskfile.dist.yml",
          "Taskfile.dist.yaml",
          "taskfile.dist.yaml");

  @Override
  public List<Path> find(Path directory) {
    return first(directory);
  }

  private static List<Path> first(Path directory) {
    return NAMES.stream().map(directory::resolve).filter(ProjectTextFile::exists).limit(1).toList();
  }

  @Override
  public boolean accepts(Path file, String text) {
    return NAMES.contains(String.valueOf(file.getFileName()));
  }

  @Override
  public Precedence precedence() {
    return Precedence.LAST;
  }

  @Override
  public ProjectFile read(List<Path> files, ProjectContext context) {
    ProblemLog problems = new ProblemLog(files.getFirst());
    SequencedMap<String, ProcessDraft> drafts = new LinkedHashMap<>();
    for (Path file : files) {
      new Loader(file, context, problems, drafts).load(file, "", 0);
    }
    return ProjectFile.of(files.getFirst(), drafts, problems);
  }

  /// Reads a file and what it includes. Confined to one thread.
  private record Loader(
      Path main,
      ProjectContext context,
      ProblemLog problems,
      SequencedMap<String, ProcessDraft> drafts) {
    void load(Path file, String namespace, int depth) {
      YamlSection section = YamlSection.read(file, TASKS, problems);
      if (section == null) {
        return;
      }
      section.entries(TASKS).forEach((name, entry) -> add(namespace + name, entry));
      if (depth < MAX_DEPTH) {
        section
            .entries("includes")
            .forEach((name, entry) -> include(file, namespace, name, entry, depth + 1));
      }
    }

    private void include(
        Path file, String namespace, String name, YamlNode.Entry entry, int depth) {
      String path = "";
      boolean flattened = false;
      boolean optional = false;
      if (entry.value() instanceof YamlNode.Scalar text) {
        path = text.text();
      } else if (entry.value() instanceof YamlNode.Entries values) {
        YamlSection section = new YamlSection(values, problems);
        String declared = section.text("taskfile");
        path = declared == null ? "" : declared;
        flattened = section.flag("flatten", false);
        optional = section.flag("optional", false);
        if (section.flag("internal", false)) {
          return;
        }
      }
      boolean remote = path.contains("://") || path.startsWith("git@") || path.contains("{{");
      Path included = path.isEmpty() || remote ? null : taskfile(file.resolveSibling(path));
      if (included != null && (!optional || Files.exists(included))) {
        load(included.normalize(), flattened ? namespace : namespace + name + ":", depth);
      }
    }

    /// The file itself, or that of a directory.
    private static @Nullable Path taskfile(Path path) {
      if (!Files.isDirectory(path)) {
        return path;
      }
      List<Path> found = first(path);
      return found.isEmpty() ? null : found.getFirst();
    }

    private void add(String name, YamlNode.Entry entry) {
      String description = "";
      String command = "";
      switch (entry.value()) {
        case YamlNode.Scalar line -> command = line.text();
        case YamlNode.Items lines -> command = joined(lines.values());
        case YamlNode.Entries values -> {
          YamlSection section = new YamlSection(values, problems);
          if (section.flag("internal", false) || needsVariables(section)) {
            return;
          }
          String declared = section.text("desc");
          description = declared == null ? "" : declared;
          command = joined(section.has("cmd") ? section.listed("cmd") : section.listed("cmds"));
        }
      }
      if (name.contains("*") || drafts.containsKey(name) || drafts.size() == MAX_TASKS) {
        return;
      }
      ProcessSpec spec =
          ProcessSpec.builder(name, List.of("task", name), context.directory())
              .group(String.valueOf(main.getFileName()))
              .environment(context.variables())
              .pty(context.pty())
              .startsWithGroup(ScriptDiscoverer.runsUntilStopped(name, command))
              .build();
      String text = description.isEmpty() ? command : description;
      drafts.put(
          name,
          new ProcessDraft(
              spec, entry.keyAt(), false, text.isEmpty() ? "task " + name : text, List.of()));
    }

    /// Whether a task cannot run without variables from the command line.
    private boolean needsVariables(YamlSection task) {
      YamlSection requires = task.section("requires");
      return requires != null && !requires.listed("vars").isEmpty();
    }

    private static String joined(List<YamlNode> commands) {
      List<String> texts = new ArrayList<>();
      for (YamlNode command : commands) {
        if (command instanceof YamlNode.Scalar line) {
          texts.add(line.text().strip());
        } else if (command instanceof YamlNode.Entries values) {
          for (Map.Entry<String, YamlNode.Entry> value : values.values().entrySet()) {
            if (value.getValue().value() instanceof YamlNode.Scalar line
                && (value.getKey().equals("cmd") || value.getKey().equals("task"))) {
              texts.add(line.text().strip());
            }
          }
        }
      }
      return String.join(" && ", texts);
    }
  }
}

package dev.brummer.app.project.vscode;

import dev.brummer.app.project.format.ProcessDraft;
import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.format.ProjectFile;
import dev.brummer.app.project.format.ProjectFormat;
import dev.brummer.app.project.format.TopLevelKeys;
import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.app.project.yaml.YamlPosition;
import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.json.JsonFile;
import dev.brummer.engine.json.JsonObject;
import dev.brummer.engine.json.JsonValue;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/// `.vscode/tasks.json`: one process per task.
public final class TasksFormat implements ProjectFormat {
  private static final String NAME = "tasks.json";
  private static final int MAX_NAMED = 8;

  @Override
  public List<Path> find(Path directory) {
    return Stream.of(directory.resolve(".vscode").resolve(NAME))
        .filter(ProjectTextFile::exists)
        .toList();
  }

  @Override
  public boolean accepts(Path file, String text) {
    return NAME.equals(String.valueOf(file.getFileName())) && !TopLevelKeys.has(text, "processes");
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
      JsonObject root =
          JsonFile.read(
              file,
              JsonFile.Dialect.COMMENTS,
              Set.of(),
              (path, line, column, what) ->
                  problems.add(new YamlPosition(path, line, column), what));
      if (root != null) {
        read(file, root, context, problems, drafts);
      }
    }
    return ProjectFile.of(files.getFirst(), drafts, problems);
  }

  private static void read(
      Path file,
      JsonObject root,
      ProjectContext context,
      ProblemLog problems,
      SequencedMap<String, ProcessDraft> drafts) {
    TaskReader reader = new TaskReader(file, context, root, problems);
    List<JsonObject> tasks = root.objects("tasks");
    List<String> left = new ArrayList<>();
    YamlPosition first = YamlPosition.of(file);
    for (JsonObject task : tasks) {
      ProcessDraft draft = reader.read(task);
      if (draft != null) {
        drafts.put(draft.spec().name(), draft);
      } else {
        first = left.isEmpty() ? at(file, task) : first;
        left.add(TaskReader.label(task));
      }
    }
    TaskReader.sequences(tasks, drafts, file);
    if (!left.isEmpty()) {
      problems.add(
          first, "not offered, because they need the editor or an extension: " + names(left));
    }
  }

  static YamlPosition at(Path file, JsonValue value) {
    return new YamlPosition(file, value.line(), value.column());
  }

  private static String names(List<String> all) {
    String named =
        String.join(", ", all.stream().limit(MAX_NAMED).map(VisibleText::quoted).toList());
    return all.size() > MAX_NAMED ? named + " and " + (all.size() - MAX_NAMED) + " more" : named;
  }
}

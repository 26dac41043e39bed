package dev.brummer.app.project.vscode;

import dev.brummer.app.project.format.ProcessDraft;
import dev.brummer.app.project.format.ProcessDraft.DeclaredDependency;
import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.app.project.yaml.YamlPosition;
import dev.brummer.engine.json.JsonMember;
import dev.brummer.engine.json.JsonObject;
import dev.brummer.engine.json.JsonValue;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ReadinessProbe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Reads the tasks of one file. Confined to one thread.
final class TaskReader {
  private static final String OPTIONS = "options";
  private static final String DEPENDS_ON = "dependsOn";

  /// Last lines of the tools whose matcher ships with the editor.
  private static final Map<String, String> KNOWN_ENDS =
      Map.of(
          "$tsc-watch",
          "\\b(?:Compilation complete\\.|Found \\d+ errors?\\.)\\s+Watching for file changes");

  private final Path file;
  private final ProjectContext context;
  private final ProblemLog problems;
  private final TaskVariables variables;
  private final List<JsonObject> shared;
  private final Map<String, JsonObject> tasks = new HashMap<>();

  /// @param root the whole file; its options count for all tasks
  TaskReader(Path file, ProjectContext context, JsonObject root, ProblemLog problems) {
    this.file = file;
    this.context = context;
    this.problems = problems;
    this.variables = new TaskVariables(context);
    this.shared = List.of(root.objectOrEmpty("linux"), root);
    root.objects("tasks").forEach(task -> tasks.put(label(task), task));
  }

  /// The name of a task, also one without a label.
  static String label(JsonObject task) {
    for (String key : List.of("label", "taskName", "identifier")) {
      if (task.value(key) instanceof JsonValue.Text text && !text.value().isBlank()) {
        return text.value();
      }
    }
    String type = task.value("type") instanceof JsonValue.Text text ? text.value() : "task";
    return task.value("script") instanceof JsonValue.Text script
        ? type + ": " + script.value()
        : type + " in line " + task.line();
  }

  /// The process of a task; null if it cannot run without the editor.
  @Nullable ProcessDraft read(JsonObject task) {
    List<JsonObject> layers = new ArrayList<>(List.of(task.objectOrEmpty("linux"), task));
    layers.addAll(shared);
    List<String> command = command(task, layers);
    Path directory = directory(task, layers);
    Map<String, String> environment = environment(layers);
    if (command == null || directory == null || environment == null) {
      return null;
    }
    boolean background = task.isTrue("isBackground");
    ProcessSpec spec =
        ProcessSpec.builder(label(task), command, directory)
            .group(String.valueOf(file.getFileName()))
            .environment(environment)
            .pty(context.pty())
            .readiness(background ? readiness(task) : ReadinessProbe.INFERRED)
            .startsWithGroup(false)
            .build();
    String detail = task.textOrEmpty("detail");
    return new ProcessDraft(
        spec,
        TasksFormat.at(file, task),
        false,
        detail.isEmpty() ? description(command) : detail,
        dependencies(task));
  }

  private static String description(List<String> command) {
    return command.size() == 3 && command.get(1).equals("-c")
        ? command.get(2)
        : String.join(" ", command);
  }

  private @Nullable List<String> command(JsonObject task, List<JsonObject> layers) {
    String type = task.textOrEmpty("type");
    if (type.equals("npm")) {
      return npm(task);
    }
    String program = replaced(first(layers, "command"));
    if (program == null) {
      boolean compound = task.value("command") == null && task.has(DEPENDS_ON);
      return compound ? List.of("sh", "-c", ":") : null;
    }
    if (!type.isEmpty() && !type.equals("shell") && !type.equals("process")) {
      return null;
    }
    List<String> arguments = new ArrayList<>();
    for (JsonValue argument : arguments(layers)) {
      String text = replaced(argument);
      if (text == null) {
        return null;
      }
      arguments.add(text);
    }
    if (type.equals("process")) {
      arguments.addFirst(program);
      return arguments;
    }
    StringBuilder line = new StringBuilder(program);
    arguments.forEach(argument -> line.append(' ').append(shellWord(argument)));
    return List.of("sh", "-c", line.toString());
  }

  private @Nullable List<String> npm(JsonObject task) {
    String script = task.text("script");
    return script == null ? null : List.of("npm", "run", script);
  }

  private static List<JsonValue> arguments(List<JsonObject> layers) {
    for (JsonObject layer : layers) {
      if (layer.has("args")) {
        return layer.items("args");
      }
    }
    return List.of();
  }

  /// A word as the editor passes it to a shell: quoted if it contains a blank.
  private static String shellWord(String argument) {
    boolean quoted = argument.length() > 1 && argument.startsWith("\"") && argument.endsWith("\"");
    boolean plain = !argument.isEmpty() && argument.chars().noneMatch(Character::isWhitespace);
    return quoted || plain ? argument : "'" + argument.replace("'", "'\\''") + "'";
  }

  /// The value of the first layer that has a key.
  private static @Nullable JsonValue first(List<JsonObject> layers, String key) {
    for (JsonObject layer : layers) {
      JsonValue value = layer.value(key);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /// A text with its variables replaced, also one in the form `{ value, quoting }`.
  private @Nullable String replaced(@Nullable JsonValue value) {
    return switch (value) {
      case JsonValue.Text text -> variables.replace(text.value());
      case JsonObject quoted -> replaced(quoted.value("value"));
      case JsonValue.Items _, JsonValue.Flag _, JsonValue.Literal _ -> null;
      case null -> null;
    };
  }

  private @Nullable Path directory(JsonObject task, List<JsonObject> layers) {
    String path = task.textOrEmpty("path");
    if (task.textOrEmpty("type").equals("npm") && !path.isEmpty()) {
      return context.directory().resolve(path);
    }
    for (JsonObject layer : layers) {
      String cwd = layer.objectOrEmpty(OPTIONS).text("cwd");
      if (cwd != null) {
        String replaced = variables.replace(cwd);
        return replaced == null ? null : context.directory().resolve(replaced);
      }
    }
    return context.directory();
  }

  private @Nullable Map<String, String> environment(List<JsonObject> layers) {
    Map<String, String> environment = new LinkedHashMap<>(context.variables());
    for (JsonObject layer : layers.reversed()) {
      for (JsonMember member : layer.objectOrEmpty(OPTIONS).objectOrEmpty("env").members()) {
        String value = replaced(member.value());
        if (value == null) {
          return null;
        }
        environment.put(member.name(), value);
      }
    }
    return environment;
  }

  /// The line after which a background task is ready.
  private ReadinessProbe readiness(JsonObject task) {
    List<JsonValue> matchers =
        switch (task.value("problemMatcher")) {
          case null -> List.of();
          case JsonValue.Items items -> items.values();
          case JsonValue one -> List.of(one);
        };
    for (JsonValue matcher : matchers) {
      String pattern =
          switch (matcher) {
            case JsonValue.Text name -> KNOWN_ENDS.get(name.value());
            case JsonObject object -> endPattern(object);
            case JsonValue.Items _, JsonValue.Flag _, JsonValue.Literal _ -> null;
          };
      if (pattern != null) {
        try {
          return new ReadinessProbe.Log(Pattern.compile(pattern));
        } catch (PatternSyntaxException invalid) {
          problems.add(
              TasksFormat.at(file, matcher), "endsPattern is an invalid regular expression");
        }
      }
    }
    return ReadinessProbe.INFERRED;
  }

  private static @Nullable String endPattern(JsonObject matcher) {
    JsonObject background =
        matcher.has("background")
            ? matcher.objectOrEmpty("background")
            : matcher.objectOrEmpty("watching");
    String named = KNOWN_ENDS.get(matcher.textOrEmpty("base"));
    return switch (background.value("endsPattern")) {
      case JsonValue.Text text -> text.value();
      case JsonObject object -> object.text("regexp");
      case JsonValue.Items _, JsonValue.Flag _, JsonValue.Literal _ -> named;
      case null -> named;
    };
  }

  private List<DeclaredDependency> dependencies(JsonObject task) {
    List<DeclaredDependency> all = new ArrayList<>();
    for (JsonValue value : needed(task)) {
      String name = name(value);
      if (name == null) {
        problems.add(TasksFormat.at(file, value), "dependsOn must name tasks");
      } else {
        all.add(
            new DeclaredDependency(
                new Dependency(name, condition(tasks.get(name))), TasksFormat.at(file, value)));
      }
    }
    return all;
  }

  private static List<JsonValue> needed(JsonObject task) {
    return switch (task.value(DEPENDS_ON)) {
      case null -> List.of();
      case JsonValue.Items items -> items.values();
      case JsonValue one -> List.of(one);
    };
  }

  /// The label in a dependency: a text, or the description of a task of a script.
  private static @Nullable String name(JsonValue value) {
    return switch (value) {
      case JsonValue.Text text -> text.value();
      case JsonObject object -> label(object);
      case JsonValue.Items _, JsonValue.Flag _, JsonValue.Literal _ -> null;
    };
  }

  /// A background task does not end: its dependents start once it is ready.
  private static Condition condition(@Nullable JsonObject needed) {
    return needed != null && needed.isTrue("isBackground") ? Condition.READY : Condition.COMPLETED;
  }

  /// Lets the dependencies of each task with `"dependsOrder": "sequence"` wait for one another.
  static void sequences(
      List<JsonObject> tasks, SequencedMap<String, ProcessDraft> drafts, Path file) {
    Map<String, JsonObject> byLabel = new HashMap<>();
    tasks.forEach(task -> byLabel.put(label(task), task));
    for (JsonObject task : tasks) {
      if (!task.textOrEmpty("dependsOrder").equals("sequence")) {
        continue;
      }
      String before = null;
      for (JsonValue value : needed(task)) {
        String name = name(value);
        ProcessDraft draft = name == null ? null : drafts.get(name);
        if (draft != null && before != null) {
          YamlPosition at = TasksFormat.at(file, value);
          List<DeclaredDependency> all = new ArrayList<>(draft.dependencies());
          all.add(
              new DeclaredDependency(new Dependency(before, condition(byLabel.get(before))), at));
          drafts.put(
              draft.spec().name(),
              new ProcessDraft(
                  draft.spec(), draft.at(), draft.autostart(), draft.description(), all));
        }
        before = draft == null ? before : name;
      }
    }
  }
}

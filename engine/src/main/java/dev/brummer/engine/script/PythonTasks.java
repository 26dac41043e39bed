package dev.brummer.engine.script;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// The tasks that a Python project declares for poe, PDM, taskipy, Hatch, pixi and Rye, and the
/// programs that it installs.
final class PythonTasks {
  private static final Set<String> POE_KINDS =
      Set.of("cmd", "shell", "script", "sequence", "parallel", "expr", "ref", "switch");

  private final Path directory;
  private final TomlProjectFile file;
  private final PythonRunner runner;
  private final List<Script> scripts = new ArrayList<>();

  PythonTasks(Path directory, TomlProjectFile file, PythonRunner runner) {
    this.directory = directory;
    this.file = file;
    this.runner = runner;
  }

  /// Of `pyproject.toml`.
  List<Script> ofProject() {
    add(file.table("tool", "poe", "tasks"), runner.command("poe"));
    add(file.table("tool", "pdm", "scripts"), List.of("pdm", "run"));
    add(file.table("tool", "taskipy", "tasks"), runner.command("task"));
    add(file.table("tool", "rye", "scripts"), List.of("rye", "run"));
    hatch(file.table("tool", "hatch", "envs"));
    pixi(file.table("tool", "pixi"));
    programs(file.table("project", "scripts"));
    programs(file.table("tool", "poetry", "scripts"));
    return scripts;
  }

  /// Of `pixi.toml`, whose tables are not below `tool.pixi`.
  List<Script> ofPixi() {
    pixi(file.table());
    return scripts;
  }

  private void pixi(@Nullable TomlTable pixi) {
    if (pixi == null) {
      return;
    }
    List<String> tool = List.of("pixi", "run");
    if (pixi.get(List.of("tasks")) instanceof TomlTable tasks) {
      add(tasks, tool);
    }
    if (pixi.get(List.of("feature")) instanceof TomlTable features) {
      for (String feature : features.keySet()) {
        if (features.get(List.of(feature)) instanceof TomlTable table
            && table.get(List.of("tasks")) instanceof TomlTable tasks) {
          add(tasks, tool);
        }
      }
    }
  }

  private void hatch(@Nullable TomlTable environments) {
    if (environments == null) {
      return;
    }
    for (String environment : environments.keySet()) {
      if (environments.get(List.of(environment)) instanceof TomlTable table
          && table.get(List.of("scripts")) instanceof TomlTable tasks) {
        String prefix = environment.equals("default") ? "" : environment + ":";
        for (String name : tasks.keySet()) {
          add(tasks, name, prefix + name, List.of("hatch", "run"));
        }
      }
    }
  }

  private void add(@Nullable TomlTable tasks, List<String> tool) {
    if (tasks != null) {
      for (String name : tasks.keySet()) {
        add(tasks, name, name, tool);
      }
    }
  }

  private void add(TomlTable tasks, String key, String name, List<String> tool) {
    Object task = tasks.get(List.of(key));
    if (key.startsWith("_") || isHook(tasks, key) || isShared(scripts, name)) {
      return;
    }
    String command = command(task);
    if (command == null) {
      file.warn(tasks, key, "is no task: expected a command, a list or a table");
      return;
    }
    String help = task instanceof TomlTable table ? help(table) : "";
    script(name, tool, TomlProjectFile.line(tasks, key), help, command);
  }

  /// Whether a name is listed already: two tools may share their tasks.
  private static boolean isShared(List<Script> scripts, String name) {
    return scripts.stream().anyMatch(script -> script.name().equals(name));
  }

  /// Whether a task runs by itself before or after another one, as with PDM and taskipy.
  private static boolean isHook(TomlTable tasks, String name) {
    return (name.startsWith("pre_") && tasks.contains(List.of(name.substring(4))))
        || (name.startsWith("post_") && tasks.contains(List.of(name.substring(5))));
  }

  private static String help(TomlTable task) {
    String help = TomlProjectFile.text(task, "help");
    return help.isEmpty() ? TomlProjectFile.text(task, "description") : help;
  }

  /// The command of a task as text, possibly empty; null if the value is no task.
  private static @Nullable String command(@Nullable Object task) {
    return switch (task) {
      case String text -> text;
      case TomlArray list -> String.join(" && ", TomlProjectFile.texts(list));
      case TomlTable table -> {
        for (Map.Entry<String, Object> entry : table.entrySet()) {
          if (POE_KINDS.contains(entry.getKey()) && entry.getValue() instanceof String text) {
            yield text;
          }
        }
        yield "";
      }
      case null, default -> null;
    };
  }

  /// Programs that the project installs, such as `shop = "shop.main:run"`. They may need arguments,
  /// so they start only by name.
  private void programs(@Nullable TomlTable programs) {
    if (programs == null) {
      return;
    }
    for (String name : programs.keySet()) {
      if (runner.has(name) && !isShared(scripts, name)) {
        Object target = programs.get(List.of(name));
        scripts.add(
            new Script(
                    name,
                    "pyproject.toml",
                    runner.command(name),
                    directory,
                    file.path(),
                    TomlProjectFile.line(programs, name),
                    target instanceof String text ? text : name,
                    /* startsWithGroup= */ false)
                .withPrograms(runner.programs()));
      }
    }
  }

  private void script(String name, List<String> tool, int line, String help, String command) {
    List<String> words = Script.command(name, tool);
    String description =
        !help.isEmpty() ? help : command.isEmpty() ? String.join(" ", words) : command;
    scripts.add(
        new Script(
                name,
                String.valueOf(file.path().getFileName()),
                words,
                directory,
                file.path(),
                line,
                description,
                LongRunningScripts.matches(name, command))
            .withPrograms(runner.programs()));
  }
}

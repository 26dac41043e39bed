package dev.brummer.engine.script;

import dev.brummer.engine.file.ProjectTextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// Lists the tasks of mise: those of its TOML files and the executable files of its task
/// directories. `mise run` runs them.
final class MiseScripts implements ScriptSource {
  private static final List<String> FILES =
      List.of(
          "mise.toml",
          ".mise.toml",
          "mise/config.toml",
          ".mise/config.toml",
          ".config/mise.toml",
          ".config/mise/config.toml");

  private static final List<String> DIRECTORIES =
      List.of("mise-tasks", ".mise-tasks", "mise/tasks", ".mise/tasks", ".config/mise/tasks");

  private static final int MAX_DEPTH = 4;
  private static final int MAX_FILES = 500;
  private static final int MAX_HEAD_LINES = 30;

  /// A setting in a comment of a task file, such as `#MISE description="Builds it"`.
  private static final Pattern SETTING =
      Pattern.compile("\\s*(?:#|//|--)\\s*(?:\\[MISE]|MISE)\\s+(\\w+)\\s*=\\s*\"?([^\"]*)\"?\\s*");

  @Override
  public void find(Path directory, DiscoveredScriptsBuilder builder) throws IOException {
    List<Script> scripts = new ArrayList<>();
    for (String name : FILES) {
      Path path = directory.resolve(name);
      TomlProjectFile file =
          ProjectTextFile.exists(path) ? TomlProjectFile.read(path, builder) : null;
      if (file != null) {
        addTasks(scripts, directory, file);
      }
    }
    for (String name : DIRECTORIES) {
      addFiles(scripts, directory, directory.resolve(name));
    }
    builder.add("mise", scripts);
  }

  private static void addTasks(List<Script> scripts, Path directory, TomlProjectFile file) {
    TomlTable tasks = file.table("tasks");
    if (tasks == null) {
      return;
    }
    for (String name : tasks.keySet()) {
      Object task = tasks.get(List.of(name));
      String command = command(task);
      if (command == null) {
        file.warn(tasks, name, "is no task: expected a command, a list or a table");
      } else if (!(task instanceof TomlTable table && isHidden(table))) {
        String description =
            task instanceof TomlTable table ? TomlProjectFile.text(table, "description") : "";
        add(
            scripts,
            directory,
            name,
            file.path(),
            TomlProjectFile.line(tasks, name),
            description,
            command);
      }
    }
  }

  private static boolean isHidden(TomlTable task) {
    return Boolean.TRUE.equals(task.get(List.of("hide")));
  }

  /// The command of a task as text, possibly empty; null if the value is no task.
  private static @Nullable String command(@Nullable Object task) {
    return switch (task) {
      case String text -> text;
      case TomlArray list -> String.join(" && ", TomlProjectFile.texts(list));
      case TomlTable table ->
          table.get(List.of("run")) instanceof TomlArray list
              ? String.join(" && ", TomlProjectFile.texts(list))
              : TomlProjectFile.text(table, "run");
      case null, default -> null;
    };
  }

  private static void addFiles(List<Script> scripts, Path directory, Path tasks)
      throws IOException {
    if (!Files.isDirectory(tasks)) {
      return;
    }
    TreeSet<Path> files = new TreeSet<>();
    try (Stream<Path> walk = Files.walk(tasks, MAX_DEPTH)) {
      walk.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
          .limit(MAX_FILES)
          .forEach(files::add);
    }
    for (Path file : files) {
      String name =
          tasks.relativize(file).toString().replace('/', ':').replaceFirst(":_default$", "");
      List<String> head = head(file);
      if (!setting(head, "hide").equals("true")) {
        add(scripts, directory, name, file, 0, setting(head, "description"), "");
      }
    }
  }

  /// The first lines of a task file; none of a program that is not text.
  private static List<String> head(Path file) {
    try {
      List<String> lines = ProjectFileReader.lines(file);
      return lines == null ? List.of() : lines.subList(0, Math.min(lines.size(), MAX_HEAD_LINES));
    } catch (IOException notText) {
      return List.of();
    }
  }

  private static String setting(List<String> head, String key) {
    for (String line : head) {
      Matcher setting = SETTING.matcher(line);
      if (setting.matches() && setting.group(1).equals(key)) {
        return setting.group(2);
      }
    }
    return "";
  }

  private static void add(
      List<Script> scripts,
      Path directory,
      String name,
      Path origin,
      int line,
      String description,
      String command) {
    if (name.startsWith("_") || scripts.stream().anyMatch(it -> it.name().equals(name))) {
      return;
    }
    List<String> words = Script.command(name, "mise", "run");
    String text =
        !description.isEmpty()
            ? description
            : command.isEmpty() ? String.join(" ", words) : command;
    scripts.add(
        new Script(
            name,
            "mise",
            words,
            directory,
            origin,
            line,
            text.lines().findFirst().orElse(""),
            LongRunningScripts.matches(name, command)));
  }
}

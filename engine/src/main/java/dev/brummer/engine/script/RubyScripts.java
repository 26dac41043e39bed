package dev.brummer.engine.script;

import dev.brummer.engine.file.ProjectTextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Lists `bin/dev`, the server and tests of Rails, `config.ru` without Rails, and the Rake tasks
/// with a description, as `rake -T` does.
final class RubyScripts implements ScriptSource {
  private static final String TEXT = "[:'\"]{0,2}([\\w:-]+)['\"]?";
  private static final Pattern DESCRIPTION =
      Pattern.compile("\\s*desc(?:\\s+|\\s*\\()(['\"])(.*?)\\1.*");
  private static final Pattern TASK =
      Pattern.compile("\\s*(?:multitask|task)(?:\\s+|\\s*\\()" + TEXT + "(.*)");
  private static final Pattern NAMESPACE =
      Pattern.compile("(\\s*)namespace(?:\\s+|\\s*\\()" + TEXT + ".*\\bdo\\b.*");
  private static final Pattern END = Pattern.compile("(\\s*)end\\b.*");
  private static final Pattern RUNS_PROCFILE =
      Pattern.compile("\\b(?:foreman|overmind|hivemind)\\s+(?:start|s)\\b");
  private static final int MAX_FILES = 200;

  @Override
  public void find(Path directory, DiscoveredScriptsBuilder builder) throws IOException {
    List<Script> scripts = new ArrayList<>();
    boolean rails = ProjectTextFile.exists(directory.resolve("bin/rails"));
    addDev(scripts, directory);
    if (rails) {
      Path file = directory.resolve("bin/rails");
      scripts.add(script("server", "rails", directory, file, 0, "", true, "bin/rails", "server"));
      scripts.add(script("test", "rails", directory, file, 0, "", false, "bin/rails", "test"));
    } else if (ProjectTextFile.exists(directory.resolve("config.ru"))) {
      Path file = directory.resolve("config.ru");
      List<String> command = new ArrayList<>(bundled(directory));
      command.add("rackup");
      scripts.add(
          script("rackup", "ruby", directory, file, 0, "", true, command.toArray(String[]::new)));
    }
    addRake(scripts, directory, rails);
    builder.addInOrder("ruby", scripts);
  }

  /// Adds `bin/dev`. Where it only starts the processes of `Procfile.dev`, these are listed
  /// themselves, and it starts only by name.
  private static void addDev(List<Script> scripts, Path directory) throws IOException {
    Path file = directory.resolve("bin/dev");
    String text = ProjectFileReader.read(file);
    if (text == null) {
      return;
    }
    boolean again =
        RUNS_PROCFILE.matcher(text).find()
            && ProjectTextFile.exists(directory.resolve("Procfile.dev"));
    Script dev = script("dev", "bin", directory, file, 0, "", !again, "bin/dev");
    scripts.add(again ? dev.fold() : dev);
  }

  private static List<String> bundled(Path directory) {
    return ProjectTextFile.exists(directory.resolve("Gemfile"))
        ? List.of("bundle", "exec")
        : List.of();
  }

  private static void addRake(List<Script> scripts, Path directory, boolean rails)
      throws IOException {
    Path main = ProjectFileReader.firstExisting(directory, "Rakefile", "rakefile", "Rakefile.rb");
    if (main == null) {
      return;
    }
    List<String> tool = new ArrayList<>();
    if (ProjectTextFile.exists(directory.resolve("bin/rake"))) {
      tool.add("bin/rake");
    } else {
      tool.addAll(bundled(directory));
      tool.add("rake");
    }
    addTasks(scripts, directory, main, tool);
    Path library = directory.resolve(rails ? "lib/tasks" : "rakelib");
    if (Files.isDirectory(library)) {
      TreeSet<Path> files = new TreeSet<>();
      try (Stream<Path> list = Files.list(library)) {
        list.filter(file -> file.toString().endsWith(".rake")).limit(MAX_FILES).forEach(files::add);
      }
      for (Path file : files) {
        addTasks(scripts, directory, file, tool);
      }
    }
  }

  /// A namespace that is open, with the indentation of its line, where its `end` stands too.
  private record Namespace(String name, int indentation) {}

  private static void addTasks(List<Script> scripts, Path directory, Path file, List<String> tool)
      throws IOException {
    List<String> lines = ProjectFileReader.lines(file);
    Deque<Namespace> open = new ArrayDeque<>();
    String description = "";
    for (int i = 0; lines != null && i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher described = DESCRIPTION.matcher(line);
      Matcher namespace = NAMESPACE.matcher(line);
      Matcher task = TASK.matcher(line);
      Matcher end = END.matcher(line);
      if (described.matches()) {
        description = described.group(2);
      } else if (namespace.matches()) {
        open.addLast(new Namespace(namespace.group(2), namespace.group(1).length()));
      } else if (end.matches()
          && !open.isEmpty()
          && open.getLast().indentation == end.group(1).length()) {
        open.removeLast();
      } else if (task.matches()) {
        if (!description.isEmpty()) {
          String name = name(open, task.group(1).replaceFirst(":$", ""));
          List<String> command = new ArrayList<>(tool);
          command.add(name);
          scripts.add(
              script(
                  name,
                  "Rakefile",
                  directory,
                  file,
                  i + 1,
                  description,
                  LongRunningScripts.matches(name, ""),
                  command.toArray(String[]::new)));
        }
        description = "";
      }
    }
  }

  private static String name(Deque<Namespace> open, String task) {
    StringBuilder name = new StringBuilder();
    for (Namespace namespace : open) {
      name.append(namespace.name.replaceFirst(":$", "")).append(':');
    }
    return name.append(task).toString();
  }

  private static Script script(
      String name,
      String group,
      Path directory,
      Path origin,
      int line,
      String description,
      boolean startsWithGroup,
      String... command) {
    return new Script(
        name,
        group,
        List.of(command),
        directory,
        origin,
        line,
        description.isEmpty() ? String.join(" ", command) : description,
        startsWithGroup);
  }
}

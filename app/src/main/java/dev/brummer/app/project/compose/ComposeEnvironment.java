package dev.brummer.app.project.compose;

import dev.brummer.app.config.DotEnvFile;
import dev.brummer.app.program.UserException;
import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.app.project.yaml.YamlNode;
import dev.brummer.app.project.yaml.YamlSection;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Variables of the processes: `.env`, the env files and variables of the project, then those of
/// the process. Variables of `env_cmds` are set by a shell in front of the command. Confined to one
/// thread.
final class ComposeEnvironment {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final ProjectContext context;
  private final ProblemLog problems;
  private final Map<String, String> ofProject = new LinkedHashMap<>();
  private final Map<String, String> commands;
  private final List<Path> files = new ArrayList<>();

  ComposeEnvironment(ProjectContext context, ProblemLog problems, YamlSection project) {
    this.context = context;
    this.problems = problems;
    addAll(project, ofProject, text -> text);
    this.commands = commands(project);
  }

  /// Changes the text of a value.
  interface Renderer {
    String render(String text);
  }

  /// All env files that the project names.
  List<Path> files() {
    return List.copyOf(files);
  }

  /// The variables of one process.
  Map<String, String> of(YamlSection process, Renderer renderer) {
    boolean dotEnv = !process.flag("is_dotenv_disabled", false);
    Map<String, String> all = new LinkedHashMap<>(dotEnv ? context.variables() : Map.of());
    ofProject.forEach((name, value) -> all.put(name, renderer.render(value)));
    addAll(process, all, renderer);
    return all;
  }

  private void addAll(YamlSection section, Map<String, String> into, Renderer renderer) {
    readFiles(section, into);
    if (section.node("environment") instanceof YamlNode.Entries) {
      section
          .variables("environment")
          .forEach((name, value) -> into.put(name, renderer.render(value)));
      return;
    }
    for (YamlNode node : section.listed("environment")) {
      String text = node instanceof YamlNode.Scalar scalar ? scalar.text() : "";
      int equals = text.indexOf('=');
      if (equals > 0) {
        into.put(text.substring(0, equals).strip(), renderer.render(text.substring(equals + 1)));
      } else {
        problems.add(node.at(), "ignored: a variable must be NAME=value");
      }
    }
  }

  private void readFiles(YamlSection section, Map<String, String> into) {
    for (String name : section.texts("env_file")) {
      try {
        Path file = context.directory().resolve(name).normalize();
        List<String> warnings = new ArrayList<>();
        Map<String, String> environment = context.environment();
        DotEnvFile.read(file, "env_file", environment, into, warnings::add);
        warnings.forEach(warning -> problems.add(section.at("env_file"), warning));
        files.add(file);
      } catch (UserException | InvalidPathException unreadable) {
        section.invalid("env_file", "is ignored: " + unreadable.getMessage());
      }
    }
  }

  private static Map<String, String> commands(YamlSection project) {
    Map<String, String> all = new LinkedHashMap<>();
    project
        .variables("env_cmds")
        .forEach((name, command) -> {
          if (NAME.matcher(name).matches()) {
            all.put(name, command);
          } else {
            project.invalid("env_cmds", "has an invalid name: " + VisibleText.quoted(name));
          }
        });
    return all;
  }

  /// The command with a shell in front of it that sets the variables of `env_cmds`.
  List<String> withCommandVariables(List<String> command) {
    if (commands.isEmpty()) {
      return command;
    }
    StringBuilder script = new StringBuilder();
    commands.forEach((name, line) ->
        script
            .append(name)
            .append("=$(")
            .append(line)
            .append("\n); export ")
            .append(name)
            .append('\n'));
    List<String> all = new ArrayList<>(List.of("sh", "-c", script + "exec \"$@\"", "sh"));
    all.addAll(command);
    return all;
  }
}

package dev.brummer.engine.script.direct;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Joins the hook before a script, the script and the hook after it to one command. Pure.
///
/// A single script is the shell's command itself. With hooks a shell runs one after the other and
/// stops at the first failure; the last one takes its place. It survives the signals that a manager
/// passes on, and ends when the stage that received them does.
final class ScriptStages {
  private static final String SHELL_OPTION = "-c";
  private static final String PROLOGUE = "trap : HUP INT QUIT TERM\n";

  /// One stage.
  ///
  /// @param line with its arguments
  /// @param variables those that differ from other stages
  record Stage(String line, Map<String, String> variables) {}

  private final String shell;
  private final List<Stage> stages = new ArrayList<>();

  ScriptStages(String shell) {
    this.shell = shell;
  }

  /// @param event name of the script or hook
  /// @param script as in the manifest, for its variable
  /// @param line with its arguments
  void add(String event, String script, String line) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("npm_lifecycle_event", event);
    variables.put("npm_lifecycle_script", script);
    stages.add(new Stage(line, variables));
  }

  /// @param environment of all stages
  ScriptStart.Direct start(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(stages.getFirst().variables);
    return new ScriptStart.Direct(
        stages.size() == 1 ? List.of(shell, SHELL_OPTION, stages.getFirst().line) : joined(), all);
  }

  private List<String> joined() {
    StringBuilder script = new StringBuilder(PROLOGUE);
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      int count = stage.variables.size();
      script.append("export");
      for (int n = 1; n <= count; n++) {
        script.append(" \"${").append(n).append("}\"");
      }
      stage.variables.forEach((name, value) -> arguments.add(name + "=" + value));
      arguments.add(stage.line);
      String line = " \"$0\" -c \"${" + (count + 1) + "}\"";
      boolean last = i == stages.size() - 1;
      script.append(last ? "\nexec" + line : "\n" + line + " || exit\nshift " + (count + 1) + "\n");
    }
    List<String> command = new ArrayList<>(List.of(shell, SHELL_OPTION, script.toString(), shell));
    command.addAll(arguments);
    return List.copyOf(command);
  }
}

package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lists the public recipes of a justfile that can run without arguments.
final class JustfileScripts implements ScriptSource {
  private static final Pattern RECIPE =
      Pattern.compile("@?([A-Za-z_][A-Za-z0-9_-]*)((?:\\s+[^:]*?)?)\\s*:(?!=).*");

  @Override
  public void find(Path directory, DiscoveredScriptsBuilder builder) throws IOException {
    Path file = ProjectFileReader.firstExisting(directory, "justfile", "Justfile", ".justfile");
    List<String> lines = file == null ? null : ProjectFileReader.lines(file);
    if (file == null || lines == null) {
      return;
    }
    List<Script> scripts = new ArrayList<>();
    String comment = "";
    boolean hidden = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("#")) {
        comment = line.substring(1).strip();
        continue;
      }
      if (line.startsWith("[")) {
        hidden |= line.contains("private");
        continue;
      }
      Matcher recipe = RECIPE.matcher(line);
      if (recipe.matches() && !hidden && isCallable(recipe.group(1), recipe.group(2))) {
        String name = recipe.group(1);
        String description = comment.isEmpty() ? "just " + name : comment;
        List<String> command = Script.command(name, "just");
        boolean longRunning = LongRunningScripts.matches(name, "");
        scripts.add(
            new Script(
                name, "justfile", command, directory, file, i + 1, description, longRunning));
      }
      comment = "";
      hidden = false;
    }
    builder.add("justfile", scripts);
  }

  private static boolean isCallable(String name, String parameters) {
    if (name.startsWith("_") || name.equals("set") || name.equals("alias")) {
      return false;
    }
    for (String parameter : parameters.strip().split("\\s+")) {
      if (!parameter.isEmpty() && !parameter.startsWith("*") && !parameter.contains("=")) {
        return false;
      }
    }
    return true;
  }
}

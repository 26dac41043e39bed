package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lists the `name: command` lines of a Procfile in the format of foreman and Heroku. The command
/// runs in a shell.
record ProcfileScripts(String fileName) implements ScriptSource {
  private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9_.-]+):\\s*(.+)");

  @Override
  public void find(Path directory, DiscoveredScriptsBuilder builder) throws IOException {
    Path file = directory.resolve(fileName);
    List<String> lines = ProjectFileReader.lines(file);
    if (lines == null) {
      return;
    }
    List<Script> scripts = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      Matcher entry = ENTRY.matcher(line);
      if (entry.matches()) {
        String name = entry.group(1);
        String command = entry.group(2);
        List<String> shell = List.of("sh", "-c", command);
        scripts.add(
            new Script(
                name,
                /* group= */ fileName,
                shell,
                directory,
                file,
                i + 1,
                command,
                /* startsWithGroup= */ true));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        builder.report(file, i + 1, 0, "line skipped: expected \"name: command\"");
      }
    }
    builder.addInOrder(fileName, scripts);
  }
}

package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lists the server of Phoenix, the tests, and the aliases of a `mix.exs`.
final class ElixirScripts implements ScriptSource {
  private static final Pattern PHOENIX = Pattern.compile("\\{\\s*:phoenix\\s*,");
  private static final Pattern ALIASES = Pattern.compile("\\s*defp?\\s+aliases\\b.*\\bdo\\b.*");
  private static final Pattern ALIAS =
      Pattern.compile("\\s*\\[?\\s*(?:\"([\\w.:-]+)\"|([a-z_][\\w?!]*)):\\s+(\\S.*)");
  private static final Pattern END = Pattern.compile("\\s{0,2}end\\b.*");

  @Override
  public void find(Path directory, DiscoveredScriptsBuilder builder) throws IOException {
    Path file = directory.resolve("mix.exs");
    List<String> lines = ProjectFileReader.lines(file);
    if (lines == null) {
      return;
    }
    List<Script> scripts = new ArrayList<>();
    boolean inAliases = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (PHOENIX.matcher(line).find()) {
        scripts.addFirst(script("phx.server", directory, file, i + 1, "mix phx.server", true));
      }
      Matcher alias = ALIAS.matcher(line);
      if (ALIASES.matcher(line).matches()) {
        inAliases = true;
      } else if (END.matcher(line).matches()) {
        inAliases = false;
      } else if (inAliases && alias.matches()) {
        String name = alias.group(1) == null ? alias.group(2) : alias.group(1);
        String text = alias.group(3).strip().replaceFirst(",$", "");
        scripts.add(
            script(name, directory, file, i + 1, text, LongRunningScripts.matches(name, "")));
      }
    }
    if (scripts.stream().noneMatch(script -> script.name().equals("test"))) {
      scripts.add(script("test", directory, file, 0, "mix test", false));
    }
    builder.addInOrder("mix", scripts);
  }

  private static Script script(
      String name,
      Path directory,
      Path file,
      int line,
      String description,
      boolean startsWithGroup) {
    return new Script(
        name, "mix", List.of("mix", name), directory, file, line, description, startsWithGroup);
  }
}

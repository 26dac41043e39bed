package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lists the explicit targets of a makefile: phony targets and those with a `##` description first,
/// then other plain words, with dashes before them too. Excludes files (`main.o`, `bin/app`),
/// patterns, variables, special and generated targets.
final class MakefileScripts implements ScriptSource {
  /// Targets, one or two colons that do not start an assignment, prerequisites, description.
  private static final Pattern RULE =
      Pattern.compile("([^\\s:#=][^:#=]*?)\\s*::?(?![:=])([^#=]*?)(?:##+\\s*(.*)|#.*)?");

  private static final Pattern PLAIN = Pattern.compile("-*[A-Za-z0-9_][A-Za-z0-9_.:@+/-]*");

  /// Lines of make itself that look like a rule if a file name has a colon.
  private static final Pattern DIRECTIVE = Pattern.compile("(?:[-s]?include|-?load)\\s[^:]*:.*");

  private static final Pattern DESCRIBED = Pattern.compile("##+\\s*(.*)");

  @Override
  public void find(Path directory, DiscoveredScriptsBuilder builder) throws IOException {
    Path file = ProjectFileReader.firstExisting(directory, "GNUmakefile", "makefile", "Makefile");
    List<String> lines = file == null ? null : ProjectFileReader.lines(file);
    if (file == null || lines == null) {
      return;
    }
    Rules rules = new Rules();
    rules.read(lines);
    builder.add("Makefile", rules.scripts(directory, file));
  }

  private static final class Rules {
    private final Map<String, Integer> lineOf = new LinkedHashMap<>();
    private final Map<String, String> descriptionOf = new HashMap<>();
    private final Set<String> phony = new HashSet<>();
    private boolean inDefine;
    private String pendingDescription = "";

    void read(List<String> lines) {
      for (int i = 0; i < lines.size(); i++) {
        int number = i + 1;
        StringBuilder logical = new StringBuilder(lines.get(i));
        boolean recipe = lines.get(i).startsWith("\t");
        while (!logical.isEmpty()
            && logical.charAt(logical.length() - 1) == '\\'
            && i + 1 < lines.size()) {
          logical.setCharAt(logical.length() - 1, ' ');
          logical.append(lines.get(++i).strip());
        }
        if (!recipe) {
          line(logical.toString().stripTrailing(), number);
        }
      }
    }

    private void line(String line, int number) {
      String trimmed = line.strip();
      if (inDefine) {
        inDefine = !trimmed.equals("endef");
        return;
      }
      if (trimmed.startsWith("define ")) {
        inDefine = true;
        return;
      }
      Matcher described = DESCRIBED.matcher(trimmed);
      if (described.matches()) {
        pendingDescription = described.group(1).strip();
        return;
      }
      Matcher rule = RULE.matcher(line);
      if (rule.matches() && !DIRECTIVE.matcher(line).matches()) {
        rule(rule, number);
      }
      pendingDescription = "";
    }

    private void rule(Matcher rule, int number) {
      String prerequisites = rule.group(2).split(";", 2)[0];
      if (rule.group(1).equals(".PHONY")) {
        phony.addAll(List.of(prerequisites.strip().split("\\s+")));
        return;
      }
      String description = rule.group(3) == null ? pendingDescription : rule.group(3).strip();
      for (String target : rule.group(1).strip().split("\\s+")) {
        if (PLAIN.matcher(target).matches()) {
          lineOf.putIfAbsent(target, number);
          if (!description.isEmpty()) {
            descriptionOf.putIfAbsent(target, description);
          }
        }
      }
    }

    List<Script> scripts(Path directory, Path file) {
      List<Script> scripts = new ArrayList<>();
      lineOf.keySet().stream()
          .filter(target -> isPhonyOrDescribed(target) || !looksLikeFile(target))
          .sorted((a, b) -> Boolean.compare(isPhonyOrDescribed(b), isPhonyOrDescribed(a)))
          .forEach(target -> scripts.add(script(target, directory, file)));
      return scripts;
    }

    private boolean isPhonyOrDescribed(String target) {
      return phony.contains(target) || descriptionOf.containsKey(target);
    }

    private static boolean looksLikeFile(String target) {
      return target.indexOf('.') >= 0 || target.indexOf('/') >= 0;
    }

    private Script script(String target, Path directory, Path file) {
      List<String> command = Script.command(target, "make");
      String description = descriptionOf.getOrDefault(target, "make " + target);
      int line = lineOf.getOrDefault(target, 0);
      boolean longRunning = LongRunningScripts.matches(target, "");
      return new Script(
          target, "Makefile", command, directory, file, line, description, longRunning);
    }
  }
}

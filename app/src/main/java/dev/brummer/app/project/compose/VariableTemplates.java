package dev.brummer.app.project.compose;

import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.app.project.yaml.YamlNode;
import dev.brummer.app.project.yaml.YamlPosition;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces `{{.NAME}}` by the value of `vars`, also of nested ones: `{{.NAME.FIELD}}`. Other
/// templates stay, because tools such as docker have the same notation. Immutable.
///
/// @param declared whether the file has `vars` at all: then an unknown name is a mistake
record VariableTemplates(Map<String, String> variables, boolean declared) {
  private static final int MAX_DEPTH = 8;
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\{\\{-?\\s*\\.([A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*)\\s*-?}}");

  VariableTemplates {
    variables = Map.copyOf(variables);
  }

  /// The variables of a file.
  static VariableTemplates of(SequencedMap<String, YamlNode.Entry> vars) {
    Map<String, String> all = flatten(vars);
    return new VariableTemplates(all, !all.isEmpty());
  }

  /// With the variables of a process, which override these.
  VariableTemplates withDeclared(SequencedMap<String, YamlNode.Entry> vars) {
    Map<String, String> more = flatten(vars);
    return with(more, declared || !more.isEmpty());
  }

  /// With variables that every process has.
  VariableTemplates withImplied(Map<String, String> more) {
    return with(more, declared);
  }

  private VariableTemplates with(Map<String, String> more, boolean declaredNow) {
    Map<String, String> all = new LinkedHashMap<>(variables);
    all.putAll(more);
    return new VariableTemplates(all, declaredNow);
  }

  /// The values of a mapping `vars`; those of an inner mapping have names with a dot.
  private static Map<String, String> flatten(SequencedMap<String, YamlNode.Entry> entries) {
    Map<String, String> all = new LinkedHashMap<>();
    flatten("", entries, all, 0);
    return all;
  }

  private static void flatten(
      String prefix,
      SequencedMap<String, YamlNode.Entry> entries,
      Map<String, String> all,
      int depth) {
    entries.forEach((name, entry) -> {
      switch (entry.value()) {
        case YamlNode.Scalar scalar -> all.put(prefix + name, scalar.isNull() ? "" : scalar.text());
        case YamlNode.Entries inner -> {
          if (depth < MAX_DEPTH) {
            flatten(prefix + name + ".", inner.values(), all, depth + 1);
          }
        }
        case YamlNode.Items _ -> {
          // Templates that iterate are not supported.
        }
      }
    });
  }

  /// The text with the values. Reports an unknown name if the file declares variables.
  String render(String text, YamlPosition at, ProblemLog problems) {
    if (!text.contains("{{")) {
      return text;
    }
    StringBuilder result = new StringBuilder();
    Matcher reference = REFERENCE.matcher(text);
    while (reference.find()) {
      String name = reference.group(1);
      String value = variables.get(name);
      if (value == null && declared) {
        problems.add(
            at,
            VisibleText.quoted(reference.group())
                + " is not in vars: "
                + Suggestions.hint(name, variables.keySet()));
      }
      reference.appendReplacement(
          result, Matcher.quoteReplacement(value == null ? reference.group() : value));
    }
    return reference.appendTail(result).toString();
  }
}

package dev.brummer.app.manual;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// The footer of a help text, divided for a manual page: sentences, sentences about the exit code,
/// examples, and other lists. Immutable.
///
/// @param lists lines without their indent, by heading
record HelpFooter(
    List<String> sentences,
    List<String> exitStatus,
    List<String> examples,
    SequencedMap<String, List<String>> lists) {
  private static final String EXAMPLES = "Examples";

  static HelpFooter of(String... footer) {
    List<String> sentences = new ArrayList<>();
    SequencedMap<String, List<String>> lists = new LinkedHashMap<>();
    String heading = "";
    for (String line : footer) {
      if (line.startsWith("  ")) {
        lists.computeIfAbsent(heading, _ -> new ArrayList<>()).add(line.strip());
      } else if (line.endsWith(":") && !line.contains(". ")) {
        heading = line.substring(0, line.length() - 1);
      } else if (!line.isBlank()) {
        sentences.add(line);
        heading = "";
      }
    }
    List<String> examples = new ArrayList<>();
    for (String key : List.of(EXAMPLES, "")) {
      List<String> lines = lists.remove(key);
      examples.addAll(lines == null ? List.of() : lines);
    }
    return divided(String.join(" ", sentences), examples, lists);
  }

  private static HelpFooter divided(
      String text, List<String> examples, SequencedMap<String, List<String>> lists) {
    List<String> sentences = new ArrayList<>();
    List<String> exitStatus = new ArrayList<>();
    for (String sentence : text.split("(?<=[.]) (?=[A-Z])")) {
      if (!sentence.isBlank()) {
        boolean isExit = sentence.toLowerCase(Locale.ROOT).contains("exit code");
        (isExit ? exitStatus : sentences).add(sentence);
      }
    }
    return new HelpFooter(sentences, exitStatus, examples, lists);
  }

  /// Splits "name text" at two or more spaces.
  static Map.Entry<String, String> entry(String line) {
    String[] parts = line.split(" {2,}", 2);
    return Map.entry(parts[0], parts.length < 2 ? "" : parts[1]);
  }
}

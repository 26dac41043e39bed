package dev.brummer.app.project.format;

import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.app.project.yaml.YamlPosition;
import dev.brummer.app.project.yaml.YamlSection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Keys that a format defines and brummer has no use for. They are named once per file, each with
/// the line of its first use. Confined to one thread.
public final class UnusedKeys {
  private final SequencedMap<String, YamlPosition> found = new LinkedHashMap<>();

  /// Marks keys as known, and remembers those that the section sets.
  public void note(YamlSection section, Collection<String> keys) {
    for (String key : keys) {
      if (section.has(key)) {
        found.putIfAbsent(key, section.at(key));
      }
    }
  }

  /// Adds one problem for all of them.
  public void report(ProblemLog problems) {
    if (!found.isEmpty()) {
      String names =
          found.entrySet().stream()
              .map(key -> key.getKey() + " (line " + key.getValue().line() + ")")
              .collect(Collectors.joining(", "));
      YamlPosition first = List.copyOf(found.values()).getFirst();
      problems.add(first, "not used by brummer: " + names);
    }
  }
}

package dev.brummer.app.project.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A value of a YAML file. Immutable; a value with several aliases occurs several times in the
/// tree.
public sealed interface YamlNode {
  YamlPosition at();

  /// A scalar.
  ///
  /// @param plain written without quotes, so that `null` and `true` are not text
  record Scalar(YamlPosition at, String text, boolean plain) implements YamlNode {
    public boolean isNull() {
      return plain
          && switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }
  }

  /// A sequence.
  record Items(YamlPosition at, List<YamlNode> values) implements YamlNode {
    public Items {
      values = List.copyOf(values);
    }
  }

  /// A mapping in file order.
  record Entries(YamlPosition at, SequencedMap<String, Entry> values) implements YamlNode {
    public Entries {
      values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }
  }

  /// A value with the place of its key.
  record Entry(YamlPosition keyAt, YamlNode value) {}
}

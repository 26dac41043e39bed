package dev.brummer.app.project.yaml;

import dev.brummer.engine.text.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;

/// A sequence or mapping while its values arrive. Merge keys (`<<`) are applied at its end: own
/// keys have precedence, then the earlier mapping. Confined to one thread.
final class YamlBuilder {
  private static final String MERGE = "<<";

  private final YamlPosition at;
  private final boolean mapping;
  private final @Nullable Anchor anchor;
  private final ProblemLog problems;
  private final List<YamlNode> items = new ArrayList<>();
  private final SequencedMap<String, YamlNode.Entry> entries = new LinkedHashMap<>();
  private final List<YamlNode> merged = new ArrayList<>();
  private @Nullable YamlNode key;
  private long size = 1;

  /// @param anchor of the collection
  YamlBuilder(YamlPosition at, boolean mapping, @Nullable Anchor anchor, ProblemLog problems) {
    this.at = at;
    this.mapping = mapping;
    this.anchor = anchor;
    this.problems = problems;
  }

  @Nullable Anchor anchor() {
    return anchor;
  }

  /// Number of values with all aliases expanded.
  long size() {
    return size;
  }

  /// Adds a value, of a mapping keys and values in turn.
  void add(YamlNode node, long nodeSize) {
    size += nodeSize;
    if (!mapping) {
      items.add(node);
    } else if (key == null) {
      key = node;
    } else {
      put(key, node);
      key = null;
    }
  }

  private void put(YamlNode keyNode, YamlNode value) {
    if (!(keyNode instanceof YamlNode.Scalar name)) {
      problems.add(keyNode.at(), "ignored: a key must be a word");
    } else if (name.text().equals(MERGE) && name.plain()) {
      merge(value);
    } else {
      YamlNode.Entry earlier = entries.put(name.text(), new YamlNode.Entry(keyNode.at(), value));
      if (earlier != null) {
        problems.add(
            keyNode.at(),
            VisibleText.quoted(name.text())
                + " is already defined in line "
                + earlier.keyAt().line()
                + ": this definition counts");
      }
    }
  }

  private void merge(YamlNode value) {
    switch (value) {
      case YamlNode.Entries one -> merged.add(one);
      case YamlNode.Items several -> {
        for (YamlNode each : several.values()) {
          if (each instanceof YamlNode.Entries) {
            merged.add(each);
          } else {
            problems.add(each.at(), "<< takes mappings only");
          }
        }
      }
      case YamlNode.Scalar other -> problems.add(other.at(), "<< takes mappings only");
    }
  }

  YamlNode build() {
    if (!mapping) {
      return new YamlNode.Items(at, items);
    }
    for (YamlNode each : merged) {
      ((YamlNode.Entries) each).values().forEach(entries::putIfAbsent);
    }
    return new YamlNode.Entries(at, entries);
  }
}

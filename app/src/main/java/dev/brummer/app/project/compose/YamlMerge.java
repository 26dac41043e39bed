package dev.brummer.app.project.compose;

import dev.brummer.app.project.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Lays one file over another: mappings are merged, `environment` by the names of the variables,
/// other lists are joined, everything else is replaced. Pure.
final class YamlMerge {
  private static final String ENVIRONMENT = "environment";

  private YamlMerge() {}

  static YamlNode.Entries merge(YamlNode.Entries base, YamlNode.Entries over) {
    SequencedMap<String, YamlNode.Entry> all = new LinkedHashMap<>(base.values());
    over.values()
        .forEach((key, entry) -> {
          YamlNode.Entry earlier = base.values().get(key);
          YamlNode value =
              earlier == null ? entry.value() : merge(key, earlier.value(), entry.value());
          all.put(key, new YamlNode.Entry(entry.keyAt(), value));
        });
    return new YamlNode.Entries(base.at(), all);
  }

  private static YamlNode merge(String key, YamlNode base, YamlNode over) {
    if (base instanceof YamlNode.Entries below && over instanceof YamlNode.Entries above) {
      return merge(below, above);
    }
    if (base instanceof YamlNode.Items below && over instanceof YamlNode.Items above) {
      return key.equals(ENVIRONMENT) ? mergeVariables(below, above) : join(below, above);
    }
    return over instanceof YamlNode.Scalar scalar && scalar.isNull() ? base : over;
  }

  private static YamlNode join(YamlNode.Items base, YamlNode.Items over) {
    List<YamlNode> all = new ArrayList<>(base.values());
    all.addAll(over.values());
    return new YamlNode.Items(base.at(), all);
  }

  private static YamlNode mergeVariables(YamlNode.Items base, YamlNode.Items over) {
    SequencedMap<String, YamlNode> byName = new LinkedHashMap<>();
    for (YamlNode.Items list : List.of(base, over)) {
      for (YamlNode value : list.values()) {
        byName.put(nameOf(value), value);
      }
    }
    return new YamlNode.Items(base.at(), new ArrayList<>(byName.values()));
  }

  private static String nameOf(YamlNode value) {
    if (!(value instanceof YamlNode.Scalar scalar)) {
      return "";
    }
    int equals = scalar.text().indexOf('=');
    return equals < 0 ? scalar.text() : scalar.text().substring(0, equals);
  }
}

package dev.brummer.app.project.mprocs;

import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.app.project.yaml.YamlNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Replaces each mapping that starts with `$select: os` by its value for Linux, else by that of
/// `$else`. Without either the value is null. Shared values are resolved once. Confined to one
/// thread.
final class SelectResolver {
  private static final String SELECT = "$select";

  private final ProblemLog problems;
  private final IdentityHashMap<YamlNode, YamlNode> resolved = new IdentityHashMap<>();

  SelectResolver(ProblemLog problems) {
    this.problems = problems;
  }

  YamlNode resolve(YamlNode node) {
    YamlNode known = resolved.get(node);
    if (known != null) {
      return known;
    }
    YamlNode result =
        switch (node) {
          case YamlNode.Scalar scalar -> scalar;
          case YamlNode.Items items -> items(items);
          case YamlNode.Entries entries -> isSelect(entries) ? select(entries) : entries(entries);
        };
    resolved.put(node, result);
    return result;
  }

  private YamlNode items(YamlNode.Items items) {
    List<YamlNode> all = new ArrayList<>();
    items.values().forEach(value -> all.add(resolve(value)));
    return new YamlNode.Items(items.at(), all);
  }

  private YamlNode entries(YamlNode.Entries entries) {
    SequencedMap<String, YamlNode.Entry> all = new LinkedHashMap<>();
    entries
        .values()
        .forEach((key, entry) ->
            all.put(key, new YamlNode.Entry(entry.keyAt(), resolve(entry.value()))));
    return new YamlNode.Entries(entries.at(), all);
  }

  private static boolean isSelect(YamlNode.Entries entries) {
    return !entries.values().isEmpty() && entries.values().firstEntry().getKey().equals(SELECT);
  }

  private YamlNode select(YamlNode.Entries entries) {
    YamlNode.Entry selector = entries.values().firstEntry().getValue();
    boolean os = selector.value() instanceof YamlNode.Scalar word && word.text().equals("os");
    if (!os) {
      problems.add(selector.keyAt(), SELECT + " must be os");
    }
    YamlNode.Entry chosen = os ? entries.values().get("linux") : null;
    if (chosen == null) {
      chosen = entries.values().get("$else");
    }
    if (chosen == null) {
      if (os) {
        problems.add(selector.keyAt(), "no value for linux, and no $else");
      }
      return new YamlNode.Scalar(entries.at(), "", true);
    }
    return resolve(chosen.value());
  }
}

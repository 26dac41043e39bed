package dev.brummer.app.project.compose;

import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.format.VariableExpansion;
import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.app.project.yaml.ProjectText;
import dev.brummer.app.project.yaml.YamlNode;
import dev.brummer.app.project.yaml.YamlPosition;
import dev.brummer.app.project.yaml.YamlReader;
import dev.brummer.app.project.yaml.YamlSection;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads process-compose files, with those that they extend, into one tree. Confined to one thread.
final class ComposeFileLoader {
  private static final int MAX_EXTENDS = 20;
  private static final String EXTENDS = "extends";
  private static final String WORKING_DIRECTORY = "working_dir";

  /// Found in the text, because it decides on the text to parse.
  private static final Pattern NO_EXPANSION =
      Pattern.compile(
          "^[\"']?disable_env_expansion[\"']?[ \\t]*:[ \\t]*[\"']?(?:true|yes|on)\\b",
          Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

  private final ProblemLog problems;
  private final VariableExpansion expansion;
  private final SequencedSet<Path> loading = new LinkedHashSet<>();

  ComposeFileLoader(ProjectContext context, ProblemLog problems) {
    this.problems = problems;
    this.expansion = new VariableExpansion(context.referencedVariables());
  }

  /// The tree of all files; null, and a problem, if none can be used.
  YamlNode.@Nullable Entries load(List<Path> files) {
    YamlNode.Entries merged = null;
    for (Path file : files) {
      YamlNode.Entries next = load(file);
      if (next != null) {
        merged = merged == null ? next : YamlMerge.merge(merged, next);
      }
    }
    return merged;
  }

  private YamlNode.@Nullable Entries load(Path file) {
    Path real = file.toAbsolutePath().normalize();
    YamlSection section = parse(file);
    if (section == null) {
      return null;
    }
    loading.add(real);
    YamlNode.Entries base = extended(real, section);
    loading.remove(real);
    return base == null ? section.node() : YamlMerge.merge(base, section.node());
  }

  private @Nullable YamlSection parse(Path file) {
    String text = ProjectText.read(file, problems);
    String expanded = text == null ? null : expand(file, text);
    return expanded == null
        ? null
        : YamlSection.ofRoot(
            file, YamlReader.read(file, expanded, problems), "processes", problems);
  }

  private @Nullable String expand(Path file, String text) {
    if (NO_EXPANSION.matcher(text).find()) {
      return text;
    }
    try {
      return expansion.expand(text);
    } catch (VariableExpansion.TooLongException tooLong) {
      problems.add(YamlPosition.of(file), String.valueOf(tooLong.getMessage()));
      return null;
    }
  }

  /// The tree of the extended file, whose processes run in its directory.
  private YamlNode.@Nullable Entries extended(Path file, YamlSection section) {
    String name = section.text(EXTENDS);
    if (name == null || name.isBlank()) {
      return null;
    }
    Path base = resolve(file, section, name);
    if (base == null) {
      return null;
    }
    if (loading.contains(base)) {
      return section.invalid(EXTENDS, "is ignored: " + VisibleText.named(name) + " extends itself");
    }
    if (loading.size() >= MAX_EXTENDS) {
      return section.invalid(EXTENDS, "is ignored: more than " + MAX_EXTENDS + " levels");
    }
    YamlNode.Entries tree = load(base);
    Path directory = base.getParent();
    return tree == null || directory == null ? tree : inDirectory(tree, directory);
  }

  private static @Nullable Path resolve(Path file, YamlSection section, String name) {
    try {
      return file.resolveSibling(name).normalize();
    } catch (InvalidPathException invalid) {
      return section.invalid(EXTENDS, "is not a path");
    }
  }

  private static YamlNode.Entries inDirectory(YamlNode.Entries tree, Path directory) {
    YamlNode.Entry processes = tree.values().get("processes");
    if (processes == null || !(processes.value() instanceof YamlNode.Entries all)) {
      return tree;
    }
    SequencedMap<String, YamlNode.Entry> moved = new LinkedHashMap<>();
    all.values().forEach((name, entry) -> moved.put(name, inDirectory(entry, directory)));
    return with(
        tree,
        "processes",
        new YamlNode.Entry(processes.keyAt(), new YamlNode.Entries(all.at(), moved)));
  }

  private static YamlNode.Entry inDirectory(YamlNode.Entry process, Path directory) {
    if (!(process.value() instanceof YamlNode.Entries settings)) {
      return process;
    }
    YamlNode.Entry own = settings.values().get(WORKING_DIRECTORY);
    String text =
        own != null && own.value() instanceof YamlNode.Scalar scalar && !scalar.isNull()
            ? scalar.text()
            : "";
    String path;
    try {
      path = directory.resolve(text).normalize().toString();
    } catch (InvalidPathException invalid) {
      return process; // reported by the reader of the process
    }
    YamlPosition at = own == null ? process.keyAt() : own.keyAt();
    YamlNode.Entry absolute = new YamlNode.Entry(at, new YamlNode.Scalar(at, path, false));
    return new YamlNode.Entry(process.keyAt(), with(settings, WORKING_DIRECTORY, absolute));
  }

  private static YamlNode.Entries with(YamlNode.Entries entries, String key, YamlNode.Entry value) {
    SequencedMap<String, YamlNode.Entry> all = new LinkedHashMap<>(entries.values());
    all.put(key, value);
    return new YamlNode.Entries(entries.at(), all);
  }
}

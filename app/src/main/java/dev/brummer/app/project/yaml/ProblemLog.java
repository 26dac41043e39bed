package dev.brummer.app.project.yaml;

import dev.brummer.engine.text.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// Collects the problems of one project file as sentences with a place, each once. Keeps the first
/// [#MAX_PROBLEMS] and counts the others. Confined to one thread.
public final class ProblemLog {
  static final int MAX_PROBLEMS = 25;

  private final Path file;
  private final SequencedSet<String> sentences = new LinkedHashSet<>();
  private int omitted;
  private boolean unknownKey;

  /// @param file the file that the count of omitted problems names
  public ProblemLog(Path file) {
    this.file = file;
  }

  /// Adds a problem.
  ///
  /// @param problem a sentence without its place
  public void add(YamlPosition at, String problem) {
    String sentence = VisibleText.sentence(at.prefix() + problem);
    if (sentences.size() < MAX_PROBLEMS) {
      sentences.add(sentence);
    } else if (!sentences.contains(sentence)) {
      omitted++;
    }
  }

  /// Adds a problem about a key that has no meaning.
  public void addUnknownKey(YamlPosition at, String problem) {
    unknownKey = true;
    add(at, problem);
  }

  /// Whether a key without meaning was found.
  public boolean hasUnknownKey() {
    return unknownKey;
  }

  /// All sentences; the last one counts those that were omitted.
  public List<String> sentences() {
    if (omitted == 0) {
      return List.copyOf(sentences);
    }
    List<String> all = new ArrayList<>(sentences);
    all.add(file + ": " + omitted + " more problems");
    return all;
  }
}

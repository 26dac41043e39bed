package dev.brummer.app.config.key;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;

/// Collects the problems of one configuration file, at most [#MAX]. Confined to one thread.
public final class Problems {
  /// Problems that are kept of one file.
  public static final int MAX = 50;

  private final Path file;
  private final List<Problem> all = new ArrayList<>();
  private int omitted;

  public Problems(Path file) {
    this.file = file;
  }

  /// Adds a problem at a position; null for the whole file.
  public void add(@Nullable TomlPosition position, String message) {
    if (all.size() == MAX) {
      omitted++;
    } else if (position == null) {
      all.add(new Problem(file, 0, 0, message));
    } else {
      all.add(new Problem(file, position.line(), position.column(), message));
    }
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /// Number of problems so far.
  int count() {
    return all.size() + omitted;
  }

  /// The problems in file order, with a last one that counts those omitted.
  public List<Problem> all() {
    List<Problem> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    if (omitted > 0) {
      sorted.add(new Problem(file, 0, 0, omitted + " more problems: fix the others first"));
    }
    return List.copyOf(sorted);
  }
}

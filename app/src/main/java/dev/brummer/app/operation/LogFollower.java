package dev.brummer.app.operation;

import dev.brummer.app.operation.result.LogItem;
import java.util.List;

/// Receives the lines of a followed log on the thread that follows. May block: lines are read from
/// the store by number, so a slow follower delays no process and takes no memory.
public interface LogFollower {
  /// The next lines, oldest first.
  ///
  /// @param cursor continues after them
  /// @return false to end
  boolean lines(List<LogItem> lines, String cursor);

  /// Lines were evicted before they could be read.
  default void gap(long lost) {}
}

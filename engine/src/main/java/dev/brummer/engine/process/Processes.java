package dev.brummer.engine.process;

import java.time.Duration;
import java.util.List;

/// The processes of this run. Commands return at once and are carried out by the thread
/// `processes`, in order; what becomes of them comes as events. Any thread may call.
public final class Processes implements AutoCloseable {
  /// Makes a process known, in state `Idle`.
  ///
  /// @return its id
  /// @throws IllegalArgumentException if the name is taken
  public int define(ProcessSpec spec) {
    throw new UnsupportedOperationException("being written");
  }

  public void start(int id) {
    throw new UnsupportedOperationException("being written");
  }

  /// Signals the whole tree, waits for its grace, kills what is left and verifies.
  public void stop(int id) {
    throw new UnsupportedOperationException("being written");
  }

  /// Kills the whole tree now.
  public void kill(int id) {
    throw new UnsupportedOperationException("being written");
  }

  /// Stops if need be, waits for the end, starts again. Logs stay.
  public void restart(int id) {
    throw new UnsupportedOperationException("being written");
  }

  /// Types into the child's terminal or pipe; dropped when it has none.
  public void input(int id, byte[] bytes) {
    throw new UnsupportedOperationException("being written");
  }

  /// Tells all terminals of children their size.
  public void resize(int columns, int rows) {
    throw new UnsupportedOperationException("being written");
  }

  /// All processes in the order of their ids, as of the last step. Never blocks.
  public List<ProcessInfo> snapshot() {
    throw new UnsupportedOperationException("being written");
  }

  /// One process as of the last step; never blocks, allocates nothing.
  ///
  /// @throws IllegalArgumentException if there is no such id
  public ProcessInfo info(int id) {
    throw new UnsupportedOperationException("being written");
  }

  /// Stops everything, in at most the longest grace, then kills; returns when nothing is left or
  /// `limit` is over.
  ///
  /// @return what survived, empty in all but pathological cases
  public List<String> shutDown(Duration limit) {
    throw new UnsupportedOperationException("being written");
  }

  @Override
  public void close() {
    shutDown(Duration.ofSeconds(15));
  }
}

package dev.brummer.engine.log;

/// The truth about every line, written once.
public final class LogStore implements AutoCloseable {
  /// Stores the lines of `batch` under consecutive numbers; called by the process's reader.
  ///
  /// @return the number of the first
  public long append(int process, Source source, LineBatch batch) {
    throw new UnsupportedOperationException("being written");
  }

  /// Stores one line of brummer's own about a process; any thread.
  public long note(int process, String text) {
    throw new UnsupportedOperationException("being written");
  }

  /// The newest `limit` matching lines with numbers below `before` (use [Long#MAX_VALUE] for the
  /// tail). Any thread; never blocks a writer.
  public LogPage before(LogQuery query, long before, int limit) {
    throw new UnsupportedOperationException("being written");
  }

  /// The oldest `limit` matching lines with numbers of at least `from`. Any thread.
  public LogPage from(LogQuery query, long from, int limit) {
    throw new UnsupportedOperationException("being written");
  }

  /// Number that the next line will get.
  public long end() {
    throw new UnsupportedOperationException("being written");
  }

  @Override
  public void close() {}
}

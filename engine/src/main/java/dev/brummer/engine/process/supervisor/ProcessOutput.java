package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.process.child.OutputSink;
import java.util.List;

/// Where the lines of processes go.
interface ProcessOutput {
  /// For one stream of one child.
  ///
  /// @param watch sees every line of it, before it is stored
  OutputSink sink(int process, LogSource source, LinePatternWatcher watch);

  /// The last `limit` lines that children of a process printed, oldest first, without escape
  /// sequences. Any thread.
  List<String> tail(int process, int limit);

  /// A process is known by this name from now on.
  default void setName(int process, String name) {}

  /// A line of brummer's own about a process.
  void appendNote(int process, String text);
}

package dev.brummer.engine.process;

import dev.brummer.engine.log.Source;

/// Where the lines of processes go.
interface Output {
  /// For one stream of one child.
  LineSink sink(int process, Source source);

  /// A process is known by this name from now on.
  default void named(int process, String name) {}

  /// A line of brummer's own about a process.
  void note(int process, String text);
}

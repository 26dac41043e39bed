package dev.brummer.engine.process;

import dev.brummer.engine.log.Source;

/// Where the lines of processes go.
interface Output {
  /// For one stream of one child.
  LineSink sink(int process, Source source);

  /// A line of brummer's own about a process.
  void note(int process, String text);
}

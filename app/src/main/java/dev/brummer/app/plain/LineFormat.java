package dev.brummer.app.plain;

import dev.brummer.engine.log.LineBlock;
import dev.brummer.engine.log.StoredLine;

/// How lines look on standard output (per line). Confined to one thread.
sealed interface LineFormat permits PrefixFormat, JsonFormat {
  void printLine(StoredLine line, BufferedOutput out);

  /// The same for many.
  void printLines(LineBlock block, BufferedOutput out);

  /// A process went to another state: for programs that read standard output.
  void printState(int process, String word, String cause, long atMillis, BufferedOutput out);

  /// Brummer's own words about a process.
  ///
  /// @param out for programs
  /// @param err for people
  void printNotice(int process, String text, long atMillis, BufferedOutput out, BufferedOutput err);
}

package dev.brummer.app.plain;

import dev.brummer.engine.log.LineBlock;
import dev.brummer.engine.log.StoredLine;

/// Format of log lines and events on standard output (per line). Confined to one thread.
sealed interface LineWriter permits PrefixedLineWriter, JsonLinesWriter {
  void writeLine(StoredLine line);

  /// Prints all lines of a block.
  void writeLines(LineBlock block);

  /// Prints a state change; only for formats that programs read.
  void writeState(int process, String state, String cause, long atMillis);

  /// Prints a message of brummer about a process.
  void writeNotice(int process, String text, long atMillis);
}

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

  /// Writes that a process is ready; only for formats that programs read.
  ///
  /// @param evidence the observation, such as "listens on :3000"
  void writeReady(int process, String evidence, long atMillis);

  /// Writes a URL that a process has printed; only for formats that programs read.
  void writeUrl(int process, String url, String scope, long atMillis);

  /// Writes the address at which the proxy serves a URL.
  void writeRoute(int process, String url, String proxied, long atMillis);

  /// Prints a message of brummer about a process.
  void writeNotice(int process, String text, long atMillis);
}

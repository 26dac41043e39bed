package dev.brummer.engine.log;

import dev.brummer.engine.log.assemble.LogLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// The unterminated line of each stream of each process. Set by the readers of the processes, read
/// by any thread.
///
/// Rows are split when they are read: a flood replaces a text with each chunk.
final class UnfinishedLines {
  private static final int SOURCES = LogSource.values().length;

  /// By process, then source.
  private final Map<Integer, Text> texts = new ConcurrentSkipListMap<>();

  /// Rows of an unterminated line, all but the last terminated by LF.
  private record Text(int process, LogSource source, long atMillis, byte[] bytes) {
    List<StoredLine> lines() {
      List<StoredLine> lines = new ArrayList<>();
      int from = 0;
      for (int i = 0; i <= bytes.length; i++) {
        if (i == bytes.length ? i > from : bytes[i] == '\n') {
          byte[] row = Arrays.copyOfRange(bytes, from, i);
          lines.add(
              new StoredLine(
                  LogStore.UNFINISHED, process, atMillis, LogLevel.NONE, source, false, row));
          from = i + 1;
        }
      }
      return lines;
    }
  }

  /// Replaces the text of a stream; empty: none.
  void set(int process, LogSource source, long atMillis, byte[] bytes) {
    int key = process * SOURCES + source.ordinal();
    if (bytes.length == 0) {
      texts.remove(key);
    } else {
      texts.put(key, new Text(process, source, atMillis, bytes));
    }
  }

  /// The lines of the processes selected by `query`, ordered by process.
  List<StoredLine> select(LogQuery query) {
    if (texts.isEmpty() || !query.matchesAnyText()) {
      return List.of();
    }
    BitSet processes = query.processes();
    return texts.values().stream()
        .filter(text -> processes == null || processes.get(text.process))
        .flatMap(text -> text.lines().stream())
        .toList();
  }
}

package dev.brummer.engine.process.child;

import java.util.Arrays;

/// Puts the output of two pipes into the order in which it was written. Pure; confined to one
/// thread.
///
/// Input is the kernel's record of writes ([#onWrite]) and the bytes of the pipes ([#onRead]). The
/// record has the order of the writes but not their sizes. Consecutive writes to one pipe are a
/// run. If a pipe has one run, all of its bytes belong to it. The lines of several runs are
/// distributed in proportion to their writes, which is exact if all writes of a pipe have the same
/// number of lines, or all lines the same number of writes. Runs end at line ends.
final class WriteOrder {
  static final int PIPES = 2;

  /// Share of the writes that may be read before their record or after it.
  private static final int UNRECORDED_SHARE = 16;

  private final byte[][] bytes = new byte[PIPES][];
  private final int[] size = new int[PIPES];
  private final int[] runsOf = new int[PIPES];
  private final int[] writesOf = new int[PIPES];

  /// Whether the bytes of a pipe were read before their record.
  private final boolean[] unrecorded = new boolean[PIPES];

  /// Number of records that are still to come for bytes that have been passed on.
  private final int[] owed = new int[PIPES];

  private int runs;
  private int[] pipe = new int[64];

  /// Number of writes of a run; 0 for one that was none.
  private int[] writes = new int[64];

  /// End of the bytes of a run.
  private int[] end = new int[64];

  /// Receives the bytes in order.
  interface Output {
    void write(int pipe, byte[] bytes, int from, int length);
  }

  /// @param capacity maximum number of bytes per pipe between two calls of [#drain]
  WriteOrder(int capacity) {
    for (int i = 0; i < PIPES; i++) {
      bytes[i] = new byte[capacity];
    }
  }

  /// Where the next bytes of a pipe are to be stored, from [#size] on.
  byte[] bytes(int which) {
    return bytes[which];
  }

  /// Enlarges the capacity of a pipe.
  void grow(int which, int capacity) {
    bytes[which] = Arrays.copyOf(bytes[which], capacity);
  }

  int size(int which) {
    return size[which];
  }

  /// A pipe was written to.
  void onWrite(int which) {
    if (runs == 0 || pipe[runs - 1] != which || writes[runs - 1] == 0) {
      addRun(which);
    }
    writes[runs - 1]++;
    writesOf[which]++;
  }

  /// The last record of a pipe was no write.
  void forgetLastWrite(int which) {
    for (int i = runs - 1; i >= 0; i--) {
      if (pipe[i] == which && writes[i] > 0) {
        writesOf[which]--;
        runsOf[which] -= --writes[i] == 0 ? 1 : 0;
        return;
      }
    }
  }

  /// `length` bytes of a pipe were read and stored.
  void onRead(int which, int length) {
    if (runsOf[which] == 0) {
      onWrite(which);
      unrecorded[which] = true;
    }
    size[which] += length;
  }

  /// Whether a write to a pipe is recorded.
  boolean isWritten(int which) {
    return runsOf[which] > 0;
  }

  /// Whether this is a good moment for [#drain]: no line of several runs is incomplete.
  boolean isComplete() {
    return endsComplete(0) && endsComplete(1);
  }

  private boolean endsComplete(int which) {
    int length = size[which];
    return runsOf[which] <= 1 || length == 0 || bytes[which][length - 1] == '\n';
  }

  /// Passes on all bytes and starts again.
  void drain(Output output) {
    for (int i = 0; i < PIPES; i++) {
      distribute(i);
    }
    int[] passed = new int[PIPES];
    int next = 0;
    while (next < runs) {
      int which = pipe[next];
      int begin = passed[which];
      while (next < runs && (pipe[next] == which || end[next] == passed[pipe[next]])) {
        passed[pipe[next]] = end[next];
        next++;
      }
      if (passed[which] > begin) {
        output.write(which, bytes[which], begin, passed[which] - begin);
      }
    }
    for (int i = 0; i < PIPES; i++) {
      owed[i] = unrecorded[i] ? 1 : writesOf[i] > 0 ? 0 : owed[i];
      unrecorded[i] = false;
    }
    runs = 0;
    Arrays.fill(size, 0);
    Arrays.fill(runsOf, 0);
    Arrays.fill(writesOf, 0);
  }

  private void addRun(int which) {
    if (runs == pipe.length) {
      pipe = Arrays.copyOf(pipe, runs * 2);
      writes = Arrays.copyOf(writes, runs * 2);
      end = Arrays.copyOf(end, runs * 2);
    }
    pipe[runs] = which;
    writes[runs++] = 0;
    runsOf[which]++;
  }

  /// Finds the ends of the runs of a pipe.
  private void distribute(int which) {
    int lines = runsOf[which] > 1 ? countLines(which) : 0;
    int perLine = lines > 0 ? writesPerLine(which, lines) : 0;
    int left = runsOf[which];
    int seen = 0;
    int passed = 0;
    int at = 0;
    for (int i = 0; i < runs; i++) {
      if (pipe[i] == which && writes[i] > 0) {
        seen += writes[i];
        int last = perLine > 0 ? passed + up(writes[i], perLine) : share(seen, which, lines);
        at = --left == 0 ? size[which] : skipLines(which, at, last - passed);
        passed = last;
      }
      end[i] = pipe[i] == which ? at : end[i];
    }
  }

  /// The number of writes of each line, if it is the same for all except lines that are cut at the
  /// begin or end; 0 otherwise.
  private int writesPerLine(int which, int lines) {
    int writesUp = up(writesOf[which], lines);
    for (int perLine = Math.max(1, writesUp - 1); perLine <= writesUp; perLine++) {
      int sum = 0;
      for (int i = 0; i < runs; i++) {
        sum += pipe[i] == which ? up(writes[i], perLine) : 0;
      }
      if (sum == lines) {
        return perLine;
      }
    }
    return 0;
  }

  private static int up(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /// The share of the lines of `seen` writes. If there are about as many lines as writes, or a
  /// record for a line of the last read is missing, each write is a line: the first of too many
  /// writes have none, because they were read before their record, and the last run has the
  /// remainder, which was read before its record.
  private int share(int seen, int which, int lines) {
    int total = writesOf[which];
    int excess = Math.max(0, total - lines);
    boolean oneEach = Math.abs(lines - total) <= total / UNRECORDED_SHARE;
    if (oneEach || (excess > 0 && excess == owed[which])) {
      return Math.max(0, seen - excess);
    }
    return (int) ((2L * seen * lines + total) / (2L * total));
  }

  /// Number of lines, an unterminated one included.
  private int countLines(int which) {
    byte[] text = bytes[which];
    int length = size[which];
    int lines = 0;
    for (int i = 0; i < length; i++) {
      lines += text[i] == '\n' ? 1 : 0;
    }
    return length > 0 && text[length - 1] != '\n' ? lines + 1 : lines;
  }

  private int skipLines(int which, int begin, int count) {
    int at = begin;
    for (int left = count; left > 0 && at < size[which]; at++) {
      left -= bytes[which][at] == '\n' ? 1 : 0;
    }
    return at;
  }
}

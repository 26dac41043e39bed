package dev.brummer.engine.process.child;

import java.util.Arrays;

/// Puts the output of two pipes into the order in which it was written. Pure; confined to one
/// thread.
///
/// Input is the kernel's record of writes ([#onWrite]) and the bytes of each read ([#onRead]).
/// Between two reads of a pipe the record contains its runs: consecutive writes to this pipe
/// without one to the other. Bytes read with one run before them belong to this run. With several
/// runs, their sizes are unknown; the lines are then distributed evenly, which is exact if all runs
/// have the same number of lines. Runs end at line ends. Bytes whose write is not recorded yet
/// belong to the newest write, because a write is recorded when it returns.
final class WriteOrder {
  static final int PIPES = 2;

  private final byte[][] bytes = new byte[PIPES][];
  private final int[] size = new int[PIPES];

  /// Number of runs whose bytes are not read.
  private final int[] open = new int[PIPES];

  /// Whether the bytes of the last read ended in a line.
  private final boolean[] midLine = new boolean[PIPES];

  private int[] pipe = new int[64];
  private int[] from = new int[64];

  /// End of the bytes of a run; -1 while they are not read.
  private int[] to = new int[64];

  private int runs;

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

  int size(int which) {
    return size[which];
  }

  /// A pipe was written to.
  void onWrite(int which) {
    if (runs == 0 || pipe[runs - 1] != which || to[runs - 1] >= 0) {
      addRun(which, -1);
      open[which]++;
    }
  }

  /// `length` bytes of a pipe were read and stored. All writes recorded until then were reported.
  void onRead(int which, int length) {
    int start = size[which];
    size[which] += length;
    if (open[which] == 0) {
      addRun(which, start);
      to[runs - 1] = size[which];
    } else {
      int rest = completeLine(which, start);
      distribute(which, rest, open[which]);
    }
    midLine[which] = bytes[which][size[which] - 1] != '\n';
  }

  /// The pipe of the newest run.
  int lastPipe() {
    return pipe[runs - 1];
  }

  /// Number of runs since the last call of [#drain].
  int runs() {
    return runs;
  }

  /// Passes on all bytes and starts again. Recorded writes whose bytes were not read are forgotten.
  void drain(Output output) {
    int which = 0;
    int begin = 0;
    int end = 0;
    for (int i = 0; i < runs; i++) {
      if (to[i] <= from[i]) {
        continue;
      }
      if (pipe[i] != which) {
        write(which, begin, end, output);
        which = pipe[i];
        begin = from[i];
      } else if (end == begin) {
        begin = from[i];
      }
      end = to[i];
    }
    write(which, begin, end, output);
    runs = 0;
    Arrays.fill(size, 0);
    Arrays.fill(open, 0);
  }

  private void write(int which, int begin, int end, Output output) {
    if (end > begin) {
      output.write(which, bytes[which], begin, end - begin);
    }
  }

  private void addRun(int which, int start) {
    if (runs == pipe.length) {
      pipe = Arrays.copyOf(pipe, runs * 2);
      from = Arrays.copyOf(from, runs * 2);
      to = Arrays.copyOf(to, runs * 2);
    }
    pipe[runs] = which;
    from[runs] = start;
    to[runs++] = -1;
  }

  /// Gives the end of a line whose begin was read before to the oldest run, if the lines after it
  /// can be distributed evenly to the others.
  ///
  /// @return the start of the bytes that are left
  private int completeLine(int which, int start) {
    int others = open[which] - 1;
    int end = skipLine(bytes[which], start, size[which]);
    if (!midLine[which] || others < 2 || end == size[which]) {
      return start;
    }
    if (countLines(bytes[which], end, size[which]) % others != 0) {
      return start;
    }
    int oldest = 0;
    while (pipe[oldest] != which || to[oldest] >= 0) {
      oldest++;
    }
    from[oldest] = start;
    to[oldest] = end;
    open[which] = others;
    return end;
  }

  /// Distributes the bytes from `start` to the open runs. Of more runs than lines, the oldest have
  /// no bytes: they were read before the write was recorded.
  private void distribute(int which, int start, int count) {
    int lines = count == 1 ? 1 : countLines(bytes[which], start, size[which]);
    int used = Math.min(count, lines);
    int run = used - count;
    int passed = 0;
    int at = start;
    for (int i = 0; i < runs; i++) {
      if (pipe[i] != which || to[i] >= 0) {
        continue;
      }
      run++;
      from[i] = at;
      if (run > 0) {
        int last = (int) (((long) run * lines + used - 1) / used);
        at = run == used ? size[which] : skipLines(bytes[which], at, last - passed);
        passed = last;
      }
      to[i] = at;
    }
    open[which] = 0;
  }

  /// Number of lines, an unterminated one included.
  private static int countLines(byte[] text, int begin, int end) {
    int lines = 0;
    for (int i = begin; i < end; i++) {
      lines += text[i] == '\n' ? 1 : 0;
    }
    return text[end - 1] == '\n' ? lines : lines + 1;
  }

  private static int skipLine(byte[] text, int begin, int end) {
    int at = begin;
    while (at < end && text[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, end);
  }

  private static int skipLines(byte[] text, int begin, int count) {
    int at = begin;
    for (int left = count; left > 0; at++) {
      left -= text[at] == '\n' ? 1 : 0;
    }
    return at;
  }
}

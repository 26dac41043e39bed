package dev.brummer.perf.bench.process;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What the process tables under measurement have in common. `index` counts from 0; one thread at a
/// time prints a process's lines, anything else may come from any thread.
interface ProcessTableAdapter extends AutoCloseable {
  Object status(int index);

  /// All processes, as a table on a screen asks for them.
  List<?> list();

  /// Asks for something that changes the state of a process that does not run.
  void requestChange(int index);

  /// Returns when all updates so far have been carried out.
  void awaitChanges();

  /// The process prints a line.
  void printLine(int index);

  /// Starts a child that lives; returns when it is known to run.
  void start(int index);

  /// Ends the children of the processes below `count`; returns when they have.
  void killAndAwait(int count);

  @Override
  void close();

  /// The tables.
  enum Design {
    /// The product: one owner thread, an immutable picture for everybody else.
    BRUMMER {
      @Override
      public ProcessTableAdapter open(int processes) {
        return new ProductProcessTable(processes);
      }
    },
    /// The product, slowed on purpose.
    BRUMMER_SLOW {
      @Override
      public ProcessTableAdapter open(int processes) {
        return new SlowedProcessTable(new ProductProcessTable(processes));
      }
    },
    /// The seed's "before": a map and locks.
    SYNCHRONIZED {
      @Override
      public ProcessTableAdapter open(int processes) {
        return new BaselineProcessTable(processes);
      }
    };

    public abstract ProcessTableAdapter open(int processes);
  }

  /// What a child runs: the least there is.
  List<String> COMMAND = List.of("/bin/sleep", "60");

  byte[] LINE =
      "GET /api/articles/4711 200 in 12 ms, 3 queries, 1 cache hit\n"
          .getBytes(StandardCharsets.UTF_8);
}

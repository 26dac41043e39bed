package dev.brummer.perf.bench.process;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Common interface of the process tables under comparison. `index` counts from 0; at most one
/// thread at a time prints the lines of a process, all other methods are thread-safe.
interface ProcessTableAdapter extends AutoCloseable {
  Object status(int index);

  /// Returns all processes, as the UI's process list requests them.
  List<?> list();

  /// Requests a state change of a process that does not run.
  void requestChange(int index);

  /// Blocks until all requested changes have been applied.
  void awaitChanges();

  /// Delivers an output line of the process.
  void printLine(int index);

  /// Starts a long-running child process and returns once the table reports it as started.
  void start(int index);

  /// Kills the processes below `count` and returns after their exit.
  void killAndAwait(int count);

  @Override
  void close();

  /// The tables under comparison.
  enum Design {
    /// The product: one owner thread and immutable snapshots for readers.
    BRUMMER {
      @Override
      public ProcessTableAdapter open(int processes) {
        return new ProductProcessTable(processes);
      }
    },
    /// The product with a deliberate slowdown.
    BRUMMER_SLOW {
      @Override
      public ProcessTableAdapter open(int processes) {
        return new SlowedProcessTable(new ProductProcessTable(processes));
      }
    },
    /// Reference design: a map and locks.
    SYNCHRONIZED {
      @Override
      public ProcessTableAdapter open(int processes) {
        return new BaselineProcessTable(processes);
      }
    };

    public abstract ProcessTableAdapter open(int processes);
  }

  /// A minimal child process.
  List<String> COMMAND = List.of("/bin/sleep", "60");

  byte[] LINE =
      "GET /api/articles/4711 200 in 12 ms, 3 queries, 1 cache hit\n"
          .getBytes(StandardCharsets.UTF_8);
}

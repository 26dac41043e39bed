package dev.brummer.perf.load;

import dev.brummer.engine.event.Event;
import dev.brummer.perf.suite.OpenLoopSchedule;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Matches lines typed to the printers, in turn, with the line events that come back. The n-th line
/// of a printer is the n-th line typed to it, because terminal, child process and store preserve
/// order. One thread types; a bus worker receives.
final class LineRoundTrips {
  private final List<Integer> printers;
  private final OpenLoopSchedule schedule;
  private final long startNanos;
  private final LatencyRecorder latencies;
  private final int[] printerById;
  private final long[] seen;

  /// @param startNanos origin of the due times
  LineRoundTrips(
      List<Integer> printers,
      OpenLoopSchedule schedule,
      long startNanos,
      LatencyRecorder latencies) {
    this.printers = printers;
    this.schedule = schedule;
    this.startNanos = startNanos;
    this.latencies = latencies;
    this.seen = new long[printers.size()];
    this.printerById = new int[printers.stream().mapToInt(id -> id).max().orElse(0) + 1];
    for (int printer = 0; printer < printers.size(); printer++) {
      printerById[printers.get(printer)] = printer + 1;
    }
  }

  /// Returns the printer of a line.
  int printer(long index) {
    return printers.get((int) (index % printers.size()));
  }

  /// Returns a line in the style of a server's access log.
  static byte[] lineBytes(long index) {
    String line = "14:02:11.482 INFO  GET /items/" + index + " 200 3.1 ms user=ada cache=hit\n";
    return line.getBytes(StandardCharsets.US_ASCII);
  }

  /// Runs on a bus worker.
  void onEvent(Event event) {
    if (event instanceof Event.LogLine lines && lines.process() < printerById.length) {
      int printer = printerById[lines.process()] - 1;
      long now = System.nanoTime();
      for (int i = 0; printer >= 0 && i < lines.count(); i++) {
        long index = seen[printer]++ * printers.size() + printer;
        latencies.record(now - startNanos - schedule.dueNanos(index));
      }
    }
  }
}

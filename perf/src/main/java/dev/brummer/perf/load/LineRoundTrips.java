package dev.brummer.perf.load;

import dev.brummer.engine.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Lines that are typed to the printers in turn and come back as events. The n-th line of a printer
/// is the n-th that was typed to it: a line goes through terminal, child and store without
/// overtaking another. Typing belongs to one thread, seeing to the bus.
final class LineRoundTrips {
  private final List<Integer> printers;
  private final ConstantRate rate;
  private final long startNanos;
  private final LatencyRecorder latencyRecorder;
  private final int[] indexById;
  private final long[] seen;

  /// @param startNanos the zero of the pace at which they are typed
  LineRoundTrips(
      List<Integer> printers, ConstantRate rate, long startNanos, LatencyRecorder latencyRecorder) {
    this.printers = printers;
    this.rate = rate;
    this.startNanos = startNanos;
    this.latencyRecorder = latencyRecorder;
    this.seen = new long[printers.size()];
    this.indexById = new int[printers.stream().mapToInt(id -> id).max().orElse(0) + 1];
    for (int place = 0; place < printers.size(); place++) {
      indexById[printers.get(place)] = place + 1;
    }
  }

  /// Who prints that line.
  int printer(long index) {
    return printers.get((int) (index % printers.size()));
  }

  /// As a server would log it.
  static byte[] lineBytes(long index) {
    String line = "14:02:11.482 INFO  GET /items/" + index + " 200 3.1 ms user=ada cache=hit\n";
    return line.getBytes(StandardCharsets.US_ASCII);
  }

  /// On a worker of the bus.
  void onEvent(Event event) {
    if (event instanceof Event.LogLine lines && lines.process() < indexById.length) {
      int place = indexById[lines.process()] - 1;
      long now = System.nanoTime();
      for (int i = 0; place >= 0 && i < lines.count(); i++) {
        long index = seen[place]++ * printers.size() + place;
        latencyRecorder.record(now - startNanos - rate.dueNanos(index));
      }
    }
  }
}

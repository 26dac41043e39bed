package dev.brummer.perf.report;

import dev.brummer.perf.result.BenchRun;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// Context of a run that is needed to interpret its numbers.
record RunFacts(List<String> all) {
  /// How contradictions of the reference design are resolved.
  static final List<String> INTERPRETATIONS =
      List.of(
          "*reference* and *target* are quoted from the reference design, the performance document of"
              + " another program; its figures were never measured here.",
          "*before* is the reference design, built and measured in turns with the product.",
          "S3: the stated peak of 265 events a second consists of 200 lines, 5 process events, 50"
              + " agent events, and here 10 findings.",
          "S4: the growth called exponential is linear; the plot states the fitted exponent.",
          "S6, S18: a status check takes 387 ns and its lock 23 ns; both figures are kept.",
          "S18: the lock model gives 52.9 ns by its formula and 29.9 ns in its text; both are shown.",
          "S27, S28: these gates require an improvement, of at least 50 % and 90 %.",
          "S35: from 6.2 to 0.064 MB/s are 99.0 %, not 97.0 %, and compare a rate with a fixed cost;"
              + " the rate is measured.",
          "S36: latency is measured from when an event is due until its handler receives it, with a"
              + " publisher that does not wait (no coordinated omission).",
          "S37: throughput is measured end to end, with the handlers of S21.",
          "Threads are counted where the reference design counts goroutines; the 10 µs of a handler"
              + " are CPU work, not sleep.");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

  static RunFacts of(BenchRun run) {
    List<String> all = new ArrayList<>();
    all.add("brummer " + run.version() + " at " + run.commit());
    all.add(TIME.format(run.startedAt()));
    all.add(run.machine().title());
    all.add(run.machine().java());
    all.add(run.plan() + ", " + Math.round(run.seconds()) + " s");
    if (!run.finished()) {
      all.add("incomplete: interrupted, or some metrics could not be measured");
    }
    if (!run.slow().isEmpty()) {
      all.add("injected slowdown: " + run.slow());
    }
    return new RunFacts(List.copyOf(all));
  }

  String line() {
    return String.join(" · ", all);
  }
}

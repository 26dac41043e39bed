package dev.brummer.perf.report;

import dev.brummer.perf.result.BenchRun;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// What has to be known of a run to read its numbers.
record RunFacts(List<String> all) {
  /// Where the seed contradicts itself, what is done here.
  static final List<String> INTERPRETATIONS =
      List.of(
          "Every figure called *seed* is quoted from the document that brummer is built from; it was"
              + " written for another program and never measured here.",
          "*before* is the seed's own design, built and measured in turns with the product.",
          "S3: the seed's peak of 265 events a second is 200 lines, 5 process events, 50 of agents,"
              + " and here 10 findings.",
          "S4: the seed calls a growth exponential that is linear: the plot says the exponent.",
          "S6, S18: the seed has 387 ns for a status check and 23 ns for its lock: both are kept.",
          "S18: the lock model gives 52.9 ns by its formula and 29.9 ns in its text: both are shown.",
          "S27, S28: these gates ask for an improvement: at least 50 % and 90 %.",
          "S35: 6.2 to 0.064 MB/s is 99.0 %, not 97.0 %, and compares a rate with a fixed cost:"
              + " measured is the rate.",
          "S36: measured is from when an event is due until its handler has it, with a publisher"
              + " that does not wait (coordinated omission is counted).",
          "S37: measured end to end, with the handlers of S21.",
          "Threads are counted where the seed counts goroutines; a handler's 10 µs are work, not"
              + " sleep.");

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
      all.add("interrupted, or not everything could be measured");
    }
    if (!run.slow().isEmpty()) {
      all.add("slowed on purpose: " + run.slow());
    }
    return new RunFacts(List.copyOf(all));
  }

  String line() {
    return String.join(" · ", all);
  }
}

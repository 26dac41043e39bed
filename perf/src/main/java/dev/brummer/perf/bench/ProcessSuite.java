package dev.brummer.perf.bench;

import dev.brummer.perf.bench.ComparisonSuite.Row;
import java.util.List;
import java.util.Map;

/// `process`: what it costs to start a child, to look at one and at all, to wish something of one,
/// and how long threads stand before locks; the product beside the seed's design (S5 to S8, S22).
public final class ProcessSuite {
  private static final int CALLERS = Fanout.cores();
  private static final int UPDATES = 100_000;

  private static final List<Row> ROWS =
      List.of(
          new Row(
              "start a child, one after the other",
              "2,300,000 ns 45 KB",
              ProcessStart.class,
              "start",
              Map.of(),
              1,
              ProcessStart.STARTS,
              ""),
          new Row(
              "status, 10 processes, " + CALLERS + " readers",
              "387 ns 0 B",
              ProcessStatus.class,
              "status",
              Map.of("processes", "10"),
              CALLERS,
              10,
              ""),
          new Row(
              "list of 10",
              "12,400 ns 2.1 KB",
              ProcessStatus.class,
              "list",
              Map.of("processes", "10"),
              CALLERS,
              1,
              ""),
          new Row(
              "list of 50",
              "",
              ProcessStatus.class,
              "list",
              Map.of("processes", "50"),
              CALLERS,
              1,
              ""),
          new Row(
              "update, 10 processes, until carried out",
              "",
              ProcessUpdate.class,
              "update",
              Map.of("callers", "" + CALLERS, "updates", "" + UPDATES),
              1,
              UPDATES,
              ""),
          blocked("blocked, status every 100 ms, line every 10 ms", "45 %", true, "allBlocked"),
          blocked("  of these the askers", "", true, "statusBlocked"),
          blocked("blocked, both without pause", "", false, "allBlocked"),
          blocked("  of these the askers", "", false, "statusBlocked"));

  private static Row blocked(String question, String seed, boolean pauses, String counter) {
    return new Row(
        question,
        seed,
        ProcessContention.class,
        "compete",
        Map.of("pauses", "" + pauses),
        1,
        1,
        counter);
  }

  private ProcessSuite() {}

  public static Suite create() {
    return new ComparisonSuite("process", "SYNCHRONIZED", "map and locks", ROWS);
  }
}

package dev.brummer.perf.bench;

import dev.brummer.perf.report.TextTable;
import dev.brummer.perf.result.Fork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// `process`: what it costs to start a child, to look at one and at all, to wish something of one,
/// and how long threads stand before locks; the product beside the seed's design (S5 to S8, S22).
public final class ProcessSuite implements Suite {
  private static final String NAME = "process";
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

  /// One line of the table, measured for each design.
  private record Row(
      String question,
      String seed,
      Class<?> benchmark,
      String method,
      Map<String, String> parameters,
      int threads,
      int operations,
      String counter) {
    JmhCase of(ProcessBoard.Design design) {
      return new JmhCase(
          NAME, benchmark, method, design.name(), parameters, threads, operations, counter);
    }

    boolean asked(Fork fork) {
      return method.equals(fork.parameters().get("method"))
          && counter.equals(fork.parameters().getOrDefault("counter", ""))
          && fork.parameters().entrySet().containsAll(parameters.entrySet());
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<JmhCase> cases() {
    List<JmhCase> cases = new ArrayList<>();
    for (Row row : ROWS) {
      cases.add(row.of(ProcessBoard.Design.SYNCHRONIZED));
      cases.add(row.of(ProcessBoard.Design.BRUMMER));
    }
    return cases;
  }

  @Override
  public String table(List<Fork> forks) {
    TextTable table =
        new TextTable(
            NAME + ": time and bytes an operation (median; shares: mean; spread = p90 / p10)",
            "what",
            "seed baseline",
            "before: map and locks",
            "now",
            "before / now",
            "spread now");
    for (Row row : ROWS) {
      List<Fork> before = of(forks, row, ProcessBoard.Design.SYNCHRONIZED);
      List<Fork> now = of(forks, row, ProcessBoard.Design.BRUMMER);
      table.row(
          row.question,
          row.seed,
          shown(row, before),
          shown(row, now),
          ratio(typical(row, before), typical(row, now)),
          row.counter.isEmpty() ? "%.2f".formatted(spread(now)) : "");
    }
    return table.toString();
  }

  private static List<Fork> of(List<Fork> forks, Row row, ProcessBoard.Design design) {
    return forks.stream().filter(row::asked).filter(f -> f.design().equals(design.name())).toList();
  }

  private static double typical(Row row, List<Fork> forks) {
    ToDoubleFunction<Fork> typical = row.counter.isEmpty() ? Fork::median : Fork::mean;
    return Fork.quantile(forks.stream().map(typical::applyAsDouble).toList(), 0.5);
  }

  private static String shown(Row row, List<Fork> forks) {
    if (!row.counter.isEmpty()) {
      return "%.1f %%".formatted(typical(row, forks));
    }
    double bytes = Fork.quantile(forks.stream().map(Fork::bytes).toList(), 0.5);
    double nanos = typical(row, forks);
    return (nanos < 100 ? "%,.1f ns %,.0f B" : "%,.0f ns %,.0f B").formatted(nanos, bytes);
  }

  private static String ratio(double before, double now) {
    return now == 0 ? "-" : "%,.1fx".formatted(before / now);
  }

  private static double spread(List<Fork> forks) {
    List<Double> all = forks.stream().flatMap(fork -> fork.values().stream()).toList();
    return Fork.quantile(all, 0.9) / Fork.quantile(all, 0.1);
  }
}

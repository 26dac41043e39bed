package dev.brummer.perf.bench;

import dev.brummer.perf.report.TextTable;
import dev.brummer.perf.result.Fork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// A subsystem of the product beside the seed's design of it, a row a question, the two measured in
/// turns.
final class ComparisonSuite implements Suite {
  private static final String PRODUCT = "BRUMMER";

  private final String name;
  private final String before;
  private final String beforeTitle;
  private final List<Row> rows;

  /// @param before the design's name as a JMH parameter
  /// @param beforeTitle what it is, for the table's head
  ComparisonSuite(String name, String before, String beforeTitle, List<Row> rows) {
    this.name = name;
    this.before = before;
    this.beforeTitle = beforeTitle;
    this.rows = rows;
  }

  /// One line of the table, measured for each design.
  ///
  /// @param seed what the seed says, quoted
  /// @param operations that one call of the method is divided by
  /// @param counter name of an `AuxCounters` field in parts of 100 to report instead of time, or
  ///   empty
  record Row(
      String question,
      String seed,
      Class<?> benchmark,
      String method,
      Map<String, String> parameters,
      int threads,
      int operations,
      String counter) {
    private JmhCase of(String suite, String design) {
      return new JmhCase(
          suite, benchmark, method, design, parameters, threads, operations, counter);
    }

    private boolean asked(Fork fork) {
      return method.equals(fork.parameters().get("method"))
          && counter.equals(fork.parameters().getOrDefault("counter", ""))
          && fork.parameters().entrySet().containsAll(parameters.entrySet());
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<JmhCase> cases() {
    List<JmhCase> cases = new ArrayList<>();
    for (Row row : rows) {
      cases.add(row.of(name, before));
      cases.add(row.of(name, PRODUCT));
    }
    return cases;
  }

  @Override
  public String table(List<Fork> forks) {
    TextTable table =
        new TextTable(
            name + ": time and bytes an operation (median; shares: mean; spread = p90 / p10)",
            "what",
            "seed baseline",
            "before: " + beforeTitle,
            "now",
            "before / now",
            "spread now");
    for (Row row : rows) {
      List<Fork> then = of(forks, row, before);
      List<Fork> now = of(forks, row, PRODUCT);
      table.row(
          row.question,
          row.seed,
          shown(row, then),
          shown(row, now),
          ratio(typical(row, then), typical(row, now)),
          row.counter.isEmpty() ? "%.2f".formatted(spread(now)) : "");
    }
    return table.toString();
  }

  private static List<Fork> of(List<Fork> forks, Row row, String design) {
    return forks.stream().filter(row::asked).filter(f -> f.design().equals(design)).toList();
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
    return nanos >= 1e5
        ? "%,.2f ms %,.0f B".formatted(nanos / 1e6, bytes)
        : (nanos < 100 ? "%,.1f ns %,.0f B" : "%,.0f ns %,.0f B").formatted(nanos, bytes);
  }

  private static String ratio(double before, double now) {
    return now == 0 ? "-" : "%,.1fx".formatted(before / now);
  }

  private static double spread(List<Fork> forks) {
    List<Double> all = forks.stream().flatMap(fork -> fork.values().stream()).toList();
    return Fork.quantile(all, 0.9) / Fork.quantile(all, 0.1);
  }
}

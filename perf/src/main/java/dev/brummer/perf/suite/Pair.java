package dev.brummer.perf.suite;

import java.util.List;
import java.util.function.UnaryOperator;

/// The product and the design it replaced, measured in turns with the same parameters and for the
/// same metrics.
public record Pair(JmhCase before, JmhCase now) {
  /// Both with what `change` sets.
  public Pair with(UnaryOperator<JmhCase> change) {
    return new Pair(change.apply(before), change.apply(now));
  }

  public List<JmhCase> cases() {
    return List.of(before, now);
  }

  public static List<JmhCase> all(Pair... pairs) {
    return List.of(pairs).stream().flatMap(pair -> pair.cases().stream()).toList();
  }
}

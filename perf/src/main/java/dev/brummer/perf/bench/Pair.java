package dev.brummer.perf.bench;

import java.util.List;
import java.util.function.UnaryOperator;

/// The product and the design it replaced, measured in turns with the same parameters and for the
/// same metrics.
record Pair(JmhCase before, JmhCase now) {
  /// Both with what `change` sets.
  Pair with(UnaryOperator<JmhCase> change) {
    return new Pair(change.apply(before), change.apply(now));
  }

  List<JmhCase> cases() {
    return List.of(before, now);
  }

  static List<JmhCase> all(Pair... pairs) {
    return List.of(pairs).stream().flatMap(pair -> pair.cases().stream()).toList();
  }
}

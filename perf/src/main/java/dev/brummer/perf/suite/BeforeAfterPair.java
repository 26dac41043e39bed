package dev.brummer.perf.suite;

import java.util.List;
import java.util.function.UnaryOperator;

/// The product and the design it replaced, measured in turns with the same parameters and for the
/// same metrics.
public record BeforeAfterPair(JmhCase baseline, JmhCase product) {
  /// Both with what `change` sets.
  public BeforeAfterPair with(UnaryOperator<JmhCase> change) {
    return new BeforeAfterPair(change.apply(baseline), change.apply(product));
  }

  public List<JmhCase> cases() {
    return List.of(baseline, product);
  }

  public static List<JmhCase> all(BeforeAfterPair... pairs) {
    return List.of(pairs).stream().flatMap(pair -> pair.cases().stream()).toList();
  }
}

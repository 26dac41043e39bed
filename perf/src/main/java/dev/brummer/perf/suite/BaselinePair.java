package dev.brummer.perf.suite;

import java.util.List;
import java.util.function.UnaryOperator;

/// The product and its reference design, measured alternately with equal parameters and metrics.
public record BaselinePair(JmhCase baseline, JmhCase product) {
  /// Applies `change` to both cases.
  public BaselinePair with(UnaryOperator<JmhCase> change) {
    return new BaselinePair(change.apply(baseline), change.apply(product));
  }

  public List<JmhCase> cases() {
    return List.of(baseline, product);
  }

  public static List<JmhCase> all(BaselinePair... pairs) {
    return List.of(pairs).stream().flatMap(pair -> pair.cases().stream()).toList();
  }
}

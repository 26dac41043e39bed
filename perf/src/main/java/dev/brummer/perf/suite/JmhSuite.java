package dev.brummer.perf.suite;

import java.util.List;
import java.util.function.Function;

/// A suite whose cases are a list.
public record JmhSuite(String name, String question, Function<Terms, List<JmhCase>> listed)
    implements Suite {
  @Override
  public List<JmhCase> cases(Terms terms) {
    return listed.apply(terms);
  }
}

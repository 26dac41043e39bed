package dev.brummer.perf.suite;

import java.util.List;
import java.util.function.Function;

/// A suite whose cases are a list.
public record JmhSuite(
    String name, String question, Function<SuiteOptions, List<JmhCase>> caseFactory)
    implements Suite {
  @Override
  public List<JmhCase> cases(SuiteOptions options) {
    return caseFactory.apply(options);
  }
}

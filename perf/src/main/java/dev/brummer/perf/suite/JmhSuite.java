package dev.brummer.perf.suite;

import java.util.List;
import java.util.function.Function;

/// A suite with JMH cases.
public record JmhSuite(
    String name, String question, Function<SuiteOptions, List<JmhCase>> caseFactory)
    implements Suite {
  @Override
  public List<JmhCase> cases(SuiteOptions options) {
    return caseFactory.apply(options);
  }
}

package dev.brummer.perf.suite;

import java.util.List;
import java.util.function.Function;

/// A suite that measures programs from outside.
public record ExternalSuite(
    String name, String question, Function<SuiteOptions, List<? extends BenchCase>> caseFactory)
    implements Suite {
  @Override
  public List<? extends BenchCase> cases(SuiteOptions options) {
    return caseFactory.apply(options);
  }
}

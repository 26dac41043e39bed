package dev.brummer.perf.suite;

import java.util.List;

/// A set of benchmark cases that answer one question.
///
/// Each suite has a class of its own that lists its cases: [JmhCase]s for JMH benchmarks, other
/// [BenchCase]s for everything else. Suites are registered in `bench.Suites`. Tables, plots, gates
/// and comparisons derive from the metrics of the cases; a suite prints nothing.
public interface Suite {
  /// Returns the name, such as "eventbus.publish". The part before the dot is the component under
  /// which reports list it.
  String name();

  /// Returns the question that the suite answers, as a sentence.
  String question();

  /// Returns the cases in measuring order. Neighbours within a round are compared with each other.
  List<? extends BenchCase> cases(SuiteOptions options);
}

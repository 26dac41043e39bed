package dev.brummer.perf.suite;

import java.util.List;

/// Measurements that answer one question.
///
/// A suite is a file of its own that lists its cases; who measures with JMH makes [JmhCase]s, who
/// does not implements [BenchCase]. It is known to the program when [Suites] names it. Tables,
/// plots, gates and comparisons come from what its cases give; a suite prints nothing.
public interface Suite {
  /// "eventbus.publish": what is before the dot is the component, under which reports show it.
  String name();

  /// What it finds out, in one sentence for people.
  String question();

  /// In the order they are to be measured within a round: neighbours are what is compared.
  List<? extends BenchCase> cases(SuiteOptions options);
}

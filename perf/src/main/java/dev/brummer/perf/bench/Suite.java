package dev.brummer.perf.bench;

import dev.brummer.perf.result.Fork;
import java.util.List;

/// Measurements that belong in one table.
public interface Suite {
  String name();

  /// In the order they are to be forked within a round: neighbours are what is compared.
  List<? extends Case> cases();

  /// What the forks of all rounds say, as text for a terminal.
  String table(List<Fork> forks);

  /// One thing to fork and measure.
  interface Case {
    Fork measure(int shots);
  }
}

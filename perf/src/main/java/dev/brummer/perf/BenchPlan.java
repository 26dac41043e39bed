package dev.brummer.perf;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to measure and how thoroughly.
///
/// @param suites names from [Bench#suites()]; empty means all
/// @param rounds how often each design is forked; designs take turns, so that a machine that slows
///   down slows all of them
/// @param shots measured shots a fork, after as many for warming up
/// @param out folder for `results.jsonl`, one line a fork, written at once; null writes none
public record BenchPlan(List<String> suites, int rounds, int shots, @Nullable Path out) {
  public BenchPlan {
    suites = List.copyOf(suites);
    if (rounds < 1 || shots < 1) {
      throw new IllegalArgumentException(
          "rounds and shots must be positive: " + rounds + ", " + shots);
    }
  }

  /// Under half a minute a suite.
  public static BenchPlan quick(List<String> suites, @Nullable Path out) {
    return new BenchPlan(suites, 1, 5, out);
  }

  /// A few minutes a suite.
  public static BenchPlan normal(List<String> suites, @Nullable Path out) {
    return new BenchPlan(suites, 3, 8, out);
  }
}

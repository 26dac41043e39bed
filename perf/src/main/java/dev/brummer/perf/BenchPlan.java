package dev.brummer.perf;

import dev.brummer.perf.bench.Slow;
import dev.brummer.perf.bench.Terms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What to measure and how thoroughly.
///
/// @param name "quick", "full" or "gate"
/// @param suites names from [Bench#suites()]; empty means all
/// @param metrics keys; only cases that give one of them are measured; empty means all
/// @param budget about how long all suites together take
/// @param rounds how often each case is forked; cases take turns, so that a machine that slows down
///   slows all of them
/// @param shots samples a fork
/// @param slow part of the product to slow on purpose
/// @param onlyNow measure the product alone, not what it is compared with
/// @param out folder for the reports; null: one of its own under the user's state directory
/// @param commit that brummer was built from, or "unknown"
public record BenchPlan(
    String name,
    List<String> suites,
    Set<String> metrics,
    Duration budget,
    int rounds,
    int shots,
    Slow slow,
    boolean onlyNow,
    @Nullable Path out,
    String version,
    String commit) {
  public BenchPlan {
    suites = List.copyOf(suites);
    metrics = Set.copyOf(metrics);
    if (rounds < 1 || shots < 1) {
      throw new IllegalArgumentException("rounds " + rounds + ", shots " + shots);
    }
  }

  /// All suites in less than three minutes on two cores.
  public static BenchPlan quick(List<String> suites, String version, String commit) {
    return new BenchPlan(
        "quick",
        suites,
        Set.of(),
        Duration.ofSeconds(160),
        1,
        5,
        Slow.NONE,
        false,
        null,
        version,
        commit);
  }

  /// All suites in less than fifteen minutes on two cores.
  public static BenchPlan full(List<String> suites, String version, String commit) {
    return new BenchPlan(
        "full",
        suites,
        Set.of(),
        Duration.ofMinutes(13),
        3,
        8,
        Slow.NONE,
        false,
        null,
        version,
        commit);
  }

  public BenchPlan withOut(@Nullable Path folder) {
    return new BenchPlan(
        name, suites, metrics, budget, rounds, shots, slow, onlyNow, folder, version, commit);
  }

  /// What gates need, in two rounds.
  public static BenchPlan gate(String version, String commit) {
    return new BenchPlan(
        "gate",
        List.of(),
        Set.of(),
        Duration.ofSeconds(75),
        2,
        5,
        Slow.NONE,
        false,
        null,
        version,
        commit);
  }

  public BenchPlan withMetrics(Set<String> keys) {
    return new BenchPlan(
        name, suites, keys, budget, rounds, shots, slow, onlyNow, out, version, commit);
  }

  public BenchPlan withRounds(int forks) {
    return new BenchPlan(
        name,
        suites,
        metrics,
        budget.multipliedBy(forks).dividedBy(rounds),
        forks,
        shots,
        slow,
        onlyNow,
        out,
        version,
        commit);
  }

  public BenchPlan withSlow(Slow part) {
    return new BenchPlan(
        name, suites, metrics, budget, rounds, shots, part, onlyNow, out, version, commit);
  }

  public BenchPlan withOnlyNow(boolean wanted) {
    return new BenchPlan(
        name, suites, metrics, budget, rounds, shots, slow, wanted, out, version, commit);
  }

  Terms terms() {
    return new Terms(!name.equals("full"), slow);
  }
}

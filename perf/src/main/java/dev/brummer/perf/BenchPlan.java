package dev.brummer.perf;

import dev.brummer.perf.suite.InjectedSlowdown;
import dev.brummer.perf.suite.SuiteOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What to measure and how thoroughly.
///
/// @param outputDirectory folder for the reports; null: one of its own under the user's state
///   directory
/// @param build that is measured
public record BenchPlan(
    Profile profile, CaseFilter filter, @Nullable Path outputDirectory, Build build) {
  /// How much time there is, and how it is used.
  ///
  /// @param name "quick", "full" or "gate"
  /// @param budget about how long all suites together take
  /// @param rounds how often each case is forked; cases take turns, so that a machine that slows
  ///   down slows all of them
  /// @param iterations samples a fork
  public record Profile(String name, Duration budget, int rounds, int iterations) {
    public Profile {
      if (rounds < 1 || iterations < 1) {
        throw new IllegalArgumentException("rounds " + rounds + ", shots " + iterations);
      }
    }

    /// All suites in less than three minutes on two cores.
    public static final Profile QUICK = new Profile("quick", Duration.ofSeconds(160), 1, 5);

    /// All suites in less than fifteen minutes on two cores.
    public static final Profile FULL = new Profile("full", Duration.ofMinutes(13), 2, 8);

    /// What the gates ask for, in two rounds.
    public static final Profile GATE = new Profile("gate", Duration.ofSeconds(110), 2, 5);

    /// The same for each round.
    Profile withRounds(int forks) {
      return new Profile(name, budget.multipliedBy(forks).dividedBy(rounds), forks, iterations);
    }
  }

  /// Which cases.
  ///
  /// @param suites names from [BenchRunner#suites()]; empty means all
  /// @param metrics only cases that give one of these are measured; empty means all
  /// @param slowdown part of the product to slow on purpose
  /// @param productOnly measure the product alone, not what it is compared with
  public record CaseFilter(
      List<String> suites, Set<MetricKey> metrics, InjectedSlowdown slowdown, boolean productOnly) {
    public CaseFilter {
      suites = List.copyOf(suites);
      metrics = Set.copyOf(metrics);
    }
  }

  /// One metric of one variant, by their keys.
  public record MetricKey(String metric, String variant) {}

  /// @param commit that brummer was built from, or "unknown"
  public record Build(String version, String commit) {}

  /// Everything of some suites, or of all.
  public static BenchPlan of(Profile profile, List<String> suites, Build build) {
    CaseFilter all = new CaseFilter(suites, Set.of(), InjectedSlowdown.NONE, false);
    return new BenchPlan(profile, all, null, build);
  }

  public BenchPlan withOutputDirectory(@Nullable Path folder) {
    return new BenchPlan(profile, filter, folder, build);
  }

  public BenchPlan withRounds(int forks) {
    return new BenchPlan(profile.withRounds(forks), filter, outputDirectory, build);
  }

  public BenchPlan withMetrics(Set<MetricKey> only) {
    return with(new CaseFilter(filter.suites, only, filter.slowdown, filter.productOnly));
  }

  public BenchPlan withSlowdown(InjectedSlowdown part) {
    return with(new CaseFilter(filter.suites, filter.metrics, part, filter.productOnly));
  }

  public BenchPlan withProductOnly(boolean wanted) {
    return with(new CaseFilter(filter.suites, filter.metrics, filter.slowdown, wanted));
  }

  private BenchPlan with(CaseFilter chosen) {
    return new BenchPlan(profile, chosen, outputDirectory, build);
  }

  int rounds() {
    return profile.rounds;
  }

  /// Whether there is no time for what takes long.
  boolean isQuick() {
    return !profile.name.equals(Profile.FULL.name);
  }

  SuiteOptions suiteOptions() {
    return new SuiteOptions(isQuick(), filter.slowdown);
  }
}

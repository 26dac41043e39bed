package dev.brummer.perf;

import dev.brummer.perf.program.InstalledPrograms;
import dev.brummer.perf.suite.InjectedSlowdown;
import dev.brummer.perf.suite.SuiteOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Selection, time budget and output directory of a benchmark run.
///
/// @param outputDirectory directory of the reports; null creates one in the user's state directory
/// @param build the measured build
public record BenchPlan(
    Profile profile, CaseFilter filter, @Nullable Path outputDirectory, Build build) {
  /// Time budget of a run and its division.
  ///
  /// @param name "quick", "full" or "gate"
  /// @param budget approximate duration of all suites
  /// @param rounds forks per case; the cases alternate, so a machine that slows down affects all of
  ///   them
  /// @param iterations samples per fork
  public record Profile(String name, Duration budget, int rounds, int iterations) {
    public Profile {
      if (rounds < 1 || iterations < 1) {
        throw new IllegalArgumentException("rounds " + rounds + ", iterations " + iterations);
      }
    }

    /// All suites in less than five minutes on two cores.
    public static final Profile QUICK = new Profile("quick", Duration.ofSeconds(268), 1, 5);

    /// All suites in less than twenty-five minutes on two cores.
    public static final Profile FULL = new Profile("full", Duration.ofMinutes(22), 2, 8);

    /// The metrics of the gates in two rounds.
    public static final Profile GATE = new Profile("gate", Duration.ofSeconds(165), 2, 5);

    /// Returns a profile with the same time per round.
    Profile withRounds(int forks) {
      return new Profile(name, budget.multipliedBy(forks).dividedBy(rounds), forks, iterations);
    }
  }

  /// Selects benchmark cases.
  ///
  /// @param suites names from [BenchRunner#suites()]; empty selects all
  /// @param metrics selects the cases that measure at least one of these; empty selects all
  /// @param slowdown part of the product to slow down deliberately
  /// @param productOnly skips baselines and alternatives
  /// @param rivals directories of other programs, searched before `PATH` and written like it
  public record CaseFilter(
      List<String> suites,
      Set<MetricKey> metrics,
      InjectedSlowdown slowdown,
      boolean productOnly,
      String rivals) {
    public CaseFilter {
      suites = List.copyOf(suites);
      metrics = Set.copyOf(metrics);
    }
  }

  /// Key of a metric and key of a variant.
  public record MetricKey(String metric, String variant) {}

  /// @param commit commit of the build, or "unknown"
  public record Build(String version, String commit) {}

  /// Creates a plan for some suites, or for all suites if the list is empty.
  public static BenchPlan of(Profile profile, List<String> suites, Build build) {
    CaseFilter all = new CaseFilter(suites, Set.of(), InjectedSlowdown.NONE, false, "");
    return new BenchPlan(profile, all, null, build);
  }

  public BenchPlan withOutputDirectory(@Nullable Path directory) {
    return new BenchPlan(profile, filter, directory, build);
  }

  public BenchPlan withRounds(int forks) {
    return new BenchPlan(profile.withRounds(forks), filter, outputDirectory, build);
  }

  public BenchPlan withMetrics(Set<MetricKey> only) {
    return with(
        new CaseFilter(filter.suites, only, filter.slowdown, filter.productOnly, filter.rivals));
  }

  public BenchPlan withSlowdown(InjectedSlowdown part) {
    return with(
        new CaseFilter(filter.suites, filter.metrics, part, filter.productOnly, filter.rivals));
  }

  public BenchPlan withProductOnly(boolean productOnly) {
    return with(
        new CaseFilter(filter.suites, filter.metrics, filter.slowdown, productOnly, filter.rivals));
  }

  /// Returns a plan that also looks for other programs in these directories, separated like those
  /// of `PATH`.
  public BenchPlan withRivals(String directories) {
    return with(
        new CaseFilter(
            filter.suites, filter.metrics, filter.slowdown, filter.productOnly, directories));
  }

  private BenchPlan with(CaseFilter chosen) {
    return new BenchPlan(profile, chosen, outputDirectory, build);
  }

  int rounds() {
    return profile.rounds;
  }

  /// Returns whether to skip long-running cases.
  boolean isQuick() {
    return !profile.name.equals(Profile.FULL.name);
  }

  SuiteOptions suiteOptions() {
    return new SuiteOptions(isQuick(), filter.slowdown, InstalledPrograms.in(filter.rivals));
  }
}

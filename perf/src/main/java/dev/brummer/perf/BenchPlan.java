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
/// @param out folder for the reports; null: one of its own under the user's state directory
/// @param build that is measured
public record BenchPlan(Thoroughness thoroughness, Choice choice, @Nullable Path out, Build build) {
  /// How much time there is, and how it is used.
  ///
  /// @param name "quick", "full" or "gate"
  /// @param budget about how long all suites together take
  /// @param rounds how often each case is forked; cases take turns, so that a machine that slows
  ///   down slows all of them
  /// @param shots samples a fork
  public record Thoroughness(String name, Duration budget, int rounds, int shots) {
    public Thoroughness {
      if (rounds < 1 || shots < 1) {
        throw new IllegalArgumentException("rounds " + rounds + ", shots " + shots);
      }
    }

    /// All suites in less than three minutes on two cores.
    public static final Thoroughness QUICK =
        new Thoroughness("quick", Duration.ofSeconds(160), 1, 5);

    /// All suites in less than fifteen minutes on two cores.
    public static final Thoroughness FULL = new Thoroughness("full", Duration.ofMinutes(13), 2, 8);

    /// What the gates ask for, in two rounds.
    public static final Thoroughness GATE = new Thoroughness("gate", Duration.ofSeconds(110), 2, 5);

    /// The same for each round.
    Thoroughness withRounds(int forks) {
      return new Thoroughness(name, budget.multipliedBy(forks).dividedBy(rounds), forks, shots);
    }
  }

  /// Which cases.
  ///
  /// @param suites names from [BenchRunner#suites()]; empty means all
  /// @param asked only cases that give one of these are measured; empty means all
  /// @param slow part of the product to slow on purpose
  /// @param onlyNow measure the product alone, not what it is compared with
  public record Choice(
      List<String> suites, Set<Asked> asked, InjectedSlowdown slow, boolean onlyNow) {
    public Choice {
      suites = List.copyOf(suites);
      asked = Set.copyOf(asked);
    }
  }

  /// One metric of one variant, by their keys.
  public record Asked(String metric, String variant) {}

  /// @param commit that brummer was built from, or "unknown"
  public record Build(String version, String commit) {}

  /// Everything of some suites, or of all.
  public static BenchPlan of(Thoroughness thoroughness, List<String> suites, Build build) {
    Choice all = new Choice(suites, Set.of(), InjectedSlowdown.NONE, false);
    return new BenchPlan(thoroughness, all, null, build);
  }

  public BenchPlan withOut(@Nullable Path folder) {
    return new BenchPlan(thoroughness, choice, folder, build);
  }

  public BenchPlan withRounds(int forks) {
    return new BenchPlan(thoroughness.withRounds(forks), choice, out, build);
  }

  public BenchPlan withAsked(Set<Asked> only) {
    return with(new Choice(choice.suites, only, choice.slow, choice.onlyNow));
  }

  public BenchPlan withSlow(InjectedSlowdown part) {
    return with(new Choice(choice.suites, choice.asked, part, choice.onlyNow));
  }

  public BenchPlan withOnlyNow(boolean wanted) {
    return with(new Choice(choice.suites, choice.asked, choice.slow, wanted));
  }

  private BenchPlan with(Choice chosen) {
    return new BenchPlan(thoroughness, chosen, out, build);
  }

  int rounds() {
    return thoroughness.rounds;
  }

  /// Whether there is no time for what takes long.
  boolean hurried() {
    return !thoroughness.name.equals(Thoroughness.FULL.name);
  }

  SuiteOptions terms() {
    return new SuiteOptions(hurried(), choice.slow);
  }
}

package dev.brummer.perf;

import dev.brummer.perf.bench.Suites;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.BenchCase;
import dev.brummer.perf.suite.IterationPlan;
import dev.brummer.perf.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Orders the benchmark cases of a plan by round and divides the time budget among them.
///
/// The budget covers all suites: a single suite gets its share of it, and every round gets the same
/// part. Before each case, the elapsed time (forks, set-up, slow designs included) is subtracted
/// and the rest of the round's part is divided among the remaining cases by weight. On a slow
/// machine a round that cannot finish in time is not started; if the first round cannot finish in
/// time, the alternatives are skipped. Confined to the measuring thread.
final class MeasurementSchedule {
  /// Overhead assumed for a fork until the first one has been timed.
  private static final double FORK_SECONDS = 0.6;

  private static final double MIN_SECONDS = 0.2;

  /// Upper bound per case: the variance between forks limits the precision beyond it.
  private static final double MAX_SECONDS = 6;

  /// Factor by which a run may exceed its budget.
  private static final double BUDGET_TOLERANCE = 1.05;

  private static final double MAX_SECONDS_QUICK = 1.2;

  /// Number of measured items after which the overhead estimate is reliable.
  private static final int MIN_ITEMS_FOR_ESTIMATE = 8;

  private final List<Item> items;

  /// Budget of a run of all suites.
  private final double runSeconds;

  /// Budget of the items of this schedule.
  private final double budgetSeconds;

  private final double maxSeconds;
  private final int iterations;
  private final int rounds;
  private int measured;
  private double measuredSeconds;

  /// Start of the round, as if the single-round cases had been measured before it.
  private double roundStartSeconds;

  /// A case of a suite in one round.
  record Item(Suite suite, BenchCase benchCase, int round) {}

  private MeasurementSchedule(
      List<Item> items,
      int rounds,
      double runSeconds,
      double budgetSeconds,
      double maxSeconds,
      int iterations) {
    this.items = List.copyOf(items);
    this.rounds = rounds;
    this.runSeconds = runSeconds;
    this.budgetSeconds = budgetSeconds;
    this.maxSeconds = maxSeconds;
    this.iterations = iterations;
  }

  static MeasurementSchedule of(BenchPlan plan) {
    List<Item> all = allItems(plan);
    List<Item> selected = all.stream().filter(item -> isSelected(item, plan)).toList();
    List<Item> items = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Item item : inTurns(selected)) {
        if (round == 1 || !item.benchCase.isSingleRound()) {
          items.add(new Item(item.suite, item.benchCase, round));
        }
      }
    }
    boolean bySuite = plan.filter().metrics().isEmpty();
    double share =
        bySuite
            ? cost(inTurns(selected), 1, FORK_SECONDS) / cost(inTurns(all), 1, FORK_SECONDS)
            : 1;
    double runSeconds = plan.profile().budget().toNanos() / 1e9;
    return new MeasurementSchedule(
        items,
        plan.rounds(),
        runSeconds,
        runSeconds * share,
        plan.isQuick() ? MAX_SECONDS_QUICK : MAX_SECONDS,
        plan.profile().iterations());
  }

  /// Repeats the cases with several turns, interleaved within their suite.
  private static List<Item> inTurns(List<Item> items) {
    Map<Suite, List<Item>> bySuite = new LinkedHashMap<>();
    items.forEach(item -> bySuite.computeIfAbsent(item.suite, _ -> new ArrayList<>()).add(item));
    List<Item> all = new ArrayList<>();
    for (List<Item> suite : bySuite.values()) {
      int turns = suite.stream().mapToInt(item -> item.benchCase.turns()).max().orElse(1);
      for (int turn = 1; turn <= turns; turn++) {
        for (Item item : suite) {
          if (turn <= item.benchCase.turns()) {
            all.add(item);
          }
        }
      }
    }
    return all;
  }

  private static List<Item> allItems(BenchPlan plan) {
    List<Item> items = new ArrayList<>();
    for (Suite suite : Suites.list()) {
      suite.cases(plan.suiteOptions()).forEach(one -> items.add(new Item(suite, one, 0)));
    }
    return items;
  }

  private static boolean isSelected(Item item, BenchPlan plan) {
    boolean named =
        plan.filter().suites().isEmpty() || plan.filter().suites().contains(item.suite.name());
    String variant = item.benchCase.variant().key();
    boolean measures =
        plan.filter().metrics().isEmpty()
            || item.benchCase.metrics().stream()
                .anyMatch(m ->
                    plan.filter().metrics().contains(new BenchPlan.MetricKey(m.key(), variant)));
    boolean now = item.benchCase.variant().role() == Variant.Role.PRODUCT;
    return named && measures && (now || !plan.filter().productOnly());
  }

  /// Returns the seconds that all items need.
  ///
  /// @param each seconds for an item of weight 1
  /// @param overhead seconds of overhead per item
  private static double cost(List<Item> items, double each, double overhead) {
    return items.stream().mapToDouble(item -> seconds(item, each) + overhead).sum();
  }

  List<Item> items() {
    return items;
  }

  Duration budget() {
    return seconds(budgetSeconds);
  }

  /// Returns whether the next item fits into the budget. Only the first item of a further round can
  /// be refused.
  ///
  /// @param elapsed time since the first item
  boolean hasTimeFor(int index, Duration elapsed) {
    return round(index) == 1 || !startsRound(index) || fits(index, elapsed, budgetSeconds);
  }

  /// Returns whether to skip the next item: an alternative, in a single round that would otherwise
  /// exceed the budget of all suites. Suites selected by name keep their alternatives.
  ///
  /// @param elapsed time since the first item
  boolean shouldSkip(int index, Duration elapsed) {
    boolean alternative = items.get(index).benchCase.variant().isRival();
    return alternative
        && rounds == 1
        && index >= MIN_ITEMS_FOR_ESTIMATE
        && !fits(index, elapsed, runSeconds);
  }

  /// Returns whether the rest of the round fits into the limit at the minimum time per item.
  private boolean fits(int index, Duration elapsed, double limitSeconds) {
    double spent = elapsed.toNanos() / 1e9;
    return spent + minimumSeconds(restOfRound(index), spent) < limitSeconds * BUDGET_TOLERANCE;
  }

  private double minimumSeconds(List<Item> remaining, double spent) {
    return cost(remaining, MIN_SECONDS, overheadSeconds(spent));
  }

  /// Returns how many further rounds fit into the budget. When none fits, the current round uses
  /// the remaining time.
  private int affordableRounds(int index, double spent) {
    double end = spent + minimumSeconds(restOfRound(index), spent);
    int next = index + restOfRound(index).size();
    int further = 0;
    while (next < items.size()) {
      List<Item> round = restOfRound(next);
      end += minimumSeconds(round, spent);
      if (end > budgetSeconds * BUDGET_TOLERANCE) {
        return further;
      }
      further++;
      next += round.size();
    }
    return further;
  }

  /// Returns the iterations for the next item.
  ///
  /// @param index index of the item
  /// @param elapsed time since the first item
  IterationPlan iterationPlan(int index, Duration elapsed) {
    double spent = elapsed.toNanos() / 1e9;
    List<Item> rest = restOfRound(index);
    if (startsRound(index)) {
      List<Item> once = rest.stream().filter(item -> item.benchCase.isSingleRound()).toList();
      roundStartSeconds = spent + cost(once, MIN_SECONDS, FORK_SECONDS);
    }
    double part = (budgetSeconds - roundStartSeconds) / (1 + affordableRounds(index, spent));
    double left = roundStartSeconds + part - spent;
    double each = secondsPerWeight(rest, left - overheadSeconds(spent) * rest.size());
    Item item = items.get(index);
    measured++;
    measuredSeconds += seconds(item, each);
    return IterationPlan.of(seconds(each * item.benchCase.weight()), iterations);
  }

  /// Returns the seconds for an item of weight 1 after subtracting the items whose minimum duration
  /// exceeds their share. The set of those items depends on the result; three passes converge.
  private double secondsPerWeight(List<Item> rest, double available) {
    double each = maxSeconds;
    for (int i = 0; i < 3; i++) {
      double fixed = 0;
      double weights = 0;
      for (Item item : rest) {
        if (minDurationSeconds(item) > each * item.benchCase.weight()) {
          fixed += minDurationSeconds(item);
        } else {
          weights += item.benchCase.weight();
        }
      }
      each = weights == 0 ? MIN_SECONDS : (available - fixed) / weights;
      each = Math.clamp(each, MIN_SECONDS, maxSeconds);
    }
    return each;
  }

  private static double seconds(Item item, double each) {
    return Math.max(minDurationSeconds(item), each * item.benchCase.weight());
  }

  private static double minDurationSeconds(Item item) {
    return item.benchCase.minDuration().toNanos() / 1e9;
  }

  /// Returns the mean overhead per measured item.
  private double overheadSeconds(double spent) {
    return measured == 0 ? FORK_SECONDS : Math.max(0.2, (spent - measuredSeconds) / measured);
  }

  private int round(int index) {
    return items.get(index).round;
  }

  private boolean startsRound(int index) {
    return index == 0 || round(index) > round(index - 1);
  }

  private List<Item> restOfRound(int index) {
    int end = index;
    while (end < items.size() && round(end) == round(index)) {
      end++;
    }
    return items.subList(index, end);
  }

  /// Estimates the remaining time.
  Duration remaining(int index, Duration elapsed) {
    double spent = elapsed.toNanos() / 1e9;
    double secondsPerItem = measured == 0 ? 0 : spent / measured;
    return seconds(
        Math.max(
            minimumSeconds(restOfRound(index), spent),
            Math.min(
                budgetSeconds - spent,
                (items.size() - index) * maxSecondsPerItem(secondsPerItem))));
  }

  private double maxSecondsPerItem(double secondsPerItem) {
    return Math.max(secondsPerItem, FORK_SECONDS) * 2;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(Math.max(0, seconds) * 1e9));
  }
}

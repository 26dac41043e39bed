package dev.brummer.perf;

import dev.brummer.perf.bench.Suites;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.BenchCase;
import dev.brummer.perf.suite.IterationPlan;
import dev.brummer.perf.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The cases of a plan, round by round, and how long each is measured.
///
/// The plan's budget is for all suites: a suite alone takes its share of it, and each round the
/// same part. What forks, set-up and slow designs have taken so far is looked at before each case,
/// and what is left of the round's part is shared out among those to come, by their weights. On a
/// slow machine a run ends in time, too: a round that cannot come to its end in time is not begun,
/// and if even the first cannot, other people's designs are left out of it.
final class MeasurementSchedule {
  /// What a fork costs besides measuring, until that is known.
  private static final double FORK_SECONDS = 0.6;

  private static final double MIN_SECONDS = 0.2;

  /// More makes a case no better known: the variance between forks remains.
  private static final double MAX_SECONDS = 6;

  /// What a run may take more than its budget: it rarely does, and some time is spare.
  private static final double BUDGET_TOLERANCE = 1.05;

  private static final double MAX_SECONDS_QUICK = 1.2;

  /// Items that tell how fast a machine is.
  private static final int MIN_ITEMS_FOR_ESTIMATE = 8;

  private final List<Item> items;

  /// Of a run of all suites.
  private final double runSeconds;

  /// Of these items.
  private final double budgetSeconds;

  private final double maxSeconds;
  private final int iterations;
  private final int rounds;
  private int measured;
  private double measuredSeconds;

  /// As if what is measured once had been measured before.
  private double roundStartSeconds;

  /// What is to be done.
  record Item(Suite suite, BenchCase benchCase, int round) {}

  private MeasurementSchedule(
      List<Item> items,
      int rounds,
      double runSeconds,
      double budgetSeconds,
      double mostSeconds,
      int shots) {
    this.items = List.copyOf(items);
    this.rounds = rounds;
    this.runSeconds = runSeconds;
    this.budgetSeconds = budgetSeconds;
    this.maxSeconds = mostSeconds;
    this.iterations = shots;
  }

  static MeasurementSchedule of(BenchPlan plan) {
    List<Item> every = allItems(plan);
    List<Item> wanted = every.stream().filter(item -> isSelected(item, plan)).toList();
    List<Item> items = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Item item : wanted) {
        if (round == 1 || !item.benchCase.isSingleRound()) {
          items.add(new Item(item.suite, item.benchCase, round));
        }
      }
    }
    boolean bySuite = plan.filter().metrics().isEmpty();
    double share = bySuite ? cost(wanted, 1, FORK_SECONDS) / cost(every, 1, FORK_SECONDS) : 1;
    double runSeconds = plan.profile().budget().toNanos() / 1e9;
    return new MeasurementSchedule(
        items,
        plan.rounds(),
        runSeconds,
        runSeconds * share,
        plan.isQuick() ? MAX_SECONDS_QUICK : MAX_SECONDS,
        plan.profile().iterations());
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
    boolean gives =
        plan.filter().metrics().isEmpty()
            || item.benchCase.metrics().stream()
                .anyMatch(m ->
                    plan.filter().metrics().contains(new BenchPlan.MetricKey(m.key(), variant)));
    boolean now = item.benchCase.variant().role() == Variant.Role.PRODUCT;
    return named && gives && (now || !plan.filter().productOnly());
  }

  /// Seconds for all of them.
  ///
  /// @param each for an item of weight 1
  /// @param besides what an item takes besides measuring
  private static double cost(List<Item> items, double each, double besides) {
    return items.stream().mapToDouble(item -> seconds(item, each) + besides).sum();
  }

  List<Item> items() {
    return items;
  }

  Duration budget() {
    return seconds(budgetSeconds);
  }

  /// Whether there is time for the item that comes next: always, but at the beginning of a further
  /// round.
  ///
  /// @param elapsed since the first
  boolean hasTimeFor(int index, Duration elapsed) {
    return round(index) == 1 || !startsRound(index) || fits(index, elapsed, budgetSeconds);
  }

  /// Whether the item that comes next is left out: other people's designs, where the only round
  /// would otherwise take longer than all suites may. A suite that is asked for alone has them.
  ///
  /// @param elapsed since the first
  boolean shouldSkip(int index, Duration elapsed) {
    boolean rival = items.get(index).benchCase.variant().role() == Variant.Role.ALTERNATIVE;
    return rival
        && rounds == 1
        && index >= MIN_ITEMS_FOR_ESTIMATE
        && !fits(index, elapsed, runSeconds);
  }

  /// Whether what is left of the round can be measured in time, with the least effort.
  private boolean fits(int index, Duration elapsed, double limitSeconds) {
    double spent = elapsed.toNanos() / 1e9;
    return spent + minimumSeconds(restOfRound(index), spent) < limitSeconds * BUDGET_TOLERANCE;
  }

  private double minimumSeconds(List<Item> some, double spent) {
    return cost(some, MIN_SECONDS, overheadSeconds(spent));
  }

  /// After this one, as far as there is time for them: otherwise this one gets it.
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

  /// For the item that comes next.
  ///
  /// @param index of the item
  /// @param elapsed since the first
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

  /// Seconds for an item of weight 1: what those leave that take as long as they take. Which they
  /// are depends on the result; the third look changes next to nothing.
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

  /// What an item has taken so far besides measuring.
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

  /// About how long the rest takes.
  Duration remaining(int index, Duration elapsed) {
    double spent = elapsed.toNanos() / 1e9;
    double pace = measured == 0 ? 0 : spent / measured;
    return seconds(
        Math.max(
            minimumSeconds(restOfRound(index), spent),
            Math.min(budgetSeconds - spent, (items.size() - index) * maxSecondsPerItem(pace))));
  }

  private double maxSecondsPerItem(double pace) {
    return Math.max(pace, FORK_SECONDS) * 2;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(Math.max(0, seconds) * 1e9));
  }
}

package dev.brummer.perf;

import dev.brummer.perf.bench.Case;
import dev.brummer.perf.bench.Effort;
import dev.brummer.perf.bench.Suite;
import dev.brummer.perf.bench.Suites;
import dev.brummer.perf.result.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The cases of a plan, round by round, and how long each is measured.
///
/// The plan's budget is for all suites: a suite alone takes its share of it, and each round the
/// same part. What forks, set-up and slow designs have taken so far is looked at before each case,
/// and what is left of the round's part is shared out among those to come, by their weights. A
/// round that cannot come to its end in time is not begun: a run ends in time on a slow machine,
/// too.
final class Agenda {
  /// What a fork costs besides measuring, until that is known.
  private static final double FORK_SECONDS = 0.6;

  private static final double LEAST_SECONDS = 0.2;

  /// More makes a case no better known: the variance between forks remains.
  private static final double MOST_SECONDS = 6;

  /// What a round may take more than there is left: it rarely does, and some minutes are spare.
  private static final double SLACK = 1.1;

  private static final double MOST_SECONDS_IN_A_HURRY = 1.2;

  private final List<Item> items;
  private final double budgetSeconds;
  private final double mostSeconds;
  private final int shots;
  private final int rounds;
  private double measuredSeconds;
  private double roundEndSeconds;

  /// What is to be done.
  record Item(Suite suite, Case one, int round) {}

  private Agenda(
      List<Item> items, int rounds, double budgetSeconds, double mostSeconds, int shots) {
    this.items = List.copyOf(items);
    this.rounds = rounds;
    this.budgetSeconds = budgetSeconds;
    this.mostSeconds = mostSeconds;
    this.shots = shots;
  }

  static Agenda of(BenchPlan plan) {
    List<Item> every = every(plan);
    List<Item> wanted = every.stream().filter(item -> wanted(item, plan)).toList();
    List<Item> items = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Item item : wanted) {
        items.add(new Item(item.suite, item.one, round));
      }
    }
    double share = plan.choice().asked().isEmpty() ? cost(wanted) / cost(every) : 1;
    return new Agenda(
        items,
        plan.rounds(),
        plan.thoroughness().budget().toNanos() / 1e9 * share,
        plan.hurried() ? MOST_SECONDS_IN_A_HURRY : MOST_SECONDS,
        plan.thoroughness().shots());
  }

  private static List<Item> every(BenchPlan plan) {
    List<Item> items = new ArrayList<>();
    for (Suite suite : Suites.list()) {
      suite.cases(plan.terms()).forEach(one -> items.add(new Item(suite, one, 0)));
    }
    return items;
  }

  private static boolean wanted(Item item, BenchPlan plan) {
    boolean named =
        plan.choice().suites().isEmpty() || plan.choice().suites().contains(item.suite.name());
    String variant = item.one.variant().key();
    boolean gives =
        plan.choice().asked().isEmpty()
            || item.one.metrics().stream()
                .anyMatch(
                    m -> plan.choice().asked().contains(new BenchPlan.Asked(m.key(), variant)));
    boolean now = item.one.variant().role() == Variant.Role.NOW;
    return named && gives && (now || !plan.choice().onlyNow());
  }

  private static double cost(List<Item> items) {
    return items.stream().mapToDouble(item -> item.one.weight() + FORK_SECONDS).sum();
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
  boolean goesOn(int index, Duration elapsed) {
    if (index == 0 || index % inRound() != 0) {
      return true;
    }
    double spent = elapsed.toNanos() / 1e9;
    double least = besides(index, spent) * inRound() + LEAST_SECONDS * weights(index);
    return least < (budgetSeconds - spent) * SLACK;
  }

  /// For the item that comes next.
  ///
  /// @param index of the item
  /// @param elapsed since the first
  Effort effort(int index, Duration elapsed) {
    double spent = elapsed.toNanos() / 1e9;
    int done = index % inRound();
    if (done == 0) {
      roundEndSeconds = spent + (budgetSeconds - spent) / (rounds - index / inRound());
    }
    double fork = besides(index, spent);
    double each = (roundEndSeconds - spent - fork * (inRound() - done)) / weights(index);
    double weight = items.get(index).one.weight();
    double seconds = Math.clamp(each, LEAST_SECONDS, mostSeconds) * weight;
    measuredSeconds += seconds;
    return Effort.of(seconds(seconds), shots);
  }

  /// What an item has taken so far besides measuring.
  private double besides(int index, double spent) {
    return index == 0 ? FORK_SECONDS : Math.max(0.2, (spent - measuredSeconds) / index);
  }

  private int inRound() {
    return items.size() / rounds;
  }

  /// Of what is left of the round.
  private double weights(int index) {
    int end = (index / inRound() + 1) * inRound();
    return items.subList(index, end).stream().mapToDouble(item -> item.one.weight()).sum();
  }

  /// About how long the rest takes.
  Duration left(int index, Duration elapsed) {
    double spent = elapsed.toNanos() / 1e9;
    double pace = index == 0 ? 0 : spent / index;
    double atLeast = (items.size() - index) * Math.min(pace, FORK_SECONDS + LEAST_SECONDS);
    return seconds(
        Math.max(atLeast, Math.min(budgetSeconds - spent, (items.size() - index) * most(pace))));
  }

  private double most(double pace) {
    return Math.max(pace, FORK_SECONDS) * 2;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(Math.max(0, seconds) * 1e9));
  }
}

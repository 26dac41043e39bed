package dev.brummer.perf;

import dev.brummer.perf.bench.Case;
import dev.brummer.perf.bench.Effort;
import dev.brummer.perf.bench.Suite;
import dev.brummer.perf.bench.Suites;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The cases of a plan, each with the time it gets: the plan's budget is for all suites, so a suite
/// alone takes its share of it.
final class Agenda {
  /// What a fork costs besides measuring: a virtual machine starts, benchmarks set up.
  private static final Duration FORK = Duration.ofMillis(1100);

  private static final Duration LEAST = Duration.ofMillis(300);

  /// What is to be done.
  record Item(Suite suite, Case one, int round, Effort effort) {
    Duration expected() {
      return effort.total().plus(FORK);
    }
  }

  private Agenda() {}

  /// Round by round; within a round suite by suite.
  static List<Item> of(BenchPlan plan) {
    List<Item> wanted = items(plan);
    boolean all = plan.suites().isEmpty() && plan.metrics().isEmpty();
    double weights = all || !plan.metrics().isEmpty() ? weights(wanted) : weights(every(plan));
    int forks = all || !plan.metrics().isEmpty() ? wanted.size() : every(plan).size();
    Duration left = plan.budget().dividedBy(plan.rounds()).minus(FORK.multipliedBy(forks));
    List<Item> items = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      for (Item item : wanted) {
        long nanos = Math.round(left.toNanos() / weights * item.one.weight());
        Duration time = Duration.ofNanos(Math.max(LEAST.toNanos(), nanos));
        items.add(new Item(item.suite, item.one, round, Effort.of(time, plan.shots())));
      }
    }
    return items;
  }

  private static double weights(List<Item> items) {
    return items.stream().mapToDouble(item -> item.one.weight()).sum();
  }

  private static List<Item> every(BenchPlan plan) {
    List<Item> items = new ArrayList<>();
    for (Suite suite : Suites.list()) {
      for (Case one : suite.cases(plan.terms())) {
        items.add(new Item(suite, one, 0, Effort.of(LEAST, 1)));
      }
    }
    return items;
  }

  private static List<Item> items(BenchPlan plan) {
    return every(plan).stream()
        .filter(item -> plan.suites().isEmpty() || plan.suites().contains(item.suite.name()))
        .filter(item -> plan.metrics().isEmpty() || gives(item.one, plan))
        .toList();
  }

  private static boolean gives(Case one, BenchPlan plan) {
    return one.metrics().stream().anyMatch(metric -> plan.metrics().contains(metric.key()));
  }
}

package dev.brummer.perf.startup;

import java.util.List;

/// Result of a startup benchmark.
public final class StartupResult {
  private final StartupPlan plan;
  private final List<RoundResult> rounds;

  /// @param rounds in order; the last one may be interrupted
  StartupResult(StartupPlan plan, List<RoundResult> rounds) {
    this.plan = plan;
    this.rounds = List.copyOf(rounds);
  }

  /// Returns whether all awaited processes came up in each round and none survived a shutdown.
  public boolean isSuccessful() {
    return !rounds.isEmpty()
        && rounds.stream().allMatch(round -> round.survivors().isEmpty())
        && rounds.stream()
            .flatMap(round -> round.startups().stream())
            .noneMatch(processStartup -> processStartup.outcome().isFailure());
  }

  /// Returns the report for a terminal.
  public String text() {
    return StartupTextReport.of(this);
  }

  /// Returns the JSON report.
  public String json() {
    return StartupJsonReport.of(this);
  }

  StartupPlan plan() {
    return plan;
  }

  List<RoundResult> rounds() {
    return rounds;
  }

  List<ProcessStartupTimes> startups(String process) {
    return rounds.stream()
        .flatMap(round -> round.startups().stream())
        .filter(processStartup -> processStartup.name().equals(process))
        .toList();
  }

  /// Returns the startups in the rounds after the first.
  List<ProcessStartupTimes> warmStartups(String process) {
    List<ProcessStartupTimes> all = startups(process);
    return all.isEmpty() ? all : all.subList(1, all.size());
  }

  /// Returns the finished rounds after the first.
  List<RoundResult> warmRounds() {
    return rounds.stream().filter(round -> !round.isCold() && round.finished()).toList();
  }
}

package dev.brummer.perf.startup;

import java.util.List;

/// What the rounds gave.
public final class StartupResult {
  private final StartupPlan plan;
  private final List<StartupRound> rounds;

  /// @param rounds in order; the last may be one that was interrupted
  StartupResult(StartupPlan plan, List<StartupRound> rounds) {
    this.plan = plan;
    this.rounds = List.copyOf(rounds);
  }

  /// Whether everybody who was waited for was there each time, and nobody survived.
  public boolean isSuccessful() {
    return !rounds.isEmpty()
        && rounds.stream().allMatch(round -> round.survivors().isEmpty())
        && rounds.stream()
            .flatMap(round -> round.startups().stream())
            .noneMatch(processStartup -> processStartup.outcome().isFailure());
  }

  /// For a terminal.
  public String text() {
    return StartupReport.of(this);
  }

  /// For programs.
  public String json() {
    return StartupJson.of(this);
  }

  StartupPlan plan() {
    return plan;
  }

  List<StartupRound> rounds() {
    return rounds;
  }

  List<ProcessStartup> startups(String process) {
    return rounds.stream()
        .flatMap(round -> round.startups().stream())
        .filter(processStartup -> processStartup.name().equals(process))
        .toList();
  }

  /// Those of the rounds after the first.
  List<ProcessStartup> warmStartups(String process) {
    List<ProcessStartup> all = startups(process);
    return all.isEmpty() ? all : all.subList(1, all.size());
  }

  /// The finished rounds after the first.
  List<StartupRound> warmRounds() {
    return rounds.stream().filter(round -> !round.isCold() && round.finished()).toList();
  }
}

package dev.brummer.perf.startup;

import java.util.List;

/// What the rounds gave.
public final class UpResult {
  private final UpPlan plan;
  private final List<Round> rounds;

  /// @param rounds in order; the last may be one that was interrupted
  UpResult(UpPlan plan, List<Round> rounds) {
    this.plan = plan;
    this.rounds = List.copyOf(rounds);
  }

  /// Whether everybody who was waited for was there each time, and nobody survived.
  public boolean good() {
    return !rounds.isEmpty()
        && rounds.stream().allMatch(round -> round.survivors().isEmpty())
        && rounds.stream()
            .flatMap(round -> round.arrivals().stream())
            .noneMatch(arrival -> arrival.outcome().bad());
  }

  /// For a terminal.
  public String text() {
    return UpText.of(this);
  }

  /// For programs.
  public String json() {
    return UpJson.of(this);
  }

  UpPlan plan() {
    return plan;
  }

  List<Round> rounds() {
    return rounds;
  }

  List<Arrival> arrivals(String process) {
    return rounds.stream()
        .flatMap(round -> round.arrivals().stream())
        .filter(arrival -> arrival.name().equals(process))
        .toList();
  }

  /// Those of the rounds after the first.
  List<Arrival> warm(String process) {
    List<Arrival> all = arrivals(process);
    return all.isEmpty() ? all : all.subList(1, all.size());
  }

  /// The finished rounds after the first.
  List<Round> warmRounds() {
    return rounds.stream().filter(round -> !round.cold() && round.finished()).toList();
  }
}

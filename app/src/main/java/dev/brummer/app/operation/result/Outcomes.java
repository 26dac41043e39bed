package dev.brummer.app.operation.result;

import java.util.List;

/// Combines outcomes. Pure.
final class Outcomes {
  private Outcomes() {}

  /// `NOT_MET` over `TIMED_OUT` over `MET`.
  static Outcome worst(List<Outcome> all) {
    if (all.contains(Outcome.NOT_MET)) {
      return Outcome.NOT_MET;
    }
    return all.contains(Outcome.TIMED_OUT) ? Outcome.TIMED_OUT : Outcome.MET;
  }
}

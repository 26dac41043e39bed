package dev.brummer.perf.gate;

import java.util.Locale;

/// Outcome of a gate.
public sealed interface GateResult {
  Gate gate();

  boolean passed();

  /// One line for users, in the format of the reference design (S29).
  String text();

  /// The metric was measured.
  ///
  /// @param baseline in the metric's unit
  /// @param measured median of the product
  /// @param ratio measured / baseline
  record Measured(Gate gate, double baseline, double measured, double ratio) implements GateResult {
    @Override
    public boolean passed() {
      return gate.threshold().isMet(ratio);
    }

    @Override
    public String text() {
      String figures =
          String.format(Locale.ROOT, "%s: %.2f vs %.2f", gate.name(), measured, baseline);
      return passed()
          ? "Performance improvement in " + figures + " (" + change() + ")"
          : "Performance regression in " + figures + " (" + change() + expected() + ")";
    }

    /// "12.0% worse"; if higher is better, a lower ratio is worse.
    private String change() {
      boolean less = gate.threshold() instanceof Gate.AtMost;
      boolean better = less ? ratio < 1 : ratio > 1;
      return String.format(
          Locale.ROOT, "%.1f%% %s", Math.abs(ratio - 1) * 100, better ? "better" : "worse");
    }

    /// Threshold in words. A gate that requires an improvement states it, never a negative
    /// percentage.
    private String expected() {
      double asked = gate.threshold().ratio();
      boolean improvement = gate.threshold() instanceof Gate.AtMost ? asked < 1 : asked > 1;
      return improvement
          ? String.format(
              Locale.ROOT, ", expected at least %.1f%% better", Math.abs(1 - asked) * 100)
          : String.format(Locale.ROOT, ", allowed up to %.1f%%", Math.abs(asked - 1) * 100);
    }
  }

  /// The metric or its baseline was not measured.
  record NotMeasured(Gate gate, String missing) implements GateResult {
    @Override
    public boolean passed() {
      return false;
    }

    @Override
    public String text() {
      return gate.name() + " was not measured: there is no " + missing + " in this run";
    }
  }
}

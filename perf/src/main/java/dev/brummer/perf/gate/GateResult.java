package dev.brummer.perf.gate;

import java.util.Locale;

/// What became of a gate.
public sealed interface GateResult {
  Gate gate();

  boolean passed();

  /// For people, in the seed's words (S29).
  String text();

  /// It was measured.
  ///
  /// @param baseline in the metric's unit
  /// @param measured of the product, the median
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

    /// "12.0% worse"; where more is better a smaller ratio is worse.
    private String change() {
      boolean less = gate.threshold() instanceof Gate.AtMost;
      boolean better = less ? ratio < 1 : ratio > 1;
      return String.format(
          Locale.ROOT, "%.1f%% %s", Math.abs(ratio - 1) * 100, better ? "better" : "worse");
    }

    /// A gate may ask for more than no loss: then that is said, not a negative percentage.
    private String expected() {
      double asked = gate.threshold().ratio();
      boolean improvement = gate.threshold() instanceof Gate.AtMost ? asked < 1 : asked > 1;
      return improvement
          ? String.format(
              Locale.ROOT, ", expected at least %.1f%% better", Math.abs(1 - asked) * 100)
          : String.format(Locale.ROOT, ", allowed up to %.1f%%", Math.abs(asked - 1) * 100);
    }
  }

  /// It was not measured, or what it is compared with was not.
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

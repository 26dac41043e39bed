package dev.brummer.perf.report;

import java.util.ArrayList;
import java.util.List;

/// Maps the values of an axis to pixels and chooses round values for its tick marks.
///
/// @param from lowest value shown
/// @param to highest value shown
/// @param start pixel of `from`
/// @param end pixel of `to`
record AxisScale(boolean logarithmic, double from, double to, double start, double end) {
  private static final int MARKS = 5;

  /// Covers all values, and 0 if the axis is linear.
  ///
  /// @param bars the axis starts at the baseline of bars: a power of ten if logarithmic
  static AxisScale of(
      boolean logarithmic, boolean bars, List<Double> values, double start, double end) {
    double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    if (logarithmic) {
      double bottom = bars ? Math.pow(10, Math.floor(Math.log10(low / 1.3))) : low / 1.3;
      return new AxisScale(true, bottom, high * 1.3, start, end);
    }
    double bottom = Math.min(0, low);
    double top = high == bottom ? bottom + 1 : high;
    double step = step(top - bottom);
    return new AxisScale(false, bottom, Math.ceil(top / step - 1e-9) * step, start, end);
  }

  double pixel(double value) {
    double share =
        logarithmic
            ? (Math.log(value) - Math.log(from)) / (Math.log(to) - Math.log(from))
            : (value - from) / (to - from);
    return start + share * (end - start);
  }

  /// Values of the tick marks: powers of ten, or multiples of 1, 2 or 5 of one.
  List<Double> marks() {
    List<Double> marks = new ArrayList<>();
    if (logarithmic) {
      int lowest = (int) Math.ceil(Math.log10(from) - 1e-9);
      int highest = (int) Math.floor(Math.log10(to) + 1e-9);
      int every = Math.max(1, (highest - lowest) / MARKS);
      for (int power = lowest; power <= highest; power += every) {
        marks.add(Math.pow(10, power));
      }
      return marks.size() < 2 ? between() : marks;
    }
    double step = step(to - from);
    for (double at = from; at <= to + step / 2; at += step) {
      marks.add(at);
    }
    return marks;
  }

  /// Tick marks of an axis that spans fewer than two powers of ten.
  private List<Double> between() {
    List<Double> marks = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
      for (int digit : new int[] {1, 2, 5}) {
        double at = digit * Math.pow(10, power);
        if (at >= from && at <= to) {
          marks.add(at);
        }
      }
    }
    return marks;
  }

  private static double step(double range) {
    double rough = range / MARKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    return power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
  }
}

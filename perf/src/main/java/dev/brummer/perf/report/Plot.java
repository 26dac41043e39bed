package dev.brummer.perf.report;

import dev.brummer.perf.result.Unit;
import java.util.List;

/// What is to be drawn; [SvgRenderer] draws it.
///
/// @param title a sentence: what the plot shows
/// @param x the horizontal axis
/// @param y the vertical axis
/// @param bars bars side by side instead of lines
public record Plot(String title, Axis x, Axis y, boolean bars, List<Series> series) {
  public Plot {
    series = List.copyOf(series);
  }

  /// An axis.
  ///
  /// @param names of the places 0, 1, 2 … where they are no numbers; empty: numbers
  public record Axis(String label, Unit unit, boolean logarithmic, List<String> names) {
    public Axis {
      names = List.copyOf(names);
    }

    public static Axis linear(String label, Unit unit) {
      return new Axis(label, unit, false, List.of());
    }

    public static Axis logarithmic(String label, Unit unit) {
      return new Axis(label, unit, true, List.of());
    }

    public static Axis named(String label, List<String> names) {
      return new Axis(label, Unit.COUNT, false, names);
    }
  }

  /// How something is drawn.
  public enum Style {
    PRODUCT,
    BASELINE,
    REFERENCE,
    ALTERNATIVE
  }

  /// Points that belong together.
  public record Series(String name, Style style, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }
  }

  /// A place in an axis's units.
  public record Point(double x, double y) {}
}

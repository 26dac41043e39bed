package dev.brummer.perf.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.brummer.perf.result.Unit;
import java.util.List;

/// Description of a plot, rendered by [SvgRenderer].
///
/// @param title what the plot shows
/// @param x horizontal axis
/// @param y vertical axis
/// @param bars bars side by side instead of lines
public record Plot(String title, Axis x, Axis y, boolean bars, List<Series> series) {
  public Plot {
    series = List.copyOf(series);
  }

  /// An axis.
  ///
  /// @param names labels of the positions 0, 1, 2 … of a categorical axis; empty for a numeric one
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

  /// Role of a series, which determines its style. Serialised by its JSON name.
  public enum Style {
    @JsonProperty("NOW")
    PRODUCT,
    @JsonProperty("BEFORE")
    BASELINE,
    @JsonProperty("SEED")
    REFERENCE,
    @JsonProperty("RIVAL")
    ALTERNATIVE
  }

  /// Points of one line or group of bars.
  public record Series(String name, @JsonProperty("look") Style style, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }
  }

  /// Position in units of the axes.
  public record Point(double x, double y) {}
}

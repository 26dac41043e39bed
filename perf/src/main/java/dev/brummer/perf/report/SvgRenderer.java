package dev.brummer.perf.report;

import dev.brummer.perf.report.Plot.Axis;
import dev.brummer.perf.report.Plot.Point;
import dev.brummer.perf.report.Plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Renders a [Plot] as SVG. Colours come from the page's style sheet by CSS class: one per
/// [Plot.Style], and a number per alternative.
final class SvgRenderer {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int LEFT = 74;
  private static final int RIGHT = 16;
  private static final int TOP = 12;
  private static final int BOTTOM = 46;
  private static final double GAP = 0.22;

  private final StringBuilder out = new StringBuilder();
  private final Plot plot;
  private final List<Series> series;
  private final AxisScale x;
  private final AxisScale y;

  private SvgRenderer(Plot plot) {
    this.plot = plot;
    this.series = plot.series().stream().map(each -> drawable(plot, each)).toList();
    boolean named = !plot.x().names().isEmpty();
    this.x =
        named
            ? new AxisScale(false, -0.5, plot.x().names().size() - 0.5, LEFT, WIDTH - RIGHT)
            : AxisScale.of(plot.x().logarithmic(), false, values(Point::x), LEFT, WIDTH - RIGHT);
    this.y =
        AxisScale.of(plot.y().logarithmic(), plot.bars(), values(Point::y), HEIGHT - BOTTOM, TOP);
  }

  /// A figure with title and legend; empty if there are no points.
  static String figure(Plot plot) {
    SvgRenderer svg = new SvgRenderer(plot);
    if (svg.series.stream().allMatch(each -> each.points().isEmpty())) {
      return "";
    }
    StringBuilder out = new StringBuilder("<figure><figcaption>");
    out.append(escape(plot.title())).append("</figcaption><div class=\"legend\">");
    for (int i = 0; i < svg.series.size(); i++) {
      Series each = svg.series.get(i);
      if (!each.points().isEmpty()) {
        out.append("<span class=\"key ").append(svg.cssClass(i)).append("\">");
        out.append(escape(each.name())).append("</span>");
      }
    }
    return out.append("</div>").append(svg.draw()).append("</figure>\n").toString();
  }

  /// Drops points that a logarithmic axis cannot show.
  private static Series drawable(Plot plot, Series each) {
    List<Point> points =
        each.points().stream()
            .filter(p -> Double.isFinite(p.x()) && Double.isFinite(p.y()))
            .filter(p -> !plot.y().logarithmic() || p.y() > 0)
            .filter(p -> !plot.x().logarithmic() || p.x() > 0)
            .toList();
    return new Series(each.name(), each.style(), points);
  }

  private List<Double> values(ToDoubleFunction<Point> axis) {
    return series.stream()
        .flatMap(each -> each.points().stream())
        .map(point -> axis.applyAsDouble(point))
        .toList();
  }

  /// "now", or "alternative a2".
  private String cssClass(int index) {
    Plot.Style style = series.get(index).style();
    if (style != Plot.Style.ALTERNATIVE) {
      return style.name().toLowerCase(Locale.ROOT);
    }
    long number = series.subList(0, index).stream().filter(s -> s.style() == style).count();
    return "alternative a" + number % 5;
  }

  private String draw() {
    out.append(
        String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=\"img\">", WIDTH, HEIGHT));
    grid();
    for (int i = 0; i < series.size(); i++) {
      if (plot.bars()) {
        bars(i);
      } else {
        line(i);
      }
    }
    return out.append("</svg>").toString();
  }

  private void grid() {
    for (double mark : y.marks()) {
      double at = y.pixel(mark);
      out.append(line(LEFT, at, WIDTH - RIGHT, at, "grid"));
      text(LEFT - 8, at + 4, "end", "", label(plot.y(), mark));
    }
    if (plot.x().names().isEmpty()) {
      x.marks()
          .forEach(mark ->
              text(x.pixel(mark), HEIGHT - BOTTOM + 18, "middle", "", label(plot.x(), mark)));
    } else {
      for (int i = 0; i < plot.x().names().size(); i++) {
        List<String> lines = plot.x().names().get(i).lines().toList();
        for (int line = 0; line < lines.size(); line++) {
          text(x.pixel(i), HEIGHT - BOTTOM + 16 + 14.0 * line, "middle", "", lines.get(line));
        }
      }
    }
    out.append(line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "axis"));
    text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", "label", plot.x().label());
    out.append(
        String.format(
            Locale.ROOT,
            "<text class=\"label\" text-anchor=\"middle\" transform=\"translate(14 %d) rotate(-90)\">%s</text>",
            (HEIGHT - BOTTOM + TOP) / 2,
            escape(plot.y().label())));
  }

  private static String label(Axis axis, double value) {
    return QuantityFormat.format(axis.unit(), value).replaceFirst("\\.0+(?=[^0-9]|$)", "");
  }

  private void line(int index) {
    List<Point> points = series.get(index).points();
    List<String> path = new ArrayList<>();
    points.forEach(
        p -> path.add(String.format(Locale.ROOT, "%.1f,%.1f", x.pixel(p.x()), y.pixel(p.y()))));
    out.append("<g class=\"").append(cssClass(index)).append("\">");
    out.append("<polyline points=\"").append(String.join(" ", path)).append("\"/>");
    if (points.size() <= 40) {
      points.forEach(p ->
          out.append(
              String.format(
                  Locale.ROOT,
                  "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"><title>%s</title></circle>",
                  x.pixel(p.x()),
                  y.pixel(p.y()),
                  escape(
                      series.get(index).name()
                          + ": "
                          + QuantityFormat.format(plot.y().unit(), p.y())))));
    }
    out.append("</g>");
  }

  private void bars(int index) {
    double slot = (x.pixel(1) - x.pixel(0)) * (1 - GAP) / series.size();
    out.append("<g class=\"").append(cssClass(index)).append("\">");
    for (Point point : series.get(index).points()) {
      double left = x.pixel(point.x()) - slot * series.size() / 2 + slot * index;
      double top = y.pixel(point.y());
      out.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\"><title>%s</title></rect>",
              left + 1,
              top,
              slot - 2,
              Math.max(0, HEIGHT - BOTTOM - top),
              escape(
                  series.get(index).name()
                      + ": "
                      + QuantityFormat.format(plot.y().unit(), point.y()))));
    }
    out.append("</g>");
  }

  private static String line(double x1, double y1, double x2, double y2, String cssClass) {
    return String.format(
        Locale.ROOT,
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        cssClass,
        x1,
        y1,
        x2,
        y2);
  }

  private void text(double left, double top, String anchor, String cssClass, String content) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
            cssClass,
            left,
            top,
            anchor,
            escape(content)));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

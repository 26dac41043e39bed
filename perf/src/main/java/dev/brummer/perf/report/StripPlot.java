package dev.brummer.perf.report;

import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Renders every sample of a metric as a dot on one axis, the replaced design above the product, to
/// show difference and variance at a glance.
final class StripPlot {
  private static final int WIDTH = 180;
  private static final int HEIGHT = 22;
  private static final int MARGIN = 5;

  private StripPlot() {}

  static String of(BenchRun run, Metric metric) {
    List<Double> before = run.samples(metric.key(), "before");
    List<Double> now = run.samples(metric.key(), "now");
    List<Double> all = new ArrayList<>(before);
    all.addAll(now);
    double low = all.stream().mapToDouble(Double::doubleValue).filter(v -> v > 0).min().orElse(0);
    double high = all.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    if (high <= 0) {
      return "";
    }
    boolean logarithmic = low > 0 && high / low > 4 && all.stream().allMatch(v -> v > 0);
    AxisScale scale =
        new AxisScale(
            logarithmic, logarithmic ? low / 1.05 : 0, high * 1.05, MARGIN, WIDTH - MARGIN);
    StringBuilder out =
        new StringBuilder("<svg class=\"strip\" viewBox=\"0 0 %d %d\">".formatted(WIDTH, HEIGHT));
    out.append(
        "<line class=\"grid\" x1=\"%d\" y1=\"11\" x2=\"%d\" y2=\"11\"/>"
            .formatted(MARGIN, WIDTH - MARGIN));
    dots(out, scale, before, "baseline", before.isEmpty() ? 11 : 7);
    dots(out, scale, now, "product", before.isEmpty() ? 11 : 15);
    return out.append("</svg>").toString();
  }

  private static void dots(
      StringBuilder out, AxisScale scale, List<Double> values, String cssClass, int height) {
    out.append("<g class=\"").append(cssClass).append("\">");
    for (double value : values) {
      out.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%d\" r=\"2.6\"/>",
              scale.pixel(value),
              height));
    }
    out.append("</g>");
  }
}

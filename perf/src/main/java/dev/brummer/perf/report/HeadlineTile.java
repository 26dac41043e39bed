package dev.brummer.perf.report;

import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.stat.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One headline figure of the reference design (S55), measured.
///
/// @param title "allocation"
/// @param measured "-98 %"
/// @param reference "target −97 %"
/// @param detail values before and now
record HeadlineTile(String title, String measured, String reference, String detail) {
  private static final double KILO = 1e-3;
  private static final double MEGA = 1e-6;

  static List<HeadlineTile> of(BenchRun run) {
    List<HeadlineTile> tiles = new ArrayList<>();
    add(
        tiles,
        run,
        "memory of a session",
        "memory.allocation / a session / memory",
        MEGA,
        "MB/s",
        97);
    add(
        tiles,
        run,
        "latency of an event, p95",
        "eventbus.handlers / 265 events/s / p95",
        KILO,
        "µs",
        58);
    add(
        tiles,
        run,
        "status check",
        "process.status / one of 10, all cores reading / time",
        1,
        "ns",
        77);
    add(
        tiles,
        run,
        "threads started",
        "memory.allocation / a session / threads started",
        1,
        "a second",
        99);
    return tiles;
  }

  private static void add(
      List<HeadlineTile> tiles,
      BenchRun run,
      String title,
      String metric,
      double factor,
      String unit,
      int target) {
    List<Double> before = run.samples(metric, "before");
    List<Double> now = run.samples(metric, "now");
    if (before.isEmpty() || now.isEmpty()) {
      return;
    }
    double was = Quantiles.median(before) * factor;
    double is = Quantiles.median(now) * factor;
    tiles.add(
        new HeadlineTile(
            title,
            percent((is - was) / was * 100),
            "target −%d %%".formatted(target),
            "%s → %s %s"
                .formatted(QuantityFormat.formatNumber(was), QuantityFormat.formatNumber(is), unit)
                .strip()));
  }

  private static String percent(double change) {
    double size = Math.abs(change);
    String format = size > 99 && size < 100 ? "%.1f" : "%.0f";
    String number = String.format(Locale.ROOT, format, Math.min(size, 1e6));
    return (change < 0 ? "−" : "+") + number + " %";
  }

  String html() {
    return "<div class=\"tile\"><span class=\"name\">%s</span><b>%s</b><span>%s</span><span class=\"muted\">%s</span></div>"
        .formatted(
            SvgRenderer.escape(title),
            measured,
            SvgRenderer.escape(detail),
            SvgRenderer.escape(reference));
  }
}

package dev.brummer.perf.report;

import dev.brummer.perf.model.Projection;
import dev.brummer.perf.model.Projections;
import dev.brummer.perf.result.Run;
import dev.brummer.perf.stat.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One of the seed's headlines (S55), measured.
///
/// @param title "allocation"
/// @param measured "-98 %"
/// @param seed "seed hoped for -97 %"
/// @param detail from what to what
record Tile(String title, String measured, String seed, String detail) {
  static List<Tile> of(Run run) {
    List<Tile> tiles = new ArrayList<>();
    add(tiles, run, "memory allocated", "S35", 97);
    add(tiles, run, "latency p95", "S36", 58);
    add(tiles, run, "status check", "S39", 77);
    add(tiles, run, "threads", "S38", 99);
    return tiles;
  }

  private static void add(List<Tile> tiles, Run run, String title, String source, double hoped) {
    Projection projection =
        Projections.all().stream().filter(p -> p.source().equals(source)).findFirst().orElseThrow();
    List<Double> before = run.samples(projection.measured(), "before");
    List<Double> now = run.samples(projection.measured(), "now");
    if (before.isEmpty() || now.isEmpty()) {
      return;
    }
    double was = Quantile.median(before) * projection.factor();
    double is = Quantile.median(now) * projection.factor();
    tiles.add(
        new Tile(
            title,
            percent((is - was) / was * 100),
            "seed: −%.0f %%".formatted(hoped),
            "%s → %s %s"
                .formatted(Figure.digits(was), Figure.digits(is), projection.unit())
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
        .formatted(Svg.escape(title), measured, Svg.escape(detail), Svg.escape(seed));
  }
}

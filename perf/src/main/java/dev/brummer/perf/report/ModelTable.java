package dev.brummer.perf.report;

import dev.brummer.perf.model.ModelSet;
import dev.brummer.perf.model.Prediction;
import dev.brummer.perf.model.Predictions;
import dev.brummer.perf.result.BenchRun;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Predictions of the models beside the measured values.
public final class ModelTable {
  static final List<String> HEADERS =
      List.of("", "source", "model", "measured", "error of the model");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

  private ModelTable() {}

  /// Text for a terminal.
  ///
  /// @param run source of the measured values; null for none
  public static String text(ModelSet inputs, @Nullable BenchRun run) {
    StringBuilder text = new StringBuilder();
    inputs.threads().lines().forEach(line -> text.append(line).append('\n'));
    text.append('\n');
    inputs.impact().lines().forEach(line -> text.append(line).append('\n'));
    text.append('\n');
    List<Prediction> all = Predictions.of(inputs, run);
    for (String group : all.stream().map(Prediction::group).distinct().toList()) {
      TextTable table = new TextTable(group, HEADERS.toArray(String[]::new));
      all.stream()
          .filter(one -> one.group().equals(group))
          .forEach(one -> table.row(cells(one).toArray(String[]::new)));
      text.append(table).append('\n');
    }
    return text.append(origin(run)).append('\n').toString();
  }

  static List<String> cells(Prediction one) {
    return List.of(
        one.quantity(),
        one.source(),
        QuantityFormat.format(one.unit(), one.model()),
        QuantityFormat.format(one.unit(), one.measured()),
        error(one.errorPercent()));
  }

  private static String error(@Nullable Double percent) {
    if (percent == null) {
      return "";
    }
    if (Double.isInfinite(percent)) {
      return "none measured";
    }
    if (Math.abs(percent) >= 999.5) {
      return String.format(Locale.ROOT, "%+,.0fx", percent / 100);
    }
    return String.format(Locale.ROOT, "%+.0f %%", percent);
  }

  private static String origin(@Nullable BenchRun run) {
    return run == null
        ? "model: formulas of the reference design. Nothing has been measured yet: run brummer bench --quick"
        : "model: formulas of the reference design. Measured: recorded %s, %s, commit %s, %s."
            .formatted(
                DAY.format(run.startedAt()), run.plan(), run.commit(), run.machine().title());
  }
}

package dev.brummer.perf.report;

import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Variant;
import java.util.List;

/// A run as text for a terminal.
public final class TerminalReport {
  private TerminalReport() {}

  public static String of(BenchRun run) {
    StringBuilder text = new StringBuilder();
    for (String component : MetricRows.components(run)) {
      List<MetricRows.Row> rows = MetricRows.of(run, component);
      if (!rows.isEmpty()) {
        TextTable table = new TextTable(component, MetricRows.HEADERS.toArray(String[]::new));
        rows.forEach(row -> table.row(row.cells().toArray(String[]::new)));
        text.append(table).append('\n');
      }
    }
    for (AlternativesTable rivals : AlternativesTable.of(run)) {
      String title = rivals.suite() + ": each design, " + Variant.PRODUCT.title() + " among them";
      TextTable table = new TextTable(title, rivals.headers().toArray(String[]::new));
      rivals.rows().forEach(row -> table.row(row.toArray(String[]::new)));
      text.append(table).append('\n');
    }
    text.append(ProjectionTable.text(run)).append('\n');
    text.append(
            "seed: quoted from the document that brummer is built from. The others: measured in")
        .append(
            " this run, medians; before: the seed's own design, built and measured in turns.\n");
    run.noise().warnings().forEach(warning -> text.append("! ").append(warning).append('\n'));
    return text.toString();
  }
}

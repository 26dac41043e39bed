package dev.brummer.perf.report;

import dev.brummer.perf.result.Run;
import dev.brummer.perf.result.Variant;
import java.util.List;

/// A run as text for a terminal.
public final class Terminal {
  private Terminal() {}

  public static String of(Run run) {
    StringBuilder text = new StringBuilder();
    for (String component : Rows.components(run)) {
      List<Rows.Row> rows = Rows.of(run, component);
      if (!rows.isEmpty()) {
        TextTable table = new TextTable(component, Rows.HEADS.toArray(String[]::new));
        rows.forEach(row -> table.row(row.cells().toArray(String[]::new)));
        text.append(table).append('\n');
      }
    }
    for (RivalTable rivals : RivalTable.of(run)) {
      String title =
          rivals.suite() + ": the time of each design, " + Variant.NOW.title() + " among them";
      TextTable table = new TextTable(title, rivals.heads().toArray(String[]::new));
      rivals.rows().forEach(row -> table.row(row.toArray(String[]::new)));
      text.append(table).append('\n');
    }
    run.noise().warnings().forEach(warning -> text.append("! ").append(warning).append('\n'));
    return text.toString();
  }
}

package dev.brummer.perf.report;

import dev.brummer.perf.result.BenchRun;
import java.util.List;

/// Renders a run as text for a terminal.
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
    for (AlternativesTable alternatives : AlternativesTable.of(run)) {
      String title = alternatives.suite() + ": all designs";
      TextTable table = new TextTable(title, alternatives.headers().toArray(String[]::new));
      alternatives.rows().forEach(row -> table.row(row.toArray(String[]::new)));
      text.append(table).append('\n');
    }
    for (ProgramTable programs : ProgramTable.of(run)) {
      TextTable table = new TextTable(programs.suite(), programs.headers().toArray(String[]::new));
      programs.rows().forEach(row -> table.row(row.toArray(String[]::new)));
      text.append(table).append(ProgramTable.LEGEND).append("\n\n");
    }
    text.append(ProjectionTable.text(run)).append('\n');
    text.append("reference, target: figures quoted from the reference design. ")
        .append("before, now: medians of this run; ")
        .append("before is the reference design, built and measured in turns.\n");
    VerdictLegend.lines(MetricRows.all(run)).forEach(line -> text.append(line).append('\n'));
    run.notMeasured().forEach(sentence -> text.append("! ").append(sentence).append('\n'));
    run.noise().warnings().forEach(warning -> text.append("! ").append(warning).append('\n'));
    return text.toString();
  }
}

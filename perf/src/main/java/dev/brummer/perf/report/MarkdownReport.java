package dev.brummer.perf.report;

import dev.brummer.perf.model.ModelSet;
import dev.brummer.perf.model.Predictions;
import dev.brummer.perf.result.BenchRun;
import java.util.List;

/// Renders a run as Markdown, for pull requests and wikis.
public final class MarkdownReport {
  private final StringBuilder out = new StringBuilder();

  private MarkdownReport() {}

  public static String of(BenchRun run) {
    return new MarkdownReport().write(run);
  }

  private String write(BenchRun run) {
    out.append("# brummer bench\n\n");
    out.append(RunFacts.of(run).line()).append("\n\n");
    run.noise().warnings().forEach(warning -> out.append("> ").append(warning).append("\n\n"));
    run.notMeasured().forEach(sentence -> out.append("> ").append(sentence).append("\n\n"));
    List<ProjectionTable.Row> rows = ProjectionTable.rows(run);
    out.append("## Projections of the reference design: ")
        .append(ProjectionTable.summary(rows))
        .append("\n\n");
    table(ProjectionTable.HEADERS, rows.stream().map(ProjectionTable.Row::cells).toList());
    for (String component : MetricRows.components(run)) {
      List<MetricRows.Row> all = MetricRows.of(run, component);
      if (!all.isEmpty()) {
        out.append("## ").append(component).append("\n\n");
        table(MetricRows.HEADERS, all.stream().map(MetricRows.Row::cells).toList());
      }
    }
    VerdictLegend.lines(MetricRows.all(run)).forEach(line -> out.append(line).append("\n\n"));
    for (AlternativesTable table : AlternativesTable.of(run)) {
      out.append("## ").append(table.suite()).append(", all designs\n\n");
      table(table.headers(), table.rows());
    }
    for (ProgramTable table : ProgramTable.of(run)) {
      out.append("## ").append(table.suite()).append(", other programs\n\n");
      table(table.headers(), table.rows());
      out.append(ProgramTable.LEGEND).append("\n\n");
    }
    out.append("## Models of the reference design\n\n");
    table(
        ModelTable.HEADERS,
        Predictions.of(ModelSet.reference(), run).stream().map(ModelTable::cells).toList());
    out.append("## Interpretation of the reference design\n\n");
    RunFacts.INTERPRETATIONS.forEach(
        interpretation -> out.append("- ").append(interpretation).append('\n'));
    return out.toString();
  }

  private void table(List<String> headers, List<List<String>> rows) {
    line(headers);
    out.append('|').append(" --- |".repeat(headers.size())).append('\n');
    rows.forEach(this::line);
    out.append('\n');
  }

  private void line(List<String> cells) {
    out.append('|');
    cells.forEach(cell -> out.append(' ').append(cell.replace("|", "\\|")).append(" |"));
    out.append('\n');
  }
}

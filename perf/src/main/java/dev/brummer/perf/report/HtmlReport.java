package dev.brummer.perf.report;

import dev.brummer.perf.model.ModelSet;
import dev.brummer.perf.model.Predictions;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Renders a run as one self-contained HTML page with inline styles and plots.
public final class HtmlReport {
  private final StringBuilder out = new StringBuilder();
  private final BenchRun run;

  private HtmlReport(BenchRun run) {
    this.run = run;
  }

  /// @param history of the runs on this machine
  /// @param sections contributions of other subcommands
  public static String of(BenchRun run, RunHistory history, List<ReportSection> sections)
      throws IOException {
    return new HtmlReport(run).page(history, sections);
  }

  private String page(RunHistory history, List<ReportSection> sections) throws IOException {
    out.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    out.append("<meta name=\"color-scheme\" content=\"light dark\">");
    out.append("<title>brummer bench ")
        .append(SvgRenderer.escape(run.commit()))
        .append("</title><style>\n");
    out.append(style()).append("</style></head><body><main>\n");
    head();
    projections();
    section("Plots");
    out.append("<div class=\"plots\">");
    Plots.of(run).forEach(plot -> out.append(SvgRenderer.figure(plot)));
    out.append("</div></section>\n");
    sections.forEach(this::appendSection);
    components();
    alternatives();
    model();
    history(history);
    interpretations();
    return out.append("</main></body></html>\n").toString();
  }

  private void head() {
    out.append("<header><h1>brummer bench</h1><ul class=\"facts\">");
    RunFacts.of(run)
        .all()
        .forEach(fact -> out.append("<li>").append(SvgRenderer.escape(fact)).append("</li>"));
    out.append("</ul>");
    for (String warning : run.noise().warnings()) {
      out.append("<p class=\"warning\">").append(SvgRenderer.escape(warning)).append("</p>");
    }
    for (String sentence : run.notMeasured()) {
      out.append("<p class=\"warning\">").append(SvgRenderer.escape(sentence)).append("</p>");
    }
    out.append("<div class=\"tiles\">");
    HeadlineTile.of(run).forEach(tile -> out.append(tile.html()));
    out.append("</div></header>\n");
  }

  private void projections() {
    List<ProjectionTable.Row> rows = ProjectionTable.rows(run);
    section("Projections of the reference design");
    out.append("<p class=\"lead\">").append(ProjectionTable.summary(rows));
    out.append(
        ". <span class=\"muted\">Reference and target are quoted; <em>before</em> is the reference");
    out.append(" design, built and measured in turns with the product. Medians.</span></p>");
    appendHeaders(ProjectionTable.HEADERS);
    for (ProjectionTable.Row row : rows) {
      List<String> cells = row.cells();
      out.append("<tr><th>").append(SvgRenderer.escape(cells.getFirst())).append("<small>");
      out.append(SvgRenderer.escape(row.projection().description())).append("</small></th>");
      for (int i = 1; i < 7; i++) {
        cell(i == 2 || i == 3 ? "reference" : i == 5 ? "product" : "", cells.get(i));
      }
      String chip = row.isReached() ? "good" : row.now() == null ? "none" : "bad";
      out.append("<td>").append(chip(chip, cells.get(7))).append("</td></tr>");
    }
    out.append("</tbody></table></div></section>\n");
  }

  private void appendHeaders(List<String> names) {
    out.append("<div class=\"scroll\"><table><thead><tr>");
    names.forEach(name -> out.append("<th>").append(SvgRenderer.escape(name)).append("</th>"));
    out.append("</tr></thead><tbody>");
  }

  private void cell(String cssClass, String text) {
    out.append("<td class=\"")
        .append(cssClass)
        .append("\">")
        .append(SvgRenderer.escape(text))
        .append("</td>");
  }

  private void components() {
    for (String component : MetricRows.components(run)) {
      List<MetricRows.Row> rows = MetricRows.of(run, component);
      if (rows.isEmpty()) {
        continue;
      }
      section(component);
      List<String> names = new ArrayList<>(MetricRows.HEADERS);
      names.add("samples");
      appendHeaders(names);
      String suite = "";
      for (MetricRows.Row row : rows) {
        if (!row.metric().suite().equals(suite)) {
          suite = row.metric().suite();
          out.append("<tr class=\"suite\"><th colspan=\"9\">")
              .append(SvgRenderer.escape(suite))
              .append("</th></tr>");
        }
        component(row);
      }
      out.append("</tbody></table></div>");
      VerdictLegend.lines(rows)
          .forEach(line ->
              out.append("<p class=\"muted\">").append(SvgRenderer.escape(line)).append("</p>"));
      out.append("</section>\n");
    }
  }

  private void component(MetricRows.Row row) {
    List<String> cells = row.cells();
    out.append("<tr><th>").append(SvgRenderer.escape(cells.getFirst())).append("</th>");
    for (int i = 1; i < 7; i++) {
      cell(i < 3 ? "reference" : i == 4 ? "product" : "", cells.get(i));
    }
    String chip =
        row.comparison() == null
            ? ""
            : switch (row.comparison().verdict()) {
              case BETTER -> chip("good", "better");
              case WORSE -> chip("bad", "worse");
              case SAME, UNCERTAIN, UNTESTED -> chip("none", row.verdict());
            };
    out.append("<td>").append(chip).append("</td><td class=\"strip\">");
    out.append(StripPlot.of(run, row.metric())).append("</td></tr>");
  }

  private void alternatives() {
    for (AlternativesTable table : AlternativesTable.of(run)) {
      section(table.suite() + ": all designs");
      table(table.headers(), table.rows());
      out.append("</section>\n");
    }
    for (ProgramTable table : ProgramTable.of(run)) {
      section(table.suite() + ": other programs");
      table(table.headers(), table.rows());
      out.append("<p class=\"muted\">").append(ProgramTable.LEGEND).append("</p></section>\n");
    }
  }

  private void model() {
    section("Models of the reference design");
    out.append(
        "<p class=\"muted\">Predictions of the reference design’s formulas beside the measured values,");
    out.append(" with the error of the prediction.</p>");
    table(
        ModelTable.HEADERS,
        Predictions.of(ModelSet.reference(), run).stream().map(ModelTable::cells).toList());
    out.append("</section>\n");
  }

  private void history(RunHistory history) throws IOException {
    List<Plot> plots = HistoryPlots.of(history.of(run.machine().title()), run);
    if (!plots.isEmpty()) {
      section("History on this machine");
      out.append("<div class=\"plots\">");
      plots.forEach(plot -> out.append(SvgRenderer.figure(plot)));
      out.append("</div></section>\n");
    }
  }

  private void interpretations() {
    section("Interpretation of the reference design");
    out.append("<ul class=\"interpretations\">");
    RunFacts.INTERPRETATIONS.forEach(
        interpretation -> out.append("<li>").append(emphasize(interpretation)).append("</li>"));
    out.append("</ul></section>\n");
  }

  private void appendSection(ReportSection section) {
    section(section.title());
    out.append("<p class=\"muted\">")
        .append(SvgRenderer.escape(section.text()))
        .append("</p><div class=\"plots\">");
    section.plots().forEach(plot -> out.append(SvgRenderer.figure(plot)));
    out.append("</div>");
    if (!section.heads().isEmpty()) {
      table(section.heads(), section.rows());
    }
    out.append("</section>\n");
  }

  private void table(List<String> names, List<List<String>> rows) {
    appendHeaders(names);
    for (List<String> row : rows) {
      boolean product = row.getFirst().equals(Variant.PRODUCT.title());
      out.append(product ? "<tr class=\"highlight\"><th>" : "<tr><th>");
      out.append(SvgRenderer.escape(row.getFirst())).append("</th>");
      row.stream().skip(1).forEach(text -> cell("", text));
      out.append("</tr>");
    }
    out.append("</tbody></table></div>");
  }

  private void section(String title) {
    out.append("<section><h2>").append(SvgRenderer.escape(title)).append("</h2>");
  }

  private static String chip(String cssClass, String text) {
    return "<span class=\"chip " + cssClass + "\">" + SvgRenderer.escape(text) + "</span>";
  }

  private static String emphasize(String text) {
    return SvgRenderer.escape(text).replaceAll("\\*([a-z]+)\\*", "<em>$1</em>");
  }

  private static String style() throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IOException("no report.css");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package dev.brummer.perf.report;

import dev.brummer.perf.model.ModelInputs;
import dev.brummer.perf.model.Predictions;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A run as one page that needs nothing else: styles and plots are in it.
public final class HtmlReport {
  private final StringBuilder out = new StringBuilder();
  private final BenchRun run;

  private HtmlReport(BenchRun run) {
    this.run = run;
  }

  /// @param history of the runs on this machine
  /// @param sections what other parts add
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
    out.append("<div class=\"tiles\">");
    HeadlineTile.of(run).forEach(tile -> out.append(tile.html()));
    out.append("</div></header>\n");
  }

  private void projections() {
    List<ProjectionTable.Row> rows = ProjectionTable.rows(run);
    section("What the seed hoped for");
    out.append("<p class=\"lead\">").append(ProjectionTable.summary(rows));
    out.append(
        ". <span class=\"muted\">Seed columns are quoted; <em>before</em> is the seed’s own");
    out.append(" design, built and measured in turns with the product. Medians.</span></p>");
    heads(ProjectionTable.HEADERS);
    for (ProjectionTable.Row row : rows) {
      List<String> cells = row.cells();
      out.append("<tr><th>").append(SvgRenderer.escape(cells.getFirst())).append("<small>");
      out.append(SvgRenderer.escape(row.projection().description())).append("</small></th>");
      for (int i = 1; i < 7; i++) {
        cell(i == 2 || i == 3 ? "seed" : i == 5 ? "now" : "", cells.get(i));
      }
      String chip = row.isReached() ? "good" : row.now() == null ? "none" : "bad";
      out.append("<td>").append(chip(chip, cells.get(7))).append("</td></tr>");
    }
    out.append("</tbody></table></div></section>\n");
  }

  private void heads(List<String> names) {
    out.append("<div class=\"scroll\"><table><thead><tr>");
    names.forEach(name -> out.append("<th>").append(SvgRenderer.escape(name)).append("</th>"));
    out.append("</tr></thead><tbody>");
  }

  private void cell(String look, String text) {
    out.append("<td class=\"")
        .append(look)
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
      names.add("every sample");
      heads(names);
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
      out.append("</tbody></table></div></section>\n");
    }
  }

  private void component(MetricRows.Row row) {
    List<String> cells = row.cells();
    out.append("<tr><th>").append(SvgRenderer.escape(cells.getFirst())).append("</th>");
    for (int i = 1; i < 7; i++) {
      cell(i < 3 ? "seed" : i == 4 ? "now" : "", cells.get(i));
    }
    String chip =
        row.comparison() == null
            ? ""
            : switch (row.comparison().verdict()) {
              case BETTER -> chip("good", "better");
              case WORSE -> chip("bad", "worse");
              case SAME, UNKNOWN -> chip("none", row.verdict());
            };
    out.append("<td>").append(chip).append("</td><td class=\"strip\">");
    out.append(StripPlot.of(run, row.metric())).append("</td></tr>");
  }

  private void alternatives() {
    for (AlternativesTable rivals : AlternativesTable.of(run)) {
      section(rivals.suite() + ": all designs");
      table(rivals.headers(), rivals.rows());
      out.append("</section>\n");
    }
  }

  private void model() {
    section("The seed’s formulas");
    out.append(
        "<p class=\"muted\">What the seed’s impact model predicts beside what was measured, with");
    out.append(" the error of the prediction.</p>");
    table(
        ModelTable.HEADERS,
        Predictions.of(ModelInputs.reference(), run).stream().map(ModelTable::cells).toList());
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
    section("How the seed is read");
    out.append("<ul class=\"readings\">");
    RunFacts.INTERPRETATIONS.forEach(
        reading -> out.append("<li>").append(emphasised(reading)).append("</li>"));
    out.append("</ul></section>\n");
  }

  private void appendSection(ReportSection added) {
    section(added.title());
    out.append("<p class=\"muted\">")
        .append(SvgRenderer.escape(added.text()))
        .append("</p><div class=\"plots\">");
    added.plots().forEach(plot -> out.append(SvgRenderer.figure(plot)));
    out.append("</div>");
    if (!added.heads().isEmpty()) {
      table(added.heads(), added.rows());
    }
    out.append("</section>\n");
  }

  private void table(List<String> names, List<List<String>> rows) {
    heads(names);
    for (List<String> row : rows) {
      boolean own = row.getFirst().equals(Variant.PRODUCT.title());
      out.append(own ? "<tr class=\"own\"><th>" : "<tr><th>");
      out.append(SvgRenderer.escape(row.getFirst())).append("</th>");
      row.stream().skip(1).forEach(text -> cell("", text));
      out.append("</tr>");
    }
    out.append("</tbody></table></div>");
  }

  private void section(String title) {
    out.append("<section><h2>").append(SvgRenderer.escape(title)).append("</h2>");
  }

  private static String chip(String look, String text) {
    return "<span class=\"chip " + look + "\">" + SvgRenderer.escape(text) + "</span>";
  }

  private static String emphasised(String text) {
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

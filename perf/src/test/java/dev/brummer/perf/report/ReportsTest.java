package dev.brummer.perf.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.perf.model.ModelSet;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Measurement;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.RunFixtures;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.result.Variant;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/// Reports of a fixed run.
class ReportsTest {
  private static final Variant BASELINE = Variant.baseline("thread per <handler>");

  @TempDir Path runs;

  private static BenchRun run() {
    List<Measurement> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int publishers = (int) Math.pow(10, i);
      String row = publishers == 1 ? "1 publisher" : publishers + " publishers";
      Metric time =
          Metric.time("eventbus.publish", row, ReferenceFigure.of("S4", 1000.0 * publishers));
      all.add(RunFixtures.around(time, BASELINE, 1, 200_000.0 * publishers, 1000));
      all.add(RunFixtures.around(time, Variant.PRODUCT, 1, 50, 1));
      all.add(RunFixtures.around(time, Variant.alternative("direct calls"), 1, 40, 1));
    }
    Metric status =
        Metric.time(
            "process.status", "one of 10, all cores reading", ReferenceFigure.of("S39", 387, 90));
    all.add(RunFixtures.around(status, BASELINE, 1, 60, 0.5));
    all.add(RunFixtures.around(status, Variant.PRODUCT, 1, 1.5, 0.01));
    Metric memory = Metric.memory("process.list", "10 processes", ReferenceFigure.of("S7", 2150));
    all.add(RunFixtures.around(memory, BASELINE, 1, 1520, 0));
    all.add(RunFixtures.around(memory, Variant.PRODUCT, 1, 0, 0));
    Metric list =
        Metric.time("process.list", "10 processes", ReferenceFigure.of("S41", 12_400, 8_100));
    all.add(RunFixtures.around(list, Variant.PRODUCT, 1, 9_000, 10));
    return RunFixtures.of(RunFixtures.MACHINE, all);
  }

  @Test
  void terminal_showsSeedBeforeNowRatioAndVerdict_aTableAComponent() {
    String text = TerminalReport.of(run());

    String row = line(text, "one of 10, all cores reading, time");
    assertEquals(
        "one of 10, all cores reading, time 387 ns 90 ns 60 ns 1.50 ns 40.0x 1.02 better",
        row.replaceAll(" +", " "));
    assertTrue(line(text, "10 processes, memory").contains("∞"), text);
    assertTrue(text.indexOf("\nprocess\n") > text.indexOf("eventbus\n"), text);
  }

  @Test
  @DisplayName("S35 to S47: a run ends with the thirteen rows; what was not measured is said")
  void terminal_endsWithTheThirteenRows() {
    String text = TerminalReport.of(run());

    assertTrue(text.contains("1 of 13 reached, 1 missed, 11 not measured"), text);
    String reached = line(text, "ProcessMgr status check").replaceAll(" +", " ");
    assertEquals("ProcessMgr status check ns 387 90.0 60.0 1.50 40.0x better reached", reached);
    assertTrue(line(text, "ProcessMgr list").endsWith("missed"), text);
    assertFalse(text.contains("ProxyServer"), text);
  }

  @Test
  void interruptedRun_showsAlsoWhatItDidNotComeTo() {
    BenchRun whole = run();
    BenchRun cut =
        new BenchRun(
            whole.schema(),
            whole.version(),
            whole.commit(),
            whole.startedAt(),
            whole.seconds(),
            whole.plan(),
            whole.slow(),
            false,
            whole.machine(),
            whole.noise(),
            whole.measurements(),
            whole.notMeasured());

    String text = ProjectionTable.text(cut);

    assertTrue(line(text, "ProxyServer URL registration").endsWith("not measured"), text);
    assertEquals("", ProjectionTable.text(RunFixtures.of()));
  }

  @Test
  void fewSamples_areExplained_inEveryReport() throws Exception {
    Metric list = Metric.time("process.list", "10 processes", ReferenceFigure.NONE);
    BenchRun run =
        RunFixtures.of(
            new Measurement(list, BASELINE, 1, List.of(11_826.0, 12_000.0)),
            new Measurement(list, Variant.PRODUCT, 1, List.of(1.0, 1.1)));
    String remedy = "fewer than 4 samples cannot be significant; measure with --rounds 4";

    String text = TerminalReport.of(run);
    assertTrue(line(text, "10 processes, time").endsWith("better, 2 samples: not tested"), text);
    assertTrue(text.contains(remedy), text);
    assertFalse(TerminalReport.of(run()).contains("not tested"), text);
    assertTrue(MarkdownReport.of(run).contains(remedy));
    assertTrue(HtmlReport.of(run, RunHistory.in(runs), List.of()).contains(remedy));
  }

  private static String line(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).findFirst().orElse("no " + start);
  }

  @Test
  void rivals_haveATableOfTheirOwn() {
    List<AlternativesTable> tables = AlternativesTable.of(run());

    assertEquals(1, tables.size());
    assertEquals("1 publisher", tables.getFirst().headers().get(1));
    assertEquals(
        List.of("direct calls", "40 ns", "40 ns", "40 ns", "40 ns"),
        tables.getFirst().rows().getLast());
  }

  @Test
  void otherPrograms_haveATable_withTheRatioOfTheProduct_inEveryReport() throws Exception {
    Metric time = Metric.time("startup.line", "exec to the first line", ReferenceFigure.NONE);
    Variant rival = Variant.program("turborepo");
    List<Measurement> turns = new ArrayList<>();
    for (double slow : new double[] {1, 1, 8}) {
      turns.add(new Measurement(time, rival, 1, List.of(100e6 * slow)));
      turns.add(new Measurement(time, Variant.PRODUCT, 1, List.of(150e6 * slow)));
    }
    BenchRun run = RunFixtures.of(turns.toArray(Measurement[]::new));

    assertEquals(
        List.of(
            new ProgramTable(
                "startup.line",
                List.of("", "brummer", "turborepo"),
                List.of(
                    List.of(
                        "exec to the first line, time", "150 ms", "100 ms  1.50x (1.50–1.50)")))),
        ProgramTable.of(run));
    assertEquals(List.of(), AlternativesTable.of(run));
    for (String report : reports(run)) {
      assertTrue(report.contains("1.50x (1.50–1.50)"), report);
    }
  }

  @Test
  void programWithoutTheProduct_hasNoRatio() {
    Metric time = Metric.time("startup.line", "exec to the first line", ReferenceFigure.NONE);
    BenchRun run = RunFixtures.of(new Measurement(time, Variant.program("turbo"), 1, List.of(5e6)));

    assertEquals(
        List.of("exec to the first line, time", "", "5.00 ms"),
        ProgramTable.of(run).getFirst().rows().getFirst());
  }

  @Test
  void programThatIsNotInstalled_isSaid_inEveryReport() throws Exception {
    BenchRun whole = run();
    String sentence = "startup.line (turborepo) was not measured: turbo is not installed";
    BenchRun run =
        new BenchRun(
            whole.schema(),
            whole.version(),
            whole.commit(),
            whole.startedAt(),
            whole.seconds(),
            whole.plan(),
            whole.slow(),
            true,
            whole.machine(),
            whole.noise(),
            whole.measurements(),
            List.of(sentence));

    for (String report : reports(run)) {
      assertTrue(report.contains(sentence), report);
    }
    assertEquals(List.of(sentence), whole.mergedWith(List.of(run)).notMeasured());
  }

  private List<String> reports(BenchRun run) throws IOException {
    return List.of(
        TerminalReport.of(run),
        MarkdownReport.of(run),
        HtmlReport.of(run, RunHistory.in(runs), List.of()));
  }

  @Test
  void rivals_quantitiesOfOneLoadAreToldApart() {
    Variant alternative = Variant.alternative("another");
    List<Measurement> both =
        Stream.of("time", "p99")
            .map(quantity ->
                new Metric(
                    "ui.keys",
                    "a key",
                    quantity,
                    Unit.NANOS,
                    MetricDirection.LOWER,
                    ReferenceFigure.NONE))
            .map(metric -> new Measurement(metric, alternative, 1, List.of(40.0)))
            .toList();

    AlternativesTable table =
        AlternativesTable.of(RunFixtures.of(both.toArray(Measurement[]::new))).getFirst();

    assertEquals(List.of("design", "a key, time", "a key, p99"), table.headers());
  }

  @Test
  void page_needsNothingFromOutside_andShowsEveryPlotAndSample() throws IOException {
    String page = HtmlReport.of(run(), RunHistory.in(runs), List.of());

    assertFalse(page.matches("(?s).*(src|href|url)\\s*[=(]\\s*[\"']?(https?:|//).*"), "network");
    assertFalse(page.contains("<script"));
    assertTrue(page.contains("<figcaption>Time of an event against publishers"));
    assertTrue(page.contains("before: thread per &lt;handler&gt;, grows as n^1.00"), "exponent");
    assertTrue(page.contains("now: brummer, grows as n^0.00"));
    assertTrue(page.contains("prefers-color-scheme: dark"));
    // Four rows of publishers, five samples of each of two variants in their strips.
    assertTrue(page.split("r=\"2.6\"", -1).length - 1 >= 4 * 10);
  }

  @Test
  void plots_areWellFormed_andPutALargerValueHigher() throws Exception {
    Plot plot = Plots.of(run()).getFirst();

    Document svg = parsed(SvgRenderer.figure(plot));

    var circles = svg.getElementsByTagName("circle");
    assertEquals(16, circles.getLength());
    // The points of the reference design come first and rise.
    for (int i = 1; i < 4; i++) {
      double lower = attribute(circles.item(i - 1), "cy");
      double higher = attribute(circles.item(i), "cy");
      assertTrue(higher < lower, higher + " above " + lower);
      assertTrue(attribute(circles.item(i), "cx") > attribute(circles.item(i - 1), "cx"));
    }
  }

  @Test
  void plotWithoutAPoint_isNotDrawn() {
    assertTrue(
        Plots.of(RunFixtures.of()).stream().allMatch(plot -> SvgRenderer.figure(plot).isEmpty()));
  }

  private static double attribute(org.w3c.dom.Node node, String name) {
    return Double.parseDouble(node.getAttributes().getNamedItem(name).getNodeValue());
  }

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  @Test
  void section_thatAnotherPartLeft_isOnThePage() throws IOException {
    Plot.Series line =
        new Plot.Series(
            "heap", Plot.Style.PRODUCT, List.of(new Plot.Point(0, 1), new Plot.Point(1, 2)));
    Plot heap =
        new Plot(
            "Heap over time",
            Plot.Axis.linear("seconds", Unit.COUNT),
            Plot.Axis.linear("heap", Unit.BYTES),
            false,
            List.of(line));
    new ReportSection("Load test", "recorded", List.of(heap), List.of("a"), List.of(List.of("b")))
        .write(runs, "load");

    String json = Files.readString(runs.resolve("section-load.json"));
    assertTrue(json.contains("\"look\":\"NOW\""), json);
    List<ReportSection> left = ReportSection.in(runs);
    String page = HtmlReport.of(run(), RunHistory.in(runs), left);

    assertEquals(List.of(heap), left.getFirst().plots());
    assertTrue(page.contains("<h2>Load test</h2>") && page.contains("Heap over time"));
  }

  @Test
  void history_keepsMediansOfRunsOnThisMachine_andDrawsThemFromTwoOn() throws IOException {
    RunHistory history = RunHistory.in(runs);
    history.append(run());
    assertEquals(List.of(), HistoryPlots.of(history.of(RunFixtures.MACHINE.title()), run()));

    history.append(run());
    List<RunHistory.Entry> entries = history.of(RunFixtures.MACHINE.title());

    assertEquals(2, entries.size());
    assertEquals(
        1.5, entries.get(1).now().get("process.status / one of 10, all cores reading / time"));
    assertEquals(List.of(), history.of("another machine"));
    assertEquals(
        List.of("ProcessMgr status check"),
        HistoryPlots.of(entries, run()).stream().map(Plot::title).toList());
  }

  @Test
  void markdown_hasTheSameRows() {
    String text = MarkdownReport.of(run());

    assertTrue(
        text.contains(
            "| one of 10, all cores reading, time | 387 ns | 90 ns | 60 ns | 1.50 ns | 40.0x | 1.02 | better |"),
        text);
    assertTrue(text.contains("S18: the lock model gives 52.9 ns by its formula"), text);
  }

  @Test
  void model_besideARun_saysItsErrorAndWhereTheFiguresComeFrom() {
    String text = ModelTable.text(ModelSet.reference(), run());

    assertEquals(
        "mutex, by the formula S18 52.9 ns 60 ns -12 %",
        line(text, "mutex, by the formula").replaceAll(" +", " "));
    assertTrue(text.contains("Measured: recorded 2026-11-25"), text);
    assertTrue(
        ModelTable.text(ModelSet.reference(), null).contains("Nothing has been measured yet"),
        text);
  }
}

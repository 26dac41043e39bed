package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Publishes test results. Offers a line to each [TestReportParser] until one accepts it.
public final class TestDetector implements Detector {
  private final Map<Integer, ProcessContext> contexts = new HashMap<>();

  /// New parsers for one process.
  private static List<TestReportParser> parsers() {
    return List.of(
        new JestReportParser(),
        new VitestReportParser(),
        new MochaReportParser(),
        new NodeTestReportParser(),
        new TapReportParser(),
        new PytestReportParser(),
        new SurefireReportParser(),
        new GoTestReportParser(),
        new CargoTestReportParser(),
        new RspecReportParser(),
        new PhpUnitReportParser(),
        new PlaywrightReportParser());
  }

  private static final class ProcessContext {
    final List<TestReportParser> parsers = parsers();
    final TestResults results = new TestResults();
  }

  @Override
  public String name() {
    return "test detector";
  }

  @Override
  public long keywords() {
    return KEYWORDS;
  }

  @Override
  public void onLine(ScannedLine line, Consumer<Event> found) {
    if (!line.hasAny(KEYWORDS)) {
      return;
    }
    ProcessContext context = contexts.computeIfAbsent(line.process(), id -> new ProcessContext());
    context.results.publishTo(found);
    for (TestReportParser parser : context.parsers) {
      if (line.hasAny(parser.keywords()) && parser.parse(line, context.results)) {
        return;
      }
    }
  }

  private static final long KEYWORDS =
      parsers().stream().mapToLong(TestReportParser::keywords).reduce(0, (a, b) -> a | b);

  @Override
  public void processStarted(int process) {
    contexts.remove(process);
  }

  @Override
  public void processExited(int process, long atMillis, Consumer<Event> found) {
    contexts.remove(process);
  }
}

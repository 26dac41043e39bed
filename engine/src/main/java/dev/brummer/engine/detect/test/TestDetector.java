package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Results of tests, asked of one [TestReportParser] after the other.
public final class TestDetector implements Detector {
  private final Map<Integer, Watch> watches = new HashMap<>();

  /// The table of tools; fresh objects, for one process.
  private static List<TestReportParser> tools() {
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

  private static final class Watch {
    final List<TestReportParser> tools = tools();
    final TestResults results = new TestResults();
  }

  @Override
  public String name() {
    return "test detector";
  }

  @Override
  public long words() {
    return WORDS;
  }

  @Override
  public void line(ScannedLine line, Consumer<Event> found) {
    if (!line.hasAny(WORDS)) {
      return;
    }
    Watch watch = watches.computeIfAbsent(line.process(), id -> new Watch());
    watch.results.to(found);
    for (TestReportParser tool : watch.tools) {
      if (line.hasAny(tool.words()) && tool.line(line, watch.results)) {
        return;
      }
    }
  }

  private static final long WORDS =
      tools().stream().mapToLong(TestReportParser::words).reduce(0, (a, b) -> a | b);

  @Override
  public void started(int process) {
    watches.remove(process);
  }

  @Override
  public void ended(int process, long atMillis, Consumer<Event> found) {
    watches.remove(process);
  }
}

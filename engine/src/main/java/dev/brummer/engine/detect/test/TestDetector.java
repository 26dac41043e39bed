package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Publishes test results. Offers a line to each [TestReportParser] until one accepts it, and to
/// the open report of a failed test. Lines of such a report are claimed: they are not errors.
public final class TestDetector implements Detector {
  /// The headline of npm, pnpm and yarn for each package of a workspace.
  private static final Pattern PACKAGE_SCRIPT = Pattern.compile("> \\S+@\\S+ \\S+(?: /.*)?");

  private final Map<Integer, ProcessContext> contexts = new HashMap<>();

  /// Number of the most recent test run of all processes.
  private int lastRun;

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
        new GradleReportParser(),
        new JUnitConsoleReportParser(),
        new GoTestReportParser(),
        new CargoTestReportParser(),
        new RspecReportParser(),
        new PhpUnitReportParser(),
        new PlaywrightReportParser(),
        new MinitestReportParser(),
        new UnittestReportParser(),
        new BunTestReportParser(),
        new DenoTestReportParser(),
        new DotnetTestReportParser());
  }

  private static final class ProcessContext {
    final List<TestReportParser> parsers = parsers();
    final TestResults results;
    boolean grown;

    ProcessContext(TestResults results) {
      this.results = results;
    }
  }

  private static final long KEYWORDS =
      parsers().stream().mapToLong(TestReportParser::keywords).reduce(0, (a, b) -> a | b);

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
    ProcessContext context = contexts.get(line.process());
    boolean open = context != null && context.results.hasOpenBlock();
    if (!open && !line.hasAny(KEYWORDS)) {
      return;
    }
    if (context == null) {
      context = new ProcessContext(new TestResults(line.process(), () -> ++lastRun));
      contexts.put(line.process(), context);
    }
    context.grown = true;
    TestResults results = context.results;
    results.publishTo(found);
    FailureBlock before = results.openBlock();
    if (!parse(line, context) && before == null && line.has(Keyword.TEST)) {
      if (PACKAGE_SCRIPT.matcher(line.text()).matches()) {
        results.continueRun();
      }
    }
    if (before != null && results.openBlock() == before && !line.isClaimed()) {
      if (before.add(line)) {
        line.claim();
      } else {
        results.closeBlock();
      }
    }
  }

  private static boolean parse(ScannedLine line, ProcessContext context) {
    for (TestReportParser parser : context.parsers) {
      if (line.hasAny(parser.keywords()) && parser.parse(line, context.results)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void processStarted(int process, long atMillis) {
    contexts.remove(process);
  }

  @Override
  public void processExited(int process, long atMillis, Consumer<Event> found) {
    ProcessContext context = contexts.remove(process);
    if (context != null) {
      context.results.publishTo(found);
      context.results.closeBlock();
      context.results.release();
    }
  }

  @Override
  public boolean hasPending() {
    for (ProcessContext context : contexts.values()) {
      if (context.results.hasOpenBlock()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void flushStale(Consumer<Event> found) {
    for (ProcessContext context : contexts.values()) {
      if (!context.grown) {
        context.results.publishTo(found);
        context.results.closeBlock();
      }
      context.grown = false;
    }
  }
}

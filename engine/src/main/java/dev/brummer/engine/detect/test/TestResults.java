package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import dev.brummer.engine.event.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Test results of one process in the current test run. Named tests are published one by one; of a
/// total, only the part that was not named. A test that a report repeats is counted once.
///
/// A failure is published with its report when the report ends; see [FailureBlock]. Runners that
/// name failures first and explain them later have them published twice: at once, and with a count
/// of 0 when the report ends. A report that is repeated is published once.
///
/// Some runners name tests before they name the package, so a result after the total of a package
/// may belong to the current run or to a new one. Such results are held until the next total.
final class TestResults {
  private static final int MAX_NAMES = 10_000;

  private final int process;
  private final IntSupplier runs;
  private final Set<String> failures = new HashSet<>();

  /// Failures that were published with a location.
  private final Set<String> located = new HashSet<>();

  /// Packages or classes whose totals were reported in this run.
  private final Set<String> units = new HashSet<>();

  /// Events since the last total of a unit, in order, that have not been published yet.
  private final List<Event> held = new ArrayList<>();

  /// Whether the total that ends a unit decides about the run of the results before it.
  private boolean holding;

  /// Reports whose tests have not been named yet.
  private final List<FailureBlock> unnamed = new ArrayList<>();

  private String currentTool = "";
  private int passed;
  private int failed;
  private int run;
  private boolean runEnded = true;
  private @Nullable FailureBlock open;
  private Consumer<Event> found = event -> {};

  /// @param runs supplies the number of each new test run
  TestResults(int process, IntSupplier runs) {
    this.process = process;
    this.runs = runs;
  }

  void publishTo(Consumer<Event> found) {
    this.found = found;
  }

  /// Starts a new test run with the next result: the tool says so.
  void startRun() {
    reset();
    runEnded = true;
  }

  /// Continues the current run after a total: another project is tested in the same process.
  void continueRun() {
    runEnded = run == 0;
  }

  void passed(ScannedLine line, String tool, String test) {
    passed(line, tool, test, 1);
  }

  void passed(ScannedLine line, String tool, String test, int count) {
    if (count > 0) {
      selectTool(tool);
      passed += count;
      publishPassed(line, tool, test, count);
    }
  }

  /// A failure without a report, or whose report follows later.
  void failed(ScannedLine line, String tool, String test) {
    if (addFailure(tool, test)) {
      publishFailed(line.number(), 1, tool, test, 1, null, line.atMillis());
    }
  }

  /// Names the test of a report that was opened with [Naming#PARTIAL].
  ///
  /// @param key the part of the name in the report's heading
  /// @param location of the test, if its report names none
  void failed(ScannedLine line, String tool, String test, String key, @Nullable String location) {
    closeBlock();
    FailureBlock block = takeUnnamed(key);
    if (!addFailure(tool, test)) {
      return;
    }
    if (block == null) {
      publishFailed(line.number(), 1, tool, test, 1, location, line.atMillis());
    } else {
      if (block.location() == null) {
        block.addFrame(location);
      }
      publish(block, tool, test, 1);
    }
  }

  /// Whether a report precedes the result of a test whose name starts so.
  boolean hasReport(String prefix) {
    closeBlock();
    for (FailureBlock block : unnamed) {
      if (block.tests.getFirst().startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /// Names the test of a report that precedes its result.
  ///
  /// @param parents tests that failed because of this one; they share its report
  /// @return false if there is no report of that test
  boolean failedWithReport(String tool, String test, List<String> parents) {
    FailureBlock block = takeUnnamed(test);
    if (block == null) {
      return false;
    }
    for (String parent : parents) {
      publishNew(block, tool, parent);
    }
    publishNew(block, tool, test);
    return true;
  }

  private void publishNew(FailureBlock block, String tool, String test) {
    if (addFailure(tool, test)) {
      publish(block, tool, test, 1);
    }
  }

  /// Discards the report of a passed test.
  void discardReport(String test) {
    closeBlock();
    takeUnnamed(test);
  }

  /// Discards the open report: it is not the report of a test.
  void discardBlock() {
    open = null;
  }

  /// The full name of a failure whose last part is `name`; `name` itself if there is none.
  String failureNamed(String name) {
    for (String failure : failures) {
      if (failure.endsWith(" > " + name)) {
        return failure;
      }
    }
    return name;
  }

  private @Nullable FailureBlock takeUnnamed(String key) {
    for (Iterator<FailureBlock> all = unnamed.iterator(); all.hasNext(); ) {
      FailureBlock block = all.next();
      if (block.tests.getFirst().equals(key)) {
        all.remove();
        return block;
      }
    }
    return null;
  }

  private boolean addFailure(String tool, String test) {
    selectTool(tool);
    boolean added = failures.size() < MAX_NAMES && failures.add(test);
    failed += added ? 1 : 0;
    return added;
  }

  /// Opens the report of a failed test, and closes the one before.
  void openBlock(ScannedLine line, TestReportParser parser, Naming naming, String test) {
    closeBlock();
    open = new FailureBlock(parser, naming, line, test);
    line.claim();
  }

  /// Opens the report of a test that the first line below it names.
  void openBlockBelow(ScannedLine line, TestReportParser parser) {
    closeBlock();
    open = FailureBlock.below(line, parser);
    line.claim();
  }

  /// Adds a test to the open report if that consists of headings only.
  ///
  /// @param subtest the test must be a subtest of the one before
  /// @return false if there is no such report
  boolean shareBlock(ScannedLine line, TestReportParser parser, String test, boolean subtest) {
    FailureBlock block = open;
    if (block == null
        || !block.parser.name().equals(parser.name())
        || block.naming() != Naming.HEADING
        || !block.hasHeadingsOnly()
        || (subtest && !test.startsWith(block.tests.getLast() + "/"))) {
      return false;
    }
    block.addHeading(test);
    line.claim();
    return true;
  }

  /// Completes the name in the heading of the open report.
  void renameBlock(String test) {
    if (open != null) {
      open.tests.set(0, test);
    }
  }

  /// Names the test of the open report, whose heading names none.
  void nameBlock(String test, @Nullable String location) {
    FailureBlock block = open;
    if (block != null) {
      block.name(test);
      block.addFrame(location);
    }
  }

  boolean hasOpenBlock() {
    return open != null;
  }

  @Nullable FailureBlock openBlock() {
    return open;
  }

  /// Publishes the open report, if any.
  void closeBlock() {
    FailureBlock block = open;
    open = null;
    if (block == null || block.naming() == Naming.NONE) {
      return;
    }
    if (block.naming() == Naming.PARTIAL) {
      if (unnamed.size() < MAX_NAMES && !block.hasHeadingsOnly()) {
        unnamed.add(block);
      }
      return;
    }
    for (String test : block.tests) {
      boolean added = addFailure(block.parser.name(), test);
      if (added || (block.naming() == Naming.REPEATED && !located.contains(test))) {
        publish(block, block.parser.name(), test, added ? 1 : 0);
      }
    }
  }

  private void publish(FailureBlock block, String tool, String test, int count) {
    if (block.location() != null && located.size() < MAX_NAMES) {
      located.add(test);
    }
    publishFailed(block.line, block.lines(), tool, test, count, block.location(), block.atMillis);
  }

  /// Publishes the part of the totals of a test run that was not named, and ends the run.
  void reportTotals(ScannedLine line, String tool, String summary, int allPassed, int allFailed) {
    reportRest(line, tool, summary, allPassed, allFailed);
    reset();
    runEnded = true;
  }

  /// Publishes the part of the totals that was not named; the test run continues.
  void reportPart(ScannedLine line, String tool, String summary, int allPassed, int allFailed) {
    reportRest(line, tool, summary, allPassed, allFailed);
    reset();
  }

  /// Starts a class whose results follow its total. A class that is reported again belongs to a new
  /// test run.
  void startUnit(String unit) {
    reset();
    release();
    if (!runEnded && !beginUnit(unit)) {
      runEnded = true;
    }
    currentRun();
    units.add(unit);
  }

  /// Publishes the part of the totals of a package that was not named, after the results before it.
  /// A package that is reported again belongs to a new test run.
  void reportUnit(ScannedLine line, String tool, String unit, int allPassed, int allFailed) {
    closeBlock();
    if (!beginUnit(unit)) {
      run = runs.getAsInt();
    }
    release();
    reportRest(line, tool, unit, allPassed, allFailed);
    units.add(unit);
    holding = true;
    reset();
  }

  /// Publishes the results that are held: they belong to the current run.
  void release() {
    holding = false;
    List<Event> events = List.copyOf(held);
    held.clear();
    events.forEach(event -> publish(inCurrentRun(event)));
  }

  /// @return false if the unit was reported in the current run
  private boolean beginUnit(String unit) {
    boolean first = units.size() >= MAX_NAMES || units.add(unit);
    if (!first) {
      units.clear();
    }
    return first;
  }

  private Event inCurrentRun(Event event) {
    return switch (event) {
      case Event.TestPassed e ->
          new Event.TestPassed(
              e.process(), e.line(), e.tool(), e.test(), e.count(), run, e.atMillis());
      case Event.TestFailed e ->
          new Event.TestFailed(
              e.process(),
              e.line(),
              e.lines(),
              e.tool(),
              e.test(),
              e.count(),
              e.location(),
              run,
              e.atMillis());
      default -> event;
    };
  }

  private void reportRest(
      ScannedLine line, String tool, String summary, int allPassed, int allFailed) {
    closeBlock();
    selectTool(tool);
    for (FailureBlock block : List.copyOf(unnamed)) {
      if (failed < allFailed && addFailure(tool, block.tests.getFirst())) {
        publish(block, tool, block.tests.getFirst(), 1);
      }
    }
    if (allFailed > failed) {
      int more = allFailed - failed;
      publishFailed(line.number(), 1, tool, summary, more, null, line.atMillis());
    }
    if (allPassed > passed) {
      publishPassed(line, tool, summary, allPassed - passed);
    }
  }

  /// Counts the results of each tool of a process separately.
  private void selectTool(String tool) {
    if (!tool.equals(currentTool)) {
      currentTool = tool;
      failures.clear();
      passed = 0;
      failed = 0;
    }
  }

  /// Forgets the names and counts of the results so far.
  void reset() {
    closeBlock();
    unnamed.clear();
    failures.clear();
    located.clear();
    passed = 0;
    failed = 0;
  }

  private void publishPassed(ScannedLine line, String tool, String test, int count) {
    publish(
        new Event.TestPassed(
            process, line.number(), tool, test, count, currentRun(), line.atMillis()));
  }

  private void publishFailed(
      long line,
      int lines,
      String tool,
      String test,
      int count,
      @Nullable String location,
      long atMillis) {
    publish(
        new Event.TestFailed(
            process, line, lines, tool, test, count, location, currentRun(), atMillis));
  }

  private int currentRun() {
    if (runEnded) {
      runEnded = false;
      release();
      run = runs.getAsInt();
      units.clear();
    }
    return run;
  }

  private void publish(Event event) {
    if (holding && held.size() < MAX_NAMES) {
      held.add(event);
    } else {
      found.accept(event);
    }
  }
}

package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.LibraryFrames;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The report of a failed test while its lines arrive: from the heading to the last line before the
/// next failure.
final class FailureBlock {
  /// What the heading of a block says about its test.
  enum Naming {
    /// It names the test, which is published when the block ends.
    HEADING,
    /// It names a test that may have been published before.
    REPEATED,
    /// It contains a part of the name; a later line names the test.
    PARTIAL,
    /// It names no failed test: a suite, or a test that is expected to fail. Never published.
    NONE
  }

  private static final int MAX_LINES = 1_000;

  final TestReportParser parser;
  private Naming naming;
  final long line;
  final long atMillis;

  /// Several tests may share one report.
  final List<String> tests = new ArrayList<>();

  private int lines;
  private int blankLines;
  private final @Nullable String fallback;
  private @Nullable String location;
  private boolean inProject;

  FailureBlock(TestReportParser parser, Naming naming, ScannedLine line, String test) {
    this(parser, naming, line, test, 1);
  }

  private FailureBlock(
      TestReportParser parser, Naming naming, ScannedLine line, String test, int headings) {
    this.parser = parser;
    this.naming = naming;
    this.lines = headings;
    this.line = line.number() + 1 - headings;
    this.atMillis = line.atMillis();
    fallback = parser.fallbackLocation();
    tests.add(test);
  }

  /// The report of a test that a line below it names; it begins after `previous`.
  static FailureBlock below(ScannedLine previous, TestReportParser parser) {
    return new FailureBlock(parser, Naming.PARTIAL, previous, "", 0);
  }

  /// Adds the next line of the process.
  ///
  /// @return false if the line does not belong to the block
  boolean add(ScannedLine next) {
    String text = next.text();
    if (lines + blankLines >= MAX_LINES || !parser.continuesFailure(text)) {
      return false;
    }
    if (text.isBlank()) {
      blankLines++;
    } else {
      lines += blankLines + 1;
      blankLines = 0;
      addFrame(parser.frame(text));
    }
    return true;
  }

  Naming naming() {
    return naming;
  }

  /// Names the test of a block whose heading names none.
  void name(String test) {
    tests.set(0, test);
    naming = Naming.HEADING;
  }

  /// Adds a location; null is ignored.
  void addFrame(@Nullable String frame) {
    if (frame == null) {
      return;
    }
    boolean project = !LibraryFrames.matches(frame);
    boolean better = project && (!inProject || parser.printsInnermostFrameLast());
    if (location == null || better) {
      location = frame;
      inProject = project;
    }
  }

  /// Number of lines without trailing blank lines.
  int lines() {
    return lines;
  }

  boolean hasHeadingsOnly() {
    return lines <= tests.size();
  }

  /// Adds the heading of another test.
  void addHeading(String test) {
    tests.add(test);
    lines += blankLines + 1;
    blankLines = 0;
  }

  @Nullable String location() {
    return location == null ? fallback : location;
  }
}

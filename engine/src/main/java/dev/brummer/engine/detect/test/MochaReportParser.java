package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses Mocha's spec reporter. Its check marks are ambiguous, so passes are taken from the total.
/// Failures are taken from the list below it; an entry spans two lines or more: the suites, then
/// the test with a colon.
final class MochaReportParser implements TestReportParser {
  private static final Pattern PASSING = Pattern.compile("  (\\d{1,7}) passing \\(.+\\)");
  private static final Pattern FAILING = Pattern.compile("  (\\d{1,7}) failing");
  private static final Pattern ENTRY = Pattern.compile("  \\d+\\) (.+)");
  private static final Pattern DEEPER = Pattern.compile(" {4,}(\\S.*)");

  private int remaining;
  private boolean inEntry;

  /// Whether the stack of the current failure has begun.
  private boolean inStack;

  private String entry = "";

  @Override
  public String name() {
    return "mocha";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.PASS, Keyword.FAIL, Keyword.NUMBERED_ITEM, Keyword.INDENTED_COLON);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    Matcher passing = PASSING.matcher(text);
    if (passing.matches()) {
      results.startRun();
      results.passed(line, name(), text.strip(), Integer.parseInt(passing.group(1)));
      return true;
    }
    Matcher failing = FAILING.matcher(text);
    if (failing.matches()) {
      remaining = Integer.parseInt(failing.group(1));
      return true;
    }
    return (remaining > 0 || inEntry) && parseEntry(line, results);
  }

  private boolean parseEntry(ScannedLine line, TestResults results) {
    Matcher first = ENTRY.matcher(line.text());
    Matcher deeper = DEEPER.matcher(line.text());
    if (first.matches()) {
      results.openBlock(line, this, Naming.HEADING, first.group(1));
      entry = first.group(1);
      inEntry = true;
      inStack = false;
    } else if (inEntry && deeper.matches()) {
      entry += " > " + deeper.group(1);
    } else {
      return false;
    }
    if (entry.endsWith(":")) {
      inEntry = false;
      remaining--;
      results.renameBlock(entry.substring(0, entry.length() - 1));
    }
    return true;
  }

  /// A message may have lines that are not indented; it ends at the stack.
  @Override
  public boolean continuesFailure(String text) {
    return text.isBlank()
        || SourceFrames.indent(text) >= 5
        || (!inStack && !text.startsWith("npm ") && !ENTRY.matcher(text).matches());
  }

  @Override
  public @Nullable String frame(String text) {
    inStack |= text.startsWith("      at ");
    return SourceFrames.javaScript(text);
  }
}

package dev.brummer.engine.detect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Mocha's spec reporter. Its ticks look like anybody's, so passes are taken from the sum; failures
/// from the list below it, whose entries take two lines or more: suites, then the test with a
/// colon.
final class Mocha implements TestTool {
  private static final Pattern PASSING = Pattern.compile("  (\\d{1,7}) passing \\(.+\\)");
  private static final Pattern FAILING = Pattern.compile("  (\\d{1,7}) failing");
  private static final Pattern ENTRY = Pattern.compile("  \\d+\\) (.+)");

  private boolean listing;
  private int left;

  @Override
  public String name() {
    return "mocha";
  }

  @Override
  public long words() {
    return Word.bits(Word.PASS, Word.FAIL, Word.NUMBERED);
  }

  @Override
  public boolean line(Line line, TestResults results) {
    String text = line.text();
    Matcher passing = PASSING.matcher(text);
    if (passing.matches()) {
      results.sum(line, name(), text.strip(), Integer.parseInt(passing.group(1)), 0);
      return true;
    }
    Matcher failing = FAILING.matcher(text);
    if (failing.matches()) {
      listing = true;
      left = Integer.parseInt(failing.group(1));
      return true;
    }
    Matcher entry = ENTRY.matcher(text);
    if (listing && entry.matches()) {
      results.failed(line, name(), entry.group(1) + " #" + left);
      listing = --left > 0;
      return true;
    }
    return false;
  }
}

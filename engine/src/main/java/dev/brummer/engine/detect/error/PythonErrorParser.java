package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Python tracebacks, chained ones as one block that says what came last, and syntax errors, which
/// have no traceback.
final class PythonErrorParser implements ErrorParser {
  private static final Pattern FILE = Pattern.compile("\\s+File \"(.+)\", line (\\d+)(, in .*)?");

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.TRACEBACK, Keyword.PYTHON_FILE);
  }

  @Override
  public @Nullable ErrorBlock begin(ScannedLine line) {
    String text = line.text();
    if (text.equals("Traceback (most recent call last):")) {
      return new Block(line);
    }
    Matcher file = FILE.matcher(text);
    if (file.matches() && file.group(3) == null) {
      Block block = new Block(line);
      block.setLocation(file.group(1) + ":" + file.group(2), true);
      return block;
    }
    return null;
  }

  private static final class Block extends ErrorBlock {
    private static final Pattern RAISED = Pattern.compile("([A-Za-z_][\\w.]*)(?:: (.*))?");
    private static final int BLANKS = 2;

    private boolean ended;
    private int blanks;

    Block(ScannedLine line) {
      super(line);
      markFatal();
    }

    @Override
    boolean explainsPrevious() {
      return true;
    }

    @Override
    Membership classify(ScannedLine line) {
      String text = line.text();
      if (ended) {
        return chain(text);
      }
      Matcher file = FILE.matcher(text);
      if (file.matches()) {
        place(file.group(1) + ":" + file.group(2));
        return Membership.YES;
      }
      if (text.startsWith(" ")) {
        return Membership.YES;
      }
      Matcher raised = RAISED.matcher(text);
      if (!raised.matches()) {
        return Membership.NO;
      }
      ended = true;
      blanks = 0;
      setTypeAndMessage(raised.group(1), raised.group(2));
      return Membership.YES;
    }

    /// The innermost frame comes last here.
    private void place(String place) {
      if (!LibraryFrames.matches(place)) {
        setLocation(place, true);
      } else if (!hasLocation()) {
        setLocation(place, false);
      }
    }

    private Membership chain(String text) {
      if (text.isEmpty()) {
        return blanks++ < BLANKS ? Membership.MAYBE : Membership.NO;
      }
      if (text.startsWith("During handling of the above")
          || text.startsWith("The above exception was the direct cause")) {
        blanks = 0;
        return Membership.YES;
      }
      if (blanks > 0 && text.equals("Traceback (most recent call last):")) {
        ended = false;
        clearLocation();
        return Membership.YES;
      }
      return Membership.NO;
    }
  }
}

package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.LibraryFrames;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses Python tracebacks, and syntax errors without a traceback. Chained exceptions form one
/// block; the last one determines type and message.
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

  private static final class Block extends StackTraceBlock {
    private static final Pattern EXCEPTION = Pattern.compile("([A-Za-z_][\\w.]*)(?:: (.*))?");
    private static final int MAX_BLANK_LINES = 2;

    private boolean ended;
    private int blankLines;

    Block(ScannedLine line) {
      super(line, true);
      markFatal();
    }

    @Override
    Membership classify(ScannedLine line) {
      String text = line.text();
      if (ended) {
        return classifyChain(text);
      }
      Matcher file = FILE.matcher(text);
      if (file.matches()) {
        addTracebackFrame(file.group(1) + ":" + file.group(2));
        return Membership.YES;
      }
      if (text.startsWith(" ")) {
        return Membership.YES;
      }
      Matcher exception = EXCEPTION.matcher(text);
      if (!exception.matches()) {
        return Membership.NO;
      }
      ended = true;
      blankLines = 0;
      setTypeAndMessage(exception.group(1), exception.group(2));
      return Membership.YES;
    }

    /// Sets the location to the last project frame: Python prints the innermost frame last.
    private void addTracebackFrame(String location) {
      if (!LibraryFrames.matches(location)) {
        setLocation(location, true);
      } else if (!hasLocation()) {
        setLocation(location, false);
      }
    }

    private Membership classifyChain(String text) {
      if (text.isEmpty()) {
        return blankLines++ < MAX_BLANK_LINES ? Membership.MAYBE : Membership.NO;
      }
      if (text.startsWith("During handling of the above")
          || text.startsWith("The above exception was the direct cause")) {
        blankLines = 0;
        return Membership.YES;
      }
      if (blankLines > 0 && text.equals("Traceback (most recent call last):")) {
        ended = false;
        clearLocation();
        return Membership.YES;
      }
      return Membership.NO;
    }
  }
}

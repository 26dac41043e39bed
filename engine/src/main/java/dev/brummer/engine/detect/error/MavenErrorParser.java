package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses the summary of a failed Maven build. Its lines form one block, so that the compiler
/// errors repeated in it are not counted twice.
final class MavenErrorParser implements ErrorParser {
  private static final Pattern HEADER =
      Pattern.compile("\\[ERROR\\] (Failed to execute goal \\S+:(\\S+:\\S+) .*)");

  @Override
  public long keywords() {
    return Keyword.ERROR.bit();
  }

  @Override
  public @Nullable ErrorBlock begin(ScannedLine line) {
    Matcher header = HEADER.matcher(line.text());
    return header.matches() ? new Block(line, header.group(1)) : null;
  }

  private static final class Block extends ErrorBlock {
    Block(ScannedLine line, String message) {
      super(line);
      setTypeAndMessage("maven", message);
    }

    @Override
    Membership classify(ScannedLine line) {
      return line.text().startsWith("[ERROR]") ? Membership.YES : Membership.NO;
    }
  }
}

package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses `error[E0308]: message` of rustc with its code frame, and the plain `error: message` of
/// many other tools. Summaries such as "could not compile …" repeat earlier errors and are ignored.
final class RustDiagnosticParser implements ErrorParser {
  private static final Pattern HEADER = Pattern.compile("(fatal|error)(?:\\[(E\\d+)\\])?: (.+)");
  private static final Pattern SUMMARY =
      Pattern.compile(
          "could not compile .*|aborting due to .*|test failed, .*|\\d+ tests? failed.*");

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.ERROR, Keyword.SEVERE);
  }

  @Override
  public @Nullable ErrorBlock begin(ScannedLine line) {
    Matcher header = HEADER.matcher(line.text());
    if (!header.matches()
        || NonErrorMessages.matches(header.group(3))
        || SUMMARY.matcher(header.group(3)).matches()) {
      return null;
    }
    String code = header.group(2) == null ? header.group(1) : header.group(2);
    return new Block(line, code, header.group(3));
  }

  private static final class Block extends ErrorBlock {
    private static final Pattern LOCATION = Pattern.compile("\\s*--> (\\S+:\\d+:\\d+)");
    private static final Pattern MORE =
        Pattern.compile("\\s*\\d*\\s*\\|.*|\\s+[=:]+ .*|(?:help|note): .*|\\.\\.\\.");

    Block(ScannedLine line, String type, String message) {
      super(line);
      setTypeAndMessage(type, message);
    }

    @Override
    Membership classify(ScannedLine line) {
      Matcher location = LOCATION.matcher(line.text());
      if (location.matches()) {
        addFrame(location.group(1));
        return Membership.YES;
      }
      return hasLocation() && MORE.matcher(line.text()).matches() ? Membership.YES : Membership.NO;
    }
  }
}

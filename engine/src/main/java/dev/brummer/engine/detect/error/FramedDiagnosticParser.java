package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses the diagnostics of Oxlint, SWC and other tools that print with miette: `× message`, then
/// a [DiagnosticFrame]. Without the frame it is no error: test reports begin lines alike.
final class FramedDiagnosticParser implements ErrorParser {
  private static final Pattern HEADLINE =
      Pattern.compile("\\s*× (?:(?<rule>[\\w@/-]+\\([\\w@/-]+\\)): )?(?<text>\\S.*)");

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.CROSS_MARK);
  }

  @Override
  public @Nullable ErrorBlock begin(ScannedLine line) {
    Matcher headline = HEADLINE.matcher(line.text());
    return headline.matches() ? new Block(line, headline) : null;
  }

  private static final class Block extends ErrorBlock {
    private static final Pattern FRAME =
        Pattern.compile("\\s*(?:\\d+ )?\\s*[│·|:╰`].*|\\s*(?:help|note|url): .*");
    private static final int MAX_TEXT_LINES = 3;

    private int textLines;

    Block(ScannedLine line, Matcher headline) {
      super(line);
      String rule = headline.group("rule");
      setTypeAndMessage(rule == null ? "error" : rule, headline.group("text"));
    }

    @Override
    Membership classify(ScannedLine line) {
      String text = line.text();
      String location = DiagnosticFrame.location(text);
      if (location != null) {
        setLocation(location, true);
        return Membership.YES;
      }
      if (hasLocation()) {
        return FRAME.matcher(text).matches() ? Membership.YES : Membership.NO;
      }
      return textLines++ < MAX_TEXT_LINES && !text.isBlank() ? Membership.MAYBE : Membership.NO;
    }

    @Override
    boolean isConfirmed() {
      return super.isConfirmed() && hasLocation();
    }
  }
}

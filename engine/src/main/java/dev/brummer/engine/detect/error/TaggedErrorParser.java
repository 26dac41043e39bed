package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.JavaScriptFrame;
import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses log lines with an error level, one [Notation] per log format; group `text` is the
/// message. A stack trace directly below is merged into the same error.
final class TaggedErrorParser implements ErrorParser {
  private static final String TIME = "(?:[\\[(]?\\d[\\d:./,TZ+ -]{4,34}[\\])]?\\s*)?";
  private static final String LEVEL = "(?:ERROR|FATAL|SEVERE|CRITICAL)";

  /// @param keywords a line without any of these cannot match
  /// @param continuation prefix of following lines that belong to the block; empty for single lines
  private record Notation(String type, long keywords, Pattern pattern, String continuation) {
    Notation(String type, long words, String regex, String runs) {
      this(type, words, Pattern.compile(regex), runs);
    }
  }

  private static final long ERROR_KEYWORDS = Keyword.bits(Keyword.ERROR, Keyword.SEVERE);

  private static final List<Notation> NOTATIONS =
      List.of(
          new Notation(
              "npm", ERROR_KEYWORDS, "npm (?:error|ERR!) (?!A complete log)(?<text>.+)", "npm "),
          new Notation(
              "make", Keyword.SEVERE.bit(), "make(?:\\[\\d+\\])?: \\*\\*\\* (?<text>.+)", "make"),
          new Notation(
              "error",
              ERROR_KEYWORDS,
              TIME
                  + "(?:\\[[^\\]]{0,40}\\]\\s*)?[\\[(]?"
                  + LEVEL
                  + "[\\])]?(?:\\s*[:|-]\\s*|\\s+)(?<text>.+)",
              ""),
          // Ruby's logger
          new Notation(
              "error",
              ERROR_KEYWORDS,
              "[EF], \\[[^\\]]+\\]\\s+(?:ERROR|FATAL) -- [^:]*: (?<text>.+)",
              ""),
          new Notation("error", ERROR_KEYWORDS, TIME + "\\[(?:error|fatal)\\]:? (?<text>.+)", ""),
          new Notation(
              "error",
              ERROR_KEYWORDS,
              ".*\\blevel=(?:error|fatal)\\b.*?\\bmsg=(?<text>\"[^\"]*\"|\\S+).*",
              ""),
          new Notation(
              "error",
              Keyword.JSON_LEVEL.bit() | ERROR_KEYWORDS,
              "\\{(?=.*\"(?:level|severity)\":\\s*(?:50|60|\"(?:error|fatal|ERROR|FATAL|CRITICAL)\")).*?\"(?:msg|message)\":\\s*\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"\\s*[,}].*",
              ""),
          new Notation(
              "error",
              Keyword.CROSS_MARK.bit(),
              "\\s?[✗✘✖❌] (?!\\d+ problems?)(?<text>.*\\b(?:[Ee]rror|[Ff]ail(?:ed|ure)|[Cc]annot|[Cc]ould not|[Uu]nable)\\b.*)",
              ""));

  /// Lines of reports that other parsers handle, and summaries of earlier errors.
  private static final Pattern EXCLUDED =
      Pattern.compile(
          "\\[ERROR\\] (?:COMPILATION ERROR.*|Tests run:.*|Failures:.*|Errors:.*| .*|.* <<< (?:FAILURE|ERROR)!.*|There are test failures.*|-> \\[Help.*|\\[Help.*)"
              + "|ERROR \\S+\\.py(?:::\\S+)?(?: - .*)?|.*\\b\\d+ errors?\\b.*"
              + "|✗ Build failed in .*|✖ (?:failing tests:|.* \\(\\d+\\.\\d+ms\\))");

  /// Spring Boot puts process id, thread and class before the message; Python puts the logger name.
  private static final Pattern LOGGER =
      Pattern.compile("(?:\\d+ --- \\[.*?\\] (?:\\[.*?\\] )?\\S+\\s+: |[\\w.]+:(?=\\S))(.*)");

  @Override
  public long keywords() {
    return ERROR_KEYWORDS | Keyword.bits(Keyword.CROSS_MARK, Keyword.JSON_LEVEL);
  }

  @Override
  public @Nullable ErrorBlock begin(ScannedLine line) {
    for (Notation notation : NOTATIONS) {
      if (line.hasAny(notation.keywords)) {
        Matcher match = notation.pattern.matcher(line.text());
        if (match.matches()) {
          return block(line, notation, match.group("text"));
        }
      }
    }
    return null;
  }

  private static @Nullable ErrorBlock block(ScannedLine line, Notation notation, String content) {
    if (NonErrorMessages.matches(content) || EXCLUDED.matcher(line.text()).matches()) {
      return null;
    }
    Matcher logger = LOGGER.matcher(content);
    String text = logger.matches() ? logger.group(1) : content;
    boolean quoted = text.length() > 2 && text.startsWith("\"") && text.endsWith("\"");
    Block block = new Block(line, notation, quoted ? text.substring(1, text.length() - 1) : text);
    String location = StructuredStack.location(line.text());
    if (location != null) {
      block.addFrame(location);
    }
    return block;
  }

  private static final class Block extends ErrorBlock {
    private static final Pattern TYPED =
        Pattern.compile("(?:.*? )?([A-Z]\\w*Error|Error|[A-Z]\\w*Exception): (.+)");

    /// The first member of an object below the message, as pino-pretty prints it.
    private static final Pattern DETAIL = Pattern.compile(" {2,}\"?[\\w.-]+\"?: ?[{\\[].*");

    private static final int MAX_DETAIL_LINES = 60;

    private final String continuation;
    private int detailLines;
    private boolean blankSeen;

    Block(ScannedLine line, Notation notation, String message) {
      super(line);
      continuation = notation.continuation;
      setTypeAndMessage(notation.type, message);
    }

    @Override
    boolean isExplainable() {
      return true;
    }

    @Override
    Membership classify(ScannedLine line) {
      String text = line.text();
      String location = JavaScriptFrame.location(text);
      if (location != null) {
        addFrame(location);
        extractType();
        return Membership.YES;
      }
      if (!continuation.isEmpty()) {
        return text.startsWith(continuation) && !text.startsWith("npm warn")
            ? Membership.YES
            : Membership.NO;
      }
      if (detailLines == 0 ? DETAIL.matcher(text).matches() : isDetail(text)) {
        detailLines++;
        return Membership.YES;
      }
      if (text.isEmpty() && !blankSeen) {
        blankSeen = true;
        return Membership.MAYBE;
      }
      return Membership.NO;
    }

    private boolean isDetail(String text) {
      return text.startsWith("  ") && detailLines < MAX_DETAIL_LINES;
    }

    /// A stack trace below confirms that the message starts with the error's type.
    private void extractType() {
      Matcher typed = TYPED.matcher(message());
      if (typed.matches()) {
        setTypeAndMessage(typed.group(1), typed.group(2));
      }
    }
  }
}

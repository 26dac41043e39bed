package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses ESLint's default report: a file path on its own line, followed by its problems.
final class EslintErrorParser implements ErrorParser {
  private static final Pattern FILE = Pattern.compile("(/|[A-Z]:\\\\)[^:*?\"<>|]*\\.\\w+");
  private static final Pattern PROBLEM =
      Pattern.compile("\\s+(\\d+:\\d+)\\s+error\\s+(.+?)(?:\\s{2,}(\\S+))?");

  private @Nullable String file;

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.ERROR, Keyword.ABSOLUTE_PATH);
  }

  @Override
  public @Nullable ErrorBlock begin(ScannedLine line) {
    String text = line.text();
    if (line.has(Keyword.ABSOLUTE_PATH) && FILE.matcher(text).matches()) {
      file = text;
      return null;
    }
    Matcher problem = PROBLEM.matcher(text);
    return file != null && problem.matches() ? new Block(line, file, problem) : null;
  }

  private static final class Block extends ErrorBlock {
    Block(ScannedLine line, String file, Matcher problem) {
      super(line);
      String rule = problem.group(3);
      setTypeAndMessage(rule == null ? "eslint" : rule, problem.group(2));
      addFrame(file + ":" + problem.group(1));
    }

    @Override
    Membership classify(ScannedLine line) {
      return Membership.NO;
    }
  }
}

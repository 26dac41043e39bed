package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Line;
import dev.brummer.engine.detect.line.Word;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// ESLint's usual report: a file on a line of its own, its problems below.
final class EslintError implements ErrorFormat {
  private static final Pattern FILE = Pattern.compile("(/|[A-Z]:\\\\)[^:*?\"<>|]*\\.\\w+");
  private static final Pattern PROBLEM =
      Pattern.compile("\\s+(\\d+:\\d+)\\s+error\\s+(.+?)(?:\\s{2,}(\\S+))?");

  private @Nullable String file;

  @Override
  public long words() {
    return Word.bits(Word.ERROR, Word.ROOTED);
  }

  @Override
  public @Nullable ErrorBlock begin(Line line) {
    String text = line.text();
    if (line.has(Word.ROOTED) && FILE.matcher(text).matches()) {
      file = text;
      return null;
    }
    Matcher problem = PROBLEM.matcher(text);
    return file != null && problem.matches() ? new Block(line, file, problem) : null;
  }

  private static final class Block extends ErrorBlock {
    Block(Line line, String file, Matcher problem) {
      super(line);
      String rule = problem.group(3);
      is(rule == null ? "eslint" : rule, problem.group(2));
      frame(file + ":" + problem.group(1));
    }

    @Override
    Take take(Line line) {
      return Take.NO;
    }
  }
}

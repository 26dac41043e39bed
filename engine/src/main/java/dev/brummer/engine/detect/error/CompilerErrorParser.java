package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What compilers and linters say about a place in a file, one row a notation. The groups `file`,
/// `line`, `column`, `code` and `text` may be missing.
final class CompilerErrorParser implements ErrorParser {
  private static final String FILE = "(?<file>(?:[A-Za-z]:[\\\\/])?[^\\s:()\\[\\]'\"<>|]+\\.\\w+)";
  private static final String LINE = ":(?<line>\\d+)(?::(?<column>\\d+))?";

  /// @param keyword a line without it cannot match
  private record Notation(Keyword keyword, Pattern pattern) {
    Notation(Keyword word, String regex) {
      this(word, Pattern.compile(regex));
    }
  }

  private static final List<Notation> NOTATIONS =
      List.of(
          // gcc, clang, javac, mypy, tsc --pretty
          new Notation(
              Keyword.ERROR,
              FILE + LINE + ":? (?:- )?(?:fatal )?error(?: (?<code>[A-Z]+\\d+))?: (?<text>.+)"),
          // tsc, C#
          new Notation(
              Keyword.ERROR,
              FILE + "\\((?<line>\\d+),(?<column>\\d+)\\): error (?<code>[A-Z]+\\d+): (?<text>.+)"),
          // javac through Maven
          new Notation(
              Keyword.ERROR,
              "\\[ERROR\\] " + FILE + ":\\[(?<line>\\d+),(?<column>\\d+)\\] (?<text>.+)"),
          // go build, go vet
          new Notation(
              Keyword.GO_FILE,
              "(?:vet: )?(?<file>[^\\s:]+\\.go):(?<line>\\d+):(?<column>\\d+): (?<text>.+)"),
          // kotlinc
          new Notation(
              Keyword.KOTLIN_FILE,
              "e: file://(?<file>[^\\s:]+):(?<line>\\d+):(?<column>\\d+):? (?<text>.+)"));

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.ERROR, Keyword.GO_FILE, Keyword.KOTLIN_FILE);
  }

  @Override
  public @Nullable ErrorBlock begin(ScannedLine line) {
    for (Notation notation : NOTATIONS) {
      if (line.has(notation.keyword)) {
        Matcher match = notation.pattern.matcher(line.text());
        if (match.matches() && !ErrorExclusions.matches(match.group("text"))) {
          return new Block(line, match);
        }
      }
    }
    return null;
  }

  private static final class Block extends ErrorBlock {
    private static final Pattern NOTE = Pattern.compile("\\S+:\\d+(?::\\d+)?: note: .*");
    private static final Pattern CODE = Pattern.compile("\\d+ .*|");
    private static final Pattern MARK = Pattern.compile("\\s*[\\^~]+\\s*");

    private boolean marked;
    private int taken;

    Block(ScannedLine line, Matcher match) {
      super(line);
      setTypeAndMessage(groupOr(match, "code", "error"), match.group("text"));
      String column = groupOr(match, "column", "");
      String place = match.group("file") + ":" + match.group("line");
      addFrame(column.isEmpty() ? place : place + ":" + column);
    }

    private static String groupOr(Matcher match, String group, String otherwise) {
      Integer index = match.pattern().namedGroups().get(group);
      String value = index == null ? null : match.group(index);
      return value == null ? otherwise : value;
    }

    /// Code may begin in the first column: it counts if the mark below it comes.
    @Override
    Membership classify(ScannedLine line) {
      String text = line.text();
      taken++;
      if (text.startsWith("[ERROR]   ") || NOTE.matcher(text).matches()) {
        return Membership.YES;
      }
      if (!text.isEmpty() && Character.isWhitespace(text.charAt(0))) {
        marked |= MARK.matcher(text).matches();
        return Membership.YES;
      }
      boolean code = CODE.matcher(text).matches() || taken == 1;
      return code && !marked ? Membership.MAYBE : Membership.NO;
    }
  }
}

package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses errors of compilers and linters that name a position in a file. One [Notation] per output
/// format. The groups `file`, `line`, `column`, `code` and `text` are optional.
final class CompilerErrorParser implements ErrorParser {
  private static final String FILE = "(?<file>(?:[A-Za-z]:[\\\\/])?[^\\s:()\\[\\]'\"<>|]+\\.\\w+)";
  private static final String LINE = ":(?<line>\\d+)(?::(?<column>\\d+))?";

  /// @param keyword prerequisite of the pattern: a line without it cannot match
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
        if (match.matches() && !NonErrorMessages.matches(match.group("text"))) {
          return new Block(line, match);
        }
      }
    }
    return null;
  }

  private static final class Block extends ErrorBlock {
    private static final Pattern NOTE = Pattern.compile("\\S+:\\d+(?::\\d+)?: note: .*");
    private static final Pattern CODE = Pattern.compile("\\d+ .*|");
    private static final Pattern MARKER = Pattern.compile("\\s*[\\^~]+\\s*");

    private boolean markerSeen;
    private int following;

    Block(ScannedLine line, Matcher match) {
      super(line);
      setTypeAndMessage(groupOr(match, "code", "error"), match.group("text"));
      String column = groupOr(match, "column", "");
      String location = match.group("file") + ":" + match.group("line");
      addFrame(column.isEmpty() ? location : location + ":" + column);
    }

    private static String groupOr(Matcher match, String group, String fallback) {
      Integer index = match.pattern().namedGroups().get(group);
      String value = index == null ? null : match.group(index);
      return value == null ? fallback : value;
    }

    /// A source line in the first column belongs to the block only if a `^` marker follows it.
    @Override
    Membership classify(ScannedLine line) {
      String text = line.text();
      following++;
      if (text.startsWith("[ERROR]   ") || NOTE.matcher(text).matches()) {
        return Membership.YES;
      }
      if (!text.isEmpty() && Character.isWhitespace(text.charAt(0))) {
        markerSeen |= MARKER.matcher(text).matches();
        return Membership.YES;
      }
      boolean code = CODE.matcher(text).matches() || following == 1;
      return code && !markerSeen ? Membership.MAYBE : Membership.NO;
    }
  }
}

package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses errors of Vite, Rollup, Rolldown, webpack, esbuild and Next: a headline, then message,
/// location, code frame and possibly the tool's own stack trace, which is ignored.
final class BundlerErrorParser implements ErrorParser {
  /// @param tool type of the finding
  /// @param pattern group `text`, if present, is the message, otherwise the next line is; groups
  ///   `file` and `at` are the location
  private record Headline(String tool, Pattern pattern) {
    Headline(String tool, String regex) {
      this(tool, Pattern.compile(regex));
    }
  }

  /// The location of the second and further errors of a build of Next. `Error: text` follows.
  private static final String FURTHER_ERROR =
      "\\./(?<file>[\\w./\\[\\]()-]+\\.\\w+):(?<at>\\d+:\\d+)";

  private static final List<Headline> HEADLINES =
      List.of(
          new Headline(
              "vite",
              "(?:\\d+:\\d+:\\d+ (?:[AP]M )?)?\\[vite\\] (?:\\(\\w+\\) )?(?:Internal server|Pre-transform|[\\w ]*) ?error:? (?<text>.+)"),
          new Headline("vite", "error during build:"),
          new Headline("webpack", "ERROR in (?<file>\\S+?)(?: (?<at>\\d+:\\d+)(?:-[\\d:]+)?)?"),
          new Headline("esbuild", "[✘X] \\[ERROR\\] (?<text>.+)"),
          new Headline(
              "next", " ?⨯ (?:\\./)?(?<file>[\\w./\\[\\]()-]+\\.\\w+)(?::(?<at>\\d+:\\d+))?"),
          new Headline("next", FURTHER_ERROR),
          new Headline("next", "Error: Turbopack build failed with \\d+ errors?:"),
          new Headline("next", " ?⨯ (?!(?:[A-Z]\\w*)?Error: )(?<text>.+)"));

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.ERROR, Keyword.CROSS_MARK, Keyword.JAVASCRIPT_FILE);
  }

  @Override
  public @Nullable ErrorBlock begin(ScannedLine line) {
    for (Headline headline : HEADLINES) {
      Matcher match = headline.pattern.matcher(line.text());
      if (match.matches()) {
        return new Block(line, headline.tool, match);
      }
    }
    return null;
  }

  private static final class Block extends ErrorBlock {
    private static final Pattern LOCATION =
        Pattern.compile(
            "(?:\\s*[Ff]ile: |\\s+)((?:/|\\.{0,2}/|[\\w@-]+/)?[^\\s:]+(?::\\d+(?::\\d+)?)?):?");
    private static final Pattern BARE_LOCATION = Pattern.compile("\\.{0,2}/\\S+:\\d+:\\d+");
    private static final Pattern CODE_FRAME = Pattern.compile(">?\\s*\\d*\\s*[|│].*|[─╯]+");
    private static final Pattern FILE_LINE = Pattern.compile("\\s*[Ff]ile: .*");
    private static final Pattern COUNT = Pattern.compile("\\w+ failed with \\d+ errors?:");
    private static final Pattern CODE_OR_PLUGIN = Pattern.compile("\\[[\\w: -]+\\] (?=\\S)");
    private static final int MAX_TEXT_LINES = 6;

    private final String tool;

    /// Whether the headline is only a location.
    private final boolean located;

    private int textLines;
    private boolean ended;

    /// The message so far only counts the errors; the next line of text replaces it.
    private boolean onlyCounted;

    Block(ScannedLine line, String tool, Matcher headline) {
      super(line);
      this.tool = tool;
      located = headline.pattern().pattern().equals(FURTHER_ERROR);
      String text = group(headline, "text");
      if (text != null) {
        setText(text);
      }
      String file = group(headline, "file");
      if (file != null) {
        String at = group(headline, "at");
        setLocation(at == null ? file : file + ":" + at, true);
      }
    }

    private static @Nullable String group(Matcher match, String name) {
      Integer index = match.pattern().namedGroups().get(name);
      return index == null ? null : match.group(index);
    }

    @Override
    Membership classify(ScannedLine line) {
      String text = line.text();
      if (text.isEmpty()) {
        ended |= tool.equals("webpack");
        return ended || message().isEmpty() ? Membership.NO : Membership.MAYBE;
      }
      if (message().isEmpty() && BARE_LOCATION.matcher(text).matches()) {
        setLocation(text, true);
        return Membership.YES;
      }
      if (message().isEmpty()) {
        if (located && !text.startsWith("Error: ")) {
          return Membership.NO;
        }
        setText(text.replaceFirst("^Error: ", ""));
        return Membership.YES;
      }
      String framed = DiagnosticFrame.location(text);
      if (framed != null) {
        if (!hasLocation()) {
          setLocation(framed, true);
        }
        return Membership.YES;
      }
      if (onlyCounted && !Character.isWhitespace(text.charAt(0))) {
        replaceCount(CODE_OR_PLUGIN.matcher(text).replaceFirst(""));
        return Membership.YES;
      }
      if (Character.isWhitespace(text.charAt(0)) || CODE_FRAME.matcher(text).matches()) {
        addLocation(text);
        return Membership.YES;
      }
      addLocation(text);
      return FILE_LINE.matcher(text).matches()
          ? Membership.YES
          : textLines++ < MAX_TEXT_LINES && tool.equals("webpack") ? Membership.YES : Membership.NO;
    }

    private void setText(String text) {
      onlyCounted = COUNT.matcher(text).matches();
      setTypeAndMessage(tool, text);
    }

    private void replaceCount(String text) {
      if (BARE_LOCATION.matcher(text).matches()) {
        setLocation(text, true);
      } else {
        setText(text);
      }
    }

    private void addLocation(String text) {
      Matcher location = LOCATION.matcher(text);
      if (location.matches()
          && (FILE_LINE.matcher(text).matches() || text.endsWith(":"))
          && !hasLocation()) {
        setLocation(location.group(1), true);
      }
    }
  }
}

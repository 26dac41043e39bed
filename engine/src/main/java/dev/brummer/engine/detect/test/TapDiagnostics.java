package dev.brummer.engine.detect.test;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Lines below a result of the Test Anything Protocol that explain it: a YAML block from `---` to
/// `...`, or comments until the next result. Extracts the location: a frame of the stack, else the
/// place of the test.
final class TapDiagnostics {
  private static final Pattern STACK =
      Pattern.compile(
          "\\s+(?:at )?(?:async )?(?:[^()]*\\()?(?:file://)?([^\\s()]+\\.\\w+:\\d+:\\d+)\\)?");
  private static final Pattern AT = Pattern.compile("\\s+at: (?:.*\\()?([^\\s()]+:\\d+:\\d+)\\)?");
  private static final Pattern PLACE = Pattern.compile("\\s+location: '?([^\\s']+:\\d+:\\d+)'?");
  private static final Pattern FILE =
      Pattern.compile("\\s+(?:fileName|file): [\"']?([^\"']+?)[\"']?");
  private static final Pattern LINE = Pattern.compile("\\s+(?:lineNumber|line): (\\d+)");
  private static final Pattern PERL = Pattern.compile("\\s*#.* at (\\S+) line (\\d+)\\.");

  private boolean isNew;
  private boolean yaml;
  private boolean ended;
  private boolean stack;
  private @Nullable String file;
  private @Nullable String place;

  void begin() {
    isNew = true;
    yaml = false;
    ended = false;
    stack = false;
    file = null;
    place = null;
  }

  /// Whether no line of text has followed the heading.
  boolean isNew() {
    return isNew;
  }

  /// Whether a line belongs to the block.
  boolean contains(String text) {
    String stripped = text.strip();
    if (yaml) {
      yaml = !stripped.equals("...");
      ended = !yaml;
      return true;
    }
    if (ended) {
      return false;
    }
    yaml = stripped.equals("---");
    isNew &= stripped.isEmpty();
    return yaml
        || stripped.isEmpty()
        || (stripped.startsWith("#")
            && !stripped.startsWith("# Subtest: ")
            && !stripped.startsWith("# Looks like "));
  }

  /// The location that a line of the block names, or null.
  @Nullable String frame(String text) {
    if (!yaml) {
      return ended ? place : perl(text);
    }
    if (stack) {
      String frame = SourceFrames.first(STACK, text);
      if (frame != null) {
        return frame;
      }
    }
    stack |= text.strip().startsWith("stack:");
    Matcher named = FILE.matcher(text);
    if (named.matches()) {
      file = named.group(1);
    }
    Matcher numbered = LINE.matcher(text);
    if (file != null && place == null && numbered.matches()) {
      place = file + ":" + numbered.group(1);
    }
    String placed = SourceFrames.first(PLACE, text);
    place = placed == null ? place : placed;
    return SourceFrames.first(AT, text);
  }

  private static @Nullable String perl(String text) {
    Matcher match = PERL.matcher(text);
    return match.matches() ? match.group(1) + ":" + match.group(2) : null;
  }
}

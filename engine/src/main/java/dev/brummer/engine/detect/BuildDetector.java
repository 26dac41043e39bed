package dev.brummer.engine.detect;

import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.BuildEvent;
import dev.brummer.engine.event.Event.BuildEvent.Phase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Beginnings and ends of builds, one row a line of a tool. The next row that matches wins, so a
/// tool's rows go from the particular to the general. A start is told once, until an end.
public final class BuildDetector implements Detector {
  /// @param word a line without it cannot match
  /// @param pattern the groups `time` ("1.2 s", "345 ms") and `warnings` may be missing
  private record Row(String tool, Phase phase, Keyword word, Pattern pattern) {
    Row(String tool, Phase phase, Keyword word, String regex) {
      this(tool, phase, word, Pattern.compile(regex));
    }
  }

  private static final String TIME = "(?<time>[\\d.]+ ?m?s|[\\d.]+m?s|\\d+m \\d+s|\\d+:\\d+ min)";

  private static final List<Row> ROWS =
      List.of(
          new Row("vite", Phase.OK, Keyword.READY, "\\s*VITE v\\S+.* ready in " + TIME),
          new Row("vite", Phase.STARTED, Keyword.BUILD, ".*\\bvite v\\S+ building .*"),
          new Row("vite", Phase.OK, Keyword.BUILD, "✓ built in " + TIME),
          new Row("vite", Phase.FAILED, Keyword.BUILD, "[✗x] Build failed in " + TIME),
          new Row("vite", Phase.FAILED, Keyword.BUILD, "error during build:"),
          new Row(
              "webpack",
              Phase.OK,
              Keyword.COMPILE,
              ".*\\bwebpack [\\d.]+ compiled (?:successfully|with (?<warnings>\\d+) warnings?) in "
                  + TIME),
          new Row(
              "webpack",
              Phase.FAILED,
              Keyword.COMPILE,
              ".*\\bwebpack [\\d.]+ compiled with \\d+ errors?(?: and (?<warnings>\\d+) warnings?)? in "
                  + TIME),
          new Row(
              "tsc",
              Phase.STARTED,
              Keyword.COMPILE,
              "(?:\\[?[\\d: ]+(?:[AP]M)?\\]?(?: -)? )?Starting compilation in watch mode\\.\\.\\."),
          new Row(
              "tsc",
              Phase.STARTED,
              Keyword.COMPILE,
              "(?:\\[?[\\d: ]+(?:[AP]M)?\\]?(?: -)? )?File change detected\\. Starting incremental compilation\\.\\.\\."),
          new Row(
              "tsc",
              Phase.OK,
              Keyword.ERROR,
              "(?:\\[?[\\d: ]+(?:[AP]M)?\\]?(?: -)? )?Found 0 errors\\. Watching for file changes\\."),
          new Row(
              "tsc",
              Phase.FAILED,
              Keyword.ERROR,
              "(?:\\[?[\\d: ]+(?:[AP]M)?\\]?(?: -)? )?Found \\d+ errors?(?: in .*)?\\.(?: Watching for file changes\\.)?"),
          new Row("tsc", Phase.FAILED, Keyword.ERROR, "Found \\d+ errors? in .*"),
          new Row("next", Phase.STARTED, Keyword.COMPILE, "\\s*○ Compiling .*\\.\\.\\."),
          new Row("next", Phase.OK, Keyword.COMPILE, "\\s*✓ Compiled .*in " + TIME + ".*"),
          new Row("next", Phase.OK, Keyword.READY, "\\s*✓ Ready in " + TIME),
          new Row(
              "next",
              Phase.STARTED,
              Keyword.BUILD,
              " *Creating an optimized production build \\.\\.\\."),
          new Row("next", Phase.FAILED, Keyword.BUILD, "> Build error occurred"),
          new Row("next", Phase.FAILED, Keyword.COMPILE, "(?:\\s*⨯ )?Failed to compile\\."),
          new Row("esbuild", Phase.OK, Keyword.FINISHED, "\\s*⚡ Done in " + TIME),
          new Row("esbuild", Phase.STARTED, Keyword.BUILD, "\\[watch\\] build started.*"),
          new Row("esbuild", Phase.OK, Keyword.BUILD, "\\[watch\\] build finished.*"),
          new Row("cargo", Phase.STARTED, Keyword.COMPILE, " +Compiling \\S+ v\\S+.*"),
          new Row("cargo", Phase.OK, Keyword.FINISHED, " +Finished .*target\\(s\\) in " + TIME),
          new Row(
              "cargo",
              Phase.FAILED,
              Keyword.COMPILE,
              "error: could not compile .* errors?(?:; (?<warnings>\\d+) warnings? emitted)?"),
          new Row("maven", Phase.STARTED, Keyword.BUILD, "\\[INFO\\] Building \\S.*"),
          new Row("maven", Phase.OK, Keyword.BUILD, "\\[INFO\\] BUILD SUCCESS"),
          new Row("maven", Phase.FAILED, Keyword.BUILD, "\\[INFO\\] BUILD FAILURE"),
          new Row("gradle", Phase.OK, Keyword.BUILD, "BUILD SUCCESSFUL in " + TIME),
          new Row("gradle", Phase.FAILED, Keyword.BUILD, "BUILD FAILED in " + TIME));

  private static final long WORDS =
      Keyword.bits(Keyword.READY, Keyword.BUILD, Keyword.COMPILE, Keyword.ERROR, Keyword.FINISHED);

  private static final Pattern TOTAL = Pattern.compile("\\[INFO\\] Total time: +" + TIME);

  private final Map<Integer, State> states = new HashMap<>();

  private static final class State {
    String building = "";

    /// Maven says how it went before it says how long it took.
    @Nullable BuildEvent untimed;
  }

  @Override
  public String name() {
    return "build detector";
  }

  @Override
  public long words() {
    return WORDS | Keyword.TOTAL_TIME.bit();
  }

  @Override
  public void line(ScannedLine line, Consumer<Event> found) {
    if (line.has(Keyword.TOTAL_TIME)) {
      total(line, found);
    } else if (line.hasAny(WORDS)) {
      for (Row row : ROWS) {
        if (line.has(row.word)) {
          Matcher match = row.pattern.matcher(line.text());
          if (match.matches()) {
            matched(line, row, match, found);
            return;
          }
        }
      }
    }
  }

  private void matched(ScannedLine line, Row row, Matcher match, Consumer<Event> found) {
    State state = states.computeIfAbsent(line.process(), id -> new State());
    boolean start = row.phase == Phase.STARTED;
    if (start && state.building.equals(row.tool)) {
      return;
    }
    boolean again = row.phase == Phase.FAILED && state.building.equals("failed " + row.tool);
    state.building = start ? row.tool : row.phase == Phase.FAILED ? "failed " + row.tool : "";
    if (again) {
      return;
    }
    BuildEvent event =
        new BuildEvent(
            line.process(),
            line.number(),
            row.phase,
            row.tool,
            line.text().strip(),
            DurationParser.millis(group(match, "time")),
            warnings(group(match, "warnings")),
            line.atMillis());
    if (row.tool.equals("maven") && !start) {
      state.untimed = event;
    } else {
      found.accept(event);
    }
  }

  private void total(ScannedLine line, Consumer<Event> found) {
    State state = states.get(line.process());
    BuildEvent event = state == null ? null : state.untimed;
    Matcher match = TOTAL.matcher(line.text());
    if (state != null && event != null && match.matches()) {
      state.untimed = null;
      found.accept(timed(event, DurationParser.millis(match.group("time"))));
    }
  }

  private static BuildEvent timed(BuildEvent event, long millis) {
    return new BuildEvent(
        event.process(),
        event.line(),
        event.phase(),
        event.tool(),
        event.summary(),
        millis,
        event.warnings(),
        event.atMillis());
  }

  private static @Nullable String group(Matcher match, String name) {
    return match.pattern().namedGroups().containsKey(name) ? match.group(name) : null;
  }

  private static int warnings(@Nullable String count) {
    return count == null || count.length() > 6 ? 0 : Integer.parseInt(count);
  }

  @Override
  public void started(int process) {
    states.remove(process);
  }

  @Override
  public void ended(int process, long atMillis, Consumer<Event> found) {
    State state = states.remove(process);
    if (state != null && state.untimed != null) {
      found.accept(state.untimed);
    }
  }
}

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

/// Detects starts, successes and failures of builds. Each rule matches one line of one tool; the
/// first matching rule wins, so the rules of a tool are ordered from specific to general. A start
/// is published once until the build ends; a failure that several lines report at once is published
/// once.
final class BuildDetector implements Detector {
  /// @param keyword prerequisite of the pattern: a line without it cannot match
  /// @param pattern may define the groups `time` ("1.2 s", "345 ms") and `warnings`
  private record Rule(String tool, Phase phase, Keyword keyword, Pattern pattern) {
    Rule(String tool, Phase phase, Keyword word, String regex) {
      this(tool, phase, word, Pattern.compile(regex));
    }
  }

  private static final String TIME = "(?<time>[\\d.]+ ?m?s|[\\d.]+m?s|\\d+m \\d+s|\\d+:\\d+ min)";

  private static final List<Rule> RULES =
      List.of(
          new Rule("vite", Phase.OK, Keyword.READY, "\\s*VITE v\\S+.* ready in " + TIME),
          new Rule("vite", Phase.STARTED, Keyword.BUILD, ".*\\bvite v\\S+ building .*"),
          new Rule("vite", Phase.OK, Keyword.BUILD, "✓ built in " + TIME),
          new Rule("vite", Phase.FAILED, Keyword.BUILD, "[✗x] Build failed in " + TIME),
          new Rule("vite", Phase.FAILED, Keyword.BUILD, "error during build:"),
          new Rule(
              "webpack",
              Phase.OK,
              Keyword.COMPILE,
              ".*\\bwebpack [\\d.]+ compiled (?:successfully|with (?<warnings>\\d+) warnings?) in "
                  + TIME),
          new Rule(
              "webpack",
              Phase.FAILED,
              Keyword.COMPILE,
              ".*\\bwebpack [\\d.]+ compiled with \\d+ errors?(?: and (?<warnings>\\d+) warnings?)? in "
                  + TIME),
          new Rule(
              "tsc",
              Phase.STARTED,
              Keyword.COMPILE,
              "(?:\\[?[\\d: ]+(?:[AP]M)?\\]?(?: -)? )?Starting compilation in watch mode\\.\\.\\."),
          new Rule(
              "tsc",
              Phase.STARTED,
              Keyword.COMPILE,
              "(?:\\[?[\\d: ]+(?:[AP]M)?\\]?(?: -)? )?File change detected\\. Starting incremental compilation\\.\\.\\."),
          new Rule(
              "tsc",
              Phase.OK,
              Keyword.ERROR,
              "(?:\\[?[\\d: ]+(?:[AP]M)?\\]?(?: -)? )?Found 0 errors\\. Watching for file changes\\."),
          new Rule(
              "tsc",
              Phase.FAILED,
              Keyword.ERROR,
              "(?:\\[?[\\d: ]+(?:[AP]M)?\\]?(?: -)? )?Found \\d+ errors?(?: in .*)?\\.(?: Watching for file changes\\.)?"),
          new Rule("tsc", Phase.FAILED, Keyword.ERROR, "Found \\d+ errors? in .*"),
          new Rule("next", Phase.STARTED, Keyword.COMPILE, "\\s*○ Compiling .*\\.\\.\\."),
          new Rule("next", Phase.OK, Keyword.COMPILE, "\\s*✓ Compiled .*in " + TIME + ".*"),
          new Rule("next", Phase.OK, Keyword.READY, "\\s*✓ Ready in " + TIME),
          new Rule(
              "next",
              Phase.STARTED,
              Keyword.BUILD,
              " *Creating an optimized production build \\.\\.\\."),
          new Rule("next", Phase.FAILED, Keyword.BUILD, "> Build error occurred"),
          new Rule("next", Phase.FAILED, Keyword.COMPILE, "(?:\\s*⨯ )?Failed to compile\\."),
          new Rule("esbuild", Phase.OK, Keyword.FINISHED, "\\s*⚡ Done in " + TIME),
          new Rule("esbuild", Phase.STARTED, Keyword.BUILD, "\\[watch\\] build started.*"),
          new Rule("esbuild", Phase.OK, Keyword.BUILD, "\\[watch\\] build finished.*"),
          new Rule("cargo", Phase.STARTED, Keyword.COMPILE, " +Compiling \\S+ v\\S+.*"),
          new Rule("cargo", Phase.OK, Keyword.FINISHED, " +Finished .*target\\(s\\) in " + TIME),
          new Rule(
              "cargo",
              Phase.FAILED,
              Keyword.COMPILE,
              "error: could not compile .* errors?(?:; (?<warnings>\\d+) warnings? emitted)?"),
          new Rule("maven", Phase.STARTED, Keyword.BUILD, "\\[INFO\\] Building \\S.*"),
          new Rule("maven", Phase.OK, Keyword.BUILD, "\\[INFO\\] BUILD SUCCESS"),
          new Rule("maven", Phase.FAILED, Keyword.BUILD, "\\[INFO\\] BUILD FAILURE"),
          new Rule("gradle", Phase.OK, Keyword.BUILD, "BUILD SUCCESSFUL in " + TIME),
          new Rule("gradle", Phase.FAILED, Keyword.BUILD, "BUILD FAILED in " + TIME));

  private static final long KEYWORDS =
      Keyword.bits(Keyword.READY, Keyword.BUILD, Keyword.COMPILE, Keyword.ERROR, Keyword.FINISHED);

  private static final Pattern TOTAL = Pattern.compile("\\[INFO\\] Total time: +" + TIME);

  /// Time in which a tool reports one failure in several lines.
  private static final long FAILURE_MILLIS = 300;

  private final Map<Integer, ProcessContext> contexts = new HashMap<>();

  private static final class ProcessContext {
    String activeTool = "";
    String failedTool = "";
    long failedMillis;

    /// A finished Maven build whose duration follows on a later line.
    @Nullable BuildEvent untimed;
  }

  @Override
  public String name() {
    return "build detector";
  }

  @Override
  public long keywords() {
    return KEYWORDS | Keyword.TOTAL_TIME.bit();
  }

  @Override
  public void onLine(ScannedLine line, Consumer<Event> found) {
    if (line.has(Keyword.TOTAL_TIME)) {
      onTotalTime(line, found);
    } else if (line.hasAny(KEYWORDS)) {
      for (Rule rule : RULES) {
        if (line.has(rule.keyword)) {
          Matcher match = rule.pattern.matcher(line.text());
          if (match.matches()) {
            onMatch(line, rule, match, found);
            return;
          }
        }
      }
    }
  }

  private void onMatch(ScannedLine line, Rule rule, Matcher match, Consumer<Event> found) {
    ProcessContext context = contexts.computeIfAbsent(line.process(), id -> new ProcessContext());
    boolean start = rule.phase == Phase.STARTED;
    if (start && context.activeTool.equals(rule.tool)) {
      return;
    }
    boolean failed = rule.phase == Phase.FAILED;
    boolean repeated =
        failed
            && context.failedTool.equals(rule.tool)
            && line.atMillis() - context.failedMillis < FAILURE_MILLIS;
    context.activeTool = start ? rule.tool : "";
    context.failedTool = failed ? rule.tool : "";
    context.failedMillis = line.atMillis();
    if (repeated) {
      return;
    }
    BuildEvent event =
        new BuildEvent(
            line.process(),
            line.number(),
            rule.phase,
            rule.tool,
            line.text().strip(),
            BuildDurationParser.parseMillis(group(match, "time")),
            warnings(group(match, "warnings")),
            line.atMillis());
    if (rule.tool.equals("maven") && !start) {
      context.untimed = event;
    } else {
      found.accept(event);
    }
  }

  private void onTotalTime(ScannedLine line, Consumer<Event> found) {
    ProcessContext context = contexts.get(line.process());
    BuildEvent event = context == null ? null : context.untimed;
    Matcher match = TOTAL.matcher(line.text());
    if (context != null && event != null && match.matches()) {
      context.untimed = null;
      found.accept(withDuration(event, BuildDurationParser.parseMillis(match.group("time"))));
    }
  }

  private static BuildEvent withDuration(BuildEvent event, long millis) {
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
  public void processStarted(int process, long atMillis) {
    contexts.remove(process);
  }

  @Override
  public void processExited(int process, long atMillis, Consumer<Event> found) {
    ProcessContext context = contexts.remove(process);
    if (context != null && context.untimed != null) {
      found.accept(context.untimed);
    }
  }
}

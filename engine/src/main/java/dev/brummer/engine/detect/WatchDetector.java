package dev.brummer.engine.detect;

import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.WatchEvent;
import dev.brummer.engine.event.Event.WatchEvent.Step;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Detects how tools in watch mode react to changed files: hot updates, restarts of the program and
/// repeated test runs. Builds are left to the [BuildDetector]. Each rule matches one line of one
/// tool; the first matching rule wins. Stateless.
final class WatchDetector implements Detector {
  private record Rule(String tool, Step step, Pattern pattern) {
    Rule(String tool, Step step, String regex) {
      this(tool, step, Pattern.compile(regex));
    }
  }

  private static final String VITE = "(?:[\\d:]+ (?:[AP]M )?)?\\[vite\\] (?:\\(\\w+\\) )?";

  private static final List<Rule> RULES =
      List.of(
          new Rule("vite", Step.OK, VITE + "(?:hmr (?:update|invalidate)|page reload) .*"),
          new Rule("vite", Step.CHANGED, VITE + ".* changed, restarting server\\.\\.\\."),
          new Rule("vite", Step.OK, VITE + "server restarted\\."),
          new Rule("vite", Step.FAILED, VITE + "server restart failed"),
          new Rule("nodemon", Step.CHANGED, "\\[nodemon\\] restarting due to changes\\.\\.\\."),
          new Rule("nodemon", Step.RESTARTED, "\\[nodemon\\] starting `.*"),
          new Rule("nodemon", Step.FAILED, "\\[nodemon\\] app crashed .*"),
          new Rule("nodemon", Step.OK, "\\[nodemon\\] clean exit .*"),
          new Rule("node --watch", Step.RESTARTED, "Restarting '.*'"),
          new Rule(
              "node --watch",
              Step.FAILED,
              "Failed running '.*'(?:\\. Waiting for file changes before restarting\\.\\.\\.)?"),
          new Rule(
              "node --watch",
              Step.OK,
              "Completed running '.*'(?:\\. Waiting for file changes before restarting\\.\\.\\.)?"),
          new Rule("tsx", Step.RESTARTED, ".*\\[tsx\\] (?:change in .*|[Rr]erunning.*)"),
          new Rule("ts-node-dev", Step.RESTARTED, "\\[INFO\\] [\\d:]+ Restarting: .*"),
          new Rule("vitest", Step.CHANGED, "\\s*RERUN  .*"),
          new Rule("vitest", Step.OK, "\\s*PASS  Waiting for file changes\\.\\.\\."),
          new Rule(
              "vitest",
              Step.FAILED,
              "\\s*FAIL  Tests failed\\. Watching for file changes\\.\\.\\."),
          new Rule("jest", Step.CHANGED, "\\s*RUNS  \\S+"),
          new Rule("jest", Step.OK, "Ran all test suites.*"),
          new Rule(
              "uvicorn",
              Step.RESTARTED,
              "WARNING: +(?:WatchFiles|StatReload|WatchGodReload) detected changes? in .*"),
          new Rule("uvicorn", Step.OK, "INFO: +Application startup complete\\."),
          new Rule("flask", Step.RESTARTED, " \\* Detected change in .*, reloading"),
          new Rule("django", Step.RESTARTED, "(?:INFO )?\\S+ changed, reloading\\."),
          new Rule("django", Step.OK, "Quit the server with CONTROL-C\\."),
          new Rule("deno", Step.RESTARTED, "Watcher File change detected! Restarting!"),
          new Rule("deno", Step.OK, "Watcher Process finished\\. Restarting on .*"),
          new Rule("deno", Step.FAILED, "Watcher Process failed\\. Restarting on .*"),
          new Rule("air", Step.CHANGED, "\\S+\\.\\w+ has changed"),
          new Rule("air", Step.RESTARTED, "running\\.\\.\\."),
          new Rule("air", Step.FAILED, "failed to build, error: .*"),
          new Rule("cargo-watch", Step.RESTARTED, "\\[Running '.*'\\]"),
          new Rule("cargo-watch", Step.OK, "\\[Finished running\\. Exit status: 0\\]"),
          new Rule("cargo-watch", Step.FAILED, "\\[Finished running\\. Exit status: .*\\]"));

  private static final long KEYWORDS = Keyword.bits(Keyword.WATCH, Keyword.WATCH_END);

  @Override
  public String name() {
    return "watch detector";
  }

  @Override
  public long keywords() {
    return KEYWORDS;
  }

  @Override
  public void onLine(ScannedLine line, Consumer<Event> found) {
    if (!line.hasAny(KEYWORDS)) {
      return;
    }
    for (Rule rule : RULES) {
      if (rule.pattern.matcher(line.text()).matches()) {
        found.accept(
            new WatchEvent(
                line.process(),
                line.number(),
                rule.step,
                rule.tool,
                line.text().strip(),
                line.atMillis()));
        return;
      }
    }
  }
}

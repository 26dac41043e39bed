package dev.brummer.engine.detect;

import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.WatchEvent;
import dev.brummer.engine.event.Event.WatchEvent.Phase;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Detects how tools in watch mode react to changed files: hot updates, restarts of the program and
/// repeated test runs. Builds are left to the [BuildDetector]. Each rule matches one line of one
/// tool; the first matching rule wins. Stateless.
final class WatchDetector implements Detector {
  private record Rule(String tool, Phase phase, Pattern pattern) {
    Rule(String tool, Phase phase, String regex) {
      this(tool, phase, Pattern.compile(regex));
    }
  }

  private static final String VITE = "(?:[\\d:]+ (?:[AP]M )?)?\\[vite\\] (?:\\(\\w+\\) )?";

  private static final List<Rule> RULES =
      List.of(
          new Rule("vite", Phase.OK, VITE + "(?:hmr (?:update|invalidate)|page reload) .*"),
          new Rule("vite", Phase.CHANGED, VITE + ".* changed, restarting server\\.\\.\\."),
          new Rule("vite", Phase.OK, VITE + "server restarted\\."),
          new Rule("nodemon", Phase.CHANGED, "\\[nodemon\\] restarting due to changes\\.\\.\\."),
          new Rule("nodemon", Phase.RESTARTED, "\\[nodemon\\] starting `.*"),
          new Rule("nodemon", Phase.FAILED, "\\[nodemon\\] app crashed .*"),
          new Rule("nodemon", Phase.OK, "\\[nodemon\\] clean exit .*"),
          new Rule("node --watch", Phase.RESTARTED, "Restarting '.*'"),
          new Rule(
              "node --watch",
              Phase.FAILED,
              "Failed running '.*'(?:\\. Waiting for file changes before restarting\\.\\.\\.)?"),
          new Rule(
              "node --watch",
              Phase.OK,
              "Completed running '.*'(?:\\. Waiting for file changes before restarting\\.\\.\\.)?"),
          new Rule("tsx", Phase.RESTARTED, ".*\\[tsx\\] (?:change in .*|[Rr]erunning.*)"),
          new Rule("ts-node-dev", Phase.RESTARTED, "\\[INFO\\] [\\d:]+ Restarting: .*"),
          new Rule("vitest", Phase.CHANGED, "\\s*RERUN  .*"),
          new Rule("vitest", Phase.OK, "\\s*PASS  Waiting for file changes\\.\\.\\."),
          new Rule(
              "vitest",
              Phase.FAILED,
              "\\s*FAIL  Tests failed\\. Watching for file changes\\.\\.\\."),
          new Rule("jest", Phase.OK, "Ran all test suites.*"),
          new Rule(
              "uvicorn",
              Phase.CHANGED,
              "WARNING: +(?:WatchFiles|StatReload|WatchGodReload) detected changes? in .*"),
          new Rule("uvicorn", Phase.OK, "INFO: +Application startup complete\\."),
          new Rule("flask", Phase.RESTARTED, " \\* Detected change in .*, reloading"),
          new Rule("django", Phase.RESTARTED, "(?:INFO )?\\S+ changed, reloading\\."),
          new Rule("django", Phase.OK, "Quit the server with CONTROL-C\\."),
          new Rule("air", Phase.CHANGED, "\\S+\\.\\w+ has changed"),
          new Rule("air", Phase.RESTARTED, "running\\.\\.\\."),
          new Rule("cargo-watch", Phase.RESTARTED, "\\[Running '.*'\\]"),
          new Rule("cargo-watch", Phase.OK, "\\[Finished running\\. Exit status: 0\\]"),
          new Rule("cargo-watch", Phase.FAILED, "\\[Finished running\\. Exit status: .*\\]"));

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
                rule.phase,
                rule.tool,
                line.text().strip(),
                line.atMillis()));
        return;
      }
    }
  }
}

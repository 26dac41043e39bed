package dev.brummer.engine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.TestDetector;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.fact.Reaction;
import dev.brummer.engine.fact.ReactionTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Plays recorded output of tools in watch mode, with its times, and asks after each edit when the
/// process has settled. A line of a trace is `MILLIS<tab>TEXT`; `# edit` marks an edit.
class ReactionTraceTest {
  /// Maximum time from the last output of the tool to the answer.
  private static final long MAX_DELAY_MILLIS = 2_000;

  private static final long STEP_MILLIS = 10;

  private record TraceLine(long atMillis, String text) {
    boolean isMark() {
      return text.startsWith("# ");
    }

    boolean isEdit() {
      return isMark() && !text.equals("# get") && !text.equals("# end");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vite", "nodemon", "nodewatch", "tsc", "jest", "vitest", "nest"})
  void everyEdit_settlesAfterTheLastOutput_withinTwoSeconds(String tool) throws IOException {
    List<TraceLine> trace = trace(tool);
    int edits = 0;
    for (int i = 0; i < trace.size(); i++) {
      if (trace.get(i).isEdit()) {
        edits++;
        long edit = trace.get(i).atMillis();
        long last = lastOutput(trace, i);
        Answer answer = answer(trace, edit);
        String what = tool + " at " + edit + ": " + answer + ", last output " + last;
        assertTrue(answer.atMillis >= last, "too early: " + what);
        assertTrue(answer.atMillis <= last + MAX_DELAY_MILLIS, "too late: " + what);
        assertTrue(answer.reaction.startedMillis() >= edit, what);
      }
    }
    assertTrue(edits >= 3, tool);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vite", "nodemon", "tsc", "vitest"})
  void withoutAnEdit_theProcessIsSettledAndHasNotReacted(String tool) throws IOException {
    List<TraceLine> trace = trace(tool);
    long first = trace.stream().filter(TraceLine::isMark).findFirst().orElseThrow().atMillis();
    Reaction reaction = after(trace, first - 1).reaction(first - 500, first - 1);
    assertTrue(reaction.settled(), tool);
    assertEquals("", reaction.activity());
  }

  private record Answer(long atMillis, Reaction reaction) {}

  /// When a client that waits since `edit` gets its answer.
  private static Answer answer(List<TraceLine> trace, long edit) {
    for (long now = edit; now < edit + 60_000; now += STEP_MILLIS) {
      Reaction reaction = after(trace, now).reaction(edit, now);
      if (reaction.reacted() && reaction.settled()) {
        return new Answer(now, reaction);
      }
    }
    throw new AssertionError("never settles after " + edit);
  }

  private static ReactionTracker after(List<TraceLine> trace, long now) {
    ReactionTracker tracker = new ReactionTracker();
    List<Detector> detectors =
        List.of(new TestDetector(), new BuildDetector(), new WatchDetector());
    tracker.on(new Event.ProcessStarted(1, "p", 1, 1, 0));
    int number = 0;
    for (TraceLine line : trace) {
      if (line.atMillis() > now) {
        break;
      }
      if (!line.isMark()) {
        long at = line.atMillis();
        tracker.on(new Event.LogLine(1, number, 1, at));
        ScannedLine scanned = ScannedLine.of(1, number++, line.text());
        for (Detector detector : detectors) {
          detector.onLine(scanned, event -> tracker.on(at(event, at)));
        }
      }
    }
    return tracker;
  }

  private static Event at(Event event, long at) {
    return switch (event) {
      case Event.BuildEvent e ->
          new Event.BuildEvent(
              e.process(), e.line(), e.phase(), e.tool(), e.summary(), e.durationMillis(), 0, at);
      case Event.WatchEvent e ->
          new Event.WatchEvent(e.process(), e.line(), e.step(), e.tool(), e.summary(), at);
      case Event.TestFailed e ->
          new Event.TestFailed(e.process(), e.line(), e.tool(), e.test(), e.count(), at);
      case Event.TestPassed e ->
          new Event.TestPassed(e.process(), e.line(), e.tool(), e.test(), e.count(), at);
      default -> event;
    };
  }

  /// Time of the last line before the next mark.
  private static long lastOutput(List<TraceLine> trace, int edit) {
    long last = trace.get(edit).atMillis();
    for (int i = edit + 1; i < trace.size() && !trace.get(i).isMark(); i++) {
      last = trace.get(i).atMillis();
    }
    return last;
  }

  private static List<TraceLine> trace(String tool) throws IOException {
    List<TraceLine> lines = new ArrayList<>();
    for (String line :
        Files.readAllLines(Path.of("src/test/resources/reactions/" + tool + ".trace"))) {
      int tab = line.indexOf('\t');
      lines.add(new TraceLine(Long.parseLong(line.substring(0, tab)), line.substring(tab + 1)));
    }
    return lines;
  }
}

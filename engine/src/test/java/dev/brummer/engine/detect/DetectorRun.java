package dev.brummer.engine.detect;

import dev.brummer.engine.detect.error.ErrorDetector;
import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.TestDetector;
import dev.brummer.engine.detect.url.UrlDetector;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Runs all detectors over a text and renders the findings as one line each: line number, kind,
/// details.
public final class DetectorRun {
  public static final Set<String> LOCAL_ADDRESSES = Set.of("192.0.2.2", "fd00::2");

  private DetectorRun() {}

  public static List<Event> events(List<String> lines) {
    List<Detector> detectors =
        List.of(
            new UrlDetector(() -> LOCAL_ADDRESSES),
            new TestDetector(),
            new ErrorDetector(),
            new BuildDetector());
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      ScannedLine line = ScannedLine.of(1, i + 1, assemble(lines.get(i)));
      detectors.forEach(detector -> detector.onLine(line, events::add));
    }
    detectors.forEach(detector -> detector.processExited(1, 0, events::add));
    return events;
  }

  /// The text of a line as the log store keeps it.
  private static String assemble(String raw) {
    byte[] bytes = (raw + "\n").getBytes(StandardCharsets.UTF_8);
    LineBatch batch = new LineBatch();
    LineAssembler assembler = new LineAssembler();
    assembler.feed(bytes, 0, bytes.length, batch);
    if (batch.count() == 0) {
      assembler.end(batch);
    }
    return batch.count() == 0 ? "" : batch.plain(0);
  }

  static List<String> findings(List<String> lines) {
    return events(lines).stream().map(DetectorRun::render).filter(text -> !text.isEmpty()).toList();
  }

  static List<String> findings(String text) {
    return findings(text.lines().toList());
  }

  private static String render(Event event) {
    return switch (event) {
      case Event.UrlDetected e ->
          e.line() + " url " + e.scope() + " '" + e.label() + "' " + e.url();
      case Event.ErrorDetected e ->
          "%d+%d %s %s | %s | %s"
              .formatted(e.line(), e.lines(), e.severity(), e.type(), e.message(), e.location());
      case Event.BuildEvent e ->
          "%d build %s %s %d ms %d warnings"
              .formatted(e.line(), e.phase(), e.tool(), e.durationMillis(), e.warnings());
      case Event.TestFailed e ->
          "%d+%d failed %s %d %s | %s"
              .formatted(e.line(), e.lines(), e.tool(), e.count(), e.test(), e.location());
      case Event.TestPassed e ->
          e.line() + " passed " + e.tool() + " " + e.count() + " " + e.test();
      case Event.UrlExpired e -> "";
      default -> throw new AssertionError("unexpected " + event);
    };
  }
}

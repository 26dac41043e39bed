package dev.brummer.engine.detect;

import dev.brummer.engine.detect.error.ErrorDetector;
import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.test.TestDetector;
import dev.brummer.engine.detect.url.UrlDetector;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What do all detectors together cost a line, beside what storing it costs? Run by hand with a
/// directory for the store; prints a row a round, for the lines of a server under load, for those
/// with an error among a thousand, and for all captured output at once.
final class DetectCost {
  private static final int LINES = 500_000;
  private static final int CHUNK = 1 << 14;

  private DetectCost() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    byte[] quiet = server(Integer.MAX_VALUE);
    byte[] failing = server(1000);
    byte[] captured = captured(Path.of(args[1]));
    for (int round = 0; round < 5; round++) {
      measure("a server's log", quiet, directory);
      measure("an error in 1000 lines", failing, directory);
      measure("captured output", captured, directory);
    }
  }

  private static byte[] server(int every) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      text.append(
          i % every == every - 1
              ? "TypeError: Cannot read properties of undefined\n    at run (/app/a.js:3:4)\n"
              : "12:04:" + i % 60 + " GET /api/articles/" + i * 31 % 9973 + " 200 in 12 ms\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] captured(Path fixtures) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Stream<Path> files = Files.list(fixtures)) {
      List<Path> logs = files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
      while (all.size() < LINES * 50) {
        for (Path log : logs) {
          all.write(Files.readAllBytes(log));
        }
      }
    }
    return all.toByteArray();
  }

  private static void measure(String what, byte[] bytes, Path directory) {
    try (LogStore logs = LogStore.open(LogSettings.of(directory));
        EventBus bus = new EventBus()) {
      KeywordIndex index = new KeywordIndex();
      DetectorSubscriber urls =
          new DetectorSubscriber(bus, logs, index, List.of(new UrlDetector()), Runnable::run);
      List<Detector> rest = List.of(new ErrorDetector(), new BuildDetector(), new TestDetector());
      DetectorSubscriber errors = new DetectorSubscriber(bus, logs, index, rest, Runnable::run);
      LineAssembler assembler = new LineAssembler();
      LineBatch batch = new LineBatch();
      long storing = 0;
      long detecting = 0;
      for (int at = 0; at < bytes.length; at += CHUNK) {
        long begin = System.nanoTime();
        assembler.feed(bytes, at, Math.min(CHUNK, bytes.length - at), batch);
        long first = logs.append(1, LogSource.PTY, batch);
        long stored = System.nanoTime();
        Event.LogLine event = new Event.LogLine(1, first, batch.count(), 0);
        urls.on(event);
        errors.on(event);
        storing += stored - begin;
        detecting += System.nanoTime() - stored;
      }
      System.out.printf(
          "%-24s storing %4d ns a line, detecting %4d ns (%.2f)%n",
          what, storing / logs.end(), detecting / logs.end(), (double) detecting / storing);
    }
  }
}

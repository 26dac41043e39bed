package dev.brummer.engine.log;

import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Appends text to stores and reads it back.
final class LogFixture {
  private LogFixture() {}

  static LineBatch batch(String text) {
    LineBatch batch = new LineBatch();
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    new LineAssembler().feed(utf8, 0, utf8.length, batch);
    return batch;
  }

  static long append(LogStore store, int process, String text) {
    return store.append(process, LogSource.STDOUT, batch(text));
  }

  static List<String> texts(LogPage page) {
    return page.lines().stream().map(StoredLine::string).toList();
  }

  static List<Long> numbers(LogPage page) {
    return page.lines().stream().map(StoredLine::number).toList();
  }
}

package dev.brummer.engine.log;

import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.log.assemble.LogLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What does a line cost from chunk to store, and what does a search cost? Run by hand: `java -cp
/// engine/target/classes:engine/target/test-classes:… dev.brummer.engine.log.AppendCost` with a
/// directory, or `memory`.
final class AppendCost {
  private static final int LINES = 1_000_000;

  private AppendCost() {}

  public static void main(String[] args) throws Exception {
    Path directory = args.length == 0 || args[0].equals("memory") ? null : Path.of(args[0]);
    byte[] plain =
        lines(
            "%08d GET /api/users 200 in 5 ms, with a text of one hundred bytes, as any other line has it, or so");
    byte[] dated =
        lines(
            "2026-01-31T09:45:12.%08d INFO 4121 --- [main] c.e.App : a text of one hundred bytes or so it");
    byte[] coloured =
        lines(
            "\033[2m%08d\033[0m \033[32mGET\033[0m /api/users 200 in 5 ms, one hundred bytes with colours in");
    for (int round = 0; round < 4; round++) {
      feed("assemble plain", plain, 1 << 16);
      feed("assemble coloured", coloured, 1 << 16);
      append("append plain, 64 KiB chunks", plain, 1 << 16, 1, directory);
      append("append plain, 4 KiB chunks", plain, 1 << 12, 1, directory);
      append("append dated", dated, 1 << 16, 1, directory);
      append("append coloured", coloured, 1 << 16, 1, directory);
      append("append plain, 4 readers", plain, 1 << 16, 4, directory);
      append("append one line a chunk", plain, plain.length / LINES, 1, directory);
      System.out.println();
    }
  }

  private static byte[] lines(String format) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      text.append(String.format(format, i)).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    System.out.println(bytes.length / LINES + " bytes a line: " + format.strip());
    return bytes;
  }

  private static void feed(String name, byte[] bytes, int chunk) {
    LineAssembler assembler = new LineAssembler();
    LineBatch batch = new LineBatch();
    long begin = System.nanoTime();
    for (int at = 0; at < bytes.length; at += chunk) {
      assembler.feed(bytes, at, Math.min(chunk, bytes.length - at), batch);
    }
    long nanos = System.nanoTime() - begin;
    System.out.printf(
        "%-30s %6.1f ns/line %6.2f GB/s%n",
        name, nanos / (double) LINES, bytes.length / (double) nanos);
  }

  private static void append(
      String name, byte[] bytes, int chunk, int readers, @Nullable Path directory)
      throws InterruptedException, IOException {
    LogStore store = LogStore.open(new LogSettings(directory, 1L << 30, 1L << 30, 8 << 20));
    List<Thread> threads = new ArrayList<>();
    long begin = System.nanoTime();
    for (int i = 1; i <= readers; i++) {
      int process = i;
      threads.add(Thread.ofPlatform().start(() -> read(store, process, bytes, chunk)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    long nanos = System.nanoTime() - begin;
    long lines = store.end();
    System.out.printf("%-30s %6.1f ns/line", name, nanos / (double) lines);
    Path session = store.directory();
    if (session != null) {
      System.out.printf(" %6.2f B/line overhead", (size(session) - text(store)) / (double) lines);
    }
    if (readers == 1 && chunk == 1 << 16 && lines == store.end() - store.first()) {
      search(store, "text", new LogQuery.Search("no such text", false));
      search(store, "regex", new LogQuery.Search("no such [t]ext", true));
    }
    System.out.println();
    store.close();
    if (session != null) {
      for (Path file : LogSession.segments(session)) {
        Files.delete(file);
      }
      Files.delete(session.resolve("lock"));
      Files.delete(session);
    }
  }

  private static void search(LogStore store, String name, LogQuery.Search search) {
    long begin = System.nanoTime();
    store.before(new LogQuery(null, LogLevel.NONE, search), Long.MAX_VALUE, 50);
    System.out.printf("  %s search %.1f ms", name, (System.nanoTime() - begin) / 1e6);
  }

  private static long size(Path session) throws IOException {
    long size = 0;
    for (Path file : LogSession.segments(session)) {
      size += Files.size(file);
    }
    return size;
  }

  private static long text(LogStore store) {
    long text = 0;
    for (int process = 0; process < 8; process++) {
      text += store.byteCount(process);
    }
    return text;
  }

  private static void read(LogStore store, int process, byte[] bytes, int chunk) {
    LineAssembler assembler = new LineAssembler();
    LineBatch batch = new LineBatch();
    for (int at = 0; at < bytes.length; at += chunk) {
      assembler.feed(bytes, at, Math.min(chunk, bytes.length - at), batch);
      store.append(process, LogSource.PTY, batch);
    }
  }
}

package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.SoakResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of brummer while its processes print as fast as they can. Of every process, the log
/// contains consecutive whole lines, and at least those that brummer has printed itself.
///
/// `-Dbrummer.soak.kills=100` sets the number of kills, `-Dbrummer.soak.seed` their moments.
@Timeout(3_600)
class FirehoseKillIT {
  private static final int KILLS = Integer.getInteger("brummer.soak.kills", 2);
  private static final long SEED = Long.getLong("brummer.soak.seed", 1);
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final int MAX_DELAY_MILLIS = 1_200;

  @TempDir Path folder;

  private final InheritedMarker mark = InheritedMarker.create();
  private final List<String> violations = new ArrayList<>();
  private long storedLines;

  /// The numbers of the lines of each process.
  private final class Sequences {
    private final String source;
    private final Map<String, Long> first = new TreeMap<>();
    private final Map<String, Long> last = new TreeMap<>();

    Sequences(String source) {
      this.source = source;
    }

    /// Accepts `a | a 17 end`, with blanks before the bar.
    void add(String line) {
      String text = line.substring(line.indexOf('|') + 1).strip();
      if (text.startsWith("◆ ")) {
        return; // a note of brummer, such as "started"
      }
      int begin = text.indexOf(' ');
      boolean whole = begin == 1 && text.endsWith(" end") && line.startsWith(text.substring(0, 1));
      long number = whole ? number(text.substring(2, text.length() - 4)) : -1;
      if (number < 0) {
        violations.add(source + ": torn line " + line);
        return;
      }
      String name = text.substring(0, 1);
      first.putIfAbsent(name, number);
      Long before = last.put(name, number);
      if (before != null && number != before + 1) {
        violations.add(source + ": " + name + " " + number + " behind " + before);
      }
    }

    private static long number(String digits) {
      return digits.matches("[1-9][0-9]*") ? Long.parseLong(digits) : -1;
    }
  }

  @Test
  void killInAFirehose_losesTearsAndDoublesNoLine() throws Exception {
    StringBuilder procfile = new StringBuilder();
    NAMES.forEach(name ->
        procfile.append("%s: exec seq -f '%s %%.0f end' 1 1000000000%n".formatted(name, name)));
    Files.writeString(folder.resolve("Procfile"), procfile);
    Random random = new Random(SEED);
    for (int i = 0; i < KILLS; i++) {
      kill(i, random);
      mark.assertNoneLeft();
    }
    SoakResult.print(
        KILLS + " kills in a firehose",
        "0 lines missing, torn, doubled",
        "%d of %,d lines".formatted(violations.size(), storedLines),
        violations.isEmpty(),
        SEED);
    assertEquals(List.of(), violations.stream().limit(10).toList(), violations.size() + " of them");
    assertTrue(storedLines > 1_000L * KILLS, storedLines + " lines");
  }

  private void kill(int number, Random random) throws Exception {
    Path state = folder.resolve("state" + number);
    Map<String, String> environment =
        Map.of("XDG_STATE_HOME", state.toString(), mark.name(), mark.value());
    String pty = random.nextBoolean() ? "--pty" : "--no-pty";
    Process brummer =
        BuiltImage.start(
            folder, environment, "run", "a", "b", "c", "--ui", "plain", "--no-color", pty);
    Sequences printed = new Sequences("kill " + number + " printed");
    CompletableFuture<Boolean> begun = new CompletableFuture<>();
    Thread reader = Thread.ofPlatform().start(() -> read(brummer.getInputStream(), printed, begun));
    begun.get(60, TimeUnit.SECONDS);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(MAX_DELAY_MILLIS)));
    brummer.destroyForcibly();
    brummer.waitFor();
    reader.join();
    Sequences stored = readLog(number, environment);
    printed.last.forEach((name, last) -> {
      if (stored.last.getOrDefault(name, -1L) < last) {
        violations.add("kill " + number + ": " + name + " " + last + " was printed, not stored");
      }
    });
    stored.last.forEach((name, last) -> storedLines += last - stored.first.get(name) + 1);
    delete(state);
  }

  private static void read(InputStream in, Sequences into, CompletableFuture<Boolean> begun) {
    StringBuilder line = new StringBuilder();
    byte[] chunk = new byte[1 << 16];
    try (in) {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        for (int i = 0; i < count; i++) {
          if (chunk[i] == '\n') {
            into.add(line.toString());
            line.setLength(0);
          } else {
            line.append((char) chunk[i]);
          }
        }
        begun.complete(true);
      }
    } catch (IOException closed) {
      begun.complete(false); // the pipe of a killed process
    }
  }

  private Sequences readLog(int number, Map<String, String> environment) throws Exception {
    Process logs = BuiltImage.start(folder, environment, "logs", "--no-color");
    CompletableFuture<String> errors = readErrors(logs);
    Sequences stored = new Sequences("kill " + number + " stored");
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(logs.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        stored.add(line);
      }
    }
    if (logs.waitFor() != 0) {
      violations.add("kill " + number + ": logs failed: " + errors.get());
    }
    return stored;
  }

  private static CompletableFuture<String> readErrors(Process process) {
    return CompletableFuture.supplyAsync(() -> {
      try (InputStream in = process.getErrorStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    });
  }

  private static void delete(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

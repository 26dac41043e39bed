package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brummer.app.SoakResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many processes that print 100 lines per second each: every line is printed by brummer, in order.
///
/// `-Dbrummer.soak.processes=100 -Dbrummer.soak.seconds=60` runs the long form.
@Timeout(1_800)
class ManyProcessesIT {
  private static final int PROCESSES = Integer.getInteger("brummer.soak.processes", 20);
  private static final int SECONDS = Integer.getInteger("brummer.soak.seconds", 3);
  private static final int LINES = SECONDS * 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();
  private final Map<String, Integer> last = new HashMap<>();
  private final List<String> violations = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"plain", "json"})
  void everyLineOfEveryProcess_isPrintedInOrder(String ui) throws Exception {
    RequiredPrograms.require("perl");
    writeProject();
    Process brummer =
        BuiltImage.start(project, mark.environment(), "run", "p*", "--ui", ui, "--no-color");
    brummer.getOutputStream().close();
    Thread errors = Thread.ofVirtual().start(() -> drain(brummer));
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(brummer.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        accept(ui.equals("json") ? ofJson(line) : line);
      }
    }
    int code = brummer.waitFor();
    errors.join();
    report(ui);
    assertEquals(List.of(), violations.stream().limit(10).toList(), violations.size() + " of them");
    assertEquals(0, code);
    mark.assertNoneLeft();
  }

  private void writeProject() throws IOException {
    Files.writeString(
        project.resolve("print.pl"),
        """
        $| = 0;
        my ($name, $ticks) = @ARGV;
        my $line = 0;
        for (1 .. $ticks) {
          my $text = '';
          $text .= $name . ' ' . ++$line . " end\\n" for 1 .. 10;
          syswrite(STDOUT, $text);
          select(undef, undef, undef, 0.1);
        }
        """);
    StringBuilder procfile = new StringBuilder();
    for (int i = 0; i < PROCESSES; i++) {
      procfile.append("p%d: exec perl print.pl p%d %d%n".formatted(i, i, SECONDS * 10));
    }
    Files.writeString(project.resolve("Procfile"), procfile);
  }

  /// Standard error is part of the result only if it fills its pipe.
  private static void drain(Process process) {
    try (var in = process.getErrorStream()) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException closed) {
      return; // the process has ended
    }
  }

  /// A line as in plain output; blank for other records.
  private static String ofJson(String line) throws IOException {
    JsonNode record = JSON.readTree(line);
    return record.path("type").asText().equals("line")
        ? record.path("process").asText() + " | " + record.path("text").asText()
        : "";
  }

  private void accept(String line) {
    if (line.isBlank()) {
      return;
    }
    int bar = line.indexOf('|');
    String name = line.substring(0, Math.max(0, bar)).strip();
    String[] words = line.substring(bar + 1).strip().split(" ");
    int next = last.getOrDefault(name, 0) + 1;
    if (words.length == 3 && words[0].equals(name) && words[1].equals("" + next)) {
      last.put(name, next);
    } else {
      violations.add("expected " + next + ": " + line);
    }
  }

  private void report(String ui) {
    long printed = 0;
    for (int i = 0; i < PROCESSES; i++) {
      int count = last.getOrDefault("p" + i, 0);
      printed += count;
      if (count != LINES) {
        violations.add("p" + i + " has " + count + " lines");
      }
    }
    long lost = (long) PROCESSES * LINES - printed;
    SoakResult.print(
        "%d processes x 100 lines/s x %d s (%s)".formatted(PROCESSES, SECONDS, ui),
        "0 lost, in order",
        "%d lost of %,d, %d out of order".formatted(lost, printed + lost, violations.size()),
        violations.isEmpty(),
        "-");
  }
}

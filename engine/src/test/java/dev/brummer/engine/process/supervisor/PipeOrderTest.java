package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.StoredLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The order of standard output and standard error of real children on pipes.
@Timeout(60)
final class PipeOrderTest {
  private final ProcessFixture fixture = new ProcessFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private List<String> output(String script) {
    int id = fixture.start(fixture.pipes("app", script));
    fixture.awaitExit(id, 1);
    List<String> all = new ArrayList<>();
    for (StoredLine line : fixture.stored(id)) {
      if (line.source() != LogSource.BRUMMER) {
        all.add((line.source() == LogSource.STDERR ? "! " : "") + line.string());
      }
    }
    return all;
  }

  @RepeatedTest(20)
  void alternatingLines_keepTheirOrder() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      expected.add("out " + i);
      expected.add("! err " + i);
    }
    assertEquals(
        expected,
        output("i=0; while [ $i -lt 300 ]; do echo out $i; echo err $i >&2; i=$((i+1)); done"));
  }

  @RepeatedTest(20)
  void runsOfUnequalLength_keepTheirOrder() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      expected.add((i % 7 < 3 || i % 5 == 0 ? "! " : "") + i);
    }
    assertEquals(
        expected,
        output(
            "i=0; while [ $i -lt 300 ]; do if [ $((i % 7)) -lt 3 ] || [ $((i % 5)) = 0 ];"
                + " then echo $i >&2; else echo $i; fi; i=$((i+1)); done"));
  }

  @RepeatedTest(20)
  void linesInPieces_severalAtOnce_keepTheirOrder() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      expected.addAll(List.of("a" + i, "! b", "! c"));
    }
    assertEquals(
        expected,
        output(
            "i=0; while [ $i -lt 100 ]; do printf a; echo $i; printf 'b\\nc' >&2; echo >&2;"
                + " i=$((i+1)); done"));
  }

  @RepeatedTest(20)
  void devStderr_canBeOpened_andKeepsItsPlace() {
    assertEquals(
        List.of("one", "! two", "three", "! four"),
        output("echo one; echo two >/dev/stderr; echo three >/dev/stdout; echo four >&2"));
  }

  @Test
  void flood_losesNothing_andTheOrderReturnsAfterAPause() {
    List<String> lines =
        output("yes 0123456789 | head -n 300000; sleep 1; echo a; echo b >&2; echo c; echo d >&2");
    assertEquals(300_004, lines.size());
    assertEquals(List.of("a", "! b", "c", "! d"), lines.subList(300_000, 300_004));
  }

  @Test
  void hugeWriteOnBothStreams_losesNothing() {
    List<String> lines =
        output("head -c 3000000 /dev/zero | tr '\\0' x | fold -w 99 | tee /dev/stderr; echo end");
    assertEquals(2 * 30_304, lines.size());
  }

  @Test
  void flood_isWholeAndInOrder() {
    List<String> output =
        output("seq 1 400000; echo middle >&2; seq 400001 500000; seq 1 300000 >&2; echo end");
    List<String> out = output.stream().filter(line -> !line.startsWith("! ")).toList();
    List<String> err = output.stream().filter(line -> line.startsWith("! ")).toList();
    assertEquals(
        IntStream.rangeClosed(1, 500_000).mapToObj(String::valueOf).toList(),
        out.subList(0, out.size() - 1));
    assertEquals("end", out.getLast());
    assertEquals("! middle", err.getFirst());
    assertEquals(
        IntStream.rangeClosed(1, 300_000).mapToObj(i -> "! " + i).toList(),
        err.subList(1, err.size()));
  }
}

package dev.brummer.engine.process.child;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `0` is standard output, `1` standard error.
final class WriteOrderTest {
  private final WriteOrder order = new WriteOrder(1 << 10);

  private void read(int pipe, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, order.bytes(pipe), order.size(pipe), bytes.length);
    order.onRead(pipe, bytes.length);
  }

  private void writes(int... pipes) {
    for (int pipe : pipes) {
      order.onWrite(pipe);
    }
  }

  private List<String> drained() {
    List<String> all = new ArrayList<>();
    order.drain((pipe, bytes, from, length) ->
        all.add(pipe + " " + new String(bytes, from, length, StandardCharsets.UTF_8)));
    return all;
  }

  @Test
  void runsBetweenTwoReads_areTakenApartAtLineEnds() {
    writes(0, 1, 0, 1);
    read(0, "step 2\nstep 3\n");
    read(1, "Traceback\ndone\n");
    assertEquals(List.of("0 step 2\n", "1 Traceback\n", "0 step 3\n", "1 done\n"), drained());
  }

  @Test
  void severalLinesPerRun_areDistributedEvenly() {
    writes(1, 0, 1);
    read(0, "x\n");
    read(1, "a\nb\nc\nd\n");
    assertEquals(List.of("1 a\nb\n", "0 x\n", "1 c\nd\n"), drained());
  }

  @Test
  void readBetweenTwoRuns_separatesThemExactly() {
    writes(0);
    read(0, "1\n2\n3\n");
    writes(1, 0);
    read(1, "e\n");
    read(0, "4\n");
    assertEquals(List.of("0 1\n2\n3\n", "1 e\n", "0 4\n"), drained());
  }

  @Test
  void unterminatedLine_isALine() {
    writes(0, 1, 0);
    read(0, "a\npassword: ");
    read(1, "e\n");
    assertEquals(List.of("0 a\n", "1 e\n", "0 password: "), drained());
  }

  @Test
  void bytesReadBeforeTheirWriteIsRecorded_areTheNewest() {
    writes(1);
    read(1, "e\n");
    read(0, "late\n");
    assertEquals(List.of("1 e\n", "0 late\n"), drained());
  }

  @Test
  void moreRunsThanLines_losesNoByte() {
    writes(0, 1, 0, 1, 0);
    read(0, "only\n");
    read(1, "a\nb\n");
    assertEquals(List.of("1 a\nb\n", "0 only\n"), drained());
    assertEquals(List.of(), drained());
  }

  @Test
  void endOfALineThatWasReadBefore_isARunOfItsOwn() {
    writes(1);
    read(1, "b\nc");
    assertEquals(List.of("1 b\nc"), drained());
    writes(1, 0, 1, 0, 1);
    read(0, "x\ny\n");
    read(1, "\nb\nc\nb\nc\n");
    assertEquals(List.of("1 \n", "0 x\n", "1 b\nc\n", "0 y\n", "1 b\nc\n"), drained());
  }
}

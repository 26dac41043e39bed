package dev.brummer.engine.process.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void linesOfUnequalRuns_followTheNumberOfWrites() {
    writes(0, 1, 0, 0, 0, 1, 1);
    read(0, "1\n3\n4\n5\n");
    read(1, "2\n6\n7\n");
    assertEquals(List.of("0 1\n", "1 2\n", "0 3\n4\n5\n", "1 6\n7\n"), drained());
  }

  @Test
  void linesInSeveralWrites_followTheNumberOfWrites() {
    writes(0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1);
    read(0, "1\n4\n5\n");
    read(1, "2\n3\n6\n");
    assertEquals(List.of("0 1\n", "1 2\n3\n", "0 4\n5\n", "1 6\n"), drained());
  }

  @Test
  void linesThatWereReadBeforeTheirRecord_areTheNewest() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      writes(0, 1);
      expected.addAll(List.of("0 o\n", "1 e\n"));
    }
    read(0, "o\n".repeat(17));
    read(1, "e\n".repeat(16));
    expected.set(30, "0 o\no\n");
    assertEquals(expected, drained());
  }

  @Test
  void recordsOfBytesThatWereReadBefore_areTheOldest() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      writes(0, 1);
      expected.addAll(List.of("0 o\n", "1 e\n"));
    }
    read(0, "o\n".repeat(16));
    read(1, "e\n".repeat(17));
    assertEquals(expected.subList(1, expected.size()), drained());
  }

  @Test
  void recordThatComesAfterItsBytes_isNotTheNextLine() {
    writes(0);
    read(0, "out 1\n");
    read(1, "err 1\n");
    assertEquals(List.of("0 out 1\n", "1 err 1\n"), drained());
    writes(1, 0, 1, 0, 1);
    read(0, "out 2\nout 3\n");
    read(1, "err 2\nerr 3\n");
    assertEquals(List.of("0 out 2\n", "1 err 2\n", "0 out 3\n", "1 err 3\n"), drained());
  }

  @Test
  void recordThatNeverComes_isForgotten() {
    read(1, "spliced\n");
    assertEquals(List.of("1 spliced\n"), drained());
    writes(1, 0, 1);
    read(0, "x\n");
    read(1, "a\nb\nc\nd\n");
    assertEquals(List.of("1 a\nb\n", "0 x\n", "1 c\nd\n"), drained());
    writes(1, 0, 1);
    read(0, "x\n");
    read(1, "y\n");
    assertEquals(List.of("1 y\n", "0 x\n"), drained());
  }

  @Test
  void hangUp_isNoWrite() {
    writes(0, 1, 0);
    order.forgetLastWrite(0);
    writes(1);
    order.forgetLastWrite(1);
    read(0, "1\n2\n");
    read(1, "3\n4\n");
    assertEquals(List.of("0 1\n2\n", "1 3\n4\n"), drained());
  }

  @Test
  void linesCutAtTheBeginAndEnd_belongToTheFirstAndLastRun() {
    writes(0, 0, 1, 1, 1, 0, 0, 0, 1, 1);
    read(0, "1 end\n3\n");
    read(1, "2\n4 beg");
    assertEquals(List.of("0 1 end\n", "1 2\n", "0 3\n", "1 4 beg"), drained());
  }

  @Test
  void readWithOneRunPerPipe_needsNoLines() {
    writes(0);
    read(0, "1\n2\n3\n4");
    assertTrue(order.isComplete());
    writes(1);
    read(1, "a");
    assertTrue(order.isComplete());
    writes(0);
    assertFalse(order.isComplete());
    assertEquals(List.of("0 1\n2\n", "1 a", "0 3\n4"), drained());
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
    assertEquals(List.of("1 a\n", "0 only\n", "1 b\n"), drained());
    assertEquals(List.of(), drained());
  }

  @Test
  void endOfALineThatWasReadBefore_isARunOfItsOwn() {
    writes(1);
    read(1, "b\nc");
    assertEquals(List.of("1 b\nc"), drained());
    writes(1, 0, 1, 1, 0, 1, 1);
    read(0, "x\ny\n");
    read(1, "\nb\nc\nb\nc\n");
    assertEquals(List.of("1 \n", "0 x\n", "1 b\nc\n", "0 y\n", "1 b\nc\n"), drained());
  }

  @Test
  void grownOrder_keepsWhatItHolds() {
    writes(0, 1);
    read(0, "held\n");
    order.grow(0, 1 << 11);
    assertEquals(1 << 11, order.bytes(0).length);
    assertEquals(1 << 10, order.bytes(1).length);
    read(0, "x".repeat(1 << 10) + "\n");
    assertEquals(List.of("0 held\n" + "x".repeat(1 << 10) + "\n"), drained());
  }
}

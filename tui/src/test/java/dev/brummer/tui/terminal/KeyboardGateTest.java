package dev.brummer.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KeyboardGateTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final KeyboardGate gate =
      new KeyboardGate(
          new TtyTerminal(new ByteArrayInputStream(new byte[0]), written, _ -> "24 80"));

  /// The input thread, which arrives at the gate.
  private CompletableFuture<Boolean> arrive() throws InterruptedException {
    CompletableFuture<Boolean> passed = new CompletableFuture<>();
    Thread thread = Thread.ofPlatform().start(() -> passed.complete(gate.pass()));
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TERMINATED) {
      Thread.onSpinWait();
    }
    return passed;
  }

  @Test
  void pass_waitsUntilTheInputHasBeenHandled() throws Exception {
    gate.handOver();
    CompletableFuture<Boolean> passed = arrive();
    assertFalse(passed.isDone());
    gate.handled();
    assertFalse(passed.get(10, TimeUnit.SECONDS), "what it reads next is for the UI");
  }

  @Test
  void release_whileInputIsHandled_needsNoResponseOfTheTerminal() throws Exception {
    gate.handOver();
    CompletableFuture<Boolean> passed = arrive();
    gate.release();
    assertEquals(0, written.size());
    gate.handled();
    assertFalse(passed.isDone());
    gate.reacquire();
    assertFalse(passed.get(10, TimeUnit.SECONDS));
  }

  @Test
  void release_whileTheThreadReads_asksTheTerminal_andDropsTheResponse() throws Exception {
    CompletableFuture<Void> released =
        CompletableFuture.runAsync(() -> {
          try {
            gate.release();
          } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
          }
        });
    while (written.size() == 0) {
      Thread.onSpinWait();
    }
    CompletableFuture<Boolean> passed = arrive();
    released.get(10, TimeUnit.SECONDS);
    gate.reacquire();
    assertTrue(passed.get(10, TimeUnit.SECONDS), "it has read the response");
  }

  @Test
  void close_endsTheWait_andTheThread() throws Exception {
    gate.handOver();
    CompletableFuture<Boolean> passed = arrive();
    gate.close();
    passed.get(10, TimeUnit.SECONDS);
    assertTrue(gate.isClosed());
  }
}

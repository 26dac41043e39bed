package dev.brummer.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// Where Netty's warnings go.
@ResourceLock(Resources.SYSTEM_ERR)
class NettyWarningsTest {
  @Test
  void warning_isPublishedOnce_andNotPrinted() throws Exception {
    LinkedBlockingQueue<Event.InternalFailure> failures = new LinkedBlockingQueue<>();
    String text = "warning " + UUID.randomUUID();
    IllegalStateException thrown = new IllegalStateException("x");
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (EventBus bus = new EventBus()) {
      bus.subscribeAll(
          "test",
          OverflowPolicy.BLOCK,
          64,
          event -> {
            if (event instanceof Event.InternalFailure failure
                && failure.component().equals("netty")) {
              failures.add(failure);
            }
          });
      NettyWarnings.publishTo(bus);
      InternalLogger logger = InternalLoggerFactory.getInstance("io.netty.test");
      logger.warn(text + ": [id: 0x3beadb45]", thrown);
      logger.warn(text + ": [id: 0x37cad9df]", thrown);
      logger.info(text + " for information");
      logger.error(text + " {} of {}, {}", 1, 2, "again", thrown);
      Event.InternalFailure first = failures.poll(20, TimeUnit.SECONDS);
      Event.InternalFailure second = failures.poll(20, TimeUnit.SECONDS);
      assertEquals(
          List.of(text + ":", text + " 1 of 2, again"), List.of(first.message(), second.message()));
      assertEquals(List.of(thrown, thrown), List.of(first.cause(), second.cause()));
    } finally {
      System.setErr(before);
    }
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }
}

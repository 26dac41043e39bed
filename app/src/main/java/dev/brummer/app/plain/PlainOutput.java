package dev.brummer.app.plain;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Subscriber;
import dev.brummer.engine.log.LineBlock;
import dev.brummer.engine.log.LogCursor;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Prints every line of the log store once, in the store's order, whatever woke it up.
///
/// It goes by its own cursor, so an event only says that there is more; a state is printed after
/// all lines that were stored before it. Its mailbox must lose nothing and be small: a reader of
/// standard output that is slow then slows the children down, rather than making brummer hoard
/// their lines. Owned by one worker of the bus at a time, and by the closing thread after its
/// subscription is closed.
final class PlainOutput implements Subscriber {
  private final LineFormat format;
  private final BufferedOutput out;
  private final BufferedOutput err;
  private final Consumer<IOException> onFailure;
  private final LogCursor cursor;
  private final LineBlock block = new LineBlock();
  private long nextNumber;
  private boolean failureReported;

  /// @param onFailure told once when standard output can no longer be written; must not block
  PlainOutput(
      LogStore logs,
      LineFormat format,
      OutputStream out,
      OutputStream err,
      Consumer<IOException> onFailure) {
    this.cursor = logs.cursor(0);
    this.format = format;
    this.out = new BufferedOutput(out);
    this.err = new BufferedOutput(err);
    this.onFailure = onFailure;
  }

  @Override
  public void on(Event event) {
    drain();
    if (event instanceof Event.ProcessChanged changed) {
      format.printState(changed.process(), changed.to(), changed.cause(), changed.atMillis(), out);
    } else if (event instanceof Event.RouteOpened route) {
      printNotice(
          route.process(), route.target() + " is proxied at " + route.proxied(), route.atMillis());
    } else if (event instanceof Event.Notice notice) {
      printWarning(notice.text());
    } else if (event instanceof Event.InternalFailure internalFailure) {
      printWarning(internalFailure.component() + ": " + internalFailure.message());
    }
  }

  /// Brummer's own words about a process; from the same thread.
  void printNotice(int process, String text, long atMillis) {
    format.printNotice(process, text, atMillis, out, err);
  }

  @Override
  public void idle() {
    out.flush();
    reportFailure();
  }

  /// Prints what is stored by now; the last call, after the subscription was closed.
  void finish() {
    drain();
    cursor.close();
    idle();
    err.flush();
  }

  private void drain() {
    while (cursor.next(block)) {
      if (block.first() > nextNumber) {
        printWarning((block.first() - nextNumber) + " lines went before they could be printed");
      }
      nextNumber = block.first() + block.count();
      if (block.source() == LogSource.BRUMMER) {
        for (int i = 0; i < block.count(); i++) {
          printNotice(block.process(), block.line(i).string(), block.atMillis());
        }
      } else {
        format.printLines(block, out);
      }
      reportFailure();
    }
  }

  private void printWarning(String sentence) {
    out.flush();
    err.put(("brummer: " + sentence + "\n").getBytes(StandardCharsets.UTF_8));
    err.flush();
  }

  private void reportFailure() {
    IOException failure = out.failure();
    if (failure != null && !failureReported) {
      failureReported = true;
      onFailure.accept(failure);
    }
  }
}

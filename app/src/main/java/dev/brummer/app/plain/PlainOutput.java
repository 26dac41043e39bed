package dev.brummer.app.plain;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Subscriber;
import dev.brummer.engine.log.LineBlock;
import dev.brummer.engine.log.LogCursor;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.mask.MaskedLines;
import dev.brummer.engine.mask.Masking;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.secret.SecretMasker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Prints every line of the log store exactly once, in store order.
///
/// Events only trigger a read from its own cursor, so a state change is printed after all lines
/// stored before it and before all lines with a later time. The mailbox must be lossless and small:
/// a slow reader of standard output then slows the processes down instead of making brummer buffer
/// their lines. Owned by one bus worker at a time, and by the closing thread once the subscription
/// is closed.
final class PlainOutput implements Subscriber {
  private static final String READY = new ProcessState.Ready("").label();

  private final LineWriter lineWriter;
  private final BufferedOutput out;
  private final BufferedOutput err;
  private final Consumer<IOException> onFailure;
  private final Masking masking;
  private final MaskedLines maskedLines;
  private final LogCursor cursor;
  private final LineBlock block = new LineBlock();

  /// Whether the block is not printed yet, because it is newer than the last event.
  private boolean held;

  private long nextNumber;
  private boolean failureReported;

  /// @param format makes the format for the buffers of standard output and standard error
  /// @param onFailure called once when standard output cannot be written; must not block
  PlainOutput(
      LogStore logs,
      Masking masking,
      BiFunction<BufferedOutput, BufferedOutput, LineWriter> format,
      OutputStream out,
      OutputStream err,
      Consumer<IOException> onFailure) {
    this.masking = masking;
    this.maskedLines = new MaskedLines(masking);
    this.cursor = logs.cursor(0);
    this.out = new BufferedOutput(out);
    this.err = new BufferedOutput(err);
    this.lineWriter = format.apply(this.out, this.err);
    this.onFailure = onFailure;
  }

  @Override
  public void on(Event raw) {
    drain(raw.atMillis());
    Event event = masking.event(raw);
    if (event instanceof Event.ProcessChanged changed) {
      printChange(changed);
    } else if (event instanceof Event.UrlDetected url) {
      String scope = url.scope().name().toLowerCase(Locale.ROOT);
      lineWriter.writeUrl(url.process(), url.url(), scope, url.atMillis());
    } else if (event instanceof Event.RouteOpened route) {
      lineWriter.writeRoute(route.process(), route.target(), route.proxied(), route.atMillis());
    } else if (event instanceof Event.OrphansFound found) {
      String list = String.join(", ", found.orphans());
      printWarning("orphaned processes of an earlier run: " + list + "; `brummer reap` stops them");
    } else if (event instanceof Event.ConfigChanged change) {
      printConfigChange(change);
    } else if (event instanceof Event.Notice notice) {
      printWarning(notice.text());
    } else if (event instanceof Event.InternalFailure internalFailure) {
      printWarning(internalFailure.component() + ": " + internalFailure.message());
    }
  }

  private void printConfigChange(Event.ConfigChanged change) {
    if (!change.error().isEmpty()) {
      printWarning("configuration not applied: " + change.error());
    } else if (!change.isEmpty()) {
      printWarning(
          "the configuration has changed: "
              + String.join("; ", change.lines())
              + " (brummer config apply)");
    }
  }

  private void printChange(Event.ProcessChanged changed) {
    lineWriter.writeState(changed.process(), changed.to(), changed.cause(), changed.atMillis());
    if (changed.to().equals(READY)) {
      lineWriter.writeReady(changed.process(), changed.cause(), changed.atMillis());
    }
  }

  /// Prints a message of brummer about a process.
  void printNotice(int process, String text, long atMillis) {
    lineWriter.writeNotice(process, text, atMillis);
  }

  @Override
  public void idle() {
    drain(Long.MAX_VALUE);
    out.flush();
    reportFailure();
  }

  /// Prints the lines stored so far. The last call, after the subscription was closed.
  void finish() {
    idle();
    cursor.close();
    err.flush();
  }

  /// Prints the stored lines up to a time.
  private void drain(long untilMillis) {
    while (held || cursor.next(block)) {
      held = block.atMillis() > untilMillis;
      if (held) {
        return;
      }
      if (block.first() > nextNumber) {
        printWarning(
            (block.first() - nextNumber) + " lines were evicted before they could be printed");
      }
      nextNumber = block.first() + block.count();
      if (block.source() == LogSource.BRUMMER) {
        for (int i = 0; i < block.count(); i++) {
          String text = maskedLines.mask(block.line(i)).string();
          printNotice(block.process(), text, block.atMillis());
        }
      } else {
        writeBlock();
      }
      reportFailure();
    }
  }

  private void writeBlock() {
    SecretMasker masker = masking.of(block.process());
    if (masker == null || !mayContainSecret(masker)) {
      lineWriter.writeLines(block);
      return;
    }
    for (int i = 0; i < block.count(); i++) {
      lineWriter.writeLine(maskedLines.mask(block.line(i)));
    }
  }

  private boolean mayContainSecret(SecretMasker masker) {
    return maskedLines.isInCutLine()
        || block.hasCutLine()
        || masker.mayContain(block.text(), 0, block.end(block.count() - 1), block.hasStyledLine());
  }

  private void printWarning(String sentence) {
    out.flush();
    err.write(("brummer: " + sentence + "\n").getBytes(StandardCharsets.UTF_8));
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

package dev.brummer.app.plain;

import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscriber;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.text.TerminalOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;

/// Prints the latest lines and then each new line until it is closed. Used for plain output in a
/// run with a UI.
///
/// Its printer is confined to the bus worker. A closed terminal ends it without a message, because
/// the UI detects that as well.
public final class PlainTail implements Subscriber, AutoCloseable {
  private static final int INITIAL_LINES = 200;

  private static final byte[] HINT =
      "-- plain output: press any key to return to the UI --\n".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private final LogPrinter printer;
  private final Subscription subscription;
  private boolean hintPrinted;
  private boolean broken;

  /// @param terminal the normal screens of the terminals that show the UI
  public PlainTail(Engine engine, PrefixTemplate prefix, boolean colour, OutputStream terminal) {
    this.out = new TerminalOutput(terminal).styled();
    this.printer =
        new LogPrinter(
            engine.logs(),
            engine.masking(),
            new LogPrinter.Selection(LogQuery.ALL, LogQuery.ALL, 0),
            new LogPrinter.Style(prefix, false, colour),
            out);
    printer.skipToLast(INITIAL_LINES);
    this.subscription =
        engine
            .bus()
            .subscribe("plain", EnumSet.of(Event.Kind.LOG_LINE), OverflowPolicy.CONFLATE, 64, this);
    subscription.wake();
  }

  @Override
  public void on(Event event) {}

  @Override
  public void idle() {
    try {
      if (!broken) {
        printer.print();
        if (!hintPrinted) {
          out.write(HINT);
        }
        hintPrinted = true;
      }
    } catch (IOException closed) {
      broken = true;
    }
  }

  @Override
  public void close() {
    subscription.close();
  }
}

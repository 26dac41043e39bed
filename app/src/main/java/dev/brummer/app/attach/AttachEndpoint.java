package dev.brummer.app.attach;

import dev.brummer.app.control.ControlCall;
import dev.brummer.app.control.ControlException;
import dev.brummer.app.control.ControlStream;
import dev.brummer.app.control.ControlUpgrade;
import dev.brummer.app.program.Version;
import dev.brummer.tui.Tui;
import dev.brummer.tui.remote.RemoteTerminal;
import dev.brummer.tui.terminal.TerminalController;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The method `attach` of the control channel: shows the UI on the client's terminal until either
/// side ends it. Any thread.
public final class AttachEndpoint implements ControlUpgrade {
  private static final Duration FINISH_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration POLL_TIMEOUT = Duration.ofDays(1);

  private final Supplier<@Nullable Tui> ui;
  private final List<RemoteTerminal> terminals = new CopyOnWriteArrayList<>();

  /// @param ui the UI of the run; null if it has none
  public AttachEndpoint(Supplier<@Nullable Tui> ui) {
    this.ui = ui;
  }

  /// Name of the method.
  public static String method() {
    return AttachRequest.METHOD;
  }

  @Override
  public void run(ControlCall call, ControlStream stream)
      throws ControlException, IOException, InterruptedException {
    AttachRequest request = AttachRequest.of(call);
    Tui shown = ui.get();
    check(request, shown);
    if (shown == null) {
      return;
    }
    stream.accept(Map.of("pid", ProcessHandle.current().pid(), "version", Version.NUMBER));
    try (RemoteTerminal terminal =
        new RemoteTerminal(
            stream.input(),
            stream.output(),
            request.columns(),
            request.rows(),
            request.browser())) {
      terminals.add(terminal);
      try {
        shown.attach(new TerminalController(terminal, request.traits()));
        boolean ended;
        do {
          ended = terminal.awaitEnd(POLL_TIMEOUT);
        } while (!ended);
      } finally {
        terminals.remove(terminal);
      }
    }
  }

  private static void check(AttachRequest request, @Nullable Tui shown) throws ControlException {
    String self = "brummer (pid " + ProcessHandle.current().pid() + ")";
    if (request.frames() != AttachRequest.FRAMES) {
      throw new ControlException(
          ControlException.REFUSED,
          self
              + " has version "
              + Version.NUMBER
              + ", which this brummer cannot show: attach with"
              + " the same version");
    }
    if (shown == null) {
      throw new ControlException(
          ControlException.REFUSED, self + " runs without a UI: brummer logs -f shows its output");
    }
  }

  /// Ends all clients and waits up to a second until they have received their last output.
  ///
  /// @param code exit code of the clients
  /// @param sentence printed by the clients
  public void finish(int code, String sentence) {
    terminals.forEach(terminal -> terminal.finish(code, sentence));
    try {
      for (RemoteTerminal terminal : terminals) {
        terminal.awaitEnd(FINISH_TIMEOUT);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

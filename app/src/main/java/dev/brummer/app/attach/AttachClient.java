package dev.brummer.app.attach;

import dev.brummer.app.control.ControlClient;
import dev.brummer.app.control.ControlInstance;
import dev.brummer.app.control.ControlStream;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.tui.remote.TerminalPump;
import dev.brummer.tui.terminal.TerminalTraits;
import dev.brummer.tui.terminal.TtyTerminal;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Shows the UI of a running brummer on the terminal of this process.
public final class AttachClient {
  private AttachClient() {}

  /// Attaches until the run ends, the user detaches or the connection breaks. Prints one sentence
  /// about it.
  ///
  /// @param environment describes the terminal
  /// @param browser opens a URL; null if the session of the terminal has no browser
  /// @return the exit code: 0 after a detach, that of the run if it has ended, 1 if it was killed
  /// @throws UserException if the run cannot be shown; nothing was changed on the terminal
  public static int run(
      ControlInstance instance,
      Map<String, String> environment,
      boolean mouse,
      boolean colours,
      @Nullable Consumer<String> browser) {
    requireOtherTerminal(instance);
    TtyTerminal terminal = TtyTerminal.ofProgram();
    try (ControlClient client = ControlClient.connect(instance)) {
      terminal.readSettings();
      AttachRequest request =
          new AttachRequest(
              AttachRequest.FRAMES,
              terminal.columns(),
              terminal.rows(),
              described(environment),
              mouse,
              colours,
              browser != null);
      ControlStream stream = client.upgrade(AttachRequest.METHOD, request.toParameters(), _ -> {});
      terminal.enterRawMode();
      TerminalPump.Ending ending =
          new TerminalPump(
                  terminal, stream.input(), stream.output(), browser == null ? _ -> {} : browser)
              .run();
      return report(ending, "brummer (pid " + instance.pid() + ")");
    } catch (IOException failed) {
      throw UserException.failure("cannot use the terminal: " + IoErrorMessage.of(failed));
    }
  }

  /// Refuses to show a run within itself, where each frame would cause another one.
  private static void requireOtherTerminal(ControlInstance instance) {
    for (var parent = ProcessHandle.current().parent();
        parent.isPresent();
        parent = parent.get().parent()) {
      if (parent.get().pid() == instance.pid()) {
        throw UserException.failure(
            "this terminal belongs to a process of brummer (pid "
                + instance.pid()
                + "): attach from another terminal");
      }
    }
  }

  private static Map<String, String> described(Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.keySet().retainAll(TerminalTraits.VARIABLES);
    return variables;
  }

  private static int report(TerminalPump.Ending ending, String owner) {
    if (!ending.byOwner()) {
      MessagePrinter.print(owner + " ended unexpectedly");
      return ExitCodes.FAILURE;
    }
    MessagePrinter.print(
        ending.sentence().isEmpty()
            ? owner + " goes on in the background; brummer attach shows it again"
            : ending.sentence());
    return ending.code();
  }
}

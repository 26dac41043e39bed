package dev.brummer.tui.action;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.HelperPrograms;
import dev.brummer.engine.process.SearchPath;
import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.model.Toast;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Copies text with the desktop's clipboard command, in addition to OSC 52, which many terminals
/// disable. Runs the command on a virtual thread, since it can hang without a display.
public final class ClipboardCommand {
  private static final int TIMEOUT_SECONDS = 5;
  private final Map<String, String> environment;
  private final UiInbox inbox;

  /// @param environment brummer's environment
  /// @param inbox receives a notification if the command fails
  public ClipboardCommand(Map<String, String> environment, UiInbox inbox) {
    this.environment = environment;
    this.inbox = inbox;
  }

  void copy(String text) {
    List<String> command = command();
    if (command != null) {
      Thread.ofVirtual().name("clipboard").start(() -> run(command, text));
    }
  }

  /// The clipboard command of this environment, null if none is installed.
  @Nullable List<String> command() {
    if (isSet("TMUX") && isInstalled("tmux")) {
      return List.of("tmux", "load-buffer", "-w", "-");
    }
    if (isSet("WAYLAND_DISPLAY") && isInstalled("wl-copy")) {
      return List.of("wl-copy");
    }
    if (isSet("DISPLAY") && isInstalled("xclip")) {
      return List.of("xclip", "-selection", "clipboard");
    }
    if (isSet("DISPLAY") && isInstalled("xsel")) {
      return List.of("xsel", "--clipboard", "--input");
    }
    if (isInstalled("pbcopy")) {
      return List.of("pbcopy");
    }
    return isSet("WSL_DISTRO_NAME") && isInstalled("clip.exe") ? List.of("clip.exe") : null;
  }

  private boolean isSet(String variable) {
    return !environment.getOrDefault(variable, "").isEmpty();
  }

  private boolean isInstalled(String program) {
    return SearchPath.of(environment).find(program) != null;
  }

  private void run(List<String> command, String text) {
    try {
      Process process =
          HelperPrograms.builder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(text.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        reportFailure(command, "it timed out");
      } else if (process.exitValue() != 0) {
        reportFailure(command, "exit " + process.exitValue());
      }
    } catch (IOException failure) {
      reportFailure(command, IoErrorMessage.of(failure));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void reportFailure(List<String> command, String reason) {
    String text = "copied through the terminal only: " + command.getFirst() + " failed: " + reason;
    inbox.post(new UiMessage.Notification(text, Toast.Severity.INFO));
  }
}

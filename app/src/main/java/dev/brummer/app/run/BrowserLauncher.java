package dev.brummer.app.run;

import dev.brummer.engine.process.HelperPrograms;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Opens URLs in the user's browser.
public final class BrowserLauncher {
  private BrowserLauncher() {}

  /// Starts `$BROWSER` or the opener of the desktop and returns without waiting for it.
  ///
  /// @return false if no opener could be started, or there is no display: openers start without one
  public static boolean open(String url) {
    if (!isAvailable(System.getenv())) {
      return false;
    }
    String configured = System.getenv("BROWSER");
    if (configured != null
        && !configured.isBlank()
        && !configured.equals("none")
        && launch(configured, url)) {
      return true;
    }
    return Stream.of("xdg-open", "open", "wslview").anyMatch(opener -> launch(opener, url));
  }

  /// Whether a session with this environment can show a browser: it names one or has a display.
  public static boolean isAvailable(Map<String, String> environment) {
    return Stream.of("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")
        .map(name -> environment.getOrDefault(name, ""))
        .anyMatch(value -> !value.isBlank() && !value.equals("none"));
  }

  private static boolean launch(String opener, String url) {
    try {
      HelperPrograms.builder(List.of(opener, url))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException missing) {
      return false;
    }
  }
}

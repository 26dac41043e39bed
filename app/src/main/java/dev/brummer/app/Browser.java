package dev.brummer.app;

import java.io.IOException;
import java.util.List;

/// Opens URLs in the user's browser.
final class Browser {
  private Browser() {}

  /// Returns at once; where there is no opener nothing happens.
  static void open(String url) {
    for (String opener : List.of("xdg-open", "open", "wslview")) {
      try {
        new ProcessBuilder(opener, url)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
        return;
      } catch (IOException missing) {
        continue;
      }
    }
  }
}

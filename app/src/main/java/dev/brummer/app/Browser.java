package dev.brummer.app;

import java.io.IOException;
import java.util.List;

/// Opens URLs in the user's browser.
final class Browser {
  private Browser() {}

  /// Returns at once; where there is no opener nothing happens.
  static void open(String url) {
    for (String opener : List.of("xdg-open", "open", "wslview")) {
      if (started(opener, url)) {
        return;
      }
    }
  }

  private static boolean started(String opener, String url) {
    try {
      new ProcessBuilder(opener, url)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException missing) {
      return false;
    }
  }
}

package dev.brummer.app.run;

import java.io.IOException;
import java.util.List;

/// Opens URLs in the user's browser.
final class BrowserLauncher {
  private BrowserLauncher() {}

  /// Returns at once.
  ///
  /// @return false where nothing is installed that opens URLs
  static boolean open(String url) {
    String own = System.getenv("BROWSER");
    if (own != null && !own.isBlank() && !own.equals("none") && launch(own, url)) {
      return true;
    }
    return List.of("xdg-open", "open", "wslview").stream().anyMatch(it -> launch(it, url));
  }

  private static boolean launch(String opener, String url) {
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

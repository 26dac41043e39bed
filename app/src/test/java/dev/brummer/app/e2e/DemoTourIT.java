package dev.brummer.app.e2e;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The tour of the demo, with the error that a click on its page causes.
@Timeout(180)
class DemoTourIT {
  @TempDir Path folder;

  private final InheritedMarker mark = InheritedMarker.create();

  private Tmux demo() throws Exception {
    String command =
        "XDG_STATE_HOME="
            + BuiltImage.stateDirectory()
            + " "
            + BuiltImage.launcher()
            + " demo --tour";
    return Tmux.start(140, 40, folder, mark, command);
  }

  @Test
  void tour_leadsThroughFiveViews_andEscLeavesIt() throws Exception {
    try (Tmux tmux = demo()) {
      tmux.await("tour 1/5");
      int step = 2;
      for (String view : List.of("2", "4", "5", "6")) {
        tmux.keys(view);
        tmux.await("tour " + step++ + "/5");
      }
      tmux.keys("Escape");
      tmux.await("the keys", s -> !s.contains("tour 5/5") && s.contains("? help"));
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    mark.assertNoneLeft();
  }

  @Test
  void click_causesAnErrorOnPurpose() throws Exception {
    RequiredPrograms.require("chromium");
    try (Tmux tmux = demo();
        Chrome browser = Chrome.start(folder.resolve("profile"))) {
      tmux.await("click Buy");
      tmux.keys("3");
      String urls = tmux.await("the URL", s -> ProxiedUrl.row("web").matcher(s).find());
      browser.open(ProxiedUrl.parse(urls, "web").url() + "/");
      browser.awaitTrue("document.querySelector('button')");
      browser.evaluate("setTimeout(() => document.querySelector('button').click())");
      tmux.keys("2");
      tmux.await("the error", s -> s.contains("TypeError") && s.contains("browser"));
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    mark.assertNoneLeft();
  }
}

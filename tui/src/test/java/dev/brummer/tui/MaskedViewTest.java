package dev.brummer.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.UrlDetected.Scope;
import dev.brummer.engine.mask.Masking;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.secret.SecretValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The model sees masked URLs and commands; browser and proxy get the originals.
class MaskedViewTest {
  private static final String URL = "http://localhost:3000/?token=sk_live_51Habc";
  private final MaskedView view = new MaskedView(masking());

  @Test
  void url_isShownMaskedAndOpenedAsItIs() {
    Event.UrlDetected shown =
        (Event.UrlDetected) view.event(new Event.UrlDetected(1, 2, URL, Scope.LOCAL, "", 3));
    List<String> opened = new ArrayList<>();

    view.browser(opened::add).test(shown.url());
    view.browser(opened::add).test("http://localhost:20888/?token=‹KEY›");
    view.browser(opened::add).test("http://localhost:4000/");

    assertEquals("http://localhost:3000/?token=‹KEY›", shown.url());
    assertEquals(
        List.of(URL, "http://localhost:20888/?token=sk_live_51Habc", "http://localhost:4000/"),
        opened);
  }

  @Test
  void route_isShownMaskedAndOpenedAsItIs() {
    String proxied = "http://localhost:20888/?token=sk_live_51Habc";

    Event.RouteOpened shown =
        (Event.RouteOpened) view.event(new Event.RouteOpened(1, URL, proxied, 3));

    assertEquals("http://localhost:20888/?token=‹KEY›", shown.proxied());
    assertEquals(proxied, view.original(shown.proxied()));
  }

  @Test
  void password_isMaskedInTheHostOfAUrl() {
    String url = "http://app:sk_live_51Habc@localhost:3000";

    Event.UrlDetected shown =
        (Event.UrlDetected) view.event(new Event.UrlDetected(1, 2, url, Scope.LOCAL, "", 3));

    assertEquals("http://app:‹KEY›@localhost:3000", shown.url());
    assertEquals(url, view.original(shown.url()));
  }

  @Test
  void command_isShownMasked() {
    ProcessSpec spec =
        new ProcessSpec(
            "web",
            "",
            List.of("serve", "--key=sk_live_51Habc"),
            Path.of("."),
            Map.of(),
            true,
            ProcessSpec.DEFAULT_GRACE);

    List<ProcessInfo> shown = view.processes(List.of(ProcessInfo.idle(1, spec, 0)));

    assertEquals(List.of("serve", "--key=‹KEY›"), shown.getFirst().spec().command());
  }

  @Test
  void endOfTheLastRunOfASchedule_isShownMasked() {
    ProcessSpec spec =
        new ProcessSpec(
            "job", "", List.of("x"), Path.of("."), Map.of(), true, ProcessSpec.DEFAULT_GRACE);
    ProcessState last = new ProcessState.Failed("no such file: sk_live_51Habc", 127, 0);
    ProcessInfo info =
        ProcessInfo.idle(1, spec, 0)
            .with(spec, new ProcessState.Scheduled(60_000, last), ProcessInfo.Liveness.ALIVE);

    String shown = view.processes(List.of(info)).getFirst().describeState(0);

    assertTrue(shown.endsWith("last run: no such file: ‹KEY›"), shown);
  }

  private static Masking masking() {
    SecretValues values = new SecretValues(value -> false);
    values.addFromFile("KEY", "sk_live_51Habc");
    Masking masking = new Masking();
    masking.learn(values);
    return masking;
  }
}

package dev.brummer.tui;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.mask.Masking;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.model.ProxyControl;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Masks what enters the model, and finds the original of a masked URL where it leaves the UI: for
/// the browser, the proxy and probes. Confined to the thread `tui`.
final class MaskedView {
  private static final int MAX_URLS = 1000;

  private final Masking masking;

  /// Originals by masked URL; the oldest is evicted.
  private final Map<String, String> originals =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MAX_URLS;
        }
      };

  MaskedView(Masking masking) {
    this.masking = masking;
  }

  Event event(Event event) {
    Event masked = masking.event(event);
    if (event instanceof Event.UrlDetected raw && masked instanceof Event.UrlDetected shown) {
      remember(raw.url(), shown.url());
    } else if (event instanceof Event.RouteOpened raw
        && masked instanceof Event.RouteOpened shown) {
      remember(raw.target(), shown.target());
      remember(raw.proxied(), shown.proxied());
    }
    return masked;
  }

  /// Copies snapshots with masked command lines and states.
  List<ProcessInfo> processes(List<ProcessInfo> all) {
    return masking.isOff() ? all : all.stream().map(this::process).toList();
  }

  private ProcessInfo process(ProcessInfo info) {
    List<String> command =
        info.spec().command().stream().map(word -> masking.text(info.id(), word)).toList();
    ProcessInfo.Liveness liveness =
        new ProcessInfo.Liveness(
            info.liveness().failures(), masking.text(info.id(), info.liveness().reason()));
    return info.with(info.spec().withCommand(command), state(info.id(), info.state()), liveness);
  }

  private ProcessState state(int id, ProcessState state) {
    return switch (state) {
      case ProcessState.Ready ready -> new ProcessState.Ready(masking.text(id, ready.evidence()));
      case ProcessState.Down down -> new ProcessState.Down(masking.text(id, down.reason()));
      case ProcessState.Failed failed -> failed.withReason(masking.text(id, failed.reason()));
      case ProcessState.Scheduled scheduled ->
          new ProcessState.Scheduled(scheduled.atMillis(), state(id, scheduled.last()));
      case ProcessState other -> other;
    };
  }

  private void remember(String url, String masked) {
    if (!masked.equals(url)) {
      originals.put(masked, url);
    }
  }

  /// The URL that is shown as `url`; also where the proxy serves the path of a known URL.
  String original(String url) {
    String exact = originals.get(url);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, String> known : originals.entrySet()) {
      String path = pathOf(known.getKey());
      String original = pathOf(known.getValue());
      if (!path.equals(original) && url.endsWith(path)) {
        return url.substring(0, url.length() - path.length()) + original;
      }
    }
    return url;
  }

  /// What follows the origin; the whole URL if it has no path or query.
  private static String pathOf(String url) {
    int host = url.indexOf("://") + 3;
    for (int i = host; i < url.length(); i++) {
      if ("/?#".indexOf(url.charAt(i)) >= 0) {
        return url.substring(i);
      }
    }
    return url;
  }

  Predicate<String> browser(Predicate<String> browser) {
    return url -> browser.test(original(url));
  }

  @Nullable ProxyControl proxy(@Nullable ProxyControl proxy) {
    return proxy == null ? null : new OriginalUrls(proxy);
  }

  /// Passes the originals of URLs on.
  private final class OriginalUrls implements ProxyControl {
    private final ProxyControl proxy;

    OriginalUrls(ProxyControl proxy) {
      this.proxy = proxy;
    }

    @Override
    public void open(String url, int process) {
      proxy.open(original(url), process);
    }

    @Override
    public void close(String url) {
      proxy.close(original(url));
    }

    @Override
    public void replay(long request) {
      proxy.replay(request);
    }

    @Override
    public void save(Path file) {
      proxy.save(file);
    }
  }
}

package dev.brummer.engine.detect.url;

import dev.brummer.engine.event.Event;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Decides which printed URLs are published, and for which process.
interface UrlClaims {
  /// Handles a URL that a process has printed for the first time in its run, or with a stronger
  /// claim than before.
  void onPrinted(UrlClaim claim, Consumer<Event> found);

  /// Expires the URLs of an exited process.
  void onExited(int process, long atMillis, Consumer<Event> found);

  /// Decides by the words next to a URL alone: publishes every URL that is not just mentioned.
  final class ByWords implements UrlClaims {
    private final Map<Integer, Set<String>> published = new HashMap<>();

    @Override
    public void onPrinted(UrlClaim claim, Consumer<Event> found) {
      if (claim.printed().claim() != Claim.MENTION
          && published
              .computeIfAbsent(claim.process(), _ -> new LinkedHashSet<>())
              .add(claim.text())) {
        found.accept(claim.toEvent(claim.process()));
      }
    }

    @Override
    public void onExited(int process, long atMillis, Consumer<Event> found) {
      Set<String> expired = published.remove(process);
      if (expired != null) {
        expired.forEach(url -> found.accept(new Event.UrlExpired(process, url, atMillis)));
      }
    }
  }
}

package dev.brummer.engine.detect.url;

import dev.brummer.engine.detect.line.Detector;
import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.UrlDetected.Reach;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Finds the URLs that processes print, each once a run. Where an address is somebody else's
/// business (a refused connection, a request log, a stack frame) it is left alone.
public final class UrlDetector implements Detector {
  private static final long WORDS = Keyword.bits(Keyword.HTTP, Keyword.HOST, Keyword.PORT);
  private static final int MOST_URLS = 64;
  private static final int MOST_OF_ONE_ORIGIN = 8;

  private final Map<Integer, Run> runs = new HashMap<>();
  private final Supplier<Set<String>> ownAddresses;

  /// What one run of a process has printed: the URLs, and how many of each origin.
  private static final class Run {
    final Map<String, Reach> urls = new LinkedHashMap<>();
    final Map<String, Integer> origins = new HashMap<>();
  }

  public UrlDetector() {
    this(new LocalAddresses());
  }

  /// @param ownAddresses addresses of this machine's interfaces, as text, loopback left out
  public UrlDetector(Supplier<Set<String>> ownAddresses) {
    this.ownAddresses = ownAddresses;
  }

  @Override
  public String name() {
    return "URL detector";
  }

  @Override
  public long words() {
    return WORDS;
  }

  @Override
  public void line(ScannedLine line, Consumer<Event> found) {
    if (line.hasAny(WORDS)) {
      UrlScanner.of(line).forEach(printed -> printed(line, printed, found));
    }
  }

  private void printed(ScannedLine line, UrlScanner.Printed printed, Consumer<Event> found) {
    NormalizedUrl address = printed.address();
    Reach reach = reach(address, printed.label());
    if (reach == Reach.LOCAL && printed.foreign()) {
      return;
    }
    Run run = runs.computeIfAbsent(line.process(), id -> new Run());
    String url = address.text();
    boolean room =
        run.urls.size() < MOST_URLS
            && run.origins.getOrDefault(address.origin(), 0) < MOST_OF_ONE_ORIGIN;
    if (room && run.urls.putIfAbsent(url, reach) == null) {
      run.origins.merge(address.origin(), 1, Integer::sum);
      found.accept(
          new Event.UrlDetected(
              line.process(), line.number(), url, reach, printed.label(), line.atMillis()));
    }
  }

  private Reach reach(NormalizedUrl address, String label) {
    if (address.loopback()) {
      return Reach.LOCAL;
    }
    boolean saysNetwork = label.toLowerCase(Locale.ROOT).contains("network");
    return saysNetwork || ownAddresses.get().contains(address.host())
        ? Reach.NETWORK
        : Reach.EXTERNAL;
  }

  @Override
  public void started(int process) {
    runs.remove(process);
  }

  @Override
  public void ended(int process, long atMillis, Consumer<Event> found) {
    Run run = runs.remove(process);
    if (run != null) {
      run.urls
          .keySet()
          .forEach(url -> found.accept(new Event.UrlForgotten(process, url, atMillis)));
    }
  }
}

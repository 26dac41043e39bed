package dev.brummer.app.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.brummer.app.SoakResult;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The UI in a terminal, four processes that print 200 lines per second each, and 50 proxied pages
/// per second. Behind a warm-up of a third of the time, the lower quartiles of the first and last
/// fifth of the samples are compared, which a compilation of the JVM, 40 MB for some seconds, does
/// not change. The resident set is also split into memory of brummer's own and pages of files.
///
/// `-Dbrummer.soak.minutes=30` sets the duration.
@Timeout(7_200)
class SustainedLoadIT {
  private static final double MINUTES =
      Double.parseDouble(System.getProperty("brummer.soak.minutes", "0.7"));

  /// In a short run the JVM still compiles and loads classes.
  private static final boolean LONG = MINUTES >= 5;

  private static final double MAX_MORE_RESIDENT = LONG ? 8 : 40;
  private static final double MAX_MORE_FILE = 4;
  private static final double MAX_MORE_HEAP = LONG ? 3 : 8;
  private static final double MAX_MORE_DESCRIPTORS = 6;
  private static final long SAMPLE_INTERVAL_MILLIS = LONG ? 2_000 : 250;
  private static final int REQUEST_INTERVAL_MILLIS = 20;
  private static final String PAGE =
      "<html><head><title>t</title></head><body>" + "<p>text</p>".repeat(500) + "</body></html>";

  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();
  private final List<Double> resident = new ArrayList<>();
  private final List<Double> anonymous = new ArrayList<>();
  private final List<Double> fileBacked = new ArrayList<>();
  private final List<Double> descriptors = new ArrayList<>();
  private final AtomicInteger served = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  @Test
  void memoryAndDescriptors_areFlat_underLoad() throws Exception {
    RequiredPrograms.require("perl");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    writeProject(server.getAddress().getPort());
    String run = BuiltImage.launcher() + " run 'p*' web";
    try (ExecutorService workers = Executors.newFixedThreadPool(4);
        Tmux tmux = Tmux.start(160, 45, project, mark, run)) {
      server.setExecutor(workers);
      server.start();
      tmux.keys("3");
      String screen = tmux.await("a proxied URL", s -> ProxiedUrl.row("web").matcher(s).find());
      tmux.keys("1");
      load(ProxiedUrl.parse(screen, "web"), MemoryProbe.find(mark));
      tmux.keys("q");
      tmux.await("ended with 0");
    } finally {
      server.stop(0);
    }
    mark.assertNoneLeft();
  }

  private void writeProject(int port) throws Exception {
    Files.writeString(
        project.resolve("print.pl"),
        """
        my $line = 0;
        while (1) {
          my $text = '';
          for (1 .. 20) {
            $line++;
            $text .= "GET /items/$line 200 in " . $line % 900 . " ms with some more text\\n";
          }
          $text .= "Error: item $line is missing\\n    at load (src/items.js:$line:7)\\n"
            if $line % 1000 == 0;
          syswrite(STDOUT, $text);
          select(undef, undef, undef, 0.1);
        }
        """);
    StringBuilder procfile = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      procfile.append("p%d: exec perl print.pl%n".formatted(i));
    }
    procfile.append("web: echo Local: http://localhost:%d/; exec sleep 100000%n".formatted(port));
    Files.writeString(project.resolve("Procfile"), procfile);
  }

  private void load(ProxiedUrl url, MemoryProbe probe) throws Exception {
    long end = System.nanoTime() + (long) (MINUTES * SECONDS.toNanos(60));
    double heapBefore;
    double heapAfter;
    try (ScheduledExecutorService clients = Executors.newScheduledThreadPool(2)) {
      clients.scheduleAtFixedRate(
          () -> request(url), 0, REQUEST_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
      sampleUntil(end - (long) (MINUTES * SECONDS.toNanos(40)), probe);
      List.of(resident, anonymous, fileBacked, descriptors).forEach(List::clear);
      heapBefore = probe.liveHeapMegabytes();
      sampleUntil(end, probe);
      clients.shutdownNow();
    }
    heapAfter = probe.liveHeapMegabytes();
    String title = "%.1f minutes of load: ".formatted(MINUTES);
    boolean flat = report(title + "resident MB", resident, MAX_MORE_RESIDENT);
    flat &= report(title + "of it memory of its own", anonymous, MAX_MORE_RESIDENT);
    flat &= report(title + "of it pages of files", fileBacked, MAX_MORE_FILE);
    flat &= report(title + "live heap MB", List.of(heapBefore, heapAfter), MAX_MORE_HEAP);
    flat &= report(title + "descriptors", descriptors, MAX_MORE_DESCRIPTORS);
    assertTrue(flat, "not flat, see the output");
    double wanted = MINUTES * 60_000 / REQUEST_INTERVAL_MILLIS / 4;
    assertTrue(served.get() > wanted, served + " pages served, " + failed + " failed");
    assertTrue(failed.get() * 1_000 <= served.get(), failed + " of " + served + " pages failed");
  }

  private void sampleUntil(long end, MemoryProbe probe) throws Exception {
    while (System.nanoTime() < end) {
      MemoryProbe.Resident now = probe.residentMegabytes();
      resident.add(now.anonymous() + now.file());
      anonymous.add(now.anonymous());
      fileBacked.add(now.file());
      descriptors.add(probe.descriptors());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SAMPLE_INTERVAL_MILLIS));
    }
  }

  private void request(ProxiedUrl url) {
    try {
      boolean whole = url.fetchPage("/page" + served.get() % 200).contains("</html>");
      (whole ? served : failed).incrementAndGet();
    } catch (Exception broken) {
      failed.incrementAndGet();
    }
  }

  private static boolean report(String what, List<Double> samples, double tolerance) {
    int fifth = Math.max(1, samples.size() / 5);
    double first = lowerQuartile(samples.subList(0, fifth));
    double last = lowerQuartile(samples.subList(samples.size() - fifth, samples.size()));
    boolean flat = last - first <= tolerance;
    SoakResult.print(
        what,
        String.format(Locale.ROOT, "flat, at most %.0f more", tolerance),
        String.format(Locale.ROOT, "%.1f, then %.1f", first, last),
        flat,
        "-");
    return flat;
  }

  private static double lowerQuartile(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 4);
  }
}

package dev.brummer.proxy.telemetry;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.proxy.sourcemap.SourceMapCache;
import dev.brummer.proxy.sourcemap.StackTraceMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Serves the telemetry script and receives its beacons. Thread-safe; the sessions are confined to
/// the event loop behind `owner`.
public final class TelemetryEndpoint {
  /// Maximum size of a beacon, in bytes.
  public static final int MAX_BEACON = 64 * 1024;

  private static final long HOUR_MILLIS = 3_600_000;
  private static final int MAX_SESSION_ID = 32;

  /// Characters that occur neither in origins nor in port tables.
  private static final Pattern UNSAFE = Pattern.compile("[^\\w.:/=\\[\\] -]");

  private final EventBus bus;
  private final Executor owner;
  private final ToLongFunction<String> requestParser;
  private final SessionLimiter sessionLimiter = new SessionLimiter();
  private final BeaconParser beaconParser = new BeaconParser();
  private final StackTraceMapper stacks;

  /// Maximum number of concurrent stack-trace mappings and explanations; further errors stay
  /// unmapped.
  private final Semaphore mappingPermits = new Semaphore(8);

  private final String scriptTemplate;
  private final BlockedRequests blockedRequests;

  /// @param requests parses the request id of a `Server-Timing` value, 0 if there is none
  /// @param project directory to which sources are relative; empty for none
  public TelemetryEndpoint(
      EventBus bus, Executor owner, ToLongFunction<String> requests, String project) {
    this.stacks = new StackTraceMapper(new SourceMapCache(), project);
    this.bus = bus;
    this.requestParser = requests;
    this.owner = owner;
    this.scriptTemplate = loadScript();
    this.blockedRequests = new BlockedRequests(bus);
  }

  private static String loadScript() {
    try (InputStream in = TelemetryEndpoint.class.getResourceAsStream("telemetry.js")) {
      if (in == null) {
        throw new IllegalStateException("telemetry.js is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The script as served.
  ///
  /// @param etag its entity tag, with quotes
  public record Script(byte[] bytes, String etag) {}

  /// The script for the pages of one server.
  ///
  /// @param ports see [dev.brummer.proxy.route.Upstreams#portTable]
  /// @param server origin of the server as the pages name it
  public Script script(String ports, String server) {
    byte[] bytes =
        scriptTemplate
            .replace("@PORTS@", UNSAFE.matcher(ports).replaceAll(""))
            .replace("@SERVER@", UNSAFE.matcher(server).replaceAll(""))
            .getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return new Script(bytes, "\"" + Long.toHexString(crc.getValue()) + "\"");
  }

  /// The script element for a document; the page returns `session` and `request` with its events.
  public byte[] scriptElement(String session, long request, @Nullable String nonce) {
    String nonceAttribute = nonce == null ? "" : " nonce=\"" + attribute(nonce) + "\"";
    return ("<script src=\"/__brummer/t.js\" data-s=\""
            + session
            + "\" data-r=\""
            + request
            + "\""
            + nonceAttribute
            + "></script>")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String attribute(String nonce) {
    return nonce.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }

  /// Sender of a beacon.
  ///
  /// @param pageOrigin origin of the page, through the proxy
  /// @param serverOrigin origin of its server
  public record BeaconSender(
      int process, String session, String request, String pageOrigin, String serverOrigin) {}

  /// Accepts the first `length` bytes of a beacon.
  ///
  /// @return false if it is malformed
  public boolean accept(BeaconSender sender, byte[] bytes, int length) {
    if (!sender.session().matches("[0-9a-z-]{1," + MAX_SESSION_ID + "}")
        || !sender.request().matches("\\d{1,18}")) {
      return false;
    }
    try {
      List<TelemetryEvent> events = beaconParser.parse(bytes, length);
      owner.execute(() -> events.forEach(telemetryEvent -> handle(sender, telemetryEvent)));
      return true;
    } catch (IOException malformed) {
      return false;
    }
  }

  private void handle(BeaconSender sender, TelemetryEvent telemetryEvent) {
    long now = System.currentTimeMillis();
    switch (sessionLimiter.admit(sender.process(), sender.session(), now)) {
      case ACCEPTED -> {
        if (telemetryEvent.type().equals(BlockedRequests.TYPE)) {
          explainBlocked(sender, telemetryEvent);
        } else if (telemetryEvent.stack().isEmpty() || !mappingPermits.tryAcquire()) {
          publish(sender, telemetryEvent);
        } else {
          Thread.ofVirtual().name("source-map").start(() -> publishMapped(sender, telemetryEvent));
        }
      }
      case FIRST_REJECTED ->
          bus.offer(
              new Event.Notice(
                  "A page exceeded the limit of "
                      + SessionLimiter.MAX_EVENTS
                      + " telemetry events; further events are only counted: "
                      + telemetryEvent.page(),
                  now));
      case REJECTED -> {}
    }
  }

  private void explainBlocked(BeaconSender sender, TelemetryEvent telemetryEvent) {
    if (mappingPermits.tryAcquire()) {
      Thread.ofVirtual()
          .name("blocked-request")
          .start(() -> {
            try {
              String reason = blockedRequests.explain(telemetryEvent.url(), sender.pageOrigin());
              if (!reason.isEmpty()) {
                publish(sender, telemetryEvent.withSummary(reason));
              }
            } finally {
              mappingPermits.release();
            }
          });
    }
  }

  private void publishMapped(BeaconSender sender, TelemetryEvent telemetryEvent) {
    try {
      StackTraceMapper.MappedStack mapped =
          stacks.map(telemetryEvent.stack(), sender.pageOrigin(), sender.serverOrigin());
      publish(sender, mapped == null ? telemetryEvent : telemetryEvent.withMappedStack(mapped));
    } finally {
      mappingPermits.release();
    }
  }

  private void publish(BeaconSender sender, TelemetryEvent telemetryEvent) {
    bus.offer(event(sender, telemetryEvent, System.currentTimeMillis()));
  }

  private Event.PageEvent event(BeaconSender sender, TelemetryEvent telemetryEvent, long now) {
    long request =
        telemetryEvent.requestReference().isEmpty()
            ? 0
            : requestParser.applyAsLong(telemetryEvent.requestReference());
    long at = Math.clamp(telemetryEvent.atMillis(), now - HOUR_MILLIS, now);
    return new Event.PageEvent(
        sender.process(),
        sender.session(),
        telemetryEvent.type(),
        telemetryEvent.page(),
        telemetryEvent.summary(),
        telemetryEvent.data(),
        request == 0 ? Long.parseLong(sender.request()) : request,
        at);
  }
}

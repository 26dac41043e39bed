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
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// The script that pages get and what they send back. Any thread may call it; the sessions belong
/// to the one event loop behind `owner`.
public final class Telemetry {
  /// The most a beacon may have, in bytes.
  public static final int MAX_BEACON = 64 * 1024;

  private static final long HOUR_MILLIS = 3_600_000;
  private static final int MAX_SESSION_ID = 32;

  private final EventBus bus;
  private final Executor owner;
  private final ToLongFunction<String> requestParser;
  private final SessionLimiter sessionLimiter = new SessionLimiter();
  private final BeaconParser beaconParser = new BeaconParser();
  private final StackTraceMapper stacks;

  /// Errors whose stack traces may be mapped at a time; those of a flood stay as they are.
  private final Semaphore mappingPermits = new Semaphore(8);

  private final byte[] script;
  private final String scriptETag;

  /// @param requests gives the request that `Server-Timing` named, 0 if there is none
  /// @param project the directory that sources are told relative to; empty: none
  public Telemetry(EventBus bus, Executor owner, ToLongFunction<String> requests, String project) {
    this.stacks = new StackTraceMapper(new SourceMapCache(), project);
    this.bus = bus;
    this.requestParser = requests;
    this.owner = owner;
    this.script = loadScript();
    CRC32 crc = new CRC32();
    crc.update(script);
    this.scriptETag = "\"" + Long.toHexString(crc.getValue()) + "\"";
  }

  private static byte[] loadScript() {
    try (InputStream in = Telemetry.class.getResourceAsStream("t.js")) {
      if (in == null) {
        throw new IllegalStateException("t.js is missing from the program");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The script's bytes: not to be changed.
  public byte[] script() {
    return script;
  }

  /// The script's entity tag, with its quotes.
  public String scriptETag() {
    return scriptETag;
  }

  /// The element for a document: the page sends `session` and `request` back with its signals.
  public byte[] scriptElement(String session, long request, @Nullable String nonce) {
    String allowed = nonce == null ? "" : " nonce=\"" + attribute(nonce) + "\"";
    return ("<script src=\"/__brummer/t.js\" data-s=\""
            + session
            + "\" data-r=\""
            + request
            + "\""
            + allowed
            + "></script>")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String attribute(String nonce) {
    return nonce.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }

  /// Who sent a beacon.
  ///
  /// @param pageOrigin the page's origin, ours
  /// @param serverOrigin the origin of its server
  public record BeaconSender(
      int process, String session, String request, String pageOrigin, String serverOrigin) {}

  /// Takes the first `length` bytes of a beacon that belongs to the page of a session and request.
  ///
  /// @return false if it is malformed
  public boolean accept(BeaconSender sender, byte[] bytes, int length) {
    if (!sender.session().matches("[0-9a-z-]{1," + MAX_SESSION_ID + "}")
        || !sender.request().matches("\\d{1,18}")) {
      return false;
    }
    try {
      List<TelemetryEvent> signals = beaconParser.parse(bytes, length);
      owner.execute(() -> signals.forEach(telemetryEvent -> handle(sender, telemetryEvent)));
      return true;
    } catch (IOException malformed) {
      return false;
    }
  }

  private void handle(BeaconSender sender, TelemetryEvent telemetryEvent) {
    long now = System.currentTimeMillis();
    switch (sessionLimiter.admit(sender.process(), sender.session(), now)) {
      case ACCEPTED -> {
        if (telemetryEvent.stack().isEmpty() || !mappingPermits.tryAcquire()) {
          publish(sender, telemetryEvent);
        } else {
          Thread.ofVirtual().name("source-map").start(() -> publishMapped(sender, telemetryEvent));
        }
      }
      case FIRST_REJECTED ->
          bus.offer(
              new Event.Notice(
                  "A page has sent more than "
                      + SessionLimiter.MAX_EVENTS
                      + " signals; what follows from it is only counted: "
                      + telemetryEvent.page(),
                  now));
      case REJECTED -> {}
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
    long about =
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
        about == 0 ? Long.parseLong(sender.request()) : about,
        at);
  }
}

package dev.brummer.engine.mask;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.PageErrorReport;
import dev.brummer.engine.event.RequestDetail;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Copies events with masked texts. Pure.
final class MaskedEvents {
  private MaskedEvents() {}

  /// @return `event` itself if it has no text of a process or page
  static Event mask(Event event, Masking masking) {
    return switch (event) {
      case Event.LogLine e -> e;
      case Event.ProcessStarted e -> e;
      case Event.ProcessExited e -> e;
      case Event.ResourcesSampled e -> e;
      case Event.MCPConnected e -> e;
      case Event.MCPDisconnected e -> e;
      case Event.ConfigChanged e ->
          new Event.ConfigChanged(
              masked(masking, e.restarted()),
              masked(masking, e.changed()),
              masked(masking, e.added()),
              masked(masking, e.removed()),
              masking.text(e.error()),
              e.atMillis());
      case Event.OrphansFound e ->
          new Event.OrphansFound(masked(masking, e.orphans()), e.atMillis());
      case Event.WatchEvent e ->
          new Event.WatchEvent(
              e.process(),
              e.line(),
              e.step(),
              e.tool(),
              masking.text(e.process(), e.summary()),
              e.atMillis());
      case Event.ErrorDetected e -> error(e, text -> masking.text(e.process(), text));
      case Event.BuildEvent e ->
          new Event.BuildEvent(
              e.process(),
              e.line(),
              e.phase(),
              e.tool(),
              masking.text(e.process(), e.summary()),
              e.durationMillis(),
              e.warnings(),
              e.atMillis());
      case Event.TestFailed e -> testFailed(e, text -> masking.text(e.process(), text));
      case Event.TestPassed e ->
          new Event.TestPassed(
              e.process(),
              e.line(),
              e.tool(),
              masking.text(e.process(), e.test()),
              e.count(),
              e.run(),
              e.atMillis());
      case Event.MCPActivity e ->
          new Event.MCPActivity(
              e.client(),
              e.tool(),
              e.action(),
              e.processes(),
              masking.text(e.summary()),
              e.ok(),
              e.durationMicros(),
              e.tokens(),
              masking.text(e.arguments()),
              masking.text(e.response()),
              e.atMillis());
      case Event.ProcessChanged e ->
          new Event.ProcessChanged(
              e.process(),
              e.name(),
              e.from(),
              e.to(),
              masking.text(e.process(), e.cause()),
              e.atMillis());
      case Event.UrlDetected e ->
          new Event.UrlDetected(
              e.process(),
              e.line(),
              masking.text(e.process(), e.url()),
              e.scope(),
              masking.text(e.process(), e.label()),
              e.proxied(),
              e.atMillis());
      case Event.UrlExpired e ->
          new Event.UrlExpired(e.process(), masking.text(e.process(), e.url()), e.atMillis());
      case Event.RouteOpened e ->
          new Event.RouteOpened(
              e.process(),
              masking.text(e.process(), e.target()),
              masking.text(e.process(), e.proxied()),
              e.atMillis());
      case Event.RouteClosed e ->
          new Event.RouteClosed(
              e.process(),
              masking.text(e.process(), e.target()),
              masking.text(e.process(), e.reason()),
              e.atMillis());
      case Event.RequestCompleted e -> request(e, text -> masking.text(e.process(), text));
      case Event.PageEvent e -> page(e, text -> masking.text(e.process(), text));
      case Event.Notice e -> new Event.Notice(masking.text(e.text()), e.atMillis());
      case Event.RunEnded e ->
          new Event.RunEnded(
              e.process(), e.name(), e.code(), masking.text(e.process(), e.reason()), e.atMillis());
      case Event.InternalFailure e ->
          new Event.InternalFailure(
              e.component(), masking.text(e.message()), e.cause(), e.atMillis());
    };
  }

  private static Event error(Event.ErrorDetected e, UnaryOperator<String> mask) {
    return new Event.ErrorDetected(
        e.process(),
        e.line(),
        e.lines(),
        e.source(),
        e.count(),
        e.severity(),
        mask.apply(e.type()),
        mask.apply(e.message()),
        nullable(e.location(), mask),
        e.fingerprint(),
        e.atMillis());
  }

  private static Event testFailed(Event.TestFailed e, UnaryOperator<String> mask) {
    return new Event.TestFailed(
        e.process(),
        e.line(),
        e.lines(),
        e.tool(),
        mask.apply(e.test()),
        e.count(),
        nullable(e.location(), mask),
        e.run(),
        e.atMillis());
  }

  private static Event request(Event.RequestCompleted e, UnaryOperator<String> mask) {
    return new Event.RequestCompleted(
        e.id(),
        e.process(),
        e.method(),
        mask.apply(e.url()),
        e.status(),
        e.contentType(),
        e.requestBytes(),
        e.responseBytes(),
        e.totalNanos(),
        e.upstreamNanos(),
        e.proxyNanos(),
        e.injected(),
        e.session(),
        mask.apply(e.error()),
        e.detail().equals(RequestDetail.NONE)
            ? e.detail()
            : new MaskedRequestDetail(e.detail(), mask),
        e.atMillis());
  }

  private static Event page(Event.PageEvent e, UnaryOperator<String> mask) {
    PageErrorReport error = e.error();
    return new Event.PageEvent(
        e.process(),
        e.session(),
        e.type(),
        mask.apply(e.page()),
        mask.apply(e.summary()),
        mask.apply(e.data()),
        e.request(),
        error == null
            ? null
            : new PageErrorReport(
                mask.apply(error.type()),
                mask.apply(error.message()),
                nullable(error.location(), mask),
                error.lines().stream().map(mask).toList()),
        e.atMillis());
  }

  private static @Nullable String nullable(@Nullable String text, UnaryOperator<String> mask) {
    return text == null ? null : mask.apply(text);
  }

  private static List<String> masked(Masking masking, List<String> texts) {
    return texts.stream().map(masking::text).toList();
  }
}

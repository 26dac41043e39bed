package dev.brummer.perf.model;

import static dev.brummer.perf.result.MetricDirection.HIGHER;
import static dev.brummer.perf.result.MetricDirection.LOWER;

import dev.brummer.perf.result.MetricDirection;
import java.util.List;

/// The thirteen expected improvements of the reference design (S35 to S47).
public final class ReferenceProjections {
  private static final double MICRO = 1e-3;
  private static final double MILLI = 1e-6;
  private static final double KILO = 1e-3;
  private static final double MEGA = 1e-6;
  private static final int EVENTS_PER_SECOND = 265;
  private static final int LINES_PER_SECOND = 200;

  private static final List<ReferenceProjection> ALL =
      List.of(
          of("S35", "EventBus", "memory", "MB/s", 6.2, 0.064, 97.0, LOWER)
              .measuredBy("eventbus.publish / 10 publishers / memory", EVENTS_PER_SECOND * MEGA)
              .describedAs("heap per event with 3 handlers, at 265 events/s"),
          of("S36", "EventBus", "latency p95", "µs", 287, 120, 58.2, LOWER)
              .measuredBy("eventbus.handlers / 265 events/s / p95", MICRO)
              .describedAs(
                  "from due time to the UI handler, with all handlers of the reference design"),
          of("S37", "EventBus", "throughput", "events/s", 1000, 5000, 400.0, HIGHER)
              .measuredBy("eventbus.scenario / Medium / throughput", 1)
              .describedAs("until the last of 5 handlers of 10 µs has run"),
          of("S38", "EventBus", "threads", "", 1000, 8, 99.2, LOWER)
              .measuredBy("eventbus.scenario / Heavy / threads", 1)
              .describedAs("maximum at any time, without publishers"),
          of("S39", "ProcessMgr", "status check", "ns", 387, 90, 76.7, LOWER)
              .measuredBy("process.status / one of 10, all cores reading / time", 1)
              .describedAs("with as many readers as cores"),
          of("S40", "ProcessMgr", "contention", "%", 45, 5, 88.9, LOWER)
              .measuredBy("process.contention / status each 100 ms, line each 10 ms / blocked", 1)
              .describedAs("share of working time blocked on a lock"),
          of("S41", "ProcessMgr", "list", "µs", 12.4, 8.1, 34.7, LOWER)
              .measuredBy("process.list / 10 processes / time", MICRO)
              .describedAs("of 10 processes"),
          of("S42", "LogStore", "saturation", "lines/s", 1200, 8000, 566.7, HIGHER)
              .measuredBy("log.saturation / 4 children, line by line / sustained", 1)
              .describedAs("printed, stored and read by all line subscribers"),
          of("S43", "LogStore", "async success", "%", 78, 95, 21.8, HIGHER)
              .measuredBy("log.addAsync / 4 children, 8,000 lines/s / not held up", 1)
              .describedAs("share of lines stored without waiting for another process"),
          of("S44", "LogStore", "allocation", "KB/s", 100, 100, 0, LOWER)
              .measuredBy("log.addAsync / 1 child, line by line / memory", LINES_PER_SECOND * KILO)
              .describedAs("bytes per line, at 200 lines/s"),
          of("S45", "ProxyServer", "request overhead", "µs", 1.7, 0.8, 52.9, LOWER)
              .measuredBy("proxy.request / record, history and event, 1 loop / time", MICRO)
              .describedAs("record, history and event of a request"),
          of("S46", "ProxyServer", "URL registration", "ms", 2.3, 2.3, 0, LOWER)
              .measuredBy("proxy.register / a URL until its first request is served / time", MILLI)
              .describedAs("until the first request has been served"),
          of("S47", "ProxyServer", "mutex contention", "ns", 34, 7, 79.4, LOWER)
              .measuredBy("proxy.request / history, 2 loops at once / time", 1)
              .describedAs("recording a request while another event loop records one"));

  private ReferenceProjections() {}

  public static List<ReferenceProjection> all() {
    return ALL;
  }

  private static Builder of(
      String source,
      String component,
      String metric,
      String unit,
      double current,
      double projected,
      double improvement,
      MetricDirection direction) {
    return new Builder(
        new ReferenceProjection(
            source,
            component,
            metric,
            unit,
            current,
            projected,
            improvement,
            direction,
            "",
            1,
            ""));
  }

  /// A projection without its metric.
  private record Builder(ReferenceProjection p) {
    Builder measuredBy(String measured, double factor) {
      return new Builder(
          new ReferenceProjection(
              p.source(),
              p.component(),
              p.metric(),
              p.unit(),
              p.current(),
              p.projected(),
              p.improvement(),
              p.direction(),
              measured,
              factor,
              ""));
    }

    ReferenceProjection describedAs(String reading) {
      return new ReferenceProjection(
          p.source(),
          p.component(),
          p.metric(),
          p.unit(),
          p.current(),
          p.projected(),
          p.improvement(),
          p.direction(),
          p.metricKey(),
          p.factor(),
          reading);
    }
  }
}

package dev.brummer.perf.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Locale;

/// Formats the result as JSON, including every sample. Missing values are null.
final class LoadJsonReport {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private LoadJsonReport() {}

  static String of(LoadResult result) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("schema", 1);
    root.put("machine", result.machine().title());
    root.put("java", result.machine().java());
    root.put("durationSeconds", result.settings().duration().toMillis() / 1e3);
    root.put("window", result.settings().window());
    root.put("intervalMillis", result.settings().interval().toMillis());
    root.put("seconds", result.seconds());
    root.put("finished", result.finished());
    root.put("good", result.isSuccessful());
    ArrayNode rates = root.putArray("rates");
    result.rates().forEach(rate -> rates.add(rate(rate)));
    ArrayNode trends = root.putArray("trends");
    result.verdicts().forEach(verdict -> trends.add(trend(verdict)));
    ArrayNode checks = root.putArray("checks");
    for (LoadChecks.Check check : result.checks()) {
      checks
          .addObject()
          .put("what", check.description())
          .put("good", check.passed())
          .put("detail", check.detail());
    }
    ArrayNode samples = root.putArray("samples");
    result.samples().forEach(sample -> samples.add(sample(sample)));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static ObjectNode rate(RateResult rate) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("what", rate.name());
    node.put("wantedPerSecond", rate.target());
    node.put("achievedPerSecond", rate.achieved());
    node.put("asked", rate.started());
    node.put("done", rate.completed());
    node.put("p50Millis", rate.millis(50));
    node.put("p95Millis", rate.millis(95));
    node.put("p99Millis", rate.millis(99));
    node.put("maxMillis", rate.millis(100));
    return node;
  }

  private static ObjectNode trend(TrendVerdict verdict) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("metric", verdict.metric().metric());
    node.put("unit", verdict.metric().unit());
    node.put("better", verdict.metric().better().name().toLowerCase(Locale.ROOT));
    node.put("verdict", verdict.outcome().name().toLowerCase(Locale.ROOT));
    node.put("samples", verdict.samples());
    boolean known = verdict.outcome() != TrendVerdict.Outcome.INSUFFICIENT;
    put(node, "before", known ? verdict.before() : Double.NaN);
    put(node, "now", known ? verdict.now() : Double.NaN);
    put(node, "trend", known ? verdict.change() : Double.NaN);
    put(node, "significance", known ? verdict.significance() : Double.NaN);
    node.put("smallestThatCounts", verdict.metric().minChange());
    node.put("othersMoreCores", verdict.otherCoresIncrease());
    return node;
  }

  private static ObjectNode sample(LoadSample sample) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("seconds", sample.seconds());
    node.put("linesPerSecond", sample.lines());
    node.put("eventsPerSecond", sample.events());
    node.put("checksPerSecond", sample.checks());
    node.put("requestsPerSecond", sample.requests());
    put(node, "eventP95Millis", sample.eventP95());
    put(node, "requestP95Millis", sample.requestP95());
    put(node, "residentBytes", sample.residentBytes());
    put(node, "heapBytes", sample.heapBytes());
    put(node, "afterGcBytes", sample.afterGcBytes());
    put(node, "threads", sample.threads());
    put(node, "gcMillisPerSecond", sample.gcMillis());
    put(node, "othersCores", sample.otherCores());
    return node;
  }

  private static void put(ObjectNode node, String name, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      node.putNull(name);
    } else {
      node.put(name, value);
    }
  }
}

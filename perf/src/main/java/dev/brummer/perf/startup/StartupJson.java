package dev.brummer.perf.startup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.engine.process.ProcessSpec;
import java.io.UncheckedIOException;
import java.util.List;

/// The result as JSON: a summary a process, then every round. Seconds and bytes; what there is not
/// is null.
final class StartupJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StartupJson() {}

  static String of(StartupResult result) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("schema", 1);
    root.put("project", result.plan().project().toString());
    root.put("roundsWanted", result.plan().rounds());
    root.put("limitSeconds", result.plan().limit().toMillis() / 1e3);
    root.put("good", result.good());
    ArrayNode summary = root.putArray("processes");
    for (ProcessSpec spec : result.plan().processes()) {
      if (!result.rounds().isEmpty()) {
        summary.add(summary(result, spec.name()));
      }
    }
    ArrayNode rounds = root.putArray("rounds");
    result.rounds().forEach(round -> rounds.add(round(round)));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static ObjectNode summary(StartupResult result, String name) {
    List<ProcessStartup> all = result.arrivals(name);
    List<ProcessStartup> warm = result.warm(name);
    List<ProcessStartup> some = warm.isEmpty() ? all : warm;
    ObjectNode node = MAPPER.createObjectNode();
    node.put("name", name);
    put(node, "coldSeconds", all.getFirst().there());
    put(node, "warmP50Seconds", StartupReport.quantile(warm, ProcessStartup::there, 0.5));
    put(node, "warmP95Seconds", StartupReport.quantile(warm, ProcessStartup::there, 0.95));
    put(node, "ownP50Seconds", StartupReport.quantile(some, ProcessStartup::own, 0.5));
    put(node, "cpuP50Seconds", StartupReport.quantile(some, ProcessStartup::cpuSeconds, 0.5));
    node.put("peakBytes", all.stream().mapToLong(ProcessStartup::peakBytes).max().orElse(0));
    put(node, "stopP50Seconds", StartupReport.quantile(all, ProcessStartup::stopSeconds, 0.5));
    return node;
  }

  private static ObjectNode round(StartupRound round) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("round", round.number());
    node.put("cold", round.cold());
    node.put("finished", round.finished());
    put(node, "upSeconds", round.up());
    node.put("stopSeconds", round.stopSeconds());
    ArrayNode survivors = node.putArray("survivors");
    round.survivors().forEach(survivors::add);
    ArrayNode path = node.putArray("criticalPath");
    for (CriticalPath.Leg leg : round.criticalPath().legs()) {
      path.addObject().put("process", leg.name()).put("seconds", leg.seconds());
    }
    ArrayNode processes = node.putArray("processes");
    round.arrivals().forEach(arrival -> processes.add(arrival(arrival)));
    return node;
  }

  private static ObjectNode arrival(ProcessStartup arrival) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("name", arrival.name());
    node.put("outcome", arrival.outcome().word());
    node.put("detail", arrival.outcome().detail());
    put(node, "startedSeconds", arrival.started());
    put(node, "readySeconds", arrival.ready());
    put(node, "endedSeconds", arrival.ended());
    node.put("cpuSeconds", arrival.cpuSeconds());
    node.put("peakBytes", arrival.peakBytes());
    put(node, "stopSeconds", arrival.stopSeconds());
    ArrayNode lines = node.putArray("lastLines");
    arrival.lastLines().forEach(lines::add);
    return node;
  }

  private static void put(ObjectNode node, String name, double seconds) {
    if (seconds < 0) {
      node.putNull(name);
    } else {
      node.put(name, seconds);
    }
  }
}
